/* sentence.c - see sentence.h. */
#include "viz/model/sentence.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "viz/model/path.h"
#include "viz/model/walk.h"
#include "viz/model/words.h"

static const struct difference *first_difference(const struct row *r)
{
	for (size_t i = 0; i < r->diffs; i++)
		if (!r->diff[i].known)
			return &r->diff[i];
	return r->diff;
}

const struct row *sentence_diverging_row(const struct building *b, const struct picture *f)
{
	for (size_t i = f->first_row; i <= f->row; i++)
		if (compare_differs(b->c->row[i].verdict))
			return &b->c->row[i];
	return NULL;
}

void sentence_verdict(struct building *b, struct picture *f)
{
	f->verdict = PV_AGREE;
	if (!model_has_side(b, SIDE_REAL) || !model_has_side(b, SIDE_SIM)) {
		f->verdict = model_has_side(b, SIDE_REAL) ? PV_REAL_ALONE : PV_SIM_ALONE;
		return;
	}
	for (size_t i = f->first_row; i <= f->row; i++) {
		const struct row *r = &b->c->row[i];

		if (compare_differs(r->verdict)) {
			f->verdict = PV_DIVERGE;
			return;
		}
		if (r->verdict == CMP_KNOWN) {
			f->verdict = PV_KNOWN;
			f->verdict_note = r->diff[0].known->id;
		}
	}
	for (int i = 0; i < LEDGER_ROWS; i++)           /* a row of the table may not accuse what the comparison let pass */
		if (f->ledger[i].same == SAME_NO) {
			f->ledger[i].same = SAME_NA;
			for (int k = 0; k < SIDES; k++)
				f->ledger[i].mark[k] = MK_PLAIN;
		}
}

static const char *value_words(struct building *b, const char *value)
{
	return SAY(b, "%.40s", words_without("EXCEPTION_", value));
}

const char *sentence_of_divergence(struct building *b, const struct row *r)
{
	const struct difference *d = first_difference(r);
	struct ink i = { 0 };
	const char *text;

	if (!d) {
		ink_printf(&i, "Only %s has this step: %s ", r->side[0] ? "REAL" : "SIM", reader_type_name(either_side(r->side)->type));
		compare_say(&i, either_side(r->side));
		ink_puts(&i, ".");
	} else {
		ink_printf(&i, "First difference, %s: REAL %s, SIM %s.", d->fact, value_words(b, d->real), value_words(b, d->sim));
	}
	text = i.failed ? words_say(b, NULL) : words_say(b, keep_copy(&b->m->keep, i.text, i.used));
	ink_free(&i);
	return text;
}

static const char *gave(enum answer a)
{
	return a == AN_CONTINUE ? "went on" : a == AN_HANDLER ? "gave up" : "stopped";
}

const char *sentence_of_refusal(struct building *b, const struct story *s)
{
	const int no = call_failed(s->call[SIDE_SIM]) ? SIDE_SIM : SIDE_REAL, yes = !no;
	const struct event *e = s->call[no];
	const char *name[] = { "REAL", "SIM" }, *range = words_of_range(b, s->call[yes]);

	if (e->error == 1455 && e->counter[CN_COMMIT] >= 0)
		return SAY(b, "%s committed %s and %s. %s refused: its commit limit (%" PRId64 " pages) was reached, so its filter %s.",
		           name[yes], range, gave(path_answer(s->answer[yes])), name[no], e->counter[CN_COMMIT],
		           gave(path_answer(s->answer[no])));
	return SAY(b, "%s committed %s and %s. %s refused with error %" PRId64 ", so its filter %s.", name[yes], range,
	           gave(path_answer(s->answer[yes])), name[no], e->error, gave(path_answer(s->answer[no])));
}

bool call_commits(const struct event *e)
{
	return e && e->allocation_flags & FLAG_MEM_COMMIT && call_allocates(e);
}

/* Only the simulator knows whether the frame was a fresh one; alone, the real side's page was not there before. */
static bool takes_zeroed_frame(const struct building *b, const struct story *s, const struct event *f)
{
	const struct span *before;

	if (s->answer[SIDE_SIM])
		return walk_zero_filled(s->answer[SIDE_SIM], f);
	before = s->before[SIDE_REAL] ? reader_page(s->before[SIDE_REAL], f->at.place, event_page(b, f)) : NULL;
	return !before || before->state < PG_COMMITTED;
}

/* What the simulator did for the retry, if it was no fresh page. */
static const char *retry_finds(const struct story *s, const struct event *f)
{
	const struct resolved *r = s->answer[SIDE_SIM] ? walk_resolved(s->answer[SIDE_SIM], f) : NULL;

	if (!r)
		return NULL;
	if (r->kind_id == FAULT_TRANSITION)
		return "finds the page still in memory";
	if (r->kind_id == FAULT_HARD)
		return "reads the page back from the page file";
	return r->kind_id == FAULT_COPY_ON_WRITE ? "takes a copy of the page for itself" : NULL;
}

/* The instruction ran again, and raised an exception again; on both sides, or on the one there is. */
static bool retry_failed(const struct story *s)
{
	bool failed = false;

	for (int k = 0; k < SIDES; k++) {
		if (s->answer[k] && s->answer[k]->retried == RETRY_DONE)
			return false;
		failed |= s->answer[k] && s->answer[k]->retried == RETRY_FAILED;
	}
	return failed;
}

static const char *retry_words(struct building *b, const struct story *s)
{
	const struct event *f = either_side(s->fault);
	bool resident = false, ok = false;
	const char *how;

	if (retry_failed(s))
		return SAY(b, "The retried %s raises an exception again.", words_noun(f));
	for (int k = 0; k < SIDES; k++) {
		const struct span *p = event_in_reservation(f) && s->answer[k] ?
		                       reader_page(s->answer[k]->memory, f->at.place, event_page(b, f)) : NULL;

		if (!p || p->state < PG_COMMITTED)
			continue;
		ok = !(p->protect_flags & FLAG_PAGE_GUARD);
		resident |= p->state == PG_RESIDENT;
	}
	if (!ok)
		return SAY(b, "The retried %s will fault again.", words_noun(f));
	if (resident && (how = retry_finds(s, f)))
		return SAY(b, "The retried %s %s and succeeds.", words_noun(f), how);
	return resident && takes_zeroed_frame(b, s, f) ? SAY(b, "The retried %s takes a zeroed frame and succeeds.", words_noun(f)) :
	       SAY(b, "The retried %s succeeds.", words_noun(f));
}

const char *sentence_of_answer(struct building *b, const struct story *s)
{
	const struct event *f = either_side(s->fault), *a = either_side(s->answer), *call = either_side(s->call);
	const char *did = call && !call_failed(call) && call_commits(call) ? SAY(b, "commits %s", words_of_range(b, call))
	                : call && call_failed(call) ? SAY(b, "calls %s, which fails (error %" PRId64 ")", call->api, call->error)
	                : call ? SAY(b, "calls %s", call->api) : "makes no call";
	const char *who = path_who(b, s->answer);

	switch (path_answer(a)) {
	case AN_CONTINUE:
		if (f->code_id == EXC_GUARD_PAGE)
			return SAY(b, "The %s %s and answers CONTINUE_EXECUTION. %s", who, did,
			           retry_failed(s) ? retry_words(b, s) : SAY(b, "The guard is off, so the retried %s succeeds.", words_noun(f)));
		if (!event_is_memory_fault(f))
			return SAY(b, "The %s %s and answers CONTINUE_EXECUTION: the program goes on.", who, did);
		return SAY(b, "The %s %s and answers CONTINUE_EXECUTION. %s", who, did, retry_words(b, s));
	case AN_HANDLER:
		if (!call && event_in_reservation(f) && event_is_memory_fault(f) &&
		    !reader_page(s->before[s->fault[0] ? 0 : 1], f->at.place, event_page(b, f)))
			return SAY(b, "Page %" PRIu64 " lies past the region: free. The filter has no page left and answers EXECUTE_HANDLER: "
			           "the %s is abandoned.", event_page(b, f), words_noun(f));
		return SAY(b, "The %s %s and answers EXECUTE_HANDLER: the %s is abandoned.", who, did, event_is_memory_fault(f) ? words_noun(f) : "rest of the block");
	case AN_SEARCH:
		return SAY(b, "The %s %s and answers CONTINUE_SEARCH: it leaves the exception to others.", who, did);
	case AN_UNHANDLED:
		return SAY(b, "No handler takes the exception: the process ends with %s.", words_without("EXCEPTION_", f->code));
	case AN_STOPPED:
		return a->reason ? SAY(b, "The run is stopped: %s", a->reason) : "The run is stopped here.";
	case AN_NONE:
		break;
	}
	return "";
}

const char *sentence_of_ask(struct building *b, const struct story *s)
{
	const struct event *e = either_side(s->answer), *sim = s->answer[SIDE_SIM];
	const char *function = sim && sim->handlers ? sim->handler[sim->handlers - 1].function : NULL;

	if (path_kind(s->answer) != HANDLER_FILTER)
		return SAY(b, "The %s answers CONTINUE_SEARCH: the next one is asked. Nothing is unwound yet.", path_who(b, s->answer));
	if (function)
		return SAY(b, "The filter of %s (line %" PRIu32 ") answers CONTINUE_SEARCH: the search goes on outwards. Nothing is unwound yet.",
		           function, e->line);
	return SAY(b, "The filter in line %" PRIu32 " answers CONTINUE_SEARCH: the search goes on outwards. Nothing is unwound yet.", e->line);
}

const char *sentence_of_unwinding(struct building *b, const struct event *e)
{
	if (e->function)
		return SAY(b, "The __finally block of %s (line %" PRIu32 ") runs because an exception unwinds through it: innermost first.",
		           e->function, e->line);
	return SAY(b, "The __finally block in line %" PRIu32 " runs because an exception unwinds through it: innermost first.", e->line);
}

const char *sentence_of_fault(struct building *b, const struct story *s)
{
	const struct event *f = either_side(s->fault);
	int k = s->fault[0] ? 0 : 1;
	enum reason why = words_reason(b, f, s->before[k]);

	if (why == RE_RAISED)
		return SAY(b, "The %s raises %s; the handlers are asked.", f->raised ? "program" : "CPU", f->code);
	if (!event_in_reservation(f))
		return SAY(b, "The program %s address %s. %s", words_verb(f), words_upper(b, f->at_text), words_of_reason(why));
	return SAY(b, "The program %s byte %" PRIu64 " of page %" PRIu64 "%s. %s", words_verb(f),
	           f->at.offset % b->m->any->page_size, event_page(b, f), why == RE_FREE ? ", past the region" : "", words_of_reason(why));
}

/* A call that changes nothing that has a name. */
static const char *sentence_of_question(struct building *b, const struct event *e)
{
	const char *state = reader_out(e, "State"), *from = reader_out(e, "BaseAddress");
	const char *protect = e->state_id == STATE_COMMIT ? reader_out(e, "Protect") : NULL;

	if (e->api_id != API_VIRTUAL_QUERY || !state || !from)
		return SAY(b, "The program calls %s.", e->api);
	return SAY(b, "VirtualQuery reports %s%s%s from %s on.", state, protect ? ", " : "", protect ? protect : "", words_upper(b, from));
}

static const char *sentence_of_watch(struct building *b, const struct event *e)
{
	const char *count = reader_out(e, "lpdwCount");

	if (e->api_id == API_RESET_WRITE_WATCH)
		return "The program clears the record of written pages without reading it.";
	return SAY(b, "GetWriteWatch names %s page%s written since the last reset%s.", count ? count : "the", same(count, "1") ? "" : "s",
	           call_resets_watch(e) ? ", and clears that record" : "");
}

const char *sentence_of_call(struct building *b, const struct event *e)
{
	enum call_kind kind = path_call_kind(e);
	uint64_t n = call_pages(b, e);
	const char *range = words_of_range(b, e);

	if (call_failed(e))
		return SAY(b, "%s fails with error %" PRId64 " (%s): nothing changes.", e->api, e->error,
		           e->error_name ? e->error_name : "no name");
	if (!kind)
		return sentence_of_question(b, e);
	if (e->allocation_flags & FLAG_MEM_REPLACE_PLACEHOLDER)
		return SAY(b, "The program puts memory in the place of the placeholder at %s, which has to fit exactly.", range);
	if (e->allocation_flags & FLAG_MEM_RESERVE_PLACEHOLDER)
		return SAY(b, "The program reserves a placeholder of %" PRIu64 " page%s: addresses that are kept free for a purpose.", n, n == 1 ? "" : "s");
	switch (kind) {
	case CALL_SPLIT:
		return SAY(b, "The program makes a placeholder of %s: its contents are gone, and its addresses stay reserved.", range);
	case CALL_COALESCE:
		return SAY(b, "The program joins the placeholders in %s: they are one again.", range);
	case CALL_RESERVE:
		return SAY(b, "The program reserves %" PRIu64 " page%s: addresses only. No memory is promised and nothing is charged.", n, n == 1 ? "" : "s");
	case CALL_RESERVE_COMMIT:
		return SAY(b, "The program reserves and commits %" PRIu64 " page%s: memory is promised at once, and given at the first touch.", n, n == 1 ? "" : "s");
	case CALL_COMMIT:
		return SAY(b, "The program commits %s: memory is promised and charged, and given at the first touch.", range);
	case CALL_PROTECT:
		return SAY(b, "The program sets the protection of %s to %s.", range, reader_arg(e, "flNewProtect") ? reader_arg(e, "flNewProtect") : "?");
	case CALL_DECOMMIT:
		return SAY(b, "The program decommits %s: contents and charge are gone, the addresses stay reserved.", range);
	case CALL_MAP:
		return SAY(b, "The program maps a view of section %s: its pages get addresses in %s, and are mapped one by one as they are touched.",
		           reader_arg(e, "hFileMappingObject") ? reader_arg(e, "hFileMappingObject") : "?", range);
	case CALL_UNMAP:
		return SAY(b, "The program unmaps %s: its addresses are free again; the section keeps its pages while a handle or a view refers to it.", range);
	case CALL_TRIM:
		return "The program empties its working set: contents and charge stay, and the next touch of a page brings it back.";
	case CALL_WATCH:
		return sentence_of_watch(b, e);
	case CALL_RELEASE:
	case CALL_PLAIN:
		break;
	}
	return SAY(b, "The program releases %s: its addresses are free again.", range);
}

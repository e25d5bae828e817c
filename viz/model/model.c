/* model.c - see model.h. */
#include "viz/model/model.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "viz/model/chain.h"
#include "viz/model/heap.h"
#include "viz/model/ledger.h"
#include "viz/model/lists.h"
#include "viz/model/path.h"
#include "viz/model/sentence.h"
#include "viz/model/share.h"
#include "viz/model/space.h"
#include "viz/model/walk.h"
#include "viz/model/words.h"

/* ---- the moment: counters, memory ---- */

static void advance(struct building *b, const struct row *r)
{
	for (int s = 0; s < SIDES; s++) {
		const struct event *e = r->side[s];

		if (!e)
			continue;
		b->now[s].memory = e->memory;
		b->now[s].avs += e->type == EV_FAULT && e->code_id == EXC_ACCESS_VIOLATION;
		for (int k = 0; k < COUNTERS; k++)
			if (e->counter[k] >= 0)
				b->now[s].counter[k] = e->counter[k];
		if (e->has_vad == VAD_GIVEN) {
			b->vad = e->vad;
			b->last_vad = &b->vad;
		}
	}
}

bool model_has_side(const struct building *b, int s)
{
	return b->c->trace[s] != NULL;
}

/* ---- pictures ---- */

static struct picture *new_picture(struct building *b, size_t row, const char *slug)
{
	struct model *m = b->m;
	struct picture *f;

	if (m->pictures == MODEL_PICTURES_MAX) {
		m->cut = true;
		return NULL;
	}
	f = &m->picture[m->pictures++];
	*f = (struct picture){ .number = m->pictures, .row = row, .first_row = b->next_row, .place = -1,
	                       .line = either_side(b->c->row[row].side)->line };
	snprintf(f->name, sizeof f->name, "step-%04zu-%.32s", f->number, slug);
	b->next_row = row + 1;
	ledger_start(f);
	return f;
}

static void drawn(struct building *b)
{
	memcpy(b->drawn, b->now, sizeof b->drawn);
}

static void fault_titles(struct building *b, struct picture *f, const struct story *s)
{
	const struct event *e = either_side(s->fault);
	bool past = event_in_reservation(e) && f->pages && event_page(b, e) >= f->pages, up = false, on = true, commit = false;
	enum answer a = path_answer(s->answer[0]), z = path_answer(s->answer[1]);
	const char *who = path_kind(s->answer) == HANDLER_VECTORED ? "handler" : "filter";
	bool differ = s->answer[0] && s->answer[1] && a != z;

	for (int k = 0; k < SIDES; k++) {
		up |= s->answer[k] && path_exit(path_answer(s->answer[k])) == 1;
		on &= !s->answer[k] || path_answer(s->answer[k]) == AN_CONTINUE;
		commit |= call_commits(s->call[k]);
	}
	f->title = up && past && !differ ? SAY(b, "Fault %zu: out of pages", s->number) :
	           SAY(b, "Fault %zu of %zu", s->number, b->m->faults);
	if (up && past && !differ && f->after)
		f->graph = SAY(b, "step %zu: fault %zu, out of pages%s", f->number, s->number,
		               f->verdict == PV_DIVERGE ? ", DIVERGENCE" : "");
	else
		f->graph = SAY(b, "step %zu: fault %zu of %zu, %s%s", f->number, s->number, b->m->faults, f->after ? "after" : "before",
		               f->verdict == PV_DIVERGE ? ", DIVERGENCE" : "");
	f->phase = !f->after ? PH_BEFORE : up && !differ ? PH_FAILED : PH_AFTER;
	if (!f->after)
		f->phase_text = commit ? "1 \u00b7 BEFORE commit" : SAY(b, "1 \u00b7 BEFORE the %s", who);
	else if (a == AN_UNHANDLED || z == AN_UNHANDLED)
		f->phase_text = "2 \u00b7 AFTER: \u2717 UNHANDLED";
	else if (up && !differ)
		f->phase_text = "2 \u00b7 AFTER: \u2717 GAVE UP";
	else
		f->phase_text = !on || differ ? SAY(b, "2 \u00b7 AFTER the %s", who) :
		                commit ? "2 \u00b7 AFTER commit + retry" : SAY(b, "2 \u00b7 AFTER %s + retry", who);
}

static void moment_of_retry(struct picture *f, const struct story *s)
{
	bool known = false;

	for (int k = 0; k < SIDES; k++) {
		bool on = path_answer(s->answer[k]) == AN_CONTINUE;

		f->late[k] = on && s->answer[k]->retried == RETRY_NOT_SAID;
		known |= on && !f->late[k];
	}
	f->two_moments = known && (f->late[0] || f->late[1]);
}

static void picture_of_fault(struct building *b, struct story *s, bool after)
{
	char slug[32];
	struct picture *f;
	const struct row *bad;

	snprintf(slug, sizeof slug, "fault%0*zu-%c", b->m->faults > 9999 ? 5 : b->m->faults > 999 ? 4 : 3, s->number, after ? 'b' : 'a');
	f = new_picture(b, after ? s->answer_row : s->fault_row, slug);
	if (!f)
		return;
	f->after = after;
	f->fault = s->number;
	if (after)
		moment_of_retry(f, s);
	space_fill(b, f, either_side(s->fault));
	path_of_fault(b, f, s);
	walk_of_fault(b, f, s);
	if (after && path_answer(either_side(s->answer)) != AN_CONTINUE) {
		chain_of(b, f, s, s->answer_row);
		f->has_chain &= f->chain_matters;
		f->has_walk &= !f->has_chain;
	}
	ledger_of_fault(b, f, s);
	ledger_finish(b, f, s->fault);
	sentence_verdict(b, f);
	fault_titles(b, f, s);
	f->say = after ? sentence_of_answer(b, s) : sentence_of_fault(b, s);
	bad = sentence_diverging_row(b, f);
	if (after && s->call[0] && s->call[1] && call_failed(s->call[0]) != call_failed(s->call[1]))
		f->say = sentence_of_refusal(b, s);
	else if (bad && f->verdict == PV_DIVERGE)
		f->say = sentence_of_divergence(b, bad);
	if (!after)
		for (int i = 3; i < HOPS; i++)
			f->hop[i].text = "?";
	drawn(b);
}

/* Who passes the exception on: the search goes outwards, and nothing is unwound. */
static void picture_of_ask(struct building *b, const struct story *waiting, size_t row, size_t number)
{
	struct story s = *waiting;
	const struct row *bad;
	char slug[40];
	struct picture *f;

	snprintf(slug, sizeof slug, "fault%0*zu-ask%zu", b->m->faults > 9999 ? 5 : b->m->faults > 999 ? 4 : 3, s.number, number);
	f = new_picture(b, row, slug);
	if (!f)
		return;
	for (int k = 0; k < SIDES; k++) {
		s.answer[k] = b->c->row[row].side[k];
		s.call[k] = NULL;
	}
	s.answer_row = row;
	f->after = true;                        /* for the panels: somebody has answered */
	space_fill(b, f, either_side(s.fault));
	path_of_fault(b, f, &s);
	walk_of_fault(b, f, &s);
	chain_of(b, f, &s, row);
	ledger_of_fault(b, f, &s);
	ledger_finish(b, f, s.fault);
	sentence_verdict(b, f);
	f->has_walk = !f->has_chain;
	f->after = false;
	f->title = SAY(b, "Fault %zu of %zu: the search", s.number, b->m->faults);
	f->graph = SAY(b, "step %zu: fault %zu of %zu, asked %zu", f->number, s.number, b->m->faults, number);
	f->phase = PH_PLAIN;
	f->phase_text = SAY(b, "search \u00b7 asked %zu", number);
	f->say = sentence_of_ask(b, &s);
	bad = sentence_diverging_row(b, f);
	if (bad && f->verdict == PV_DIVERGE)
		f->say = sentence_of_divergence(b, bad);
	drawn(b);
}

static const char *plain_title(struct building *b, const struct event *e)
{
	switch (e->type) {
	case EV_CALL:
		return call_type(e) && path_call_kind(e) ? SAY(b, "%s: %s", e->api, path_call_name(path_call_kind(e))) :
		       SAY(b, "%s", e->api);
	case EV_HANDLER:
		return "Handler";
	case EV_FINALLY:
		return "__finally";
	case EV_OUTPUT:
		return "Output";
	case EV_FILTER:
		return "Filter";
	case EV_CONTINUE:
		return "Continue handler";
	case EV_FAULT:
		return "Fault";
	case EV_EXIT:
	case EV_UNHANDLED:
		break;
	}
	return "Exit";
}

static const char *plain_sentence(struct building *b, const struct event *e, bool short_of_room)
{
	const char *printed;

	switch (e->type) {
	case EV_CALL:
		return heap_is_called(e) && !call_failed(e) ? heap_sentence(b, e) : sentence_of_call(b, e);
	case EV_HANDLER:
		return SAY(b, "The __except block runs; everything below it on the stack has been unwound.");
	case EV_FINALLY:
		return e->abnormal ? sentence_of_unwinding(b, e) : "The __finally block runs at the normal end of its __try.";
	case EV_OUTPUT:
		printed = words_of_output(b, e, short_of_room ? 28 : 80);
		return printed ? SAY(b, "The program prints %s.", printed) : "The program prints white space.";
	case EV_EXIT:
		if (e->reason)
			return SAY(b, "The run is stopped with code %" PRId64 ": %s", e->exit_code, e->reason);
		return SAY(b, "The program ends with exit code %" PRId64 " after %zu exception%s.", e->exit_code, b->m->faults,
		           b->m->faults == 1 ? "" : "s");
	case EV_CONTINUE:
		return SAY(b, "Before the program goes on, the continue handler%s%s is called%s.", e->function ? " " : "",
		           e->function ? e->function : "", e->disposition_id == DISP_CONTINUE_EXECUTION ? ", and no other" : "");
	case EV_UNHANDLED:
		return SAY(b, "No handler takes the exception: the process ends with %s.", e->code);
	default:
		return "";
	}
}

static const char *plain_phase(const struct event *e)
{
	switch (e->type) {
	case EV_CALL:
		return heap_is_called(e) ? "call to the heap" : "system call";
	case EV_CONTINUE:
		return "continuing";
	case EV_EXIT:
	case EV_UNHANDLED:
		return "the end";
	default:
		return "the program";
	}
}

/* A step of the unwinding: the way that the exception has taken stands beside what is left of its calls. */
static void keep_exception(struct building *b, struct picture *f, size_t row)
{
	f->after = true;                        /* for the panel: somebody has answered */
	path_of_fault(b, f, &b->unwinding);
	f->after = false;
	chain_of(b, f, &b->unwinding, row);
}

static void plain_picture(struct building *b, size_t row, const char *slug)
{
	const struct row *r = &b->c->row[row];
	const struct event *e = either_side(r->side);
	struct picture *f = new_picture(b, row, slug);
	const struct row *bad;

	if (!f)
		return;
	space_fill(b, f, e);
	space_of_stack(b, f, r->side[SIDE_SIM]);
	if (e->type == EV_CALL)
		path_of_call(b, f, r->side);
	else
		path_of_event(b, f, r->side, e->type == EV_EXIT ? SAY(b, "exit code %" PRId64, e->exit_code) : plain_title(b, e));
	walk_of_event(b, f, r->side[SIDE_SIM]);
	lists_of_picture(b, f);
	share_of_picture(b, f);
	heap_of_picture(b, f);
	if (b->unwinding.answered && (e->type == EV_HANDLER || (e->type == EV_FINALLY && e->abnormal)))
		keep_exception(b, f, row);
	if (e->type == EV_CONTINUE && b->unwinding.number)
		chain_of(b, f, &b->unwinding, row);
	if (e->type == EV_CALL)
		ledger_of_call(b, f, r->side);
	ledger_finish(b, f, r->side);
	sentence_verdict(b, f);
	f->title = plain_title(b, e);
	f->phase = e->type == EV_UNHANDLED || (e->type == EV_EXIT && e->reason) ? PH_FAILED : PH_PLAIN;
	f->phase_text = plain_phase(e);
	f->say = plain_sentence(b, r->side[SIDE_SIM] ? r->side[SIDE_SIM] : e, f->has_lists);
	if (f->has_lists)
		f->say = SAY(b, "%s%s", f->say, f->list_say);
	f->graph = SAY(b, "step %zu: %s%s", f->number, slug, f->verdict == PV_DIVERGE ? ", DIVERGENCE" : "");
	bad = sentence_diverging_row(b, f);
	if (bad && f->verdict == PV_DIVERGE)
		f->say = sentence_of_divergence(b, bad);
	drawn(b);
}

/* ---- which moments ---- */

static const struct event *event_in(const struct building *b, size_t row)
{
	return either_side(b->c->row[row].side);
}

static bool ends_the_lab(const struct event *e)
{
	return e->type == EV_UNHANDLED || e->type == EV_EXIT;
}

/* Does row `i` belong to what the thread of `row` goes through? The end of the lab is everybody's. */
static bool same_thread(const struct building *b, size_t row, size_t i)
{
	return event_in(b, i)->thread == event_in(b, row)->thread || ends_the_lab(event_in(b, i));
}

/* The row that answers the fault in `row`; false if the trace ends before. Faults inside a filter nest. */
static bool find_answer(const struct building *b, size_t row, size_t *answer)
{
	size_t depth = 0;

	for (size_t i = row + 1; i < b->c->rows; i++) {
		const struct event *e = event_in(b, i);

		if (!same_thread(b, row, i))
			continue;
		*answer = i;
		if (ends_the_lab(e))
			return true;
		if (e->type == EV_FAULT)
			depth++;
		if (e->type == EV_HANDLER && !depth)
			return true;
		if (e->type != EV_FILTER || path_answer(e) == AN_SEARCH || path_ends_quietly(e))
			continue;
		if (!depth)
			return true;
		depth--;
	}
	return false;
}

static void tell(struct building *b, size_t row, struct story *s)
{
	const struct row *r = &b->c->row[row];
	int depth = 0;                  /* exceptions that were raised meanwhile */

	for (int k = 0; k < SIDES; k++) {
		s->fault[k] = r->side[k];
		s->before[k] = b->now[k].memory;
	}
	s->fault_row = row;
	s->answered = find_answer(b, row, &s->answer_row);
	for (size_t i = row + 1; s->answered && i <= s->answer_row; i++) {
		const struct event *now = event_in(b, i);

		if (!same_thread(b, row, i))
			continue;
		depth += now->type == EV_FAULT;
		for (int k = 0; k < SIDES; k++) {
			const struct event *e = b->c->row[i].side[k];

			if (!e)
				continue;
			if (e->type == EV_FILTER && !s->first[k] && depth <= 0)
				s->first[k] = e;
			if (i == s->answer_row)
				s->answer[k] = e;
			else if (e->type == EV_CALL && path_call_kind(e))
				s->call[k] = e;
			if (i < s->answer_row && k == SIDE_SIM && e->has_walk && s->fault[k] && e->walk_of == s->fault[k]->walk_of)
				s->walked = e;
		}
		depth -= depth > 0 && now->type == EV_FILTER && path_answer(now) != AN_SEARCH;
	}
}

/* A side need not look at memory when the lab prints, so there only what all sides tell is news. */
static bool changes_memory(const struct row *r)
{
	size_t tells = 0, sides = 0;

	for (int k = 0; k < SIDES; k++)
		if (r->side[k]) {
			sides++;
			tells += r->side[k]->changed_places > 0;
		}
	return either_side(r->side)->type == EV_OUTPUT ? tells == sides : tells > 0;
}

#define HEAP_PICTURES 64        /* a lab may make many thousands of such calls */

static const char *plain_slug(const struct row *r, size_t *heap_calls)
{
	const struct event *e = either_side(r->side);

	if (e->type == EV_EXIT || e->type == EV_UNHANDLED)
		return "exit";
	if (e->type == EV_HANDLER)
		return "handler";
	if (e->type == EV_FINALLY)
		return "finally";
	if (e->type == EV_CONTINUE)
		return "continue";
	if (e->type == EV_CALL && (path_call_kind(e) || changes_memory(r)))
		return path_call_slug(e);
	if (heap_is_called(e) && ++*heap_calls <= HEAP_PICTURES)
		return "heap";
	if (compare_differs(r->verdict) || changes_memory(r) || lists_under_pressure(r->side[SIDE_SIM]))
		return e->type == EV_CALL ? "call" : reader_type_name(e->type);
	return NULL;
}

enum { PENDING_MAX = 64 };

struct pending {                        /* faults whose answer has not come yet, of one thread innermost last */
	struct story story[PENDING_MAX];
	size_t asked[PENDING_MAX];      /* how many have passed each of them on */
	size_t count;
};

/* The innermost fault that waits in the thread of `row`; the end of the lab ends them all. PENDING_MAX: there is none. */
static size_t waiting_in(const struct building *b, const struct pending *p, size_t row)
{
	size_t n = p->count;

	while (n && !same_thread(b, p->story[n - 1].fault_row, row))
		n--;
	return n ? n - 1 : PENDING_MAX;
}

static void forget(struct pending *p, size_t n)
{
	p->count--;
	memmove(&p->story[n], &p->story[n + 1], (p->count - n) * sizeof p->story[0]);
	memmove(&p->asked[n], &p->asked[n + 1], (p->count - n) * sizeof p->asked[0]);
}

static void walk_rows(struct building *b)
{
	struct pending p = { .count = 0 };
	size_t number = 0, heap_calls = 0;

	for (size_t i = 0; i < b->c->rows && !b->no_memory; i++) {
		const struct row *r = &b->c->row[i];
		const struct event *e = either_side(r->side);
		const char *slug;
		size_t n;

		if (e->type == EV_FAULT && p.count < PENDING_MAX) {
			struct story *s = &p.story[p.count];

			*s = (struct story){ .number = ++number };
			p.asked[p.count++] = 0;
			tell(b, i, s);
			advance(b, r);
			picture_of_fault(b, s, false);
			if (!s->answered)
				p.count--;
			continue;
		}
		advance(b, r);
		n = waiting_in(b, &p, i);
		if (n < PENDING_MAX && e->type == EV_FILTER && p.story[n].answer_row > i && path_answer(e) == AN_SEARCH) {
			picture_of_ask(b, &p.story[n], i, ++p.asked[n]);
			continue;
		}
		if (n < PENDING_MAX && p.story[n].answer_row == i) {
			picture_of_fault(b, &p.story[n], true);
			b->unwinding = p.story[n];
			b->unwinding.answered = path_answer(e) == AN_HANDLER && e->type == EV_FILTER;
			do
				forget(&p, n);
			while ((n = waiting_in(b, &p, i)) < PENDING_MAX && p.story[n].answer_row <= i);
			if (e->type != EV_EXIT)
				continue;
		}
		slug = plain_slug(r, &heap_calls);
		if (slug && (n == PENDING_MAX || e->type == EV_EXIT))
			plain_picture(b, i, slug);
		if (e->type == EV_HANDLER)
			b->unwinding.answered = false;
	}
}

/* Of a lab with several threads each picture says whose step it is. */
static void name_threads(struct building *b)
{
	static const char program[] = "The program ";

	for (size_t i = 0; compare_threads(b->c) > 1 && i < b->m->pictures; i++) {
		struct picture *f = &b->m->picture[i];
		uint32_t thread = event_in(b, f->row)->thread;
		size_t length = sizeof program - 1;

		f->say = strncmp(f->say, program, length) || ends_the_lab(event_in(b, f->row)) ?
		         SAY(b, "Thread %" PRIu32 ": %s", thread, f->say) :
		         SAY(b, "Thread %" PRIu32 " %s", thread, f->say + length);
	}
}

/* A name that somebody else chose, on one line. */
static const char *one_line(struct building *b, const char *text)
{
	char *copy = keep_printf(&b->m->keep, "%s", text);

	for (char *p = copy; p && *p; p++)
		if ((unsigned char)*p < 0x20)
			*p = ' ';
	return words_say(b, copy);
}

/* Five digits for all if one picture needs them, so that names sort in order. */
static void widen_names(struct model *m)
{
	for (size_t i = 0; m->pictures > 9999 && i < m->pictures; i++) {
		char slug[48];

		snprintf(slug, sizeof slug, "%s", strchr(m->picture[i].name + 5, '-'));
		snprintf(m->picture[i].name, sizeof m->picture[i].name, "step-%05zu%s", m->picture[i].number, slug);
	}
}

bool model_build(struct model *m, const struct comparison *c)
{
	static const struct memory_at nothing;
	struct building *b = calloc(1, sizeof *b);
	size_t most = 1;
	bool ok;

	*m = (struct model){ .c = c, .any = c->trace[SIDE_REAL] ? c->trace[SIDE_REAL] : c->trace[SIDE_SIM] };
	for (size_t i = 0; i < c->rows; i++) {
		m->faults += either_side(c->row[i].side)->type == EV_FAULT;
		most += 2;
	}
	if (most > MODEL_PICTURES_MAX)
		most = MODEL_PICTURES_MAX;
	m->picture = calloc(most, sizeof *m->picture);
	if (!b || !m->picture) {
		free(b);
		return false;
	}
	b->m = m;
	b->c = c;
	b->place = -1;
	b->lab = one_line(b, m->any->lab);
	for (int k = 0; k < SIDES; k++) {
		b->now[k].memory = &nothing;
		for (int n = 0; n < COUNTERS; n++)
			b->now[k].counter[n] = -1;
	}
	drawn(b);
	walk_rows(b);
	name_threads(b);
	widen_names(m);
	ok = !b->no_memory;
	free(b);
	return ok;
}

void model_free(struct model *m)
{
	free(m->picture);
	keep_free(&m->keep);
	*m = (struct model){ 0 };
}

/* ---- in words ---- */

/* Who is asked about the exception, and what becomes of the calls. */
static void describe_chain(struct ink *i, const struct picture *f)
{
	ink_printf(i, " %s:", f->chain_title);
	for (size_t n = 0; n < f->chain_rows; n++) {
		const struct chain_row *r = &f->chain[n];

		ink_printf(i, "%s %s%s%s; search: %s; unwind: %s%s", n ? "." : "", r->who, r->block[0] ? ", " : "", r->block,
		           r->search[0] ? r->search : "-", r->unwind[0] ? r->unwind : "-", r->now ? "; this step" : "");
	}
	ink_puts(i, ".");
}

/* Which view sees which frame. */
static void describe_share(struct ink *i, const struct share *s)
{
	ink_printf(i, " %s:", s->title);
	for (size_t n = 0; n < s->views; n++) {
		const struct share_view *v = &s->view[n];

		ink_printf(i, "%s %s, %s: %s%s%s", n ? ";" : "", v->name, v->rights, v->frame,
		           !v->is_there ? "" : v->is_private ? ", a private copy" : ", the section's page", v->is_new ? ", new" : "");
	}
	for (int n = 0; n < SHARE_LINES; n++)
		if (s->line[n])
			ink_printf(i, "%s %s", n ? "" : ".", s->line[n]);
}

void model_describe(struct ink *i, const struct picture *f)
{
	ink_puts(i, f->say);
	if (f->has_chain)
		describe_chain(i, f);
	if (f->has_share)
		describe_share(i, &f->share);
	for (int k = 0; k < LEDGER_ROWS; k++)
		if (f->ledger[k].same == SAME_NO)
			ink_printf(i, " Differs: %s.", f->ledger[k].fact);
	for (int k = 0; k < LEDGER_ROWS; k++)
		ink_printf(i, " %s: REAL %s, SIM %s.", f->ledger[k].fact, f->ledger[k].value[0], f->ledger[k].value[1]);
}

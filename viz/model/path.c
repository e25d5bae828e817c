/* path.c - see path.h. */
#include "viz/model/path.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "viz/model/words.h"

/* ---- both sides in one text ---- */

static void merge(struct building *b, struct hop *h, const char *real, const char *sim)
{
	if (!real || !sim || same(real, sim)) {
		h->text = real ? real : sim ? sim : "-";
		return;
	}
	h->differs = true;
	h->by_side[SIDE_REAL] = real;
	h->by_side[SIDE_SIM] = sim;
	h->text = SAY(b, "R: %s\nS: %s", real, sim);
}

static const char *first_line(struct building *b, const char *text)
{
	size_t n = text ? strcspn(text, "\n") : 0;

	if (!text)
		return NULL;
	if (n && text[n - 1] == ':')
		n--;
	return words_say(b, keep_copy(&b->m->keep, text, n));
}

/* Like merge, with the first lines only when the sides differ. */
static void merge_lines(struct building *b, struct hop *h, const char *real, const char *sim)
{
	if (real && sim && !same(real, sim))
		merge(b, h, first_line(b, real), first_line(b, sim));
	else
		merge(b, h, real, sim);
}

/* ---- hops of a fault ---- */

static void hop_cpu(struct building *b, struct picture *f, const struct story *s)
{
	const struct event *e = either_side(s->fault);
	struct hop *h = &f->hop[0];

	h->head = e->raised ? "1 Program" : "1 CPU";
	h->reached = true;
	if (!event_is_memory_fault(e)) {
		h->text = SAY(b, "%s line %" PRIu32 "\n%s", b->lab, e->line, words_without("EXCEPTION_", e->code));
		return;
	}
	h->text = SAY(b, "%s line %" PRIu32 "\n%s %s\n#PF raised", b->lab, e->line, words_verb(e), words_upper(b, e->at_text));
	h->differs = s->fault[0] && s->fault[1] && (!same(s->fault[0]->access, s->fault[1]->access) ||
	             (event_in_reservation(s->fault[0]) && !same(s->fault[0]->at_text, s->fault[1]->at_text)));
}

static void hop_kernel(struct building *b, struct picture *f, const struct story *s)
{
	const char *words[SIDES] = { 0 };

	f->hop[1].head = "2 Kernel";
	f->hop[1].reached = true;
	for (int k = 0; k < SIDES; k++)
		if (s->fault[k])
			words[k] = words_of_kernel(words_reason(b, s->fault[k], s->before[k]));
	merge_lines(b, &f->hop[1], words[0], words[1]);
}

/* Only the simulator names the function. */
static const char *function_of(const struct event *const answer[SIDES])
{
	const struct event *e = answer[SIDE_SIM];

	return e && e->handlers ? e->handler[e->handlers - 1].function : NULL;
}

enum handler_kind path_kind(const struct event *const answer[SIDES])
{
	const struct event *e = either_side(answer);

	return !e || e->type != EV_FILTER ? HANDLER_NONE : e->by ? e->by_id : HANDLER_FILTER;
}

bool path_ends_quietly(const struct event *e)
{
	return e->type == EV_FILTER && e->by_id == HANDLER_LAST_CHANCE && e->disposition_id == DISP_EXECUTE_HANDLER;
}

const char *path_who(struct building *b, const struct event *const answer[SIDES])
{
	const char *name = function_of(answer);

	switch (path_kind(answer)) {
	case HANDLER_VECTORED:
		return name ? SAY(b, "vectored handler %s", name) : "vectored handler";
	case HANDLER_LAST_CHANCE:
		return name ? SAY(b, "last filter %s", name) : "last filter";
	case HANDLER_CONTINUE:
	case HANDLER_NONE:
	case HANDLER_OTHER:
	case HANDLER_FILTER:
		break;
	}
	return "filter";
}

/* Whom the dispatcher asks: before anything is answered the first of them, then the one who has answered. */
static void hop_dispatcher(struct building *b, struct picture *f, const struct story *s)
{
	const struct event *const *who = f->after ? s->answer : s->first[0] || s->first[1] ? s->first : s->answer;
	const struct event *answer = s->answered ? either_side(s->answer) : NULL;
	const char *name = function_of(who);
	size_t order = who[SIDE_SIM] ? who[SIDE_SIM]->handlers : 0;

	f->hop[2].head = "3 Dispatcher";
	f->hop[2].reached = true;
	if (answer && answer->type == EV_UNHANDLED && (f->after || !either_side(s->first))) {
		f->hop[2].text = "asks every handler:\nnone takes it";
		return;
	}
	switch (path_kind(who)) {
	case HANDLER_VECTORED:
		f->hop[2].text = name && order > 1 ? SAY(b, "asks, as number %zu,\nvectored handler\n%s", order, name) :
		                 name ? SAY(b, "asks the vectored\nhandler first:\n%s", name) : "asks the vectored\nhandlers first";
		return;
	case HANDLER_LAST_CHANCE:
		f->hop[2].text = name ? SAY(b, "no frame takes it:\nasks the last filter,\n%s", name) : "no frame takes it:\nasks the last filter";
		return;
	case HANDLER_CONTINUE:
	case HANDLER_NONE:
	case HANDLER_OTHER:
	case HANDLER_FILTER:
		break;
	}
	f->hop[2].text = name ? SAY(b, "finds the __except\nof %s", name) : "finds the __except\nfilter";
}

/* What a side's filter did, when it made no call. */
static const char *idle_words(struct building *b, const struct story *s, int side)
{
	const struct event *e = s->answer[side];
	const struct spans *p;
	uint64_t used = 0;

	if (e->type == EV_UNHANDLED)
		return "no filter\ntakes it";
	if (!event_in_reservation(s->fault[side]) || (uint64_t)s->fault[side]->at.place >= e->memory->places)
		return "makes no call";
	p = e->memory->place[s->fault[side]->at.place];
	for (size_t i = 0; p && i < p->count; i++)
		if (p->span[i].state > PG_RESERVED)
			used += p->span[i].count;
	if (p && p->live && used == p->pages && event_page(b, s->fault[side]) >= p->pages)
		return SAY(b, "%" PRIu64 " of %" PRIu64 " used:\nnothing to commit", used, p->pages);
	return "makes no call";
}

static void hop_filter(struct building *b, struct picture *f, const struct story *s)
{
	struct hop *h = &f->hop[3];
	const char *words[SIDES] = { 0 };

	h->reached = true;
	for (int k = 0; k < SIDES; k++)
		if (s->answer[k])
			words[k] = s->call[k] ? words_of_call(b, s->call[k]) : idle_words(b, s, k);
	if (!words[0] || !words[1] || same(words[0], words[1])) {
		merge(b, h, words[0], words[1]);
		return;
	}
	h->differs = true;
	if (s->call[0] && s->call[1] && strcmp(s->call[0]->api, s->call[1]->api) == 0 && call_failed(s->call[0]) != call_failed(s->call[1]))
		h->text = SAY(b, "%s: R %s,\nS %s", s->call[0]->api, words_of_outcome(b, s->call[0]), words_of_outcome(b, s->call[1]));
	else
		merge_lines(b, h, words[0], words[1]);
}

enum answer path_answer(const struct event *e)
{
	if (!e)
		return AN_NONE;
	switch (e->type) {
	case EV_FILTER:
		if (e->disposition_id == DISP_CONTINUE_EXECUTION)
			return AN_CONTINUE;
		return e->disposition_id == DISP_CONTINUE_SEARCH ? AN_SEARCH : AN_HANDLER;
	case EV_HANDLER:
		return AN_HANDLER;
	case EV_UNHANDLED:
		return AN_UNHANDLED;
	case EV_EXIT:
		return AN_STOPPED;
	default:
		return AN_NONE;
	}
}

static const struct { const char *full, *brief, *ledger; } answer_text[] = {
	[AN_NONE]      = { "-", "-", "-" },
	[AN_CONTINUE]  = { "CONTINUE_EXECUTION\n(-1)", "CONTINUE (-1)", "CONTINUE -1" },
	[AN_SEARCH]    = { "CONTINUE_SEARCH\n(0)", "SEARCH (0)", "SEARCH 0" },
	[AN_HANDLER]   = { "EXECUTE_HANDLER\n(1)", "HANDLER (1)", "HANDLER 1" },
	[AN_UNHANDLED] = { "nobody handles it:\nthe process ends", "unhandled", "UNHANDLED" },
	[AN_STOPPED]   = { "the run is stopped:\nit would not end", "stopped", "STOPPED" }
};

const char *path_answer_words(enum answer a)
{
	return answer_text[a].ledger;
}

static void hop_disposition(struct building *b, struct picture *f, const struct story *s)
{
	enum answer a = path_answer(s->answer[0]), z = path_answer(s->answer[1]);
	struct hop *h = &f->hop[4];

	h->reached = true;
	if (a == z || !s->answer[0] || !s->answer[1])
		h->text = answer_text[s->answer[0] ? a : z].full;
	else
		merge(b, h, answer_text[a].brief, answer_text[z].brief);
}

int path_exit(enum answer a)
{
	return a == AN_CONTINUE ? 0 : a == AN_HANDLER || a == AN_UNHANDLED ? 1 : -1;
}

static const char *hop_head(const struct event *const answer[SIDES])
{
	enum handler_kind kind = path_kind(answer);

	return kind == HANDLER_VECTORED ? "4 Vectored handler" : kind == HANDLER_LAST_CHANCE ? "4 Last filter" : "4 Filter";
}

void path_of_fault(struct building *b, struct picture *f, const struct story *s)
{
	const struct event *e = either_side(s->fault);
	bool unhandled = false;

	f->path_title = "EXCEPTION PATH";
	hop_cpu(b, f, s);
	hop_kernel(b, f, s);
	hop_dispatcher(b, f, s);
	f->hop[3] = (struct hop){ .head = hop_head(f->after ? s->answer : s->first), .text = "?" };
	f->hop[4] = (struct hop){ .head = "5 Disposition", .text = "?" };
	if (f->after) {
		hop_filter(b, f, s);
		hop_disposition(b, f, s);
	}
	for (int k = 0; k < SIDES; k++) {
		enum answer a = path_answer(s->answer[k]);

		f->reached[k] = !model_has_side(b, k) || !s->fault[k] ? -1 : f->after && s->answer[k] ? 5 : 3;
		f->exit[k] = f->after ? path_exit(a) : -1;
		f->exit_failed |= f->exit[k] == 1;
		unhandled |= f->after && a == AN_UNHANDLED;
	}
	f->exit_text[0] = event_is_memory_fault(e) ? SAY(b, "retry the %s", words_noun(e)) : "go on after it";
	f->exit_text[1] = unhandled ? "process ends" : "__except block";
}

/* ---- hops of a call, the handler, the end ---- */

/* SetProcessWorkingSetSize with two times (SIZE_T)-1: no limits, but a request. */
static bool call_empties(const struct event *e)
{
	const char *least = reader_arg(e, "dwMinimumWorkingSetSize"), *most = reader_arg(e, "dwMaximumWorkingSetSize");

	return same(least, "0xffffffffffffffff") && same(most, "0xffffffffffffffff");
}

static enum call_kind kind_of_free(uint32_t flags)
{
	if (flags & FLAG_MEM_DECOMMIT)
		return CALL_DECOMMIT;
	if (flags & FLAG_MEM_PRESERVE_PLACEHOLDER)
		return CALL_SPLIT;
	if (flags & FLAG_MEM_COALESCE_PLACEHOLDERS)
		return CALL_COALESCE;
	return flags & FLAG_MEM_RELEASE ? CALL_RELEASE : CALL_PLAIN;
}

enum call_kind path_call_kind(const struct event *e)
{
	bool reserve = e->allocation_flags & FLAG_MEM_RESERVE, commit = e->allocation_flags & FLAG_MEM_COMMIT;

	if (call_allocates(e) && (reserve || commit))
		return reserve && commit ? CALL_RESERVE_COMMIT : reserve ? CALL_RESERVE : CALL_COMMIT;
	switch (e->api_id) {
	case API_VIRTUAL_PROTECT:
		return CALL_PROTECT;
	case API_VIRTUAL_FREE:
		return kind_of_free(e->allocation_flags);
	case API_MAP_VIEW_OF_FILE:
	case API_MAP_VIEW_OF_FILE_EX:
	case API_MAP_VIEW_OF_FILE_3:
		return CALL_MAP;
	case API_UNMAP_VIEW_OF_FILE:
		return CALL_UNMAP;
	case API_EMPTY_WORKING_SET:
		return CALL_TRIM;
	case API_GET_WRITE_WATCH:
	case API_RESET_WRITE_WATCH:
		return CALL_WATCH;
	default:
		return call_empties(e) ? CALL_TRIM : CALL_PLAIN;
	}
}

const char *path_call_name(enum call_kind kind)
{
	static const char *const names[] = {
		NULL, "reserve", "reserve + commit", "commit", "protect", "decommit", "split", "coalesce", "release",
		"map", "unmap", "trim", "watch"
	};

	return names[kind];
}

const char *path_call_slug(const struct event *e)
{
	enum call_kind kind = path_call_kind(e);

	return kind == CALL_PLAIN ? "call" : path_call_name(kind == CALL_RESERVE_COMMIT ? CALL_RESERVE : kind);
}

static const char *kernel_of_call(struct building *b, const struct event *e)
{
	enum call_kind kind = path_call_kind(e);

	if (call_failed(e))
		return "refuses:\nnothing changes";
	if (!kind)
		return "does it";
	if (e->allocation_flags & FLAG_MEM_REPLACE_PLACEHOLDER)
		return "makes memory of\nthe placeholder's VAD";
	switch (kind) {
	case CALL_RESERVE:
		return "adds one VAD:\nno page, no charge";
	case CALL_SPLIT:
		return "makes a placeholder\nVAD of its own";
	case CALL_COALESCE:
		return "makes one VAD of\nthe placeholders";
	case CALL_RESERVE_COMMIT:
		return SAY(b, "adds one VAD and\ncharges %" PRIu64 " page%s", call_pages(b, e), call_pages(b, e) == 1 ? "" : "s");
	case CALL_COMMIT:
		return "charges the pages:\nno memory yet";
	case CALL_DECOMMIT:
		return "takes the pages and\ntheir charge back";
	case CALL_RELEASE:
		return "removes the VAD:\naddresses are free";
	case CALL_MAP:
		return "adds one VAD for\nthe section's pages";
	case CALL_UNMAP:
		return "removes the VAD:\nthe section stays";
	case CALL_TRIM:
		return "takes all pages out\nof the working set";
	case CALL_WATCH:
		return e->api_id == API_RESET_WRITE_WATCH ? "forgets which pages\nwere written" :
		       call_resets_watch(e) ? "reports the written\npages, and forgets" : "reports the written\npages";
	case CALL_PROTECT:
	case CALL_PLAIN:
		break;
	}
	return "changes the entries\nof these pages";
}

static const char *result_words(struct building *b, const struct event *e)
{
	uint64_t v;

	if (!e->result)
		return e->api_id == API_EXIT_PROCESS ? "does not return" : "no result";
	if (!reader_parse_hex(e->result, &v))
		return SAY(b, "%s", e->result);
	if (!v)
		return "NULL";
	return e->at_text ? words_upper(b, e->at_text) : "an address";
}

static const char *error_words(struct building *b, const struct event *e)
{
	return call_failed(e) ? SAY(b, "%" PRId64 "\n%s", e->error, e->error_name ? words_without("ERROR_", e->error_name) : "") :
	       "not touched";
}

void path_of_call(struct building *b, struct picture *f, const struct event *const e[SIDES])
{
	static const char *const heads[] = { "1 Program", "2 API", "3 Kernel", "4 Result", "5 Last error" };
	const char *words[HOPS][SIDES] = { 0 };

	f->path_title = "CALL PATH";
	for (int k = 0; k < SIDES; k++) {
		f->reached[k] = e[k] ? HOPS : -1;
		f->exit[k] = -1;
		if (!e[k])
			continue;
		words[0][k] = SAY(b, "%s line %" PRIu32 "\ncalls %s", b->lab, either_side(e)->line, e[k]->api);
		words[1][k] = call_failed(e[k]) ? SAY(b, "%s\n%s", e[k]->api, call_type(e[k]) ? call_type(e[k]) : "") :
		              words_of_call(b, e[k]);
		words[2][k] = kernel_of_call(b, e[k]);
		words[3][k] = result_words(b, e[k]);
		words[4][k] = error_words(b, e[k]);
	}
	for (int h = 0; h < HOPS; h++) {
		f->hop[h].head = heads[h];
		f->hop[h].reached = true;
		merge_lines(b, &f->hop[h], words[h][0], words[h][1]);
	}
	f->exit_text[0] = f->exit_text[1] = "-";
}

void path_of_event(struct building *b, struct picture *f, const struct event *const e[SIDES], const char *what)
{
	static const char *const heads[] = { "1 Program", "2 Kernel", "3 Dispatcher", "4 Filter", "5 Disposition" };

	f->path_title = "EXCEPTION PATH";
	for (int h = 0; h < HOPS; h++)
		f->hop[h] = (struct hop){ .head = heads[h], .text = "-", .reached = h == 0 };
	f->hop[0].text = either_side(e)->line ? SAY(b, "%s line %" PRIu32 "\n%s", b->lab, either_side(e)->line, what) : what;
	for (int k = 0; k < SIDES; k++) {
		f->reached[k] = e[k] ? 1 : -1;
		f->exit[k] = -1;
	}
	f->exit_text[0] = f->exit_text[1] = "-";
}

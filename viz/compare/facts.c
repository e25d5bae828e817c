/* facts.c - see comparing.h: in what two events differ that stand beside each other. */
#include "viz/compare/comparing.h"
#include "viz/compare/printed.h"

#include <inttypes.h>
#include <string.h>

#include "viz/base/text.h"
#include "viz/trace/signature.h"

#define PORTABLE_BELOW 0x10000          /* addresses below are the same on both sides */

#define ABOUT(kind) (struct fact){ .what = kind }

/* ---- one fact ---- */

/* NULL: the words are those of its member, its page or its counter. */
static const char *const fact_words[] = {
	[FACT_FUNCTION]      = "function",
	[FACT_ERROR]         = "error",
	[FACT_RESULT]        = "result",
	[FACT_CODE]          = "code",
	[FACT_ACCESS]        = "access",
	[FACT_DISPOSITION]   = "disposition",
	[FACT_ABNORMAL]      = "abnormal",
	[FACT_TEXT]          = "text",
	[FACT_EXIT_CODE]     = "exit code",
	[FACT_ADDRESS]       = "address",
	[FACT_STATE]         = "state",
	[FACT_PROTECT]       = "protect",
	[FACT_ALLOC_PROTECT] = "alloc_protect",
	[FACT_TYPE]          = "type",
	[FACT_PAGES]         = "pages",
	[FACT_LINE]          = "line",
	[FACT_ARGUMENT]      = "argument"
};

const char *say_fact(struct keep *k, const struct fact *f)
{
	const char *words = f->what == FACT_COUNTER || f->member ? NULL : fact_words[f->what];

	switch (f->what) {
	case FACT_IN:
		return f->member;
	case FACT_OUT:
		return keep_printf(k, "out %s", f->member);
	case FACT_STATE:
	case FACT_PROTECT:
	case FACT_ALLOC_PROTECT:
	case FACT_TYPE:
	case FACT_PAGES:
		return keep_printf(k, "A%zu+0x%" PRIx64 " %s", f->place, f->offset, words);
	case FACT_COUNTER:
		return keep_printf(k, "change of %s", reader_counter_name(f->counter));
	case FACT_LINE:
	case FACT_ARGUMENT:
		return keep_printf(k, "%s %zu", words, f->number);
	default:
		return words;
	}
}

bool compare_same_fact(const struct fact *a, const struct fact *b)
{
	return a->what == b->what && same(a->member, b->member) && a->place == b->place && a->offset == b->offset &&
	       a->counter == b->counter && a->number == b->number;
}

static void differs(struct comparing *w, struct fact about, const char *real, const char *sim)
{
	const char *fact;

	if (w->diffs == DIFFS_MAX)
		return;
	fact = say_fact(&w->c->keep, &about);
	w->diff[w->diffs++] = (struct difference){ .about = about, .fact = fact, .real = real ? real : "absent",
	                                           .sim = sim ? sim : "absent" };
	w->failed |= !fact;
}

/* The same, of a fact that has numbers behind its texts. */
static void differs_by(struct comparing *w, struct fact about, const char *real, const char *sim, int64_t a, int64_t b)
{
	size_t n = w->diffs;

	differs(w, about, real, sim);
	if (w->diffs == n)
		return;
	w->diff[n].value[SIDE_REAL] = a;
	w->diff[n].value[SIDE_SIM] = b;
}

static void states_differ(struct comparing *w, struct fact about, enum page_state a, enum page_state b)
{
	differs_by(w, about, reader_state_name(a), reader_state_name(b), a, b);
}

static void compare_texts(struct comparing *w, struct fact about, const char *real, const char *sim)
{
	if (!same(real, sim))
		differs(w, about, real, sim);
}

static void compare_numbers(struct comparing *w, enum fact_kind what, int64_t real, int64_t sim)
{
	if (real != sim)
		differs(w, ABOUT(what), keep_printf(&w->c->keep, "%" PRId64, real), keep_printf(&w->c->keep, "%" PRId64, sim));
}

void compare_at(struct comparing *w, const struct event *real, const struct event *sim)
{
	const struct where *a = &real->at, *b = &sim->at;

	if (!a->known && !b->known)
		return;
	if (a->known && b->known && !where_is_named(a) && !where_is_named(b) && a->offset >= PORTABLE_BELOW &&
	    b->offset >= PORTABLE_BELOW) {
		printed_answered(w, printed_outside, real->at_text, sim->at_text);
		if (a->offset != b->offset)
			skip_fact(w, "address", real->at_text, sim->at_text, printed_outside);
		return;
	}
	if (a->known != b->known || a->place != b->place || a->offset != b->offset)
		differs(w, ABOUT(FACT_ADDRESS), real->at_text, sim->at_text);
}

/* A value that may be a raw address: comparable only below 64 KiB, or one below and one above. */
static void compare_pointers(struct comparing *w, struct fact about, const char *real, const char *sim)
{
	uint64_t a = PORTABLE_BELOW, b = PORTABLE_BELOW;        /* absent: a side may leave out where an answer goes */

	if ((!real || reader_parse_hex(real, &a)) && (!sim || reader_parse_hex(sim, &b)) && a >= PORTABLE_BELOW && b >= PORTABLE_BELOW) {
		printed_answered(w, about.member ? about.member : "an address", real, sim);
		return;
	}
	compare_texts(w, about, real, sim);
}

static const char *find(const struct argument *m, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(m[i].name, name) == 0)
			return m[i].value;
	return NULL;
}

/* The machine answered this, and what differs in it is said and not compared. */
static void skip_answer(struct comparing *w, const char *why, const char *fact, const char *real, const char *sim)
{
	printed_answered(w, why, real, sim);
	if (!same(real, sim))
		skip_fact(w, fact, real, sim, why);
}

static void compare_value(struct comparing *w, struct fact about, enum signature_kind kind, const char *real, const char *sim)
{
	if (signature_is_raw(kind))
		compare_pointers(w, about, real, sim);
	else
		compare_texts(w, about, real, sim);
}

typedef enum signature_kind kind_of(const struct signature *s, const char *name);

static void compare_members(struct comparing *w, enum fact_kind what, const struct signature *s, kind_of *kind,
                            const struct argument *a, size_t na, const struct argument *b, size_t nb)
{
	for (size_t i = 0; i < na; i++) {
		struct fact about = { .what = what, .member = a[i].name };

		if (w->free_memory && strcmp(a[i].name, "RegionSize") == 0) {
			skip_answer(w, "size of free memory", a[i].name, a[i].value, find(b, nb, a[i].name));
			continue;
		}
		if (w->heap_memory && (strcmp(a[i].name, "RegionSize") == 0 || kind(s, a[i].name) == VALUE_PLACE)) {
			skip_answer(w, "the heap's own layout", a[i].name, a[i].value, find(b, nb, a[i].name));
			continue;
		}
		compare_value(w, about, kind(s, a[i].name), a[i].value, find(b, nb, a[i].name));
	}
	for (size_t i = 0; i < nb; i++) {
		struct fact about = { .what = what, .member = b[i].name };

		if (!find(a, na, b[i].name))
			compare_value(w, about, kind(s, b[i].name), NULL, b[i].value);
	}
}

/* Not if it tells of the machine, of the whole process, or of pages that one of the runs had no memory for. */
static bool answers_count(const struct comparing *w, const struct signature *s)
{
	enum signature_answer answer = signature_answer(s);

	return answer == ANSWER_SAME || (answer == ANSWER_RESIDENCY && residency_counts(w->c));
}

static void skip_answers(struct comparing *w, const struct event *real, const struct event *sim)
{
	skip_answer(w, real->api, "result", real->result, sim->result);
	for (size_t i = 0; i < real->outs; i++)
		skip_answer(w, real->api, real->out[i].name, real->out[i].value, find(sim->out, sim->outs, real->out[i].name));
}

/* Below 64 KiB the address space is the same for all. */
static bool asks_outside(const struct comparing *w, const struct event *real, const struct event *sim)
{
	return printed_is_outside(w, real, SIDE_REAL) && printed_is_outside(w, sim, SIDE_SIM) && real->at.offset >= PORTABLE_BELOW &&
	       sim->at.offset >= PORTABLE_BELOW;
}

static void compare_calls(struct comparing *w, const struct event *real, const struct event *sim)
{
	const struct signature *s = signature_of(real->api);

	compare_texts(w, ABOUT(FACT_FUNCTION), real->api, sim->api);
	if (!same(real->api, sim->api))
		return;
	compare_members(w, FACT_IN, s, signature_arg, real->arg, real->args, sim->arg, sim->args);
	compare_numbers(w, FACT_ERROR, real->error, sim->error);
	if (!answers_count(w, s) || asks_outside(w, real, sim)) {
		skip_answers(w, real, sim);
		return;
	}
	compare_value(w, ABOUT(FACT_RESULT), signature_result(s), real->result, sim->result);
	w->free_memory = real->state_id == STATE_FREE && sim->state_id == STATE_FREE;
	w->heap_memory = real->at.known && real->at.place <= WHERE_BLOCK;
	compare_members(w, FACT_OUT, s, signature_out, real->out, real->outs, sim->out, sim->outs);
	w->free_memory = w->heap_memory = false;
}

void compare_own(struct comparing *w, const struct event *real, const struct event *sim)
{
	switch (real->type) {
	case EV_CALL:
		compare_calls(w, real, sim);
		break;
	case EV_FAULT:
	case EV_UNHANDLED:
		compare_texts(w, ABOUT(FACT_CODE), real->code, sim->code);
		compare_texts(w, ABOUT(FACT_ACCESS), real->access, sim->access);
		break;
	case EV_FILTER:
	case EV_CONTINUE:
		compare_texts(w, ABOUT(FACT_DISPOSITION), real->disposition, sim->disposition);
		break;
	case EV_HANDLER:
		compare_texts(w, ABOUT(FACT_CODE), real->code, sim->code);
		break;
	case EV_FINALLY:
		compare_numbers(w, FACT_ABNORMAL, real->abnormal, sim->abnormal);
		break;
	case EV_OUTPUT:
		if (printed_is_outside(w, real, SIDE_REAL) && printed_is_outside(w, sim, SIDE_SIM)) {
			if (!same(real->text, sim->text))
				skip_fact(w, "text", real->text, sim->text, printed_outside);
			break;
		}
		if (!printed_same(w, real, sim))
			differs(w, ABOUT(FACT_TEXT), real->text, sim->text);
		break;
	case EV_EXIT:
		compare_numbers(w, FACT_EXIT_CODE, real->exit_code, sim->exit_code);
		break;
	}
}

/* ---- memory ---- */

static enum page_state coarse(const struct span *s, bool residency)
{
	if (!residency && (s->state == PG_RESIDENT || s->state == PG_MIXED))
		return PG_COMMITTED;
	return s->state;
}

struct seen {                           /* facts of a reservation already reported in this row */
	bool state, alloc_protect, type;
	const char *protect[SIDES];     /* the pair reported last */
	bool ahead[AHEAD_WHYS];         /* a page that is resident on the real side only, by its reason */
};

static struct fact of_page(const struct comparing *w, size_t place, uint64_t page, enum fact_kind what)
{
	return (struct fact){ .what = what, .place = place, .offset = page * w->c->trace[SIDE_SIM]->page_size };
}

/* Pages that only the real side has resident: each reason is a fact of its own, for one must not hide another. */
static void compare_ahead(struct comparing *w, size_t place, uint64_t page, uint64_t end, struct seen *seen)
{
	for (; page < end; page++) {
		enum ahead_why why = ahead_why(&w->ahead, place, page);

		if (seen->ahead[why] || (why == AHEAD_UNKNOWN && seen->state))
			continue;
		states_differ(w, of_page(w, place, page, FACT_STATE), PG_RESIDENT, PG_COMMITTED);
		seen->ahead[why] = true;
		seen->state |= why == AHEAD_UNKNOWN;
	}
}

static void compare_spans(struct comparing *w, size_t place, uint64_t page, const struct span *a, const struct span *b,
                          struct seen *seen)
{
	bool residency = residency_counts(w->c) && a->resident_known && b->resident_known && a->state != PG_MIXED && b->state != PG_MIXED;
	enum page_state x = coarse(a, residency), y = coarse(b, residency);

	if (x == PG_RESIDENT && y == PG_COMMITTED) {
		uint64_t m = a->first + a->count, n = b->first + b->count;

		compare_ahead(w, place, page, m < n ? m : n, seen);
	} else if (x != y && !seen->state) {
		states_differ(w, of_page(w, place, page, FACT_STATE), x, y);
		seen->state = true;
	}
	if (x == PG_FREE || y == PG_FREE)
		return;
	if (!same(a->protect, b->protect) && !(same(a->protect, seen->protect[0]) && same(b->protect, seen->protect[1]))) {
		differs(w, of_page(w, place, page, FACT_PROTECT), a->protect, b->protect);
		seen->protect[SIDE_REAL] = a->protect;
		seen->protect[SIDE_SIM] = b->protect;
	}
	if (!same(a->alloc_protect, b->alloc_protect) && !seen->alloc_protect) {
		differs(w, of_page(w, place, page, FACT_ALLOC_PROTECT), a->alloc_protect, b->alloc_protect);
		seen->alloc_protect = true;
	}
	if (!same(a->type, b->type) && !seen->type) {
		differs(w, of_page(w, place, page, FACT_TYPE), a->type, b->type);
		seen->type = true;
	}
}

static void compare_place(struct comparing *w, size_t place, const struct spans *a, const struct spans *b)
{
	struct seen seen = { 0 };
	size_t i = 0, j = 0;
	bool x = a && a->live, y = b && b->live;

	if (x != y) {
		states_differ(w, of_page(w, place, 0, FACT_STATE), x ? PG_RESERVED : PG_FREE, y ? PG_RESERVED : PG_FREE);
		return;
	}
	if (!x)
		return;
	if (a->pages != b->pages)
		differs(w, of_page(w, place, 0, FACT_PAGES), keep_printf(&w->c->keep, "%" PRIu64, a->pages),
		        keep_printf(&w->c->keep, "%" PRIu64, b->pages));
	while (i < a->count && j < b->count) {
		const struct span *s = &a->span[i], *t = &b->span[j];
		uint64_t at = s->first > t->first ? s->first : t->first;

		compare_spans(w, place, at, s, t, &seen);
		if (s->first + s->count <= t->first + t->count)
			i++;
		if (t->first + t->count <= s->first + s->count)
			j++;
	}
}

static const struct spans *place_of(const struct memory_at *memory, size_t place)
{
	return place < memory->places ? memory->place[place] : NULL;
}

static bool tells(const struct event *e, size_t place)
{
	for (size_t i = 0; i < e->changed_places; i++)
		if (e->changed_place[i] == place)
			return true;
	return false;
}

static void compare_place_now(struct comparing *w, const struct event *real, const struct event *sim, uint32_t place)
{
	compare_place(w, place, place_of(real->memory, place), place_of(sim->memory, place));
}

bool other_moment(const struct event *real, const struct event *sim)
{
	return real->type == EV_FILTER && (real->retried == RETRY_NOT_SAID) != (sim->retried == RETRY_NOT_SAID);
}

static void remember_late(struct comparing *w, const struct event *told, const struct event *silent)
{
	for (size_t i = 0; i < told->changed_places; i++)
		if (!tells(silent, told->changed_place[i]) && w->late_places < LATE_MAX)
			w->late_place[w->late_places++] = told->changed_place[i];
}

static void remember_all(struct comparing *w, const struct event *told)
{
	for (size_t i = 0; i < told->changed_places && w->late_places < LATE_MAX; i++)
		w->late_place[w->late_places++] = told->changed_place[i];
	w->late_all |= w->apart && w->late_places == LATE_MAX;
}

static void compare_all_places(struct comparing *w, const struct event *real, const struct event *sim)
{
	size_t places = real->memory->places > sim->memory->places ? real->memory->places : sim->memory->places;

	for (size_t place = 0; place < places; place++)
		compare_place_now(w, real, sim, (uint32_t)place);
}

/*
 * Every reservation that either side's event says to have changed. A side need not look at memory
 * when the lab prints: what only the other one told there is compared at the next other step. So is
 * what the sides tell of two moments, and what threads have done whose order was another one.
 */
void compare_memory(struct comparing *w, const struct event *real, const struct event *sim)
{
	bool printing = real->type == EV_OUTPUT;

	if (w->apart || other_moment(real, sim)) {
		remember_all(w, real);
		remember_all(w, sim);
		return;
	}
	if (w->late_all) {
		compare_all_places(w, real, sim);
		w->late_all = false;
		w->late_places = 0;
		return;
	}
	for (size_t i = 0; i < real->changed_places; i++)
		if (!printing || tells(sim, real->changed_place[i]))
			compare_place_now(w, real, sim, real->changed_place[i]);
	for (size_t i = 0; i < sim->changed_places && !printing; i++)
		if (!tells(real, sim->changed_place[i]))
			compare_place_now(w, real, sim, sim->changed_place[i]);
	if (printing) {
		remember_late(w, real, sim);
		remember_late(w, sim, real);
		return;
	}
	for (size_t i = 0; i < w->late_places; i++)
		if (!tells(real, w->late_place[i]) && !tells(sim, w->late_place[i]))
			compare_place_now(w, real, sim, w->late_place[i]);
	w->late_places = 0;
}

/*
 * A Windows system counts the whole process's faults, the simulator the lab's: not comparable. Counters from
 * CN_TRAPS on are the simulator's own.
 */
static bool counter_counts(const struct comparison *c, int k)
{
	if (k == CN_PAGE_FAULTS && (is_windows(c->trace[SIDE_REAL]) || is_windows(c->trace[SIDE_SIM])))
		return false;
	return (k != CN_PAGE_FAULTS && k != CN_WORKING_SET) || residency_counts(c);
}

void compare_counters(struct comparing *w, const struct event *real, const struct event *sim)
{
	if (other_moment(real, sim))
		return;
	for (int k = 0; k < COUNTERS; k++) {
		int64_t a = real->counter[k], b = sim->counter[k];
		int64_t x = w->counter[SIDE_REAL][k], y = w->counter[SIDE_SIM][k];

		if (a < 0 || b < 0 || !counter_counts(w->c, k))
			continue;
		a -= x < 0 ? 0 : x;
		b -= y < 0 ? 0 : y;
		if (a != b)
			differs_by(w, (struct fact){ .what = FACT_COUNTER, .counter = (enum counter)k },
			           keep_printf(&w->c->keep, "%+" PRId64, a), keep_printf(&w->c->keep, "%+" PRId64, b), a, b);
	}
}

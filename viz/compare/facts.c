/* facts.c - see comparing.h: in what two events differ that stand beside each other. */
#include "viz/compare/comparing.h"

#include <inttypes.h>
#include <string.h>

#include "viz/base/text.h"
#include "viz/trace/signature.h"

#define PORTABLE_BELOW 0x10000          /* addresses below are the same on both sides */

/* ---- one fact ---- */

static void differs(struct comparing *w, const char *fact, const char *real, const char *sim)
{
	if (w->diffs == DIFFS_MAX)
		return;
	w->diff[w->diffs++] = (struct difference){ .fact = fact, .real = real ? real : "absent", .sim = sim ? sim : "absent" };
	w->failed |= !fact;
}

static void compare_texts(struct comparing *w, const char *fact, const char *real, const char *sim)
{
	if (!same(real, sim))
		differs(w, fact, real, sim);
}

static void compare_numbers(struct comparing *w, const char *fact, int64_t real, int64_t sim)
{
	if (real != sim)
		differs(w, fact, keep_printf(&w->c->keep, "%" PRId64, real), keep_printf(&w->c->keep, "%" PRId64, sim));
}

void compare_at(struct comparing *w, const struct event *real, const struct event *sim)
{
	const struct where *a = &real->at, *b = &sim->at;

	if (!a->known && !b->known)
		return;
	if (a->known && b->known && a->place < 0 && b->place < 0 && a->offset >= PORTABLE_BELOW && b->offset >= PORTABLE_BELOW)
		return;
	if (a->known != b->known || a->place != b->place || a->offset != b->offset)
		differs(w, "address", real->at_text, sim->at_text);
}

/* A value that may be a raw address: comparable only below 64 KiB, or one below and one above. */
static void compare_pointers(struct comparing *w, const char *fact, const char *real, const char *sim)
{
	uint64_t a = PORTABLE_BELOW, b = PORTABLE_BELOW;        /* absent: a side may leave out where an answer goes */

	if ((!real || reader_parse_hex(real, &a)) && (!sim || reader_parse_hex(sim, &b)) && a >= PORTABLE_BELOW && b >= PORTABLE_BELOW)
		return;
	compare_texts(w, fact, real, sim);
}

static const char *find(const struct member *m, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(m[i].name, name) == 0)
			return m[i].value;
	return NULL;
}

static void compare_value(struct comparing *w, const char *fact, enum signature_kind kind, const char *real, const char *sim)
{
	if (signature_is_raw(kind))
		compare_pointers(w, fact, real, sim);
	else
		compare_texts(w, fact, real, sim);
}

typedef enum signature_kind kind_of(const struct signature *s, const char *name);

static void compare_members(struct comparing *w, const char *what, const struct signature *s, kind_of *kind,
                            const struct member *a, size_t na, const struct member *b, size_t nb)
{
	for (size_t i = 0; i < na; i++) {
		const char *other = find(b, nb, a[i].name);
		const char *fact = keep_printf(&w->c->keep, "%s%s", what, a[i].name);

		w->failed |= !fact;
		if (w->free_memory && strcmp(a[i].name, "RegionSize") == 0)
			continue;
		compare_value(w, fact, kind(s, a[i].name), a[i].value, other);
	}
	for (size_t i = 0; i < nb; i++) {
		const char *fact = find(a, na, b[i].name) ? NULL : keep_printf(&w->c->keep, "%s%s", what, b[i].name);

		if (fact)
			compare_value(w, fact, kind(s, b[i].name), NULL, b[i].value);
	}
}

/* Not if it tells of the machine, of the whole process, or of pages that one of the runs had no memory for. */
static bool answers_count(const struct comparing *w, const struct signature *s)
{
	enum signature_answer answer = signature_answer(s);

	return answer == ANSWER_SAME || (answer == ANSWER_RESIDENCY && residency_counts(w->c));
}

static void compare_calls(struct comparing *w, const struct event *real, const struct event *sim)
{
	const struct signature *s = signature_of(real->api);

	compare_texts(w, "function", real->api, sim->api);
	if (!same(real->api, sim->api))
		return;
	compare_members(w, "", s, signature_arg, real->arg, real->args, sim->arg, sim->args);
	compare_numbers(w, "error", real->error, sim->error);
	if (!answers_count(w, s))
		return;
	compare_value(w, "result", signature_result(s), real->result, sim->result);
	w->free_memory = real->state_id == STATE_FREE && sim->state_id == STATE_FREE;
	compare_members(w, "out ", s, signature_out, real->out, real->outs, sim->out, sim->outs);
	w->free_memory = false;
}

void compare_own(struct comparing *w, const struct event *real, const struct event *sim)
{
	switch (real->type) {
	case EV_CALL:
		compare_calls(w, real, sim);
		break;
	case EV_FAULT:
	case EV_UNHANDLED:
		compare_texts(w, "code", real->code, sim->code);
		compare_texts(w, "access", real->access, sim->access);
		break;
	case EV_FILTER:
		compare_texts(w, "disposition", real->disposition, sim->disposition);
		break;
	case EV_HANDLER:
		compare_texts(w, "code", real->code, sim->code);
		break;
	case EV_FINALLY:
		compare_numbers(w, "abnormal", real->abnormal, sim->abnormal);
		break;
	case EV_OUTPUT:
		compare_texts(w, "text", real->text, sim->text);
		break;
	case EV_EXIT:
		compare_numbers(w, "exit code", real->exit_code, sim->exit_code);
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

static const char *place_fact(struct comparing *w, size_t place, uint64_t page, const char *fact)
{
	return keep_printf(&w->c->keep, "A%zu+0x%" PRIx64 " %s", place, page * w->c->trace[SIDE_SIM]->page_size, fact);
}

/* Pages that only the real side has resident: each reason is a fact of its own, for one must not hide another. */
static void compare_ahead(struct comparing *w, size_t place, uint64_t page, uint64_t end, struct seen *seen)
{
	for (; page < end; page++) {
		enum ahead_why why = ahead_why(&w->ahead, place, page);

		if (seen->ahead[why] || (why == AHEAD_UNKNOWN && seen->state))
			continue;
		differs(w, place_fact(w, place, page, "state"), reader_state_name(PG_RESIDENT), reader_state_name(PG_COMMITTED));
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
		differs(w, place_fact(w, place, page, "state"), reader_state_name(x), reader_state_name(y));
		seen->state = true;
	}
	if (x == PG_FREE || y == PG_FREE)
		return;
	if (!same(a->protect, b->protect) && !(same(a->protect, seen->protect[0]) && same(b->protect, seen->protect[1]))) {
		differs(w, place_fact(w, place, page, "protect"), a->protect, b->protect);
		seen->protect[SIDE_REAL] = a->protect;
		seen->protect[SIDE_SIM] = b->protect;
	}
	if (!same(a->alloc_protect, b->alloc_protect) && !seen->alloc_protect) {
		differs(w, place_fact(w, place, page, "alloc_protect"), a->alloc_protect, b->alloc_protect);
		seen->alloc_protect = true;
	}
	if (!same(a->type, b->type) && !seen->type) {
		differs(w, place_fact(w, place, page, "type"), a->type, b->type);
		seen->type = true;
	}
}

static void compare_place(struct comparing *w, size_t place, const struct spans *a, const struct spans *b)
{
	struct seen seen = { 0 };
	size_t i = 0, j = 0;
	bool x = a && a->live, y = b && b->live;

	if (x != y) {
		differs(w, place_fact(w, place, 0, "state"), x ? "reserved" : "free", y ? "reserved" : "free");
		return;
	}
	if (!x)
		return;
	if (a->pages != b->pages)
		differs(w, place_fact(w, place, 0, "pages"), keep_printf(&w->c->keep, "%" PRIu64, a->pages),
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

static const struct spans *place_of(const struct view *v, size_t place)
{
	return place < v->places ? v->place[place] : NULL;
}

static bool tells(const struct event *e, size_t place)
{
	for (size_t i = 0; i < e->tolds; i++)
		if (e->told[i] == place)
			return true;
	return false;
}

static void compare_place_now(struct comparing *w, const struct event *real, const struct event *sim, uint32_t place)
{
	compare_place(w, place, place_of(real->view, place), place_of(sim->view, place));
}

static void remember_late(struct comparing *w, const struct event *told, const struct event *silent)
{
	for (size_t i = 0; i < told->tolds; i++)
		if (!tells(silent, told->told[i]) && w->lates < LATE_MAX)
			w->late[w->lates++] = told->told[i];
}

/*
 * Every reservation that either side's event says to have changed. A side need not look at memory
 * when the lab prints: what only the other one told there is compared at the next other step.
 */
void compare_memory(struct comparing *w, const struct event *real, const struct event *sim)
{
	bool printing = real->type == EV_OUTPUT;

	for (size_t i = 0; i < real->tolds; i++)
		if (!printing || tells(sim, real->told[i]))
			compare_place_now(w, real, sim, real->told[i]);
	for (size_t i = 0; i < sim->tolds && !printing; i++)
		if (!tells(real, sim->told[i]))
			compare_place_now(w, real, sim, sim->told[i]);
	if (printing) {
		remember_late(w, real, sim);
		remember_late(w, sim, real);
		return;
	}
	for (size_t i = 0; i < w->lates; i++)
		if (!tells(real, w->late[i]) && !tells(sim, w->late[i]))
			compare_place_now(w, real, sim, w->late[i]);
	w->lates = 0;
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
	for (int k = 0; k < COUNTERS; k++) {
		int64_t a = real->counter[k], b = sim->counter[k];
		int64_t x = w->counter[SIDE_REAL][k], y = w->counter[SIDE_SIM][k];

		if (a < 0 || b < 0 || !counter_counts(w->c, k))
			continue;
		a -= x < 0 ? 0 : x;
		b -= y < 0 ? 0 : y;
		if (a != b)
			differs(w, keep_printf(&w->c->keep, "change of %s", reader_counter_name((enum counter)k)),
			        keep_printf(&w->c->keep, "%+" PRId64, a), keep_printf(&w->c->keep, "%+" PRId64, b));
	}
}

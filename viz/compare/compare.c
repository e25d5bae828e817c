/* compare.c - see compare.h. */
#include "viz/compare/compare.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "viz/base/text.h"
#include "viz/compare/compare_parts.h"
#include "viz/trace/edition.h"

#define DIFFS_MAX     64                /* of one row; more say nothing new */
#define RESYNC_WINDOW 4096              /* events looked ahead on each side */
#define RESYNC_WORK   (200u << 20)      /* comparisons spent on it in all */
#define LATE_MAX      64
#define TEXT_BYTES    40                /* told of a text */
#define LAB_BYTES     255               /* and of a lab's name: whole, if it is one of a file */
#define PORTABLE_BELOW 0x10000          /* addresses below are the same on both sides */

struct comparing {
	struct comparison *c;
	uint64_t *sign[SIDES];          /* what each event is, as a number */
	size_t work;
	struct difference diff[DIFFS_MAX];
	size_t diffs;
	const struct event *before[SIDES];      /* last event taken from each side */
	int64_t counter[SIDES][COUNTERS];       /* last value reported; -1: none yet */
	uint32_t late[LATE_MAX];        /* reservations that one side has told of while printing */
	size_t lates;
	bool free_memory;               /* the call in hand asks about memory that is free */
	struct ahead ahead;             /* pages that Wine has resident for a known reason */
	bool failed;
};

bool compare_differs(enum verdict v)
{
	return v == CMP_DIVERGE || v == CMP_REAL_ONLY || v == CMP_SIM_ONLY;
}

/* ---- what an event is ---- */

static uint64_t mix(uint64_t h, const char *s)
{
	for (; s && *s; s++)
		h = (h ^ (unsigned char)*s) * 0x100000001b3ull;
	return (h ^ 0x1f) * 0x100000001b3ull;
}

/* Equal numbers: events that may stand beside each other. Facts that may differ within a pair stay out. */
static uint64_t sign(const struct event *e)
{
	uint64_t h = mix(0xcbf29ce484222325ull, reader_type_name(e->type));

	switch (e->type) {
	case EV_CALL:
		h = mix(h, e->api);
		break;
	case EV_FAULT:
		if (e->at.known && e->at.place >= 0)
			h = mix(h, e->at_text);
		break;
	case EV_OUTPUT:
		h = mix(h, e->text);
		break;
	default:
		break;
	}
	return h;
}

static bool make_signs(struct comparing *w)
{
	for (int s = 0; s < SIDES; s++) {
		const struct trace_file *t = w->c->trace[s];

		if (!t)
			continue;
		w->sign[s] = keep_alloc(&w->c->keep, t->events, sizeof *w->sign[s]);
		if (!w->sign[s])
			return false;
		for (size_t i = 0; i < t->events; i++)
			w->sign[s][i] = sign(&t->event[i]);
	}
	return true;
}

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

static void compare_at(struct comparing *w, const struct event *real, const struct event *sim)
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

/* Windows' naming: lp… and p… are pointers, h… and …Handle… handles, …Base… the members of what VirtualQuery fills in. */
static bool names_pointer(const char *name)
{
	bool hungarian = (name[0] == 'p' || name[0] == 'h') && name[1] >= 'A' && name[1] <= 'Z';

	return hungarian || strncmp(name, "lp", 2) == 0 || strstr(name, "Base") ||
	       strstr(name, "Handle") || strstr(name, "Address") || strcmp(name, "First") == 0;
}

static const char *find(const struct member *m, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(m[i].name, name) == 0)
			return m[i].value;
	return NULL;
}

static void compare_members(struct comparing *w, const char *what, const struct member *a, size_t na,
                            const struct member *b, size_t nb)
{
	for (size_t i = 0; i < na; i++) {
		const char *other = find(b, nb, a[i].name);
		const char *fact = keep_printf(&w->c->keep, "%s%s", what, a[i].name);

		w->failed |= !fact;
		if (w->free_memory && strcmp(a[i].name, "RegionSize") == 0)
			continue;
		if (names_pointer(a[i].name))
			compare_pointers(w, fact, a[i].value, other);
		else
			compare_texts(w, fact, a[i].value, other);
	}
	for (size_t i = 0; i < nb; i++) {
		const char *fact = find(a, na, b[i].name) ? NULL : keep_printf(&w->c->keep, "%s%s", what, b[i].name);

		if (fact && names_pointer(b[i].name))
			compare_pointers(w, fact, NULL, b[i].value);
		else if (fact)
			differs(w, fact, NULL, b[i].value);
	}
}

static bool same_limits(const struct comparison *c)
{
	return same(c->trace[SIDE_REAL]->limits, c->trace[SIDE_SIM]->limits);
}

/*
 * What is resident, and what that costs, follows from the memory that a run was given. Between the sides
 * that says nothing; between two runs of one side it is what somebody wants to see.
 */
static bool residency_counts(const struct comparison *c)
{
	return same_limits(c) || c->trace[SIDE_REAL]->side == c->trace[SIDE_SIM]->side;
}

static bool is_wine(const struct trace_file *t)
{
	return t->side == SIDE_REAL && wine_is(t->platform);
}

static bool is_windows(const struct trace_file *t)
{
	return t->side == SIDE_REAL && !wine_is(t->platform);
}

/* The Wine table tells how Wine differs from Windows: it has no say where both are Wine, or neither is. */
static bool table_applies(const struct comparison *c)
{
	return is_wine(c->trace[SIDE_REAL]) && !is_wine(c->trace[SIDE_SIM]);
}

/* Answers that tell of the machine or of the whole process, not of the lab. */
static bool answers_vary(const char *api)
{
	static const char *const varying[] = { "GetTickCount", "GetProcessMemoryInfo", "GetSystemInfo", "GetCurrentProcess" };

	for (size_t i = 0; i < sizeof varying / sizeof varying[0]; i++)
		if (strcmp(api, varying[i]) == 0)
			return true;
	return false;
}

static bool tells_free(const struct event *e)
{
	const char *state = find(e->out, e->outs, "State");

	return state && strcmp(state, "MEM_FREE") == 0;
}

static void compare_calls(struct comparing *w, const struct event *real, const struct event *sim)
{
	compare_texts(w, "function", real->api, sim->api);
	if (!same(real->api, sim->api))
		return;
	compare_members(w, "", real->arg, real->args, sim->arg, sim->args);
	compare_numbers(w, "error", real->error, sim->error);
	if (answers_vary(real->api))
		return;
	if (!residency_counts(w->c) && strcmp(real->api, "QueryWorkingSetEx") == 0)
		return;
	compare_pointers(w, "result", real->result, sim->result);
	w->free_memory = tells_free(real) && tells_free(sim);
	compare_members(w, "out ", real->out, real->outs, sim->out, sim->outs);
	w->free_memory = false;
}

static void compare_own(struct comparing *w, const struct event *real, const struct event *sim)
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
static void compare_memory(struct comparing *w, const struct event *real, const struct event *sim)
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

static void compare_counters(struct comparing *w, const struct event *real, const struct event *sim)
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

static void remember(struct comparing *w, enum side s, const struct event *e)
{
	if (!e)
		return;
	w->before[s] = e;
	for (int k = 0; k < COUNTERS; k++)
		if (e->counter[k] >= 0)
			w->counter[s][k] = e->counter[k];
}

/* ---- rows ---- */

/* Each side's memory before this row. */
static void views_before(const struct comparing *w, const struct view *before[SIDES])
{
	static const struct view nothing;

	for (int s = 0; s < SIDES; s++)
		before[s] = w->before[s] ? w->before[s]->view : &nothing;
}

static enum verdict judge(struct comparing *w, const struct event *real, const struct event *sim,
                          const struct view *const before[SIDES])
{
	bool wine = table_applies(w->c), known = true;

	if (!w->diffs)
		return CMP_AGREE;
	for (size_t i = 0; i < w->diffs; i++) {
		struct difference *d = &w->diff[i];

		d->known = wine ? wine_find(real, sim, before, &w->ahead, d) : NULL;
		known &= d->known != NULL;
	}
	if (known)
		for (const struct wine_entry *e = wine_table; e->id; e++)
			for (size_t i = 0; i < w->diffs; i++)
				if (w->diff[i].known == e) {
					w->c->known[e - wine_table]++;
					break;
				}
	return known ? CMP_KNOWN : CMP_DIVERGE;
}

static bool keep_diffs(struct comparing *w, struct row *r)
{
	struct difference *d = keep_alloc(&w->c->keep, w->diffs, sizeof *d);

	if (!d || w->failed)
		return false;
	memcpy(d, w->diff, w->diffs * sizeof *d);
	r->diff = d;
	r->diffs = w->diffs;
	return true;
}

static bool add_row(struct comparing *w, const struct event *real, const struct event *sim)
{
	struct comparison *c = w->c;
	struct row *r = &c->row[c->rows];

	*r = (struct row){ .side = { real, sim } };
	if (!c->trace[SIDE_REAL] || !c->trace[SIDE_SIM]) {
		r->verdict = CMP_ALONE;
	} else if (!real || !sim) {
		r->verdict = real ? CMP_REAL_ONLY : CMP_SIM_ONLY;
	} else {
		const struct view *before[SIDES];

		w->diffs = 0;
		views_before(w, before);
		if (table_applies(c))
			ahead_step(&w->ahead, real, sim, before);
		w->failed |= w->ahead.failed;
		compare_own(w, real, sim);
		compare_at(w, real, sim);
		compare_memory(w, real, sim);
		compare_counters(w, real, sim);
		r->verdict = judge(w, real, sim, before);
		if (w->diffs && !keep_diffs(w, r))
			return false;
	}
	remember(w, SIDE_REAL, real);
	remember(w, SIDE_SIM, sim);
	if (compare_differs(r->verdict) && c->first == SIZE_MAX)
		c->first = c->rows;
	c->rows++;
	return true;
}

/* ---- pairing ---- */

/* The nearest i, j from here where both traces do the same again; false if there is none. */
static bool resync(struct comparing *w, size_t i, size_t j, size_t *to_i, size_t *to_j)
{
	size_t n = w->c->trace[SIDE_REAL]->events, m = w->c->trace[SIDE_SIM]->events;

	for (size_t d = 1; d < 2 * RESYNC_WINDOW && w->work < RESYNC_WORK; d++)
		for (size_t x = 0; x <= d; x++) {
			size_t a = i + x, b = j + (d - x);

			w->work++;
			if (a >= n || b >= m || w->sign[SIDE_REAL][a] != w->sign[SIDE_SIM][b])
				continue;
			if (a + 1 < n && b + 1 < m && w->sign[SIDE_REAL][a + 1] != w->sign[SIDE_SIM][b + 1])
				continue;       /* one fitting event alone is chance, unless it is the last */
			*to_i = a;
			*to_j = b;
			return true;
		}
	return false;
}

static bool pair_up(struct comparing *w)
{
	const struct trace_file *real = w->c->trace[SIDE_REAL], *sim = w->c->trace[SIDE_SIM];
	size_t n = real ? real->events : 0, m = sim ? sim->events : 0, i = 0, j = 0;

	while (i < n || j < m) {
		size_t to_i = n, to_j = m;

		if (i < n && j < m && w->sign[SIDE_REAL][i] == w->sign[SIDE_SIM][j]) {
			if (!add_row(w, &real->event[i++], &sim->event[j++]))
				return false;
			continue;
		}
		if (i < n && j < m)
			resync(w, i, j, &to_i, &to_j);
		/* Two events of one type that fit nowhere better are one step that differs. */
		if (i < to_i && j < to_j && real->event[i].type == sim->event[j].type) {
			if (!add_row(w, &real->event[i++], &sim->event[j++]))
				return false;
			continue;
		}
		while (i < to_i)
			if (!add_row(w, &real->event[i++], NULL))
				return false;
		while (j < to_j)
			if (!add_row(w, NULL, &sim->event[j++]))
				return false;
	}
	return true;
}

/* ---- which trace is which ---- */

bool compare_in_order(const struct trace_file *a, const struct trace_file *b)
{
	return a->side == b->side ? is_wine(a) || !is_wine(b) : a->side == SIDE_REAL;
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash && slash[1] ? slash + 1 : path;
}

/* Text, and on one line: a file may be called anything. */
static bool fit_for_a_name(const char *s)
{
	json_t *text = json_string(s);          /* NULL if it is no UTF-8 */
	bool fit = text != NULL;

	json_decref(text);
	for (; *s; s++)
		fit &= (unsigned char)*s >= ' ' && *s != 127;
	return fit;
}

/* The first of these that no two traces share. */
void compare_names(const struct trace_file *const *trace, size_t count, const char **name)
{
	enum { BY_PLATFORM, BY_FILE, BY_PATH, BY_ORDER } how = BY_PLATFORM;
	static const char *const order[] = { "first", "second", "third" };

	for (; how < BY_ORDER; how++) {
		bool clear = true;

		for (size_t i = 0; i < count; i++)
			name[i] = how == BY_PLATFORM ? trace[i]->platform : how == BY_FILE ? base_name(trace[i]->path) : trace[i]->path;
		for (size_t i = 0; i < count; i++) {
			clear &= fit_for_a_name(name[i]);
			for (size_t k = 0; k < i; k++)
				clear &= !same(name[i], name[k]);
		}
		if (clear)
			return;
	}
	for (size_t i = 0; i < count; i++)
		name[i] = order[i];
}

/* Where one side is real and one simulated, or missing, that is what everybody calls them. */
static void name_sides(struct comparison *c)
{
	c->sides = !c->trace[0] || !c->trace[1] || c->trace[0]->side != c->trace[1]->side;
	if (c->sides) {
		c->name[SIDE_REAL] = "REAL";
		c->name[SIDE_SIM] = "SIM";
	} else {
		compare_names(c->trace, SIDES, c->name);
	}
}

static const struct difference *keep_difference(struct comparison *c, const char *fact, const char *real, const char *sim)
{
	struct difference *d = keep_alloc(&c->keep, 1, sizeof *d);

	if (!d || !fact || !real || !sim)
		return NULL;
	*d = (struct difference){ .fact = fact, .real = real, .sim = sim };
	return d;
}

/* The texts of the lab that the traces hold. */
static bool compare_editions(struct comparison *c)
{
	struct edition e;

	if (!c->trace[0] || !c->trace[1] || !edition_differs(c->trace[0]->source, c->trace[1]->source, &e))
		return true;
	c->edition = keep_difference(c, keep_printf(&c->keep, "line %zu", e.line), edition_text(&c->keep, &e, 0),
	                             edition_text(&c->keep, &e, 1));
	return c->edition;
}

/* A trace that tells of no arguments is of a run that got none. */
static bool compare_arguments(struct comparison *c)
{
	const struct trace_file *a = c->trace[0], *b = c->trace[1];

	if (!a || !b)
		return true;
	for (size_t i = 0; i < a->args || i < b->args; i++) {
		const char *x = i < a->args ? a->arg[i] : "nothing", *y = i < b->args ? b->arg[i] : "nothing";

		if (i < a->args && i < b->args && same(x, y))
			continue;
		c->argument = keep_difference(c, keep_printf(&c->keep, "argument %zu", i + 1), x, y);
		return c->argument;
	}
	return true;
}

bool compare_run(struct comparison *c, const struct trace_file *real, const struct trace_file *sim)
{
	struct comparing *w = calloc(1, sizeof *w);
	bool ok;

	*c = (struct comparison){ .trace = { real, sim }, .first = SIZE_MAX };
	if (!w)
		return false;
	w->c = c;
	name_sides(c);
	w->ahead.cut = sim && sim->side != SIDE_SIM;
	for (int s = 0; s < SIDES; s++)
		for (int k = 0; k < COUNTERS; k++)
			w->counter[s][k] = -1;
	c->row = keep_alloc(&c->keep, (real ? real->events : 0) + (sim ? sim->events : 0), sizeof *c->row);
	ok = c->row && compare_editions(c) && compare_arguments(c) && make_signs(w) && pair_up(w) && !w->failed;
	if (c->first == SIZE_MAX)
		c->first = c->rows;
	ahead_free(&w->ahead);
	free(w);
	return ok;
}

void compare_free(struct comparison *c)
{
	keep_free(&c->keep);
	*c = (struct comparison){ 0 };
}

int compare_status(const struct comparison *c)
{
	return c->first < c->rows;
}

/* ---- in words ---- */

static const char *short_name(const char *name)
{
	return strncmp(name, "EXCEPTION_", 10) == 0 ? name + 10 : name;
}

/* On one line, and cut after `most` bytes. */
static void say_plain(struct ink *i, const char *text, size_t most)
{
	for (size_t n = 0; *text && n < most; text++, n++) {
		if (*text == '\n')
			ink_puts(i, "\\n");
		else if (*text == '\t')
			ink_puts(i, "\\t");
		else if ((unsigned char)*text < 32 || *text == 127)
			ink_puts(i, "\u00b7");
		else
			ink_add(i, text, 1);
	}
	while (*text && ((unsigned char)*text & 0xc0) == 0x80)          /* never half a character */
		ink_add(i, text++, 1);
	ink_puts(i, *text ? "\u2026" : "");
}

void compare_say_text(struct ink *i, const char *text)
{
	ink_puts(i, "\"");
	say_plain(i, text, TEXT_BYTES);
	ink_puts(i, "\"");
}

static void say_call(struct ink *i, const struct event *e)
{
	const char *type = reader_arg(e, "flAllocationType");

	if (!type)
		type = reader_arg(e, "dwFreeType");
	if (!type)
		type = reader_arg(e, "dwDesiredAccess");
	ink_puts(i, e->api);
	if (type)
		ink_printf(i, " %s", type);
	if (e->at_text)
		ink_printf(i, " %s", e->at_text);
	if (e->error)
		ink_printf(i, " fails (%" PRId64 ")", e->error);
	else if (strcmp(e->api, "ExitProcess") == 0)
		ink_puts(i, " does not return");
}

void compare_say(struct ink *i, const struct event *e)
{
	switch (e->type) {
	case EV_CALL:
		say_call(i, e);
		break;
	case EV_FAULT:
	case EV_UNHANDLED:
		ink_puts(i, short_name(e->code));
		if (e->access)
			ink_printf(i, " %s", e->access);
		if (e->at_text)
			ink_printf(i, " %s", e->at_text);
		break;
	case EV_FILTER:
		ink_puts(i, short_name(e->disposition));
		break;
	case EV_HANDLER:
		ink_puts(i, e->code ? short_name(e->code) : "entered");
		break;
	case EV_FINALLY:
		ink_puts(i, e->abnormal ? "abnormal" : "normal");
		break;
	case EV_OUTPUT:
		compare_say_text(i, e->text);
		break;
	case EV_EXIT:
		ink_printf(i, "code %" PRId64, e->exit_code);
		break;
	}
}

void compare_say_difference(struct ink *i, const struct comparison *c, const struct difference *d)
{
	ink_printf(i, "%s: %s ", d->fact, c->name[SIDE_REAL]);
	compare_say_text(i, d->real);
	ink_printf(i, ", %s ", c->name[SIDE_SIM]);
	compare_say_text(i, d->sim);
}

const struct difference *compare_main_difference(const struct row *r)
{
	for (size_t i = 0; i < r->diffs; i++)
		if (!r->diff[i].known)
			return &r->diff[i];
	return r->diff;
}

void compare_say_verdict(struct ink *i, const struct comparison *c, const struct row *r)
{
	const struct difference *d = compare_main_difference(r);

	switch (r->verdict) {
	case CMP_AGREE:
		ink_puts(i, "=");
		return;
	case CMP_ALONE:
		ink_puts(i, "nothing to compare");
		return;
	case CMP_REAL_ONLY:
	case CMP_SIM_ONLY:
		ink_printf(i, "\u2260 %s only", c->name[r->verdict == CMP_SIM_ONLY]);
		return;
	case CMP_KNOWN:
		ink_printf(i, "known Wine difference %s: ", d->known->id);
		break;
	case CMP_DIVERGE:
		ink_puts(i, "\u2260 ");
		break;
	}
	compare_say_difference(i, c, d);
}

/* The number by which a row is called: the step of the side that has it. */
static uint32_t row_step(const struct row *r)
{
	return r->side[SIDE_REAL] ? r->side[SIDE_REAL]->step : r->side[SIDE_SIM]->step;
}

static void say_faults(struct ink *i, const struct comparison *c)
{
	size_t a = c->trace[SIDE_REAL]->faults, b = c->trace[SIDE_SIM]->faults;

	if (a == b)
		ink_printf(i, "%zu fault%s on each side", a, a == 1 ? "" : "s");
	else
		ink_printf(i, "%zu faults on the %s side, %zu on the %s side", a, c->name[SIDE_REAL], b, c->name[SIDE_SIM]);
}

static void say_divergence(struct ink *i, const struct comparison *c, const struct row *r)
{
	const struct event *any = r->side[SIDE_REAL] ? r->side[SIDE_REAL] : r->side[SIDE_SIM];

	ink_printf(i, "%s and %s DIVERGE at step %" PRIu32 " (%s): ", c->name[SIDE_REAL], c->name[SIDE_SIM], row_step(r),
	           reader_type_name(any->type));
	if (r->diffs) {
		compare_say_difference(i, c, compare_main_difference(r));
		return;
	}
	ink_printf(i, "only %s has it: ", c->name[!r->side[SIDE_REAL]]);
	compare_say(i, any);
}

void compare_say_result(struct ink *i, const struct comparison *c)
{
	size_t known = 0;

	if (!c->trace[SIDE_REAL] || !c->trace[SIDE_SIM]) {
		ink_printf(i, "%s only: nothing to compare (%zu steps)", c->name[!c->trace[SIDE_REAL]], c->rows);
		return;
	}
	if (c->first < c->rows) {
		say_divergence(i, c, &c->row[c->first]);
		return;
	}
	ink_printf(i, "%s and %s agree: %zu steps, ", c->name[SIDE_REAL], c->name[SIDE_SIM], c->rows);
	say_faults(i, c);
	for (const struct wine_entry *w = wine_table; w->id; w++)
		known += c->known[w - wine_table];
	if (known)
		ink_printf(i, " (%zu known Wine difference%s)", known, known == 1 ? "" : "s");
}

/* ---- the table ---- */

size_t compare_columns(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

void compare_cell(struct ink *i, const char *text, size_t width)
{
	size_t n = compare_columns(text);

	ink_puts(i, text);
	for (; n < width; n++)
		ink_puts(i, " ");
	ink_puts(i, "  ");
}

const char *compare_said(struct ink *scratch, const struct event *e)
{
	ink_clear(scratch);
	if (e)
		compare_say(scratch, e);
	else
		ink_puts(scratch, "-");
	return scratch->text ? scratch->text : "";
}

static void print_row(struct ink *i, const struct comparison *c, const struct row *r, const size_t width[SIDES], struct ink *scratch)
{
	const struct event *any = r->side[SIDE_REAL] ? r->side[SIDE_REAL] : r->side[SIDE_SIM];

	ink_printf(i, "%5" PRIu32 "  %5" PRIu32 "  %-9s  ", row_step(r), any->line, reader_type_name(any->type));
	for (int s = 0; s < SIDES; s++)
		compare_cell(i, compare_said(scratch, r->side[s]), width[s]);
	compare_say_verdict(i, c, r);
	ink_puts(i, "\n");
}

static void widths(const struct comparison *c, size_t width[SIDES], struct ink *scratch)
{
	for (int s = 0; s < SIDES; s++)
		width[s] = c->sides ? 4 : compare_columns(c->name[s]);
	for (size_t i = 0; i < c->rows; i++)
		for (int s = 0; s < SIDES; s++) {
			size_t n = compare_columns(compare_said(scratch, c->row[i].side[s]));

			if (n > width[s])
				width[s] = n;
		}
}

static void print_known(struct ink *i, const struct comparison *c)
{
	for (const struct wine_entry *w = wine_table; w->id; w++)
		if (c->known[w - wine_table])
			ink_printf(i, "known Wine difference %s, %zu step%s: %s (%s; %s)\n", w->id, c->known[w - wine_table],
			           c->known[w - wine_table] == 1 ? "" : "s", w->what, w->why, w->source);
}

static void print_notes(struct ink *i, const struct comparison *c)
{
	for (int s = 0; s < SIDES; s++)
		if (c->trace[s] && c->trace[s]->note)
			ink_printf(i, "note: %s\n", c->trace[s]->note);
	compare_say_limits(i, c);
}

void compare_say_limits(struct ink *i, const struct comparison *c)
{
	if (c->trace[SIDE_REAL] && c->trace[SIDE_SIM] && !same_limits(c))
		ink_printf(i, "note: %s ran with %s, %s with %s%s\n",
		           c->name[SIDE_REAL], c->trace[SIDE_REAL]->limits ? c->trace[SIDE_REAL]->limits : "all memory",
		           c->name[SIDE_SIM], c->trace[SIDE_SIM]->limits ? c->trace[SIDE_SIM]->limits : "all memory",
		           residency_counts(c) ? "" : ": what is resident is not compared");
}

static bool same_lab(const struct comparison *c)
{
	return !c->trace[0] || !c->trace[1] || strcmp(c->trace[0]->lab, c->trace[1]->lab) == 0;
}

bool compare_same_edition(const struct comparison *c)
{
	return !c->edition && !c->argument && same_lab(c);
}

void compare_say_edition(struct ink *i, const struct comparison *c)
{
	ink_puts(i, !same_lab(c) ? "the traces are of two labs, " : c->edition ? "the traces are of two versions of " :
	            "the traces are of runs with different arguments of ");
	say_plain(i, c->trace[0]->lab, LAB_BYTES);
	if (!same_lab(c)) {
		ink_puts(i, " and ");
		say_plain(i, c->trace[1]->lab, LAB_BYTES);
	}
	if (c->edition) {
		ink_puts(i, "; the sources differ first in ");
		compare_say_difference(i, c, c->edition);
	}
	if (c->argument) {
		ink_puts(i, c->edition || !same_lab(c) ? "; the arguments differ first in " : "; they differ first in ");
		compare_say_difference(i, c, c->argument);
	}
}

void compare_say_trace(struct ink *i, const char *name, size_t width, const struct trace_file *t)
{
	compare_cell(i, name, width);
	ink_puts(i, strcmp(name, t->platform) ? t->platform : t->path);
	if (t->recorded_by)
		ink_printf(i, " (recorded by %s)", t->recorded_by);
	else if (t->recorded)
		ink_puts(i, " (recorded)");
	ink_puts(i, "\n");
}

bool compare_put(struct ink *i, FILE *out)
{
	bool ok = !i->failed && fwrite(i->text, 1, i->used, out) == i->used && fflush(out) == 0;

	ink_free(i);
	return ok;
}

static void print_head(struct ink *i, const struct comparison *c)
{
	size_t a = compare_columns(c->name[0]), b = compare_columns(c->name[1]);

	for (int s = 0; s < SIDES; s++)
		if (c->trace[s])
			compare_say_trace(i, c->name[s], a > b ? a : b, c->trace[s]);
	if (compare_same_edition(c))
		return;
	ink_puts(i, "note: ");
	compare_say_edition(i, c);
	ink_puts(i, "\n");
}

bool compare_print(const struct comparison *c, FILE *out)
{
	struct ink i = { 0 }, scratch = { 0 };
	size_t width[SIDES];

	print_head(&i, c);
	widths(c, width, &scratch);
	ink_puts(&i, " step   line  event      ");
	for (int s = 0; s < SIDES; s++)
		compare_cell(&i, c->name[s], width[s]);
	ink_puts(&i, "verdict\n");
	for (size_t k = 0; k < c->rows; k++)
		print_row(&i, c, &c->row[k], width, &scratch);
	print_known(&i, c);
	print_notes(&i, c);
	compare_say_result(&i, c);
	ink_puts(&i, "\n");
	ink_free(&scratch);
	return compare_put(&i, out);
}

/* ---- the same as JSON ---- */

static const char *side_key(const struct comparison *c, int s)
{
	if (c->sides)
		return s == SIDE_REAL ? "real" : "sim";
	return s == SIDE_REAL ? "first" : "second";
}

static const char *verdict_key(const struct comparison *c, enum verdict v)
{
	static const char *const names[] = { "agree", "known", "diverge", "real-only", "sim-only", "alone" };

	if (!c->sides && (v == CMP_REAL_ONLY || v == CMP_SIM_ONLY))
		return v == CMP_REAL_ONLY ? "first-only" : "second-only";
	return names[v];
}

json_t *compare_json_differences(const struct comparison *c, const struct row *r)
{
	json_t *list = json_array();

	for (size_t i = 0; i < r->diffs; i++)
		json_array_append_new(list, json_pack("{s:s,s:s,s:s,s:s*}", "fact", r->diff[i].fact, side_key(c, 0), r->diff[i].real,
		                                      side_key(c, 1), r->diff[i].sim, "known", r->diff[i].known ? r->diff[i].known->id : NULL));
	return list;
}

static json_t *json_row(const struct comparison *c, const struct row *r, struct ink *scratch)
{
	const struct event *any = r->side[SIDE_REAL] ? r->side[SIDE_REAL] : r->side[SIDE_SIM];
	json_t *o = json_object();

	json_object_set_new(o, "step", json_integer(row_step(r)));
	json_object_set_new(o, "line", json_integer(any->line));
	json_object_set_new(o, "event", json_string(reader_type_name(any->type)));
	for (int s = 0; s < SIDES; s++)
		json_object_set_new(o, side_key(c, s), r->side[s] ? json_string(compare_said(scratch, r->side[s])) : json_null());
	json_object_set_new(o, "verdict", json_string(verdict_key(c, r->verdict)));
	json_object_set_new(o, "differences", compare_json_differences(c, r));
	return o;
}

static json_t *json_difference(const struct comparison *c, const struct difference *d)
{
	return json_pack("{s:s,s:s,s:s}", "fact", d->fact, side_key(c, 0), d->real, side_key(c, 1), d->sim);
}

void compare_json_edition(json_t *o, const struct comparison *c)
{
	if (c->edition)
		json_object_set_new(o, "sources_differ", json_difference(c, c->edition));
	if (c->argument)
		json_object_set_new(o, "arguments_differ", json_difference(c, c->argument));
}

json_t *compare_json_trace(const struct trace_file *t)
{
	return json_pack("{s:s,s:s,s:b,s:s*,s:I,s:I}", "lab", t->lab, "platform", t->platform, "recorded", t->recorded,
	                 "recorded_by", t->recorded_by, "steps", (json_int_t)t->events, "faults", (json_int_t)t->faults);
}

bool compare_put_json(json_t *o, FILE *out)
{
	bool ok = json_dumpf(o, out, JSON_COMPACT) == 0 && fputc('\n', out) != EOF && fflush(out) == 0;

	json_decref(o);
	return ok;
}

bool compare_print_json(const struct comparison *c, FILE *out)
{
	struct ink scratch = { 0 };
	json_t *o = json_object(), *list = json_array();
	bool both = c->trace[SIDE_REAL] && c->trace[SIDE_SIM];

	for (size_t i = 0; i < c->rows; i++)
		json_array_append_new(list, json_row(c, &c->row[i], &scratch));
	ink_clear(&scratch);
	compare_say_result(&scratch, c);
	json_object_set_new(o, "result", json_string(!both ? "alone" : compare_status(c) ? "diverge" : "agree"));
	json_object_set_new(o, "summary", json_string(scratch.text));
	for (int s = 0; s < SIDES; s++)
		if (c->trace[s])
			json_object_set_new(o, side_key(c, s), compare_json_trace(c->trace[s]));
	compare_json_edition(o, c);
	json_object_set_new(o, "steps", list);
	ink_free(&scratch);
	return compare_put_json(o, out);
}

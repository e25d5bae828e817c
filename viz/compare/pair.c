/* pair.c - see comparing.h: which events of two traces belong beside each other. */
#include "viz/compare/comparing.h"
#include "viz/compare/printed.h"

#include <stdlib.h>
#include <string.h>

#define RESYNC_WINDOW 4096              /* events looked ahead on each side */
#define RESYNC_WORK   (200u << 20)      /* comparisons spent on it in all */

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
		if (where_is_named(&e->at))
			h = mix(h, e->at_text);
		break;
	case EV_OUTPUT:
		h = printed_sign(h, e->text);
		break;
	case EV_FILTER:
		if (e->by)
			h = mix(h, e->by);
		break;
	default:
		break;
	}
	return h;
}

bool make_signs(struct comparing *w)
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

/* ---- pairing: what belongs together, of one thread ---- */

enum how {
	AS_IT_IS,
	NEVER_TOLD,                     /* an older trace tells of no answer but those of frames */
	NEVER_CALLED,                   /* Wine registers continue handlers and never calls them */
	AFTER_THE_END                   /* Windows has ended the process */
};

struct planned {                        /* a row */
	const struct event *side[SIDES];
	enum how how;
	uint64_t key;                   /* rows come in the order of their keys, */
	size_t nth;                     /* and then as they were planned */
};

struct pairing {
	struct comparing *w;
	size_t *of[SIDES];              /* the events of each side, thread by thread, in their order */
	const size_t *event[SIDES];     /* those of the thread at hand */
	size_t events[SIDES];
	struct planned *row;
	size_t rows;
};

static const struct event *event_of(const struct pairing *p, enum side s, size_t i)
{
	return i < p->events[s] ? &p->w->c->trace[s]->event[p->event[s][i]] : NULL;
}

static uint64_t sign_of(const struct pairing *p, enum side s, size_t i)
{
	return p->w->sign[s][p->event[s][i]];
}

static bool is_outside(const struct pairing *p, enum side s, size_t i)
{
	return i < p->events[s] && p->w->outside[s][p->event[s][i]];
}

static void plan(struct pairing *p, const struct event *real, const struct event *sim, enum how how)
{
	p->row[p->rows] = (struct planned){ { real, sim }, how, 0, p->rows };
	p->rows++;
}

/* The nearest i, j from here where both traces do the same again; false if there is none. */
static bool resync(struct pairing *p, size_t i, size_t j, size_t *to_i, size_t *to_j)
{
	size_t n = p->events[SIDE_REAL], m = p->events[SIDE_SIM];

	for (size_t d = 1; d < 2 * RESYNC_WINDOW && p->w->work < RESYNC_WORK; d++)
		for (size_t x = 0; x <= d; x++) {
			size_t a = i + x, b = j + (d - x);

			p->w->work++;
			if (a >= n || b >= m || sign_of(p, SIDE_REAL, a) != sign_of(p, SIDE_SIM, b))
				continue;
			if (a + 1 < n && b + 1 < m && sign_of(p, SIDE_REAL, a + 1) != sign_of(p, SIDE_SIM, b + 1))
				continue;       /* one fitting event alone is chance, unless it is the last */
			*to_i = a;
			*to_j = b;
			return true;
		}
	return false;
}

/* Are these two of one sort? What lies outside the lab's memory stands beside its like only, however many of it a side has. */
static bool belong_together(const struct pairing *p, size_t i, size_t j)
{
	return sign_of(p, SIDE_REAL, i) == sign_of(p, SIDE_SIM, j) && is_outside(p, SIDE_REAL, i) == is_outside(p, SIDE_SIM, j);
}

/* What the other trace tells beyond is not held against the older one. */
static bool never_told(const struct event *e, const struct trace_file *other)
{
	return e->type == EV_FILTER && e->by && !other->tells_by;
}

/* Windows ends a process whose heap is spoiled, Wine lets it run: the simulator's trace ends here, and with it the comparison. */
static bool only_wine_goes_on(const struct comparing *w, const struct event *real, const struct event *sim)
{
	return table_applies(w->c) && sim->type == EV_UNHANDLED && sim->code_id == EXC_HEAP_CORRUPTION && real->type != EV_UNHANDLED;
}

/* What continue handlers do in the simulator stands alone. */
static bool never_called(const struct comparing *w, const struct event *real, const struct event *sim)
{
	return w->c->trace[SIDE_REAL] && sim->continuing && table_applies(w->c) && !(real && real->continuing);
}

/* What a side tells from event `i` on stands alone. */
static void plan_rest(struct pairing *p, enum side side, size_t i)
{
	for (; i < p->events[side]; i++) {
		const struct event *e = event_of(p, side, i);

		plan(p, side == SIDE_REAL ? e : NULL, side == SIDE_SIM ? e : NULL, AFTER_THE_END);
	}
}

static void pair_thread(struct pairing *p)
{
	const struct comparing *w = p->w;
	const struct trace_file *real_trace = w->c->trace[SIDE_REAL], *sim_trace = w->c->trace[SIDE_SIM];
	size_t n = p->events[SIDE_REAL], m = p->events[SIDE_SIM], i = 0, j = 0;

	while (i < n || j < m) {
		const struct event *real = event_of(p, SIDE_REAL, i), *sim = event_of(p, SIDE_SIM, j);
		size_t to_i = n, to_j = m;

		if (real && sim && only_wine_goes_on(w, real, sim)) {
			plan(p, real, sim, AS_IT_IS);
			plan_rest(p, SIDE_REAL, i + 1);
			plan_rest(p, SIDE_SIM, j + 1);
			return;
		}
		if (sim && never_called(w, real, sim)) {
			plan(p, NULL, sim, NEVER_CALLED);
			j++;
		} else if (real && sim && belong_together(p, i, j)) {
			plan(p, real, sim, AS_IT_IS);
			i++;
			j++;
		} else if (is_outside(p, SIDE_REAL, i)) {
			plan(p, real, NULL, AS_IT_IS);
			i++;
		} else if (is_outside(p, SIDE_SIM, j)) {
			plan(p, NULL, sim, AS_IT_IS);
			j++;
		} else if (real && sim && never_told(real, sim_trace)) {
			plan(p, real, NULL, NEVER_TOLD);
			i++;
		} else if (real && sim && never_told(sim, real_trace)) {
			plan(p, NULL, sim, NEVER_TOLD);
			j++;
		} else {
			if (real && sim)
				resync(p, i, j, &to_i, &to_j);
			/* Two events of one type that fit nowhere better are one step that differs. */
			if (i < to_i && j < to_j && real->type == sim->type) {
				plan(p, real, sim, AS_IT_IS);
				i++;
				j++;
				continue;
			}
			for (; i < to_i; i++)
				plan(p, event_of(p, SIDE_REAL, i), NULL, AS_IT_IS);
			for (; j < to_j; j++)
				plan(p, NULL, event_of(p, SIDE_SIM, j), AS_IT_IS);
		}
	}
}

/* ---- the threads, each by itself, and their rows in one order ---- */

/* start[t - 1] becomes where the events of thread t begin in `of`, start[t] where they end. */
static void sort_by_thread(const struct trace_file *t, size_t *of, size_t *start, size_t threads)
{
	memset(start, 0, (threads + 2) * sizeof *start);
	for (size_t i = 0; t && i < t->events; i++)
		start[t->event[i].thread + 1]++;
	for (size_t n = 1; n <= threads + 1; n++)
		start[n] += start[n - 1];
	for (size_t i = 0; t && i < t->events; i++)
		of[start[t->event[i].thread]++] = i;
}

/* The order of the real side; what only the other one has comes where that one has it, as far as its own thread lets it. */
static void give_keys(struct pairing *p, size_t from)
{
	const struct trace_file *const *trace = p->w->c->trace;
	uint64_t least = 0, most = UINT64_MAX;

	for (size_t k = from; k < p->rows; k++) {
		struct planned *r = &p->row[k];

		if (r->side[SIDE_REAL]) {
			r->key = 2 * (uint64_t)(r->side[SIDE_REAL] - trace[SIDE_REAL]->event) + 1;
			least = r->key + 1;
			continue;
		}
		r->key = 2 * (uint64_t)(r->side[SIDE_SIM] - trace[SIDE_SIM]->event);
		if (r->key < least)
			r->key = least;
	}
	for (size_t k = p->rows; k-- > from;) {
		struct planned *r = &p->row[k];

		if (r->side[SIDE_REAL])
			most = r->key - 1;      /* the row that stands before it */
		else if (r->key > most)
			r->key = most;
	}
}

static int by_key(const void *a, const void *b)
{
	const struct planned *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return x->nth < y->nth ? -1 : x->nth > y->nth;
}

/* Have both sides done the same up to here, and this last? Then, and only then, is there one memory to compare. */
static void look_where_we_are(struct comparing *w, const struct planned *r)
{
	w->apart = false;
	for (int s = 0; s < SIDES; s++) {
		size_t reached = r->side[s] ? (size_t)(r->side[s] - w->c->trace[s]->event) + 1 : 0;

		w->done[s] += r->side[s] != NULL;
		w->reached[s] = reached > w->reached[s] ? reached : w->reached[s];
		w->apart |= w->done[s] != w->reached[s] || (r->side[s] && reached != w->reached[s]);
	}
}

static void stand_alone(struct comparing *w, const char *why)
{
	excuse_row(w);
	w->c->row[w->c->rows - 1].verdict = CMP_ALONE;
	w->c->row[w->c->rows - 1].alone = why;
}

static bool make_row(struct comparing *w, const struct planned *r)
{
	look_where_we_are(w, r);
	if (!add_row(w, r->side[SIDE_REAL], r->side[SIDE_SIM]))
		return false;
	switch (r->how) {
	case AS_IT_IS:
		break;
	case NEVER_TOLD:
		excuse_row(w);
		break;
	case NEVER_CALLED:
		stand_alone(w, "Wine never calls continue handlers");
		for (const struct wine_entry *e = wine_table; e->id; e++)
			w->c->known[e - wine_table] += e->what == wine_continue_handlers;
		break;
	case AFTER_THE_END:
		stand_alone(w, "Windows has ended the process");
		break;
	}
	return true;
}

static bool pair_threads(struct pairing *p, size_t *const start[SIDES], size_t threads)
{
	for (int s = 0; s < SIDES; s++)
		sort_by_thread(p->w->c->trace[s], p->of[s], start[s], threads);
	for (size_t t = 1; t <= threads; t++) {
		size_t from = p->rows;

		for (int s = 0; s < SIDES; s++) {
			p->event[s] = p->of[s] + start[s][t - 1];
			p->events[s] = start[s][t] - start[s][t - 1];
		}
		pair_thread(p);
		if (threads > 1)
			give_keys(p, from);
	}
	if (threads > 1)
		qsort(p->row, p->rows, sizeof *p->row, by_key);
	for (size_t k = 0; k < p->rows; k++)
		if (!make_row(p->w, &p->row[k]))
			return false;
	return true;
}

bool pair_up(struct comparing *w)
{
	struct pairing p = { .w = w };
	size_t threads = compare_threads(w->c), *start[SIDES], events[SIDES];
	bool ok;

	for (int s = 0; s < SIDES; s++) {
		events[s] = w->c->trace[s] ? w->c->trace[s]->events : 0;
		p.of[s] = calloc(events[s] + 1, sizeof *p.of[s]);
		start[s] = calloc(threads + 2, sizeof *start[s]);
	}
	p.row = calloc(events[SIDE_REAL] + events[SIDE_SIM] + 1, sizeof *p.row);
	w->threaded = threads > 1;
	ok = p.of[0] && p.of[1] && start[0] && start[1] && p.row && pair_threads(&p, start, threads);
	for (int s = 0; s < SIDES; s++) {
		free(p.of[s]);
		free(start[s]);
	}
	free(p.row);
	return ok;
}

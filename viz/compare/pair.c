/* pair.c - see comparing.h: which events of two traces belong beside each other. */
#include "viz/compare/comparing.h"
#include "viz/compare/printed.h"

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

/* Are these two of one sort? What lies outside the lab's memory stands beside its like only, however many of it a side has. */
static bool belong_together(const struct comparing *w, size_t i, size_t j)
{
	return w->sign[SIDE_REAL][i] == w->sign[SIDE_SIM][j] && w->outside[SIDE_REAL][i] == w->outside[SIDE_SIM][j];
}

/* An older trace tells of no answer but those of frames; what the other one tells beyond is not held against it. */
static bool never_told(const struct event *e, const struct trace_file *other)
{
	return e->type == EV_FILTER && e->by && !other->tells_by;
}

/* Windows ends a process whose heap is spoiled, Wine lets it run: the simulator's trace ends here, and with it the comparison. */
static bool only_wine_goes_on(const struct comparing *w, const struct event *real, const struct event *sim)
{
	return table_applies(w->c) && sim->type == EV_UNHANDLED && sim->code_id == EXC_HEAP_CORRUPTION && real->type != EV_UNHANDLED;
}

/* Wine registers continue handlers and never calls them; what they do in the simulator stands alone. */
static bool never_called(const struct comparing *w, const struct event *real, const struct event *sim)
{
	return w->c->trace[SIDE_REAL] && sim->continuing && table_applies(w->c) && !(real && real->continuing);
}

static bool add_uncalled(struct comparing *w, const struct event *sim)
{
	if (!add_row(w, NULL, sim))
		return false;
	excuse_row(w);
	w->c->row[w->c->rows - 1].verdict = CMP_ALONE;
	w->c->row[w->c->rows - 1].alone = "Wine never calls continue handlers";
	for (const struct wine_entry *e = wine_table; e->id; e++)
		w->c->known[e - wine_table] += e->what == wine_continue_handlers;
	return true;
}

/* What a side tells from event `i` on stands alone. */
static bool add_rest(struct comparing *w, enum side side, size_t i)
{
	const struct trace_file *t = w->c->trace[side];

	for (; i < t->events; i++) {
		const struct event *e = &t->event[i];

		if (!add_row(w, side == SIDE_REAL ? e : NULL, side == SIDE_SIM ? e : NULL))
			return false;
		excuse_row(w);
		w->c->row[w->c->rows - 1].verdict = CMP_ALONE;
		w->c->row[w->c->rows - 1].alone = "Windows has ended the process";
	}
	return true;
}

bool pair_up(struct comparing *w)
{
	const struct trace_file *real = w->c->trace[SIDE_REAL], *sim = w->c->trace[SIDE_SIM];
	size_t n = real ? real->events : 0, m = sim ? sim->events : 0, i = 0, j = 0;

	while (i < n || j < m) {
		size_t to_i = n, to_j = m;

		if (i < n && j < m && only_wine_goes_on(w, &real->event[i], &sim->event[j]))
			return add_row(w, &real->event[i], &sim->event[j]) && add_rest(w, SIDE_REAL, i + 1) && add_rest(w, SIDE_SIM, j + 1);
		if (m > j && never_called(w, i < n ? &real->event[i] : NULL, &sim->event[j])) {
			if (!add_uncalled(w, &sim->event[j++]))
				return false;
			continue;
		}
		if (i < n && j < m && belong_together(w, i, j)) {
			if (!add_row(w, &real->event[i++], &sim->event[j++]))
				return false;
			continue;
		}
		if (i < n && w->outside[SIDE_REAL][i]) {
			if (!add_row(w, &real->event[i++], NULL))
				return false;
			continue;
		}
		if (j < m && w->outside[SIDE_SIM][j]) {
			if (!add_row(w, NULL, &sim->event[j++]))
				return false;
			continue;
		}
		if (i < n && j < m && (never_told(&real->event[i], sim) || never_told(&sim->event[j], real))) {
			bool mine = never_told(&real->event[i], sim);

			if (!add_row(w, mine ? &real->event[i++] : NULL, mine ? NULL : &sim->event[j++]))
				return false;
			excuse_row(w);
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

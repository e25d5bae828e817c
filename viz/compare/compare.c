/* compare.c - see compare.h. */
#include "viz/compare/compare.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "viz/base/text.h"
#include "viz/compare/comparing.h"
#include "viz/compare/printed.h"
#include "viz/trace/edition.h"

bool compare_differs(enum verdict v)
{
	return v == CMP_DIVERGE || v == CMP_REAL_ONLY || v == CMP_SIM_ONLY;
}

/* ---- what two traces are to each other ---- */

bool same_limits(const struct comparison *c)
{
	return same(c->trace[SIDE_REAL]->limits, c->trace[SIDE_SIM]->limits);
}

/*
 * What is resident, and what that costs, follows from the memory that a run was given. Between the sides
 * that says nothing; between two runs of one side it is what somebody wants to see.
 */
bool residency_counts(const struct comparison *c)
{
	return same_limits(c) || c->trace[SIDE_REAL]->side == c->trace[SIDE_SIM]->side;
}

static bool is_wine(const struct trace_file *t)
{
	return t->side == SIDE_REAL && wine_is(t->platform);
}

bool is_windows(const struct trace_file *t)
{
	return t->side == SIDE_REAL && !wine_is(t->platform);
}

/* The Wine table tells how Wine differs from Windows: it has no say where both are Wine, or neither is. */
bool table_applies(const struct comparison *c)
{
	return is_wine(c->trace[SIDE_REAL]) && !is_wine(c->trace[SIDE_SIM]);
}

/* ---- rows ---- */

static void remember(struct comparing *w, enum side s, const struct event *e, bool counted)
{
	if (!e)
		return;
	w->before[s] = e;
	for (int k = 0; k < COUNTERS; k++)
		if (counted && e->counter[k] >= 0)
			w->counter[s][k] = e->counter[k];
}

/* Each side's memory before this row. */
static void memory_before(const struct comparing *w, const struct event *const now[SIDES], const struct memory_at *before[SIDES])
{
	static const struct memory_at nothing;

	for (int s = 0; s < SIDES; s++) {
		const struct event *e = w->before[s];

		if (w->threaded)        /* the row before is another thread's, perhaps of another moment */
			e = now[s] && now[s] > w->c->trace[s]->event ? now[s] - 1 : NULL;
		before[s] = e ? e->memory : &nothing;
	}
}

static enum verdict judge(struct comparing *w, const struct event *real, const struct event *sim,
                          const struct memory_at *const before[SIDES])
{
	bool wine = table_applies(w->c), known = true;

	if (!w->diffs)
		return CMP_AGREE;
	for (size_t i = 0; i < w->diffs; i++) {
		struct difference *d = &w->diff[i];

		d->known = wine ? wine_find(real, sim, before, &w->ahead, d) : NULL;
		if (wine && !d->known)
			d->known = aftermath_of(&w->after, real, sim, d);
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

void skip_fact(struct comparing *w, const char *fact, const char *real, const char *sim, const char *why)
{
	if (w->skips < SKIPS_MAX)
		w->skip[w->skips++] = (struct skip){ fact, real ? real : "absent", sim ? sim : "absent", why };
}

static bool keep_skips(struct comparing *w, struct row *r)
{
	struct skip *s = keep_alloc(&w->c->keep, w->skips, sizeof *s);

	if (!s)
		return false;
	memcpy(s, w->skip, w->skips * sizeof *s);
	r->skip = s;
	r->skips = w->skips;
	w->c->skips += w->skips;
	return true;
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

bool add_row(struct comparing *w, const struct event *real, const struct event *sim)
{
	struct comparison *c = w->c;
	struct row *r = &c->row[c->rows];
	bool counted;

	*r = (struct row){ .side = { real, sim } };
	if (!c->trace[SIDE_REAL] || !c->trace[SIDE_SIM]) {
		r->verdict = CMP_ALONE;
	} else if (!real || !sim) {
		r->verdict = printed_is_outside(w, real ? real : sim, real ? SIDE_REAL : SIDE_SIM) ? CMP_ALONE :
		             real ? CMP_REAL_ONLY : CMP_SIM_ONLY;
	} else {
		const struct memory_at *before[SIDES];

		w->diffs = w->skips = 0;
		memory_before(w, r->side, before);
		if (table_applies(c))
			ahead_step(&w->ahead, real, sim, before);
		w->failed |= w->ahead.failed;
		compare_own(w, real, sim);
		compare_at(w, real, sim);
		compare_memory(w, real, sim);
		if (!w->apart)
			compare_counters(w, real, sim);
		r->verdict = judge(w, real, sim, before);
		aftermath_note(w, real, sim);
		if ((w->diffs && !keep_diffs(w, r)) || (w->skips && !keep_skips(w, r)))
			return false;
	}
	counted = !w->apart && (!real || !sim || !other_moment(real, sim));
	remember(w, SIDE_REAL, real, counted);
	remember(w, SIDE_SIM, sim, counted);
	if (compare_differs(r->verdict) && c->first == SIZE_MAX)
		c->first = c->rows;
	c->rows++;
	return true;
}

void excuse_row(struct comparing *w)
{
	struct comparison *c = w->c;

	c->row[c->rows - 1].verdict = CMP_AGREE;
	if (c->first == c->rows - 1)
		c->first = SIZE_MAX;
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

static const struct difference *keep_difference(struct comparison *c, struct fact about, const char *real, const char *sim)
{
	const char *fact = say_fact(&c->keep, &about);
	struct difference *d = keep_alloc(&c->keep, 1, sizeof *d);

	if (!d || !fact || !real || !sim)
		return NULL;
	*d = (struct difference){ .about = about, .fact = fact, .real = real, .sim = sim };
	return d;
}

/* The texts of the lab that the traces hold. */
static bool compare_editions(struct comparison *c)
{
	struct edition e;

	if (!c->trace[0] || !c->trace[1] || !edition_differs(c->trace[0]->source, c->trace[1]->source, &e))
		return true;
	c->edition = keep_difference(c, (struct fact){ .what = FACT_LINE, .number = e.line }, edition_text(&c->keep, &e, 0),
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
		c->argument = keep_difference(c, (struct fact){ .what = FACT_ARGUMENT, .number = i + 1 }, x, y);
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
	ok = c->row && compare_editions(c) && compare_arguments(c) && make_signs(w) && printed_find_outside(w) && pair_up(w) && !w->failed;
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

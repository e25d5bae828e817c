/* three.c - see three.h. */
#include "viz/compare/three.h"


#include "viz/base/text.h"
#include "viz/compare/three_parts.h"

const int three_members[THREE][SIDES] = { { 0, 1 }, { 0, 2 }, { 1, 2 } };

struct joining {
	struct three *t;
	const struct row **row_of[THREE][THREE];        /* [pair][trace]: which row of the pair holds event n */
	size_t next[THREE];                             /* first event that is in no row yet */
};

int three_pair_of(int a, int b)
{
	return a + b - 1;
}

int three_place_in(const struct three *t, int p, int n)
{
	return t->pair[p].trace[SIDE_REAL] == t->trace[n] ? SIDE_REAL : SIDE_SIM;
}

/* ---- who is who ---- */

/* Three roles for three traces, or none at all: with two of Wine there is nobody to confirm anything. */
static void find_roles(struct three *t)
{
	t->windows = t->wine = t->sim = -1;
	for (int n = 0; n < THREE; n++) {
		const struct trace_file *f = t->trace[n];

		if (f->side == SIDE_SIM)
			t->sim = n;
		else if (wine_is(f->platform))
			t->wine = n;
		else
			t->windows = n;
	}
	if (t->windows < 0 || t->wine < 0 || t->sim < 0)
		t->windows = t->wine = t->sim = -1;
}

static bool compare_pairs(struct three *t)
{
	for (int p = 0; p < THREE; p++) {
		const struct trace_file *a = t->trace[three_members[p][0]], *b = t->trace[three_members[p][1]];
		bool straight = compare_in_order(a, b);

		if (!compare_run(&t->pair[p], straight ? a : b, straight ? b : a))
			return false;
		t->pair[p].sides = false;
		t->pair[p].name[SIDE_REAL] = t->name[three_members[p][!straight]];
		t->pair[p].name[SIDE_SIM] = t->name[three_members[p][straight]];
	}
	return true;
}

static bool index_rows(struct joining *j)
{
	struct three *t = j->t;

	for (int p = 0; p < THREE; p++)
		for (int m = 0; m < SIDES; m++) {
			int n = three_members[p][m], s = three_place_in(t, p, n);
			const struct row **of = keep_alloc(&t->keep, t->trace[n]->events, sizeof *of);

			if (!of)
				return false;
			for (size_t i = 0; i < t->pair[p].rows; i++)
				if (t->pair[p].row[i].side[s])
					of[t->pair[p].row[i].side[s] - t->trace[n]->event] = &t->pair[p].row[i];
			j->row_of[p][n] = of;
		}
	return true;
}

/* ---- what Windows says of a listed difference ---- */

const struct difference *three_find(const struct row *r, const struct difference *like)
{
	for (size_t i = 0; i < r->diffs; i++)
		if (compare_same_fact(&r->diff[i].about, &like->about))
			return &r->diff[i];
	return NULL;
}

static bool find_entry(const struct row *r, const struct wine_entry *entry)
{
	for (size_t i = 0; i < r->diffs; i++)
		if (r->diff[i].known == entry)
			return true;
	return false;
}

static bool asks_page(const struct fact *f)
{
	return f->what == FACT_STATE || f->what == FACT_PROTECT || f->what == FACT_ALLOC_PROTECT || f->what == FACT_TYPE;
}

static const char *say_state(const struct span *s, bool residency)
{
	if (s->state == PG_FREE || s->state == PG_RESERVED)
		return reader_state_name(s->state);
	if (!residency)
		return reader_state_name(PG_COMMITTED);
	return s->resident_known && s->state != PG_MIXED ? reader_state_name(s->state) : NULL;
}

/* What a trace answers after this event to a fact about a page; NULL: it does not say. */
static const char *answer(const struct event *e, const struct fact *f, uint64_t page, bool residency)
{
	const struct spans *s = f->place < e->memory->places ? e->memory->place[f->place] : NULL;

	if (!s || !s->live)
		return f->what == FACT_STATE ? reader_state_name(PG_FREE) : NULL;
	for (size_t i = 0; i < s->count; i++) {
		const struct span *x = &s->span[i];

		if (page < x->first || page - x->first >= x->count)
			continue;
		if (f->what == FACT_STATE)
			return say_state(x, residency);
		return f->what == FACT_PROTECT ? x->protect : f->what == FACT_TYPE ? x->type : x->alloc_protect;
	}
	return NULL;
}

/* A side need not look at memory when the lab prints. */
static bool looked(const struct event *e, size_t place)
{
	for (size_t i = 0; i < e->changed_places; i++)
		if (e->changed_place[i] == place)
			return true;
	return e->type != EV_OUTPUT;
}

/* Each pair names only the first page of a reservation in which it differs: so all three are asked for the same one. */
static enum claim claim_of_page(const struct three *t, const struct three_row *r, const struct fact *f)
{
	bool residency = same(t->trace[t->windows]->limits, t->trace[t->sim]->limits) &&
	                 same(t->trace[t->wine]->limits, t->trace[t->sim]->limits);
	uint64_t page = f->offset / t->trace[t->sim]->page_size;
	const char *windows = answer(r->event[t->windows], f, page, residency), *wine = answer(r->event[t->wine], f, page, residency);
	const char *sim = answer(r->event[t->sim], f, page, residency);

	if (!windows || !wine || !sim || same(wine, sim) || !looked(r->event[t->windows], f->place))
		return CLAIM_UNTOLD;
	return same(windows, sim) ? CLAIM_CONFIRMED : same(windows, wine) ? CLAIM_REFUTED : CLAIM_NEITHER;
}

static enum claim claim_of(const struct three *t, const struct three_row *r, const struct difference *d)
{
	const struct row *with_sim = r->pair[three_pair_of(t->windows, t->sim)], *with_wine = r->pair[three_pair_of(t->windows, t->wine)];
	bool from_sim, from_wine;

	if (asks_page(&d->about)) {
		enum claim claim = claim_of_page(t, r, &d->about);

		/* Where Windows is not said to differ from the simulator, nothing is held against that. */
		return claim > CLAIM_CONFIRMED && !with_sim->diffs ? CLAIM_UNTOLD : claim;
	}
	from_sim = three_find(with_sim, d);
	from_wine = three_find(with_wine, d) || find_entry(with_wine, d->known);
	if (from_sim)
		return from_wine ? CLAIM_NEITHER : CLAIM_REFUTED;
	return from_wine ? CLAIM_CONFIRMED : CLAIM_UNTOLD;
}

bool three_holds(const struct three_row *r, int p)
{
	const struct row *row = r->pair[p];
	const struct event *a = r->event[three_members[p][0]], *b = r->event[three_members[p][1]];

	return row && a && b && ((row->side[0] == a && row->side[1] == b) || (row->side[0] == b && row->side[1] == a));
}

static void judge_claims(struct three *t, struct three_row *r)
{
	const struct row *wine_sim;
	bool told;

	if (t->wine < 0 || !three_holds(r, three_pair_of(t->wine, t->sim)))
		return;
	wine_sim = r->pair[three_pair_of(t->wine, t->sim)];
	told = three_holds(r, three_pair_of(t->windows, t->sim)) && three_holds(r, three_pair_of(t->windows, t->wine));
	for (const struct wine_entry *w = wine_table; w->id; w++) {
		enum claim worst = CLAIM_NONE;

		for (size_t i = 0; i < wine_sim->diffs; i++) {
			const struct difference *d = &wine_sim->diff[i];
			enum claim claim;

			if (d->known != w)
				continue;
			claim = told ? claim_of(t, r, d) : CLAIM_UNTOLD;
			if (claim > r->claim) {
				r->claim = claim;
				r->claimed = d;
			}
			worst = claim > worst ? claim : worst;
		}
		t->claims[w - wine_table][worst] += worst != CLAIM_NONE;
	}
}

/* ---- rows ---- */

static void judge_pair(struct joining *j, struct three_row *r, int p)
{
	struct three *t = j->t;
	int a = three_members[p][0], b = three_members[p][1], has = r->event[a] ? a : b;
	const struct row *row;

	if (!r->event[a] && !r->event[b])
		return;
	row = r->pair[p] = j->row_of[p][has][r->event[has] - t->trace[has]->event];
	r->differs[p] = !three_holds(r, p) || row->verdict != CMP_AGREE;      /* also if each has its like elsewhere */
	r->diverges[p] = !three_holds(r, p) || compare_differs(row->verdict);
}

/* A row of the next event of each trace that is marked. */
static void add_row(struct joining *j, bool a, bool b, bool c)
{
	const bool has[THREE] = { a, b, c };
	struct three_row *r = &j->t->row[j->t->rows++];

	for (int n = 0; n < THREE; n++)
		if (has[n])
			r->event[n] = &j->t->trace[n]->event[j->next[n]++];
	for (int p = 0; p < THREE; p++)
		judge_pair(j, r, p);
	judge_claims(j->t, r);
}

/* Which event of trace b is beside event i of trace a; SIZE_MAX: none. */
static size_t partner(const struct joining *j, int a, size_t i, int b)
{
	int p = three_pair_of(a, b);
	const struct event *e = j->row_of[p][a][i]->side[three_place_in(j->t, p, b)];

	return e ? (size_t)(e - j->t->trace[b]->event) : SIZE_MAX;
}

/* The events of the first two traces up to these: the third one has none of them. */
static void add_rows_to(struct joining *j, size_t a_end, size_t b_end)
{
	while (j->next[0] < a_end || j->next[1] < b_end) {
		size_t k = j->next[0] < a_end ? partner(j, 0, j->next[0], 1) : SIZE_MAX;
		bool b_first = j->next[0] == a_end || (k > j->next[1] && k < b_end);
		bool both = !b_first && k == j->next[1] && k < b_end;

		add_row(j, !b_first, b_first || both, false);
	}
}

/* Event i of the third trace leads; what the others have before its partners comes before it. */
static void join_rows(struct joining *j)
{
	const struct trace_file *const *t = j->t->trace;

	for (size_t i = 0; i < t[2]->events; i++) {
		size_t a = partner(j, 2, i, 0), b = partner(j, 2, i, 1);

		add_rows_to(j, a == SIZE_MAX ? j->next[0] : a, b == SIZE_MAX ? j->next[1] : b);
		add_row(j, a != SIZE_MAX, b != SIZE_MAX, true);
	}
	add_rows_to(j, t[0]->events, t[1]->events);
}

bool three_run(struct three *t, const struct trace_file *const trace[THREE])
{
	struct joining j = { .t = t };
	size_t most = trace[0]->events + trace[1]->events + trace[2]->events;

	*t = (struct three){ .trace = { trace[0], trace[1], trace[2] } };
	find_roles(t);
	compare_names(trace, THREE, t->name);
	t->row = keep_alloc(&t->keep, most, sizeof *t->row);
	if (!t->row || !compare_pairs(t) || !index_rows(&j))
		return false;
	join_rows(&j);
	return true;
}

void three_free(struct three *t)
{
	for (int p = 0; p < THREE; p++)
		compare_free(&t->pair[p]);
	keep_free(&t->keep);
	*t = (struct three){ 0 };
}

int three_status(const struct three *t)
{
	return compare_status(&t->pair[0]) || compare_status(&t->pair[1]) || compare_status(&t->pair[2]);
}

int three_alone(const struct three_row *r)
{
	for (int n = 0; n < THREE; n++) {
		int a = (n + 1) % THREE, b = (n + 2) % THREE;

		if (r->differs[three_pair_of(n, a)] && r->differs[three_pair_of(n, b)] && !r->differs[three_pair_of(a, b)])
			return n;
	}
	return -1;
}

bool three_tells_edition(const struct three *t, int pair)
{
	/* If just one of the first two pairs differs, the third one must. */
	return !compare_same_edition(&t->pair[pair]) &&
	       (pair < 2 || compare_same_edition(&t->pair[0]) == compare_same_edition(&t->pair[1]));
}

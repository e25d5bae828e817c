/* three.c - see three.h. */
#include "viz/compare/three.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "viz/base/text.h"
#include "viz/compare/report.h"

/* Which two traces a pair is of. */
static const int members[THREE][SIDES] = { { 0, 1 }, { 0, 2 }, { 1, 2 } };

struct joining {
	struct three *t;
	const struct row **row_of[THREE][THREE];        /* [pair][trace]: which row of the pair holds event n */
	size_t next[THREE];                             /* first event that is in no row yet */
};

static int pair_of(int a, int b)
{
	return a + b - 1;
}

/* The place of trace n in the comparison of pair p. */
static int place_in(const struct three *t, int p, int n)
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
		const struct trace_file *a = t->trace[members[p][0]], *b = t->trace[members[p][1]];
		bool straight = compare_in_order(a, b);

		if (!compare_run(&t->pair[p], straight ? a : b, straight ? b : a))
			return false;
		t->pair[p].sides = false;
		t->pair[p].name[SIDE_REAL] = t->name[members[p][!straight]];
		t->pair[p].name[SIDE_SIM] = t->name[members[p][straight]];
	}
	return true;
}

static bool index_rows(struct joining *j)
{
	struct three *t = j->t;

	for (int p = 0; p < THREE; p++)
		for (int m = 0; m < SIDES; m++) {
			int n = members[p][m], s = place_in(t, p, n);
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

static const struct difference *find(const struct row *r, const struct difference *like)
{
	for (size_t i = 0; i < r->diffs; i++)
		if (strcmp(r->diff[i].fact, like->fact) == 0)
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

/* "A0+0x1000 protect": what a fact about a page asks of it. False: it is about something else. */
struct question {
	size_t place;
	uint64_t page;
	const char *what;
};

static bool asks_page(const char *fact, uint32_t page_size, struct question *q)
{
	static const char *const asked[] = { "state", "protect", "alloc_protect", "type" };
	char *end;

	if (fact[0] != 'A')
		return false;
	q->place = strtoull(fact + 1, &end, 10);
	if (end == fact + 1 || strncmp(end, "+0x", 3))
		return false;
	q->page = strtoull(end + 3, &end, 16) / page_size;
	q->what = end + 1;
	for (size_t i = 0; *end == ' ' && i < sizeof asked / sizeof asked[0]; i++)
		if (strcmp(q->what, asked[i]) == 0)
			return true;
	return false;
}

static const char *say_state(const struct span *s, bool residency)
{
	if (s->state == PG_FREE || s->state == PG_RESERVED)
		return reader_state_name(s->state);
	if (!residency)
		return reader_state_name(PG_COMMITTED);
	return s->resident_known && s->state != PG_MIXED ? reader_state_name(s->state) : NULL;
}

/* What a trace answers after this event; NULL: it does not say. */
static const char *answer(const struct event *e, const struct question *q, bool residency)
{
	const struct spans *s = q->place < e->view->places ? e->view->place[q->place] : NULL;

	if (!s || !s->live)
		return strcmp(q->what, "state") == 0 ? reader_state_name(PG_FREE) : NULL;
	for (size_t i = 0; i < s->count; i++) {
		const struct span *x = &s->span[i];

		if (q->page < x->first || q->page - x->first >= x->count)
			continue;
		if (strcmp(q->what, "state") == 0)
			return say_state(x, residency);
		return strcmp(q->what, "protect") == 0 ? x->protect : strcmp(q->what, "type") == 0 ? x->type : x->alloc_protect;
	}
	return NULL;
}

/* A side need not look at memory when the lab prints. */
static bool looked(const struct event *e, size_t place)
{
	for (size_t i = 0; i < e->tolds; i++)
		if (e->told[i] == place)
			return true;
	return e->type != EV_OUTPUT;
}

/* Each pair names only the first page of a reservation in which it differs: so all three are asked for the same one. */
static enum claim claim_of_page(const struct three *t, const struct three_row *r, const struct question *q)
{
	bool residency = same(t->trace[t->windows]->limits, t->trace[t->sim]->limits) && same(t->trace[t->wine]->limits, t->trace[t->sim]->limits);
	const char *windows = answer(r->event[t->windows], q, residency), *wine = answer(r->event[t->wine], q, residency);
	const char *sim = answer(r->event[t->sim], q, residency);

	if (!windows || !wine || !sim || same(wine, sim) || !looked(r->event[t->windows], q->place))
		return CLAIM_UNTOLD;
	return same(windows, sim) ? CLAIM_CONFIRMED : same(windows, wine) ? CLAIM_REFUTED : CLAIM_NEITHER;
}

static enum claim claim_of(const struct three *t, const struct three_row *r, const struct difference *d)
{
	const struct row *with_sim = r->pair[pair_of(t->windows, t->sim)], *with_wine = r->pair[pair_of(t->windows, t->wine)];
	struct question q;
	bool from_sim, from_wine;

	if (asks_page(d->fact, t->trace[t->sim]->page_size, &q)) {
		enum claim claim = claim_of_page(t, r, &q);

		/* Where Windows is not said to differ from the simulator, nothing is held against that. */
		return claim > CLAIM_CONFIRMED && !with_sim->diffs ? CLAIM_UNTOLD : claim;
	}
	from_sim = find(with_sim, d);
	from_wine = find(with_wine, d) || find_entry(with_wine, d->known);
	if (from_sim)
		return from_wine ? CLAIM_NEITHER : CLAIM_REFUTED;
	return from_wine ? CLAIM_CONFIRMED : CLAIM_UNTOLD;
}

/* Are both events of this pair there, and beside each other in its own comparison? */
static bool holds(const struct three_row *r, int p)
{
	const struct row *row = r->pair[p];
	const struct event *a = r->event[members[p][0]], *b = r->event[members[p][1]];

	return row && a && b && ((row->side[0] == a && row->side[1] == b) || (row->side[0] == b && row->side[1] == a));
}

static void judge_claims(struct three *t, struct three_row *r)
{
	const struct row *wine_sim;
	bool told;

	if (t->wine < 0 || !holds(r, pair_of(t->wine, t->sim)))
		return;
	wine_sim = r->pair[pair_of(t->wine, t->sim)];
	told = holds(r, pair_of(t->windows, t->sim)) && holds(r, pair_of(t->windows, t->wine));
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
	int a = members[p][0], b = members[p][1], has = r->event[a] ? a : b;
	const struct row *row;

	if (!r->event[a] && !r->event[b])
		return;
	row = r->pair[p] = j->row_of[p][has][r->event[has] - t->trace[has]->event];
	r->differs[p] = !holds(r, p) || row->verdict != CMP_AGREE;      /* also if each has its like elsewhere */
	r->diverges[p] = !holds(r, p) || compare_differs(row->verdict);
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
	int p = pair_of(a, b);
	const struct event *e = j->row_of[p][a][i]->side[place_in(j->t, p, b)];

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

		if (r->differs[pair_of(n, a)] && r->differs[pair_of(n, b)] && !r->differs[pair_of(a, b)])
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

/* ---- a row in words ---- */

static const struct event *any_event(const struct three_row *r)
{
	return r->event[0] ? r->event[0] : r->event[1] ? r->event[1] : r->event[2];
}

static bool row_diverges(const struct three_row *r)
{
	return r->diverges[0] || r->diverges[1] || r->diverges[2];
}

static bool row_differs(const struct three_row *r)
{
	return r->differs[0] || r->differs[1] || r->differs[2];
}

/* The simulator against both systems. */
static bool sim_alone(const struct three *t, const struct three_row *r)
{
	return t->sim >= 0 && three_alone(r) == t->sim;
}

/* Trace n's value of a difference of pair p, and the other one's. */
static void say_against(struct ink *i, const struct three *t, int p, int n, const struct difference *d)
{
	int s = place_in(t, p, n);

	ink_printf(i, "%s: %s ", d->fact, t->name[n]);
	compare_say_text(i, s == SIDE_REAL ? d->real : d->sim);
	ink_puts(i, ", the others ");
	compare_say_text(i, s == SIDE_REAL ? d->sim : d->real);
}

/* A difference of trace n from both of the others; those that no entry explains first. NULL: there is no one fact. */
static const struct difference *common_difference(const struct three_row *r, int n, int *pair)
{
	int p = pair_of(n, (n + 1) % THREE), q = pair_of(n, (n + 2) % THREE);

	*pair = p;
	if (!holds(r, p) || !holds(r, q))
		return NULL;
	for (int listed = 0; listed < 2; listed++)
		for (size_t i = 0; i < r->pair[p]->diffs; i++) {
			const struct difference *d = &r->pair[p]->diff[i], *e = find(r->pair[q], d);

			if (e && ((d->known || e->known) == listed))
				return d;
		}
	return NULL;
}

static void say_pairs(struct ink *i, const struct three *t, const struct three_row *r)
{
	const char *between = "";

	for (int p = 0; p < THREE; p++) {
		int a = members[p][0], b = members[p][1];

		if (!r->differs[p])
			continue;
		ink_puts(i, between);
		between = "; ";
		if (holds(r, p) && r->pair[p]->diffs)
			compare_say_difference(i, &t->pair[p], compare_main_difference(r->pair[p]));
		else if (holds(r, p) || (r->event[a] && r->event[b]))
			ink_printf(i, "%s and %s do not the same", t->name[a], t->name[b]);
		else
			ink_printf(i, "%s has no such step", t->name[r->event[a] ? b : a]);
	}
}

static void say_alone(struct ink *i, const struct three *t, const struct three_row *r, int n)
{
	int p;
	const struct difference *d = common_difference(r, n, &p);
	size_t have = (r->event[0] != NULL) + (r->event[1] != NULL) + (r->event[2] != NULL);

	if (!r->event[n]) {
		ink_printf(i, "%s has no such step", t->name[n]);
		return;
	}
	ink_printf(i, have == 1 ? "only %s has this step" : "only %s differs: ", t->name[n]);
	if (have == 1)
		return;
	if (d)
		say_against(i, t, p, n, d);
	else
		say_pairs(i, t, r);
}

static const char *listed_in(const struct three_row *r)
{
	for (int p = 0; p < THREE; p++)
		if (r->differs[p] && !r->diverges[p])
			return r->pair[p]->diff[0].known->id;
	return "";
}

static void say_verdict(struct ink *i, const struct three *t, const struct three_row *r)
{
	int alone = three_alone(r);

	if (!row_differs(r)) {
		ink_puts(i, "=");
	} else if (r->claim == CLAIM_REFUTED) {
		ink_printf(i, "!! known Wine difference %s REFUTED by the Windows trace: ", r->claimed->known->id);
		say_against(i, t, pair_of(t->wine, t->sim), t->sim, r->claimed);
	} else if (!row_diverges(r) && r->claim == CLAIM_CONFIRMED) {
		ink_printf(i, "known Wine difference %s, confirmed by the Windows trace: ", r->claimed->known->id);
		say_against(i, t, pair_of(t->wine, t->sim), t->wine, r->claimed);
	} else if (!row_diverges(r)) {
		ink_printf(i, "known Wine difference %s: ", listed_in(r));
		say_pairs(i, t, r);
	} else {
		ink_puts(i, sim_alone(t, r) ? "!! " : "\u2260 ");
		if (alone >= 0)
			say_alone(i, t, r, alone);
		else
			say_pairs(i, t, r);
	}
}

/* ---- the report ---- */

static void print_head(struct ink *i, const struct three *t)
{
	size_t width = 0;

	for (int n = 0; n < THREE; n++)
		if (compare_columns(t->name[n]) > width)
			width = compare_columns(t->name[n]);
	for (int n = 0; n < THREE; n++)
		compare_say_trace(i, t->name[n], width, t->trace[n]);
	for (int p = 0; p < THREE; p++)
		if (three_tells_edition(t, p)) {
			ink_puts(i, "note: ");
			compare_say_edition(i, &t->pair[p]);
			ink_puts(i, "\n");
		}
}

static void print_table(struct ink *i, const struct three *t)
{
	struct ink scratch = { 0 };
	size_t width[THREE];

	for (int n = 0; n < THREE; n++) {
		width[n] = compare_columns(t->name[n]);
		for (size_t k = 0; k < t->rows; k++) {
			size_t need = compare_columns(compare_said(&scratch, t->row[k].event[n]));

			width[n] = need > width[n] ? need : width[n];
		}
	}
	ink_puts(i, " step   line  event      ");
	for (int n = 0; n < THREE; n++)
		compare_cell(i, t->name[n], width[n]);
	ink_puts(i, "verdict\n");
	for (size_t k = 0; k < t->rows; k++) {
		const struct event *e = any_event(&t->row[k]);

		ink_printf(i, "%5" PRIu32 "  %5" PRIu32 "  %-9s  ", e->step, e->line, reader_type_name(e->type));
		for (int n = 0; n < THREE; n++)
			compare_cell(i, compare_said(&scratch, t->row[k].event[n]), width[n]);
		say_verdict(i, t, &t->row[k]);
		ink_puts(i, "\n");
	}
	ink_free(&scratch);
}

static const char *plural(size_t n)
{
	return n == 1 ? "" : "s";
}

/* "2 steps confirmed, 1 step REFUTED" */
static void say_claims(struct ink *i, const size_t claims[CLAIMS])
{
	static const char *const words[] = {
		[CLAIM_UNTOLD] = "not told of by", [CLAIM_CONFIRMED] = "confirmed by", [CLAIM_NEITHER] = "done in a third way in",
		[CLAIM_REFUTED] = "REFUTED by"
	};
	const char *between = "";

	for (int k = CLAIM_UNTOLD; k < CLAIMS; k++)
		if (claims[k]) {
			ink_printf(i, "%s%zu step%s %s the Windows trace", between, claims[k], plural(claims[k]), words[k]);
			between = ", ";
		}
}

static void print_claims(struct ink *i, const struct three *t)
{
	for (const struct wine_entry *w = wine_table; w->id; w++) {
		const size_t *claims = t->claims[w - wine_table];

		if (!claims[CLAIM_UNTOLD] && !claims[CLAIM_CONFIRMED] && !claims[CLAIM_NEITHER] && !claims[CLAIM_REFUTED])
			continue;
		ink_printf(i, "known Wine difference %s, ", w->id);
		say_claims(i, claims);
		ink_printf(i, ": %s (%s; %s)\n", w->what, w->why, w->source);
	}
}

/* Where nothing is claimed, because it is not these three: what excused a pair. */
static void print_excuses(struct ink *i, const struct three *t)
{
	for (int p = 0; t->wine < 0 && p < THREE; p++)
		for (const struct wine_entry *w = wine_table; w->id; w++) {
			const struct comparison *c = &t->pair[p];
			size_t n = c->known[w - wine_table];

			if (n)
				ink_printf(i, "known Wine difference %s, %zu step%s of %s and %s: %s (%s; %s)\n", w->id, n, plural(n),
				           c->name[0], c->name[1], w->what, w->why, w->source);
		}
}

static void print_refuted(struct ink *i, const struct three *t)
{
	for (const struct wine_entry *w = wine_table; w->id; w++)
		if (t->claims[w - wine_table][CLAIM_REFUTED])
			ink_printf(i, "!! %s does as %s does, not as the entry %s says: %s is wrong there, or the entry is\n",
			           t->name[t->windows], t->name[t->wine], w->id, t->name[t->sim]);
}

/* Rows in which trace n stands alone and no entry of the table speaks of it. */
static size_t count_alone(const struct three *t, int n, const struct three_row **first)
{
	size_t count = 0;

	*first = NULL;
	for (size_t k = 0; k < t->rows; k++) {
		const struct three_row *r = &t->row[k];

		if (three_alone(r) != n || !row_diverges(r) || r->claim == CLAIM_REFUTED)
			continue;
		if (!count++)
			*first = r;
	}
	return count;
}

static void print_alone(struct ink *i, const struct three *t, int n, const char *mark, const char *so)
{
	const struct three_row *first;
	int a = n == 0 ? 1 : 0, b = n == 2 ? 1 : 2;
	size_t count = count_alone(t, n, &first);

	if (count)
		ink_printf(i, "%s%s and %s agree against %s at %zu step%s, first at step %" PRIu32 "%s\n", mark, t->name[a], t->name[b],
		           t->name[n], count, plural(count), any_event(first)->step, so);
}

static void print_judgement(struct ink *i, const struct three *t)
{
	if (t->wine < 0) {
		for (int n = 0; n < THREE; n++)
			print_alone(i, t, n, "note: ", "");
		return;
	}
	print_alone(i, t, t->windows, "note: ", "");
	print_alone(i, t, t->wine, "note: ", ": the table of known Wine differences has no entry for it");
	print_refuted(i, t);
	print_alone(i, t, t->sim, "!! ", ": the simulator is wrong there");
}

static void print_notes(struct ink *i, const struct three *t)
{
	for (int n = 0; n < THREE; n++)
		if (t->trace[n]->note)
			ink_printf(i, "note: %s\n", t->trace[n]->note);
	for (int p = 0; p < THREE; p++)
		compare_say_limits(i, &t->pair[p]);
}

static const struct three_row *first_divergence(const struct three *t)
{
	for (size_t k = 0; k < t->rows; k++)
		if (row_diverges(&t->row[k]))
			return &t->row[k];
	return NULL;
}

static void say_result(struct ink *i, const struct three *t)
{
	const struct three_row *r = first_divergence(t);

	ink_printf(i, "%s, %s and %s ", t->name[0], t->name[1], t->name[2]);
	if (r) {
		ink_printf(i, "DIVERGE at step %" PRIu32 " (%s): ", any_event(r)->step, reader_type_name(any_event(r)->type));
		say_verdict(i, t, r);
		return;
	}
	ink_printf(i, "agree: %zu step%s", t->rows, plural(t->rows));
}

bool three_print(const struct three *t, FILE *out)
{
	struct ink i = { 0 };

	print_head(&i, t);
	print_table(&i, t);
	print_claims(&i, t);
	print_excuses(&i, t);
	print_notes(&i, t);
	print_judgement(&i, t);
	for (int p = 0; p < THREE; p++) {
		compare_say_result(&i, &t->pair[p]);
		ink_puts(&i, "\n");
	}
	say_result(&i, t);
	ink_puts(&i, "\n");
	return compare_put(&i, out);
}

/* ---- the same as JSON ---- */

static const char *const claim_names[] = { "none", "untold", "confirmed", "neither", "refuted" };

static json_t *json_row(const struct three *t, const struct three_row *r, struct ink *scratch)
{
	const struct event *e = any_event(r);
	json_t *o = json_object(), *said = json_array(), *pairs = json_array();
	int alone = three_alone(r);

	for (int n = 0; n < THREE; n++)
		json_array_append_new(said, r->event[n] ? json_string(compare_said(scratch, r->event[n])) : json_null());
	for (int p = 0; p < THREE; p++)
		json_array_append_new(pairs, json_pack("{s:s,s:o}", "verdict", !r->differs[p] ? "agree" : r->diverges[p] ? "diverge" : "known",
		                                       "differences", holds(r, p) ? compare_json_differences(&t->pair[p], r->pair[p]) : json_array()));
	json_object_set_new(o, "step", json_integer(e->step));
	json_object_set_new(o, "line", json_integer(e->line));
	json_object_set_new(o, "event", json_string(reader_type_name(e->type)));
	json_object_set_new(o, "traces", said);
	json_object_set_new(o, "verdict", json_string(row_diverges(r) ? "diverge" : row_differs(r) ? "known" : "agree"));
	json_object_set_new(o, "alone", alone < 0 ? json_null() : json_integer(alone));
	if (r->claim != CLAIM_NONE)
		json_object_set_new(o, "known", json_pack("{s:s,s:s}", "id", r->claimed->known->id, "windows", claim_names[r->claim]));
	json_object_set_new(o, "pairs", pairs);
	return o;
}

static json_t *json_pair(const struct three *t, int p, struct ink *scratch)
{
	const struct comparison *c = &t->pair[p];
	bool swapped = place_in(t, p, members[p][0]) != SIDE_REAL;
	json_t *o;

	ink_clear(scratch);
	compare_say_result(scratch, c);
	o = json_pack("{s:i,s:i,s:s,s:s}", "first", members[p][swapped], "second", members[p][!swapped],
	              "result", compare_status(c) ? "diverge" : "agree", "summary", scratch->text);
	compare_json_edition(o, c);
	return o;
}

static json_t *json_claims(const struct three *t)
{
	json_t *o = json_object();

	for (const struct wine_entry *w = wine_table; w->id; w++) {
		const size_t *claims = t->claims[w - wine_table];
		json_t *counts = json_object();

		for (int k = CLAIM_UNTOLD; k < CLAIMS; k++)
			if (claims[k])
				json_object_set_new(counts, claim_names[k], json_integer((json_int_t)claims[k]));
		if (json_object_size(counts))
			json_object_set_new(o, w->id, counts);
		else
			json_decref(counts);
	}
	return o;
}

bool three_print_json(const struct three *t, FILE *out)
{
	struct ink scratch = { 0 };
	json_t *o = json_object(), *traces = json_array(), *pairs = json_array(), *steps = json_array();

	say_result(&scratch, t);
	json_object_set_new(o, "result", json_string(three_status(t) ? "diverge" : "agree"));
	json_object_set_new(o, "summary", json_string(scratch.text));
	for (int n = 0; n < THREE; n++) {
		json_t *trace = compare_json_trace(t->trace[n]);

		json_object_set_new(trace, "name", json_string(t->name[n]));
		json_array_append_new(traces, trace);
	}
	for (int p = 0; p < THREE; p++)
		json_array_append_new(pairs, json_pair(t, p, &scratch));
	for (size_t k = 0; k < t->rows; k++)
		json_array_append_new(steps, json_row(t, &t->row[k], &scratch));
	json_object_set_new(o, "traces", traces);
	json_object_set_new(o, "pairs", pairs);
	json_object_set_new(o, "known", json_claims(t));
	json_object_set_new(o, "steps", steps);
	ink_free(&scratch);
	return compare_put_json(o, out);
}

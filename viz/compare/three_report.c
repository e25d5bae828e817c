/* three_report.c - see three.h: three comparisons in words, as a table and as JSON. */
#include <inttypes.h>

#include "viz/compare/report.h"
#include "viz/compare/three_parts.h"

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
	int s = three_place_in(t, p, n);

	ink_printf(i, "%s: %s ", d->fact, t->name[n]);
	compare_say_text(i, s == SIDE_REAL ? d->real : d->sim);
	ink_puts(i, ", the others ");
	compare_say_text(i, s == SIDE_REAL ? d->sim : d->real);
}

/* A difference of trace n from both of the others; those that no entry explains first. NULL: there is no one fact. */
static const struct difference *common_difference(const struct three_row *r, int n, int *pair)
{
	int p = three_pair_of(n, (n + 1) % THREE), q = three_pair_of(n, (n + 2) % THREE);

	*pair = p;
	if (!three_holds(r, p) || !three_holds(r, q))
		return NULL;
	for (int listed = 0; listed < 2; listed++)
		for (size_t i = 0; i < r->pair[p]->diffs; i++) {
			const struct difference *d = &r->pair[p]->diff[i], *e = three_find(r->pair[q], d);

			if (e && ((d->known || e->known) == listed))
				return d;
		}
	return NULL;
}

static void say_pairs(struct ink *i, const struct three *t, const struct three_row *r)
{
	const char *between = "";

	for (int p = 0; p < THREE; p++) {
		int a = three_members[p][0], b = three_members[p][1];

		if (!r->differs[p])
			continue;
		ink_puts(i, between);
		between = "; ";
		if (three_holds(r, p) && r->pair[p]->diffs)
			compare_say_difference(i, &t->pair[p], compare_main_difference(r->pair[p]));
		else if (three_holds(r, p) || (r->event[a] && r->event[b]))
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
		say_against(i, t, three_pair_of(t->wine, t->sim), t->sim, r->claimed);
	} else if (!row_diverges(r) && r->claim == CLAIM_CONFIRMED) {
		ink_printf(i, "known Wine difference %s, confirmed by the Windows trace: ", r->claimed->known->id);
		say_against(i, t, three_pair_of(t->wine, t->sim), t->wine, r->claimed);
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
		[CLAIM_UNTOLD] = "not recorded by", [CLAIM_CONFIRMED] = "confirmed by", [CLAIM_NEITHER] = "done in a third way in",
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
		json_array_append_new(pairs, json_pack("{s:s,s:o}", "verdict",
		                                       !r->differs[p] ? "agree" : r->diverges[p] ? "diverge" : "known",
		                                       "differences", three_holds(r, p) ?
		                                       compare_json_differences(&t->pair[p], r->pair[p]) : json_array()));
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
	bool swapped = three_place_in(t, p, three_members[p][0]) != SIDE_REAL;
	json_t *o;

	ink_clear(scratch);
	compare_say_result(scratch, c);
	o = json_pack("{s:i,s:i,s:s,s:s}", "first", three_members[p][swapped], "second", three_members[p][!swapped],
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

/* spec_judge.c - see spec_judge.h. */
#include "viz/judge/spec_judge.h"

#include <string.h>

#include "viz/base/ink.h"


struct judging {
	const struct comparison *c;
	const char *no_real;
	struct keep keep;
	struct ink feedback;               /* what is said of the need */
	bool any_holds;                     /* some need above */
	bool failed;                    /* memory ran out */
};

static const char *side_name(const struct trace_file *t) { return t->side == SIDE_SIM ? "in the simulator" : "on the real side"; }

static void say_where(struct ink *i, const char *word, const struct event *e)
{
	if (e)
		ink_printf(i, "; %s step %u, line %u", word, e->step, e->line);
}

static void say_hidden(struct ink *i, const struct found *f)
{
	if (f->hidden)
		ink_printf(i, ", and %zu that the trace only counts", f->hidden);
}

/* What was found instead: "found 12; first at step 3, line 21". */
static void say_found(struct ink *i, const struct check *c, const struct found *f)
{
	if (f->value) {
		ink_printf(i, "found %s", f->value);
		if (f->right && query_is_check(c->query) && !strstr(c->text, f->right))
			ink_printf(i, ", and %s on the right", f->right);
	} else if (f->of) {
		ink_printf(i, "%zu of %zu", f->matches, f->of);
		say_hidden(i, f);
		say_where(i, "look at", f->first);
		return;
	} else if (f->matches) {
		ink_printf(i, "there is one");
	} else {
		ink_puts(i, "there is none");
	}
	say_hidden(i, f);
	say_where(i, "the first at", f->first);
}

/* Put one check to one trace; what fails is told in j->feedback. */
static bool holds(struct judging *j, const struct check *c, const struct trace_file *t)
{
	struct found f;

	if (!query_ask(c->query, t, &j->keep, &f)) {
		j->failed = true;
		return false;
	}
	if (f.truth)
		return true;
	ink_printf(&j->feedback, "Asked %s: %s; ", side_name(t), c->text);
	say_found(&j->feedback, c, &f);
	ink_puts(&j->feedback, ".");
	return false;
}

static bool asks_real(const struct check *c) { return !c->sim && !query_only_sim(c->query); }

static bool was_stopped(const struct trace_file *t) { return t->events && t->event[t->events - 1].reason; }

/* The first check that does not hold is told, and no other: what follows from it would only distract. */
static bool judge_checks(struct judging *j, const struct need *n)
{
	for (const struct check *c = n->check; c; c = c->next) {
		if (!holds(j, c, j->c->trace[SIDE_SIM]))
			return false;
		if (asks_real(c) && j->c->trace[SIDE_REAL] && !holds(j, c, j->c->trace[SIDE_REAL]))
			return false;
		if (asks_real(c) && !j->c->trace[SIDE_REAL] && j->no_real && !was_stopped(j->c->trace[SIDE_SIM])) {
			ink_printf(&j->feedback, "In the simulator it holds; there is no real run: %s.", j->no_real);
			return false;
		}
	}
	return true;
}

static bool judge_agreement(struct judging *j)
{
	const struct row *row = j->c->first < j->c->rows ? &j->c->row[j->c->first] : NULL;
	const struct event *e;

	if (!j->c->trace[SIDE_REAL])
		ink_printf(&j->feedback, "There is no real run to compare with: %s.", j->no_real);
	else if (row) {
		e = row->side[SIDE_SIM] ? row->side[SIDE_SIM] : row->side[SIDE_REAL];
		ink_printf(&j->feedback, "The two sides part at step %u, line %u: ", e->step, e->line);
		compare_say_verdict(&j->feedback, j->c, row);
		ink_puts(&j->feedback, ".");
	}
	return j->c->trace[SIDE_REAL] && !row;
}

/* Why a need holds: a word that says what was looked at. */
static const char *praise(struct judging *j, const struct need *n)
{
	bool real = j->c->trace[SIDE_REAL] != NULL, asked = n->agree;

	for (const struct check *c = n->check; c; c = c->next)
		asked |= asks_real(c);
	return !asked ? "Holds in the simulator." : real ? "Holds on both sides." : "Holds in the simulator; the real side was not asked.";
}

static bool judge_need(struct judging *j, const struct need *n, struct results *r)
{
	const char *text;
	bool all;

	if (!spec_asks(n, j->c->trace[SIDE_REAL] || j->no_real))
		return true;
	ink_clear(&j->feedback);
	all = n->agree ? judge_agreement(j) : judge_checks(j, n);
	j->any_holds |= all && !n->agree;
	if (all && n->agree && !j->any_holds) {
		ink_puts(&j->feedback, "They do, but nothing of what was asked for is there.");
		all = false;
	} else if (all)
		ink_puts(&j->feedback, praise(j, n));
	text = n->hint && !all ? keep_printf(&j->keep, "%s %s", n->hint, j->feedback.text) : j->feedback.text;
	if (j->failed || j->feedback.failed || !text)
		return false;
	return results_add(r, all ? n->points : 0, n->points, n->name, text);
}

/* A lab that was stopped gets told so before all that follows from it; that is worth no points. */
static bool judge_end(const struct trace_file *t, struct results *r)
{
	return !was_stopped(t) || results_add(r, 0, 0, "the run was stopped", t->event[t->events - 1].reason);
}

bool spec_judge(const struct spec *s, const struct comparison *c, const char *no_real, struct results *r)
{
	struct judging j = { .c = c, .no_real = no_real };
	bool ok = judge_end(c->trace[SIDE_SIM], r);

	for (const struct need *n = s->need; ok && n; n = n->next)
		ok = judge_need(&j, n, r);
	keep_free(&j.keep);
	ink_free(&j.feedback);
	return ok;
}

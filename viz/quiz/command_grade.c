/* command_grade.c - see quiz_main.h. */
#include "viz/quiz/quiz_main.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "viz/base/plain.h"
#include "viz/quiz/mark.h"
#include "viz/quiz/sheet_command.h"

/* Whether the answers can be about what the instructor asked; said if not. */
static int check_head(const struct answers *a, const struct wish *w)
{
	const char *path = w->path[0];

	if (!a->has_head)
		return DONE;
	if (a->version != SHEET_VERSION) {
		fprintf(stderr, "viz: %s: is a sheet of format %u; this viz knows format %d. Make the sheet again\n", path, a->version, SHEET_VERSION);
		return UNUSABLE;
	}
	if (w->has_seed && a->seed != w->seed) {
		fprintf(stderr, "viz: %s: is the sheet of seed %" PRIu64 ", not of seed %" PRIu64 ": the answers belong to other questions\n", path, a->seed, w->seed);
		return UNUSABLE;
	}
	if (!a->questions || a->questions > SHEET_MOST) {
		fprintf(stderr, "viz: %s: its first line says no usable number of questions (1 to 99)\n", path);
		return UNUSABLE;
	}
	return DONE;
}

static int check_sheet(const struct work *k, const struct wish *w)
{
	const struct answers *a = &k->a;
	const char *trace = k->s.trace->path;
	struct ink lab = { 0 };

	if (!k->s.count) {
		fprintf(stderr, "viz: %s: there is nothing to ask about this trace, so nothing to grade\n", trace);
		return UNUSABLE;
	}
	if (!a->has_head || (a->questions == k->s.count && a->print == k->s.print))
		return DONE;
	plain_text(&lab, a->lab ? a->lab : "");
	if (w->has_questions && a->questions != k->s.count)
		fprintf(stderr, "viz: %s: is a sheet of %zu questions, but --questions %" PRIu64 " makes %zu of %s\n", w->path[0], a->questions, w->questions,
		        k->s.count, trace);
	else
		fprintf(stderr, "viz: %s: is a sheet about another trace than %s: it was made of a run of %s with the facts %016" PRIx64
		        ", and here they are %016" PRIx64 ". Give the trace that the sheet was made of\n", w->path[0], trace, lab.used ? lab.text : "a lab",
		        a->print, k->s.print);
	ink_free(&lab);
	return UNUSABLE;
}

static void note_strays(const struct work *k, const struct wish *w)
{
	int said = 0;

	for (size_t q = 1; q <= ANSWER_QUESTIONS; q++)
		for (int p = 0; p < ANSWER_PARTS; p++) {
			if (!k->a.text[q][p] || (q <= k->s.count && p < k->s.task[q - 1].parts))
				continue;
			if (said++ < 5)
				fprintf(stderr, "viz: note: %s: line %zu answers %zu%c, which is not asked\n", w->path[0], k->a.line[q][p], q, 'a' + p);
		}
}

/* Its feedback holds the answers, and Gradescope lets a student hand in again: so they are shown after the due date. */
static bool for_gradescope(const struct results *r, FILE *to) { return results_gradescope_when(r, "after_due_date", to); }

static int write_gradescope(const struct results *r, const char *path)
{
	char why[600] = "";

	return results_put(r, for_gradescope, path, why, sizeof why) ? DONE : sheet_say(why);
}

static int report(const struct work *k, const struct wish *w)
{
	int64_t points = results_points(&k->r), most = results_most(&k->r);

	if (w->gradescope && write_gradescope(&k->r, w->gradescope))
		return FAILED;
	if (!(w->json ? results_json(&k->r, stdout) : results_text(&k->r, stdout))) {
		fprintf(stderr, "viz: cannot write the result: %s\n", strerror(errno));
		return FAILED;
	}
	return points * 100 >= most * (int64_t)w->pass ? DONE : FEWER;
}

static int grade(struct work *k, const struct wish *w)
{
	uint64_t seed = w->seed, questions = w->questions;
	char why[600] = "";
	int status;

	if (!answers_read(&k->a, w->path[0], why, sizeof why)) {
		sheet_say(why);
		return UNUSABLE;
	}
	status = check_head(&k->a, w);
	if (status)
		return status;
	if (k->a.has_head && !w->has_seed)
		seed = k->a.seed;
	if (k->a.has_head && !w->has_questions)
		questions = k->a.questions;
	status = sheet_load(k, w, seed, (size_t)questions);
	if (!status)
		status = check_sheet(k, w);
	if (status)
		return status;
	if (!k->a.has_head && !w->has_seed)
		fprintf(stderr, "viz: note: %s: has no first line of a sheet; taken as the sheet of seed %" PRIu64 "\n", w->path[0], seed);
	note_strays(k, w);
	return mark_sheet(&k->r, &k->s, &k->a) ? report(k, w) : sheet_say("no memory for the result");
}

int grade_main(int argc, char **argv)
{
	struct wish w = { .grade = true, .seed = 1, .questions = SHEET_USUAL, .pass = 100 };

	return sheet_run(&w, argc, argv, grade);
}

/* command_grade.c - viz grade: the points of a filled-in sheet, and why. See command.h. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/base/ink.h"
#include "viz/base/plain.h"
#include "viz/quiz/mark.h"
#include "viz/quiz/sheet_command.h"

static int run(int argc, char **argv);

const struct command grade_command = {
	.name = "grade",
	.usage = "[--seed N] [--questions N] [--pass PERCENT] [--json] [--gradescope FILE] ANSWERS TRACE...",
	.help = "the points of a filled-in sheet, and why",
	.run = run
};

enum { FEWER = EXIT_FAILED };           /* points than --pass asks for */

struct grade_options {
	bool json;
	const char *gradescope;
	bool has_seed, has_questions;
	uint64_t seed, questions, pass;
	const char *answers, *const *trace;
	int traces;
};

struct grading {
	struct sheet_work sheet;
	struct answers a;
	struct results r;
};

/* Whether the answers can be about what the instructor asked; said if not. */
static int check_head(const struct answers *a, const struct grade_options *w)
{
	const char *path = w->answers;

	if (!a->has_head)
		return EXIT_DONE;
	if (a->version != SHEET_VERSION) {
		fprintf(stderr, "viz: %s: is a sheet of format %u; this viz knows format %d. Make the sheet again\n", path, a->version, SHEET_VERSION);
		return EXIT_UNUSABLE;
	}
	if (w->has_seed && a->seed != w->seed) {
		fprintf(stderr, "viz: %s: is the sheet of seed %" PRIu64 ", not of seed %" PRIu64 ": the answers belong to other questions\n", path, a->seed, w->seed);
		return EXIT_UNUSABLE;
	}
	if (!a->questions || a->questions > SHEET_QUESTIONS_MAX) {
		fprintf(stderr, "viz: %s: its first line says no usable number of questions (1 to 99)\n", path);
		return EXIT_UNUSABLE;
	}
	return EXIT_DONE;
}

static int check_sheet(const struct grading *k, const struct grade_options *w)
{
	const struct answers *a = &k->a;
	const char *trace = k->sheet.s.trace->path;
	struct ink lab = { 0 };

	if (!k->sheet.s.count) {
		fprintf(stderr, "viz: %s: there is nothing to ask about this trace, so nothing to grade\n", trace);
		return EXIT_UNUSABLE;
	}
	if (!a->has_head || (a->questions == k->sheet.s.count && a->print == k->sheet.s.print))
		return EXIT_DONE;
	plain_text(&lab, a->lab ? a->lab : "");
	if (w->has_questions && a->questions != k->sheet.s.count)
		fprintf(stderr, "viz: %s: is a sheet of %zu questions, but --questions %" PRIu64 " makes %zu of %s\n", w->answers, a->questions, w->questions,
		        k->sheet.s.count, trace);
	else
		fprintf(stderr, "viz: %s: is a sheet about another trace than %s: it was made of a run of %s with the facts %016" PRIx64
		        ", and here they are %016" PRIx64 ". Give the trace that the sheet was made of\n", w->answers, trace, lab.used ? lab.text : "a lab",
		        a->print, k->sheet.s.print);
	ink_free(&lab);
	return EXIT_UNUSABLE;
}

static void note_strays(const struct grading *k, const struct grade_options *w)
{
	int said = 0;

	for (size_t q = 1; q <= ANSWER_QUESTIONS; q++)
		for (int p = 0; p < ANSWER_PARTS; p++) {
			if (!k->a.text[q][p] || (q <= k->sheet.s.count && p < k->sheet.s.task[q - 1].parts))
				continue;
			if (said++ < 5)
				fprintf(stderr, "viz: note: %s: line %zu answers %zu%c, which is not asked\n", w->answers, k->a.line[q][p], q, 'a' + p);
		}
}

/* Its feedback holds the answers, and Gradescope lets a student hand in again: so they are shown after the due date. */
static bool for_gradescope(const struct results *r, FILE *to) { return results_gradescope_when(r, "after_due_date", to); }

static int write_gradescope(const struct results *r, const char *path)
{
	char why[600] = "";

	return results_put(r, for_gradescope, path, why, sizeof why) ? EXIT_DONE : sheet_say(why);
}

static int report(const struct grading *k, const struct grade_options *w)
{
	int64_t points = results_points(&k->r), max = results_max(&k->r);

	if (w->gradescope && write_gradescope(&k->r, w->gradescope))
		return EXIT_FAILED;
	if (!(w->json ? results_json(&k->r, stdout) : results_text(&k->r, stdout))) {
		fprintf(stderr, "viz: cannot write the result: %s\n", strerror(errno));
		return EXIT_FAILED;
	}
	return points * 100 >= max * (int64_t)w->pass ? EXIT_DONE : FEWER;
}

static int grade(struct grading *k, const struct grade_options *w)
{
	uint64_t seed = w->seed, questions = w->questions;
	char why[600] = "";
	int status;

	if (!answers_read(&k->a, w->answers, why, sizeof why)) {
		sheet_say(why);
		return EXIT_UNUSABLE;
	}
	status = check_head(&k->a, w);
	if (status)
		return status;
	if (k->a.has_head && !w->has_seed)
		seed = k->a.seed;
	if (k->a.has_head && !w->has_questions)
		questions = k->a.questions;
	status = sheet_open(&k->sheet, w->trace, w->traces, seed, (size_t)questions);
	if (!status)
		status = check_sheet(k, w);
	if (status)
		return status;
	if (!k->a.has_head && !w->has_seed)
		fprintf(stderr, "viz: note: %s: has no first line of a sheet; taken as the sheet of seed %" PRIu64 "\n", w->answers, seed);
	note_strays(k, w);
	return mark_sheet(&k->r, &k->sheet.s, &k->a) ? report(k, w) : sheet_say("no memory for the result");
}

static void free_grading(struct grading *k)
{
	results_free(&k->r);
	answers_free(&k->a);
	sheet_close(&k->sheet);
	free(k);
}

static int run(int argc, char **argv)
{
	struct grading *k = calloc(1, sizeof *k);
	struct grade_options w = { .seed = 1, .questions = SHEET_QUESTIONS_DEFAULT, .pass = 100 };
	const struct option options[] = {
		SHEET_SEED(&w.seed, &w.has_seed), SHEET_QUESTIONS(&w.questions, &w.has_questions),
		{ "--json", .flag = &w.json },
		{ "--pass", .number = &w.pass, .max = 100, .wrong = "--pass is a percentage from 0 to 100, not" },
		{ "--gradescope", .text = &w.gradescope }, { NULL }
	};
	const char *word[1 + SIDES];
	struct operands o = { .word = word, .room = 1 + SIDES, .too_many = "too many files" };
	int status = k ? command_read(&grade_command, options, &o, argc, argv) : sheet_say("no memory");

	w.answers = word[0];
	w.trace = word + 1;
	w.traces = o.count - 1;
	if (!status && w.traces < 1)
		status = command_complain(&grade_command, "grade needs ANSWERS, and the trace that they are about", NULL);
	if (!status)
		status = grade(k, &w);
	if (k)
		free_grading(k);
	return status;
}

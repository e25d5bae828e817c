/* quiz_main.c - see quiz_main.h. */
#include "viz/quiz/quiz_main.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/quiz/mark.h"
#include "viz/base/plain.h"
#include "viz/quiz/sheet_print.h"
#include "viz/base/store.h"

enum { DONE = 0, FAILED = 1, FEWER = 1, UNUSABLE = 2 };

static const char usage[] =
	"usage: viz quiz [--seed N] [--questions N] [--html] [--key] [--out DIR] TRACE...\n"
	"       viz grade [--seed N] [--questions N] [--pass PERCENT] [--json] [--gradescope FILE] ANSWERS TRACE...\n";

struct wish {
	bool grade;
	bool html, key, json;
	const char *out, *gradescope;
	bool has_seed, has_questions;
	uint64_t seed, questions, pass;
	const char *path[SIDES + 1];
	int paths;
};

struct work {
	struct trace_file file[SIDES];
	const struct trace_file *trace[SIDES];
	struct comparison c;
	struct model m;
	struct sheet s;
	struct answers a;
	struct results r;
};

static int complain(const char *what, const char *arg)
{
	fprintf(stderr, "viz: %s%s%s\n%s", what, arg ? ": " : "", arg ? arg : "", usage);
	return UNUSABLE;
}

static int say(const char *text)
{
	fprintf(stderr, "viz: %s\n", text);
	return FAILED;
}

/* ---- arguments ---- */

static bool read_count(const char *text, uint64_t least, uint64_t most, uint64_t *n)
{
	char *end;

	errno = 0;
	*n = strtoull(text, &end, 10);
	return text[0] >= '0' && text[0] <= '9' && !*end && !errno && *n >= least && *n <= most;
}

static int take_seed(struct wish *w, const char *value)
{
	w->has_seed = true;
	return read_count(value, 0, UINT64_MAX, &w->seed) ? DONE : complain("--seed is a whole number from 0 up, not", value);
}

static int take_questions(struct wish *w, const char *value)
{
	w->has_questions = true;
	return read_count(value, 1, SHEET_MOST, &w->questions) ? DONE : complain("--questions is a number from 1 to 99, not", value);
}

static int take_pass(struct wish *w, const char *value)
{
	return read_count(value, 0, 100, &w->pass) ? DONE : complain("--pass is a percentage from 0 to 100, not", value);
}

static int take_out(struct wish *w, const char *value)
{
	w->out = value;
	return DONE;
}

static int take_gradescope(struct wish *w, const char *value)
{
	w->gradescope = value;
	return DONE;
}

static const struct option {
	const char *name;
	bool quiz, grade;               /* the commands that have it */
	int (*take)(struct wish *w, const char *value);
} options[] = {
	{ "--seed",       true,  true,  take_seed },
	{ "--questions",  true,  true,  take_questions },
	{ "--out",        true,  false, take_out },
	{ "--pass",       false, true,  take_pass },
	{ "--gradescope", false, true,  take_gradescope }
};

static const struct option *find_option(const struct wish *w, const char *name)
{
	for (size_t i = 0; i < sizeof options / sizeof options[0]; i++)
		if (strcmp(options[i].name, name) == 0)
			return (w->grade ? options[i].grade : options[i].quiz) ? &options[i] : NULL;
	return NULL;
}

static bool *find_flag(struct wish *w, const char *name)
{
	if (w->grade)
		return strcmp(name, "--json") == 0 ? &w->json : NULL;
	return strcmp(name, "--html") == 0 ? &w->html : strcmp(name, "--key") == 0 ? &w->key : NULL;
}

static int parse_option(struct wish *w, int argc, char **argv, int *i)
{
	const struct option *o = find_option(w, argv[*i]);
	bool *flag = find_flag(w, argv[*i]);

	if (flag) {
		*flag = true;
		return DONE;
	}
	if (!o)
		return complain("unknown option", argv[*i]);
	if (*i + 1 >= argc)
		return complain("a value is missing after", argv[*i]);
	return o->take(w, argv[++*i]);
}

static int parse(struct wish *w, int argc, char **argv)
{
	int most = w->grade ? SIDES + 1 : SIDES, status = DONE;
	bool is_option = true;

	for (int i = 1; !status && i < argc; i++) {
		if (is_option && strcmp(argv[i], "--") == 0)
			is_option = false;
		else if (is_option && argv[i][0] == '-' && argv[i][1])
			status = parse_option(w, argc, argv, &i);
		else if (w->paths == most)
			status = complain("too many files", argv[i]);
		else
			w->path[w->paths++] = argv[i];
	}
	if (!status && w->paths < 1 + w->grade)
		status = complain(w->grade ? "grade needs ANSWERS, and the trace that they are about" : "a trace is missing", NULL);
	if (!status && w->out && w->html)
		status = complain("--html is for standard output; --out DIR writes both the text and the page", NULL);
	return status;
}

/* ---- traces ---- */

static bool load(struct work *k, const char *path)
{
	struct trace_file t;
	char why[600];

	if (!reader_read(&t, path, why, sizeof why)) {
		say(why);
		return false;
	}
	if (k->trace[t.side]) {
		fprintf(stderr, "viz: %s: is a second trace of the %s side; give one of each side\n", path, t.side == SIDE_REAL ? "real" : "sim");
		reader_free(&t);
		return false;
	}
	k->file[t.side] = t;
	k->trace[t.side] = &k->file[t.side];
	return true;
}

static int make_sheet(struct work *k, const struct wish *w, uint64_t seed, size_t questions)
{
	for (int i = w->grade; i < w->paths; i++)
		if (!load(k, w->path[i]))
			return UNUSABLE;
	if (!compare_run(&k->c, k->trace[SIDE_REAL], k->trace[SIDE_SIM]) || !model_build(&k->m, &k->c) || !sheet_make(&k->s, &k->m, seed, questions))
		return say("no memory for the questions");
	return DONE;
}

static void free_work(struct work *k)
{
	results_free(&k->r);
	answers_free(&k->a);
	sheet_free(&k->s);
	model_free(&k->m);
	compare_free(&k->c);
	for (int s = 0; s < SIDES; s++)
		reader_free(&k->file[s]);
}

/* ---- quiz ---- */

static int write_file(const char *folder, const char *name, const struct ink *text)
{
	char *path, why[600] = "";
	bool ok;

	if (text->failed || asprintf(&path, "%s/%s", folder, name) < 0)
		return say("no memory for the sheet");
	ok = store_put(path, text->text, text->used, why, sizeof why);
	free(path);
	return ok ? DONE : say(why);
}

static int write_folder(const struct work *k, const struct wish *w)
{
	static const struct { const char *name; bool html, key; } files[] = {
		{ "quiz.txt", false, false }, { "quiz.html", true, false }, { "key.txt", false, true }
	};
	char why[600] = "";
	int status = store_folder(w->out, why, sizeof why) ? DONE : say(why);

	for (int i = 0; !status && i < 2 + w->key; i++) {
		struct ink text = { 0 };

		if (files[i].html)
			sheet_html(&text, &k->s, files[i].key);
		else
			sheet_text(&text, &k->s, files[i].key);
		status = write_file(w->out, files[i].name, &text);
		ink_free(&text);
	}
	return status;
}

static int write_stream(const struct work *k, const struct wish *w)
{
	struct ink text = { 0 };
	int status = DONE;

	if (w->html)
		sheet_html(&text, &k->s, w->key);
	else
		sheet_text(&text, &k->s, w->key);
	if (text.failed) {
		status = say("no memory for the sheet");
	} else if (fwrite(text.text, 1, text.used, stdout) != text.used || fflush(stdout) != 0) {
		fprintf(stderr, "viz: cannot write the sheet: %s\n", strerror(errno));
		status = FAILED;
	}
	ink_free(&text);
	return status;
}

/* What the sheet says of itself is said to whoever makes it as well. */
static void tell_notes(struct work *k)
{
	const char *const notes[] = { sheet_shortage(&k->s), k->s.note[0], k->s.note[1] };

	for (int i = 0; i < 3; i++)
		if (notes[i])
			fprintf(stderr, "viz: note: %s\n", notes[i]);
}

static int quiz(struct work *k, const struct wish *w)
{
	int status = make_sheet(k, w, w->seed, (size_t)w->questions);

	if (!status)
		status = w->out ? write_folder(k, w) : write_stream(k, w);
	if (!status)
		tell_notes(k);
	return status;
}

/* ---- grade ---- */

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

	return results_put(r, for_gradescope, path, why, sizeof why) ? DONE : say(why);
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
		say(why);
		return UNUSABLE;
	}
	status = check_head(&k->a, w);
	if (status)
		return status;
	if (k->a.has_head && !w->has_seed)
		seed = k->a.seed;
	if (k->a.has_head && !w->has_questions)
		questions = k->a.questions;
	status = make_sheet(k, w, seed, (size_t)questions);
	if (!status)
		status = check_sheet(k, w);
	if (status)
		return status;
	if (!k->a.has_head && !w->has_seed)
		fprintf(stderr, "viz: note: %s: has no first line of a sheet; taken as the sheet of seed %" PRIu64 "\n", w->path[0], seed);
	note_strays(k, w);
	return mark_sheet(&k->r, &k->s, &k->a) ? report(k, w) : say("no memory for the result");
}

/* ---- both ---- */

static int run(struct wish *w, int argc, char **argv, int (*command)(struct work *, const struct wish *))
{
	int status = parse(w, argc, argv);
	struct work *k;

	if (status)
		return status;
	k = calloc(1, sizeof *k);
	if (!k)
		return say("no memory");
	status = command(k, w);
	free_work(k);
	free(k);
	return status;
}

int quiz_main(int argc, char **argv)
{
	struct wish w = { .seed = 1, .questions = SHEET_USUAL };

	return run(&w, argc, argv, quiz);
}

int grade_main(int argc, char **argv)
{
	struct wish w = { .grade = true, .seed = 1, .questions = SHEET_USUAL, .pass = 100 };

	return run(&w, argc, argv, grade);
}

/* sheet_command.c - see sheet_command.h. */
#include "viz/quiz/sheet_command.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
	"usage: viz quiz [--seed N] [--questions N] [--html] [--key] [--out DIR] TRACE...\n"
	"       viz grade [--seed N] [--questions N] [--pass PERCENT] [--json] [--gradescope FILE] ANSWERS TRACE...\n";

int sheet_complain(const char *what, const char *arg)
{
	fprintf(stderr, "viz: %s%s%s\n%s", what, arg ? ": " : "", arg ? arg : "", usage);
	return UNUSABLE;
}

int sheet_say(const char *text)
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
	return read_count(value, 0, UINT64_MAX, &w->seed) ? DONE : sheet_complain("--seed is a whole number from 0 up, not", value);
}

static int take_questions(struct wish *w, const char *value)
{
	w->has_questions = true;
	return read_count(value, 1, SHEET_MOST, &w->questions) ? DONE : sheet_complain("--questions is a number from 1 to 99, not", value);
}

static int take_pass(struct wish *w, const char *value)
{
	return read_count(value, 0, 100, &w->pass) ? DONE : sheet_complain("--pass is a percentage from 0 to 100, not", value);
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
		return sheet_complain("unknown option", argv[*i]);
	if (*i + 1 >= argc)
		return sheet_complain("a value is missing after", argv[*i]);
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
			status = sheet_complain("too many files", argv[i]);
		else
			w->path[w->paths++] = argv[i];
	}
	if (!status && w->paths < 1 + w->grade)
		status = sheet_complain(w->grade ? "grade needs ANSWERS, and the trace that they are about" : "a trace is missing", NULL);
	if (!status && w->out && w->html)
		status = sheet_complain("--html is for standard output; --out DIR writes both the text and the page", NULL);
	return status;
}

/* ---- traces ---- */

static bool load(struct work *k, const char *path)
{
	struct trace_file t;
	char why[600];

	if (!reader_read(&t, path, why, sizeof why)) {
		sheet_say(why);
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

int sheet_load(struct work *k, const struct wish *w, uint64_t seed, size_t questions)
{
	for (int i = w->grade; i < w->paths; i++)
		if (!load(k, w->path[i]))
			return UNUSABLE;
	if (!compare_run(&k->c, k->trace[SIDE_REAL], k->trace[SIDE_SIM]) || !model_build(&k->m, &k->c) || !sheet_make(&k->s, &k->m, seed, questions))
		return sheet_say("no memory for the questions");
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

int sheet_run(struct wish *w, int argc, char **argv, int (*command)(struct work *, const struct wish *))
{
	int status = parse(w, argc, argv);
	struct work *k;

	if (status)
		return status;
	k = calloc(1, sizeof *k);
	if (!k)
		return sheet_say("no memory");
	status = command(k, w);
	free_work(k);
	free(k);
	return status;
}

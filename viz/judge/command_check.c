/*
 * command_check.c - viz check: a lab's traces, judged by a specification. See command.h.
 *
 * The traces come from a student's program, and are read as such. What is printed is results.h's. A lab that left no trace
 * at all is judged too (--no-run): every need is lost and the reason is said, so that a class's table has a row for it.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/base/command.h"
#include "viz/base/store.h"
#include "viz/judge/spec.h"
#include "viz/judge/spec_judge.h"

static int run(int argc, char **argv);

const struct command check_command = {
	.name = "check",
	.usage = "[--json] [--gradescope FILE] [--out DIR] [--pass PERCENT] SPEC [REAL] SIM",
	.forms = "       viz check --no-real WHY [...] SPEC SIM\n"
	         "       viz check --no-run WHY [--sim-only] [...] SPEC\n"
	         "       viz check --limits SPEC\n",
	.help = "judge a lab's traces by a specification: points, and a line of feedback for each\n"
	        "thing that it asks for; --limits prints what it allows the lab to use,\n"
	        "--no-run WHY and --no-real WHY say why there is no trace; --sim-only: the real side\n"
	        "has no side that could answer it, so an 'agree' means nothing",
	.run = run
};

enum { FEWER = EXIT_FAILED };           /* points than --pass asks for */

struct check_options {
	const char *spec, *path[SIDES];
	int paths;
	const char *no_real, *no_run, *gradescope, *out;
	uint64_t pass;                  /* per cent */
	bool json, limits, sim_only;    /* sim_only: nobody in the class is asked about the real side */
};

static int no_memory(void)
{
	fputs("viz: no memory to judge\n", stderr);
	return EXIT_UNUSABLE;
}

/* ---- arguments ---- */

static int parse(struct check_options *w, int argc, char **argv)
{
	const char *word[1 + SIDES] = { NULL };
	const struct option options[] = {
		{ "--json", .flag = &w->json }, { "--limits", .flag = &w->limits }, { "--no-real", .text = &w->no_real },
		{ "--no-run", .text = &w->no_run }, { "--sim-only", .flag = &w->sim_only },
		{ "--gradescope", .text = &w->gradescope }, { "--out", .text = &w->out },
		{ "--pass", .number = &w->pass, .max = 100, .wrong = "--pass takes a whole number from 0 to 100, not" }, { NULL }
	};
	struct operands o = { .word = word, .room = 1 + SIDES, .too_many = "more than two traces" };
	int status = command_read(&check_command, options, &o, argc, argv);

	if (status)
		return status;
	w->spec = word[0];
	w->paths = o.count ? o.count - 1 : 0;
	for (int i = 0; i < w->paths; i++)
		w->path[i] = word[1 + i];
	if (!w->spec)
		return command_complain(&check_command, "a specification is missing", NULL);
	if ((w->limits || w->no_run) && w->paths)
		return command_complain(&check_command, "no trace is wanted here", w->path[0]);
	if (w->sim_only && w->no_real)
		return command_complain(&check_command, "--sim-only and --no-real contradict each other", NULL);
	if (!w->limits && !w->no_run && !w->paths)
		return command_complain(&check_command, "the simulator's trace is missing", NULL);
	return EXIT_DONE;
}

/* ---- traces ---- */

static bool load(const char *path, struct trace_file file[SIDES], const struct trace_file *trace[SIDES])
{
	struct trace_file t;
	char why[600];

	if (!reader_read(&t, path, why, sizeof why)) {
		fprintf(stderr, "viz: %s\n", why);
		reader_free(&t);
		return false;
	}
	if (trace[t.side]) {
		fprintf(stderr, "viz: %s: is a trace of the %s side, and there is one already\n", path, t.side == SIDE_REAL ? "real" : "sim");
		reader_free(&t);
		return false;
	}
	file[t.side] = t;
	trace[t.side] = &file[t.side];
	return true;
}

/* ---- what is printed ---- */

static bool put(const char *path, const struct results *r, bool (*how)(const struct results *, FILE *))
{
	char why[600];
	bool ok = results_put(r, how, path, why, sizeof why);

	if (!ok)
		fprintf(stderr, "viz: %s\n", why);
	return ok;
}

static bool put_all(const char *folder, const struct results *r)
{
	static const struct {
		const char *name;
		bool (*how)(const struct results *, FILE *);
	} files[] = { { "result.txt", results_text }, { "result.json", results_json }, { "results.json", results_gradescope } };
	char why[600], *path;
	bool ok = true;

	if (!store_folder(folder, why, sizeof why)) {
		fprintf(stderr, "viz: %s\n", why);
		return false;
	}
	for (size_t k = 0; ok && k < sizeof files / sizeof files[0]; k++) {
		if (asprintf(&path, "%s/%s", folder, files[k].name) < 0)
			return false;
		ok = put(path, r, files[k].how);
		free(path);
	}
	return ok;
}

static int publish(const struct check_options *w, const struct results *r)
{
	int points = results_points(r), max = results_max(r);

	if (w->out && !put_all(w->out, r))
		return EXIT_UNUSABLE;
	if (w->gradescope && !put(w->gradescope, r, results_gradescope))
		return EXIT_UNUSABLE;
	if (!(w->json ? results_json : results_text)(r, stdout) || fflush(stdout)) {
		fprintf(stderr, "viz: cannot write the results: %s\n", strerror(errno));
		return EXIT_UNUSABLE;
	}
	return (int64_t)points * 100 >= (int64_t)max * (int64_t)w->pass ? EXIT_DONE : FEWER;
}

static int print_limits(const struct spec *s)
{
	for (int l = 0; l < LIMITS; l++)
		if (s->limit[l] >= 0)
			printf("%s %" PRId64 "\n", spec_limit_name((enum limit)l), s->limit[l]);
	return fflush(stdout) ? EXIT_UNUSABLE : EXIT_DONE;
}

/* ---- judging ---- */

/* Nothing was run: every need is lost, and why is said with each. */
static bool judge_nothing(const struct spec *s, const char *why, bool real, struct results *r)
{
	bool ok = true;

	for (const struct need *n = s->need; ok && n; n = n->next)
		if (spec_asks(n, real))
			ok = results_add(r, 0, n->points, n->name, r->count == 0 ? why : "Nothing to look at: see above.");
	return ok;
}

static bool judge_traces(const struct spec *s, const struct trace_file *const trace[SIDES], const char *no_real, struct results *r)
{
	struct comparison c;
	bool ok = compare_run(&c, trace[SIDE_REAL], trace[SIDE_SIM]) && spec_judge(s, &c, trace[SIDE_REAL] ? NULL : no_real, r);

	compare_free(&c);
	return ok;
}

static int judge(const struct check_options *w, const struct spec *s)
{
	struct trace_file file[SIDES] = { 0 };
	const struct trace_file *trace[SIDES] = { 0 };
	struct results r = { 0 };
	bool loaded = true, ok = results_title(&r, s->title);
	int status = EXIT_UNUSABLE;

	for (int i = 0; loaded && i < w->paths; i++)
		loaded = load(w->path[i], file, trace);
	if (loaded && !w->no_run && !trace[SIDE_SIM]) {
		fprintf(stderr, "viz: %s: is a trace of the real side; a specification is put to the simulator's first\n", w->path[0]);
		loaded = false;
	}
	if (loaded && w->sim_only && trace[SIDE_REAL]) {
		fprintf(stderr, "viz: %s: is a trace of the real side, which --sim-only does not ask\n", trace[SIDE_REAL]->path);
		loaded = false;
	}
	if (loaded) {
		ok = ok && (w->no_run ? judge_nothing(s, w->no_run, !w->sim_only, &r) : judge_traces(s, trace, w->no_real, &r));
		status = ok ? publish(w, &r) : no_memory();
	}
	results_free(&r);
	reader_free(&file[SIDE_REAL]);
	reader_free(&file[SIDE_SIM]);
	return status;
}

static int run(int argc, char **argv)
{
	struct check_options w = { .pass = 100 };
	struct spec s;
	char why[600];
	int status = parse(&w, argc, argv);

	if (status)
		return status;
	if (!spec_read(&s, w.spec, why, sizeof why)) {
		fprintf(stderr, "viz: %s\n", why);
		status = EXIT_UNUSABLE;
	} else {
		status = w.limits ? print_limits(&s) : judge(&w, &s);
	}
	spec_free(&s);
	return status;
}

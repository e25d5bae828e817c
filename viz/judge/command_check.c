/* command_check.c - see judge.h. */
#include "viz/judge/judge.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/judge/spec.h"
#include "viz/judge/spec_judge.h"
#include "viz/base/store.h"

enum { ALL_POINTS = 0, FEWER = 1, UNUSABLE = 2 };

struct wish {
	const char *spec, *path[SIDES];
	int paths;
	const char *no_real, *no_run, *gradescope, *out;
	int pass;                       /* per cent */
	bool json, limits;
};

static const char usage[] =
	"usage: viz check [--json] [--gradescope FILE] [--out DIR] [--pass PERCENT]\n"
	"                 [--no-real WHY] SPEC [REAL] SIM\n"
	"       viz check --no-run WHY [...] SPEC\n"
	"       viz check --limits SPEC\n";

static int complain(const char *what, const char *arg)
{
	fprintf(stderr, "viz: check: %s%s%s\n%s", what, arg ? ": " : "", arg ? arg : "", usage);
	return UNUSABLE;
}

static int no_memory(void)
{
	fputs("viz: no memory to judge\n", stderr);
	return UNUSABLE;
}

/* ---- arguments ---- */

static int parse_pass(struct wish *w, const char *text)
{
	char *end;
	long n = strtol(text, &end, 10);

	if (*text < '0' || *text > '9' || *end || n > 100)
		return complain("--pass takes a whole number from 0 to 100, not", text);
	w->pass = (int)n;
	return 0;
}

static int parse_option(struct wish *w, int argc, char **argv, int *i)
{
	static const char *const names[] = { "--no-real", "--no-run", "--gradescope", "--out" };
	const char **const to[] = { &w->no_real, &w->no_run, &w->gradescope, &w->out };
	const char *a = argv[*i];

	if (strcmp(a, "--json") == 0)
		return w->json = true, 0;
	if (strcmp(a, "--limits") == 0)
		return w->limits = true, 0;
	if (strcmp(a, "--pass") && strcmp(a, "--no-real") && strcmp(a, "--no-run") && strcmp(a, "--gradescope") && strcmp(a, "--out"))
		return complain("unknown option", a);
	if (*i + 1 >= argc)
		return complain("a value is missing after", a);
	a = argv[++*i];
	if (strcmp(argv[*i - 1], "--pass") == 0)
		return parse_pass(w, a);
	for (size_t k = 0; k < sizeof names / sizeof names[0]; k++)
		if (strcmp(argv[*i - 1], names[k]) == 0)
			*to[k] = a;
	return 0;
}

static int parse(struct wish *w, int argc, char **argv)
{
	bool options = true;
	int status = 0;

	w->pass = 100;
	for (int i = 1; !status && i < argc; i++) {
		if (options && strcmp(argv[i], "--") == 0)
			options = false;
		else if (options && argv[i][0] == '-' && argv[i][1])
			status = parse_option(w, argc, argv, &i);
		else if (!w->spec)
			w->spec = argv[i];
		else if (w->paths == SIDES)
			status = complain("more than two traces", argv[i]);
		else
			w->path[w->paths++] = argv[i];
	}
	if (status)
		return status;
	if (!w->spec)
		return complain("a specification is missing", NULL);
	if ((w->limits || w->no_run) && w->paths)
		return complain("no trace is wanted here", w->path[0]);
	if (!w->limits && !w->no_run && !w->paths)
		return complain("the simulator's trace is missing", NULL);
	return 0;
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

static int publish(const struct wish *w, const struct results *r)
{
	int points = results_points(r), most = results_most(r);

	if (w->out && !put_all(w->out, r))
		return UNUSABLE;
	if (w->gradescope && !put(w->gradescope, r, results_gradescope))
		return UNUSABLE;
	if (!(w->json ? results_json : results_text)(r, stdout) || fflush(stdout)) {
		fprintf(stderr, "viz: cannot write the results: %s\n", strerror(errno));
		return UNUSABLE;
	}
	return (int64_t)points * 100 >= (int64_t)most * w->pass ? ALL_POINTS : FEWER;
}

static int print_limits(const struct spec *s)
{
	for (int l = 0; l < LIMITS; l++)
		if (s->limit[l] >= 0)
			printf("%s %" PRId64 "\n", spec_limit_name((enum limit)l), s->limit[l]);
	return fflush(stdout) ? UNUSABLE : ALL_POINTS;
}

/* ---- judging ---- */

/* Nothing was run: every need is lost, and why is said with each. */
static bool judge_nothing(const struct spec *s, const char *why, struct results *r)
{
	bool ok = true;

	for (const struct need *n = s->need; ok && n; n = n->next)
		ok = results_add(r, 0, n->points, n->name, n == s->need ? why : "Nothing to look at: see above.");
	return ok;
}

static bool judge_traces(const struct spec *s, const struct trace_file *const trace[SIDES], const char *no_real, struct results *r)
{
	struct comparison c;
	bool ok = compare_run(&c, trace[SIDE_REAL], trace[SIDE_SIM]) && spec_judge(s, &c, trace[SIDE_REAL] ? NULL : no_real, r);

	compare_free(&c);
	return ok;
}

static int judge(const struct wish *w, const struct spec *s)
{
	struct trace_file file[SIDES] = { 0 };
	const struct trace_file *trace[SIDES] = { 0 };
	struct results r = { 0 };
	bool loaded = true, ok = results_title(&r, s->title);
	int status = UNUSABLE;

	for (int i = 0; loaded && i < w->paths; i++)
		loaded = load(w->path[i], file, trace);
	if (loaded && !w->no_run && !trace[SIDE_SIM]) {
		fprintf(stderr, "viz: %s: is a trace of the real side; a specification is put to the simulator's first\n", w->path[0]);
		loaded = false;
	}
	if (loaded) {
		ok = ok && (w->no_run ? judge_nothing(s, w->no_run, &r) : judge_traces(s, trace, w->no_real, &r));
		status = ok ? publish(w, &r) : no_memory();
	}
	results_free(&r);
	reader_free(&file[SIDE_REAL]);
	reader_free(&file[SIDE_SIM]);
	return status;
}

int check_main(int argc, char **argv)
{
	struct wish w = { 0 };
	struct spec s;
	char why[600];
	int status = parse(&w, argc, argv);

	if (status)
		return status;
	if (!spec_read(&s, w.spec, why, sizeof why)) {
		fprintf(stderr, "viz: %s\n", why);
		status = UNUSABLE;
	} else {
		status = w.limits ? print_limits(&s) : judge(&w, &s);
	}
	spec_free(&s);
	return status;
}

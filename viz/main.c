/* main.c - the viz program: arguments, messages, exit status. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/book/book.h"
#include "viz/model/choose.h"
#include "viz/compare/compare.h"
#include "viz/draw/export.h"
#include "viz/draw/frames.h"
#include "viz/base/host.h"
#include "viz/judge/judge.h"
#include "viz/judge/key.h"
#include "viz/model/model.h"
#include "viz/plot/plot.h"
#include "viz/quiz/quiz_main.h"
#include "viz/text/show.h"
#include "viz/text/step.h"
#include "viz/base/store.h"
#include "viz/structure/structure.h"
#include "viz/judge/tally.h"
#include "viz/base/terminal.h"
#include "viz/compare/three.h"
#include "viz/base/typeset.h"

#ifndef FAULTLAB_VERSION
#define FAULTLAB_VERSION "0.1.0"         /* the Makefile says it */
#endif
#define SOURCE_MAX ((size_t)1 << 20)

enum { FAILED = 1, UNUSABLE = 2 };

static const char usage[] =
	"usage: viz compare [--json] TRACE TRACE [TRACE]\n"
	"       viz frames --out DIR [--svg] TRACE...\n"
	"       viz book --out DIR [--source LAB.c] [--structures] TRACE...\n"
	"       viz structure --step N --out FILE.dot [--svg] [--part PART] TRACE...\n"
	"       viz show --step N|--all [--width N] [--ascii] TRACE...\n"
	"       viz step [--step N] [--ascii] TRACE...\n"
	"       viz export --out FILE.pdf|FILE.png|FILE.webp|DIR [--steps LIST] TRACE...\n"
	"       viz plot --out FILE.svg RESULT...\n"
	"       viz quiz [--seed N] [--questions N] [--html] [--key] [--out DIR] TRACE...\n"
	"       viz grade [--seed N] [--questions N] [--pass PERCENT] [--json] [--gradescope FILE] ANSWERS TRACE...\n"
	"       viz check [--json] [--gradescope FILE] [--out DIR] [--pass PERCENT] SPEC [REAL] SIM\n"
	"       viz ask 'QUERY' TRACE...\n"
	"       viz key [--questions] HANDOUT.md [NAME=]TRACE...\n"
	"       viz tally [--out DIR] FOLDER\n"
	"       viz --help | --version\n";

static const char help[] =
	"\n"
	"compare   print two traces step beside step, and whether they agree: REAL and SIM, or two\n"
	"          of one side; with three, such as WINDOWS WINE SIM, each with each other\n"
	"frames    draw every step: DIR/step-NNNN-SLUG.dot, with --svg rendered as well\n"
	"book      frames and the lab book: DIR/index.html, DIR/frames/\n"
	"structure the data structures behind a step as graphs: the tree of descriptors, the page\n"
	"          tables, the lists of frames, the dispatch of an exception\n"
	"show      a step as text: what its picture says, for a terminal or a screen reader\n"
	"step      go through the steps in a terminal, with the arrow keys; ? lists the keys\n"
	"export    chosen pictures as a PDF (a step a page), as PNG (1920 x 1080; one file, or\n"
	"          a folder of them), or as one animated WebP\n"
	"plot      page faults over memory size, from what sim replay --json prints, or over time,\n"
	"          from what its --events writes\n"
	"quiz      a sheet of questions about the trace, to print or to fill in\n"
	"grade     the points of a filled-in sheet, and why\n"
	"check     judge a lab's traces by a specification: points, and a line of feedback for each\n"
	"          thing that it asks for; --limits prints what it allows the lab to use,\n"
	"          --no-run WHY and --no-real WHY say why there is no trace\n"
	"ask       put one query to traces, such as 'count fault code=EXCEPTION_ACCESS_VIOLATION'\n"
	"key       the answers to a handout's questions, taken from traces; --questions leaves them out\n"
	"tally     a class in one table, from the results that viz/commands/grade/class leaves in FOLDER\n"
	"\n"
	"TRACE... is REAL SIM, or one trace, whose first line says its side; --real FILE and\n"
	"--sim FILE name them too. A trace is what core/run --trace and build/sim run --trace write.\n"
	"\n"
	"  --json         compare: the report as one JSON object\n"
	"  --svg          frames, structure: render with Graphviz (the package graphviz)\n"
	"  --source FILE  book: the lab's source, if the traces do not hold it\n"
	"  --step LIST, --steps LIST   show, export: 7, 1,5,10-12, faults, divergences or all;\n"
	"                 step: begin there; structure: one step, or its name: fault037-b\n"
	"  --part PART    structure: vads, tables, frames, dispatch; or all, which is the default\n"
	"  --structures   book: the structures of every step as well: DIR/structures/step-NNNN.svg\n"
	"  --all          show: the same as --step all\n"
	"  --width N      show: columns, 20 to 1000; without it those of the terminal, or 80\n"
	"  --seed N       quiz: which questions (1); grade: which sheet it has to be\n"
	"  --questions N  quiz, grade: how many (8)\n"
	"  --html, --key  quiz: a page with a form; the answers and reasons. --out DIR: quiz.txt,\n"
	"                 quiz.html, and with --key key.txt\n"
	"  --pass PERCENT grade: status 0 from so many points on (100)\n"
	"  --gradescope FILE   grade: the results.json of a Gradescope autograder as well; --json: as JSON\n"
	"  --ascii        show, step: no characters outside ASCII\n"
	"\n"
	"status: 0 done (compare: all agree), 1 the traces diverge (grade: fewer points) or a file could not be\n"
	"written, 2 unusable input or arguments, 3 Graphviz or another program is missing, which is named\n";

struct work;

struct wish {
	const char *command, *out, *source;
	const char *named[SIDES];       /* --real, --sim */
	const char *path[THREE];        /* positional */
	int paths;
	const char *steps, *width, *part;
	bool json, svg, ascii, structures;
};

struct work {
	struct trace_file file[THREE];  /* as given */
	int files;
	const struct trace_file *trace[THREE];  /* by side; of compare: as they are compared */
	struct comparison c;
	struct three three;
	struct model m;
	struct ink source;
};

static int complain(const char *what, const char *arg)
{
	fprintf(stderr, "viz: %s%s%s\n%s", what, arg ? ": " : "", arg ? arg : "", usage);
	return UNUSABLE;
}

/* ---- arguments ---- */

static int parse_option(struct wish *w, int argc, char **argv, int *i)
{
	static const char *const names[] = { "--out", "--source", "--real", "--sim", "--step", "--steps", "--width", "--part" };
	const char **const to[] = { &w->out, &w->source, &w->named[SIDE_REAL], &w->named[SIDE_SIM], &w->steps, &w->steps, &w->width, &w->part };
	const char *a = argv[*i];

	if (strcmp(a, "--json") == 0)
		return w->json = true, 0;
	if (strcmp(a, "--svg") == 0)
		return w->svg = true, 0;
	if (strcmp(a, "--structures") == 0)
		return w->structures = true, 0;
	if (strcmp(a, "--ascii") == 0)
		return w->ascii = true, 0;
	if (strcmp(a, "--all") == 0)
		return w->steps = "all", 0;
	for (size_t k = 0; k < sizeof names / sizeof names[0]; k++) {
		if (strcmp(a, names[k]))
			continue;
		if (*i + 1 >= argc)
			return complain("a value is missing after", a);
		*to[k] = argv[++*i];
		return 0;
	}
	return complain("unknown option", a);
}

static int parse(struct wish *w, int argc, char **argv)
{
	bool options = true;

	w->command = argv[1];
	for (int i = 2; i < argc; i++) {
		int status = 0;

		if (options && strcmp(argv[i], "--") == 0)
			options = false;
		else if (options && argv[i][0] == '-' && argv[i][1])
			status = parse_option(w, argc, argv, &i);
		else if (w->paths == THREE)
			status = complain("more than three traces", argv[i]);
		else
			w->path[w->paths++] = argv[i];
		if (status)
			return status;
	}
	return 0;
}

static int do_compare(struct work *k, const struct wish *w);
static int do_pictures(struct work *k, const struct wish *w);
static int do_show(struct work *k, const struct wish *w);
static int do_step(struct work *k, const struct wish *w);
static int do_export(struct work *k, const struct wish *w);
static int do_structure(struct work *k, const struct wish *w);

static const struct command {
	const char *name;
	bool out, model;                /* needs --out; needs the frames */
	int (*run)(struct work *k, const struct wish *w);
} commands[] = {
	{ "compare", false, false, do_compare },
	{ "frames",  true,  true,  do_pictures },
	{ "book",    true,  true,  do_pictures },
	{ "show",    false, true,  do_show },
	{ "step",    false, true,  do_step },
	{ "export",  true,  true,  do_export },
	{ "structure", true, true, do_structure }
};

static const struct command *find_command(const char *name)
{
	for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	return NULL;
}

static int check_structure(const struct wish *w)
{
	size_t n = strlen(w->out);
	const char *base = host_name_of(w->out);

	if (!w->steps)
		return complain("--step N is missing", NULL);
	if (w->part && structure_part_of(w->part) == ST_PARTS)
		return complain("--part is none of all, vads, tables, frames, dispatch", w->part);
	if (n < 4 || strcmp(w->out + n - 4, ".dot") || strlen(base) < 5)
		return complain("--out is not the name of a .dot file", w->out);
	return 0;
}

static int check(const struct wish *w)
{
	const struct command *c = find_command(w->command);
	int traces = w->paths + (w->named[0] != NULL) + (w->named[1] != NULL);

	if (!c)
		return complain("unknown command", w->command);
	if (c->run == do_compare ? traces != SIDES && traces != THREE : traces < 1 || traces > SIDES)
		return complain(c->run == do_compare ? "compare needs two traces, or three" : "one or two traces are needed", NULL);
	if (c->out && !w->out)
		return complain(c->run == do_export ? "--out is missing: FILE.pdf, FILE.png, FILE.webp or a folder" : c->run == do_structure ? "--out FILE.dot is missing" : "--out DIR is missing", NULL);
	if (c->run == do_show && !w->steps)
		return complain("show: give --step N, or --all", NULL);
	if (c->run == do_step && !terminal_usable())
		return UNUSABLE;
	return c->run == do_structure ? check_structure(w) : 0;
}

/* ---- traces ---- */

/* Read one trace; `side` < 0: the one that it says. */
static bool load(struct work *k, const char *path, int side)
{
	struct trace_file *t = &k->file[k->files];
	char why[600];

	if (!reader_read(t, path, why, sizeof why)) {
		fprintf(stderr, "viz: %s\n", why);
		return false;
	}
	k->files++;
	if (side < 0 || (int)t->side == side)
		return true;
	fprintf(stderr, "viz: %s: is a trace of the %s side; give one of each side\n", path, t->side == SIDE_REAL ? "real" : "sim");
	return false;
}

/* Two traces to be drawn are the two sides of a picture. */
static bool take_sides(struct work *k, const char *command)
{
	for (int i = 0; i < k->files; i++) {
		const struct trace_file *t = &k->file[i], **place = &k->trace[t->side];

		if (*place) {
			fprintf(stderr, "viz: %s (%s) and %s (%s) are both traces of the %s side, and %s takes one of each side; "
			        "viz compare compares any two\n", (*place)->path, (*place)->platform, t->path, t->platform,
			        t->side == SIDE_REAL ? "real" : "sim", command);
			return false;
		}
		*place = t;
	}
	return true;
}

/* Traces to be compared stand as given, two of them in the order that they need. */
static bool take_order(struct work *k)
{
	bool swap = k->files == SIDES && !compare_in_order(&k->file[0], &k->file[1]);

	for (int i = 0; i < k->files; i++)
		k->trace[i] = &k->file[swap ? !i : i];
	return true;
}

static bool load_all(struct work *k, const struct wish *w)
{
	for (int s = 0; s < SIDES; s++)
		if (w->named[s] && !load(k, w->named[s], s))
			return false;
	for (int i = 0; i < w->paths; i++)
		if (!load(k, w->path[i], -1))
			return false;
	return find_command(w->command)->run == do_compare ? take_order(k) : take_sides(k, w->command);
}

/* What was wrong with the traces before they were run: they are of two labs, or of two versions of one. */
static void warn_edition(const struct comparison *c)
{
	struct ink i = { 0 };

	if (compare_same_edition(c))
		return;
	compare_say_edition(&i, c);
	fprintf(stderr, "viz: note: %s\n", i.text ? i.text : "the traces are not of one text of a lab");
	ink_free(&i);
}

static bool compare_all(struct work *k)
{
	if (k->files == THREE) {
		bool ok = three_run(&k->three, k->trace);

		for (int p = 0; ok && p < THREE; p++)
			if (three_tells_edition(&k->three, p))
				warn_edition(&k->three.pair[p]);
		return ok;
	}
	if (!compare_run(&k->c, k->trace[0], k->trace[1]))
		return false;
	warn_edition(&k->c);
	return true;
}

static bool load_source(struct work *k, const struct wish *w)
{
	if (!w->source || store_get(w->source, &k->source, SOURCE_MAX))
		return true;
	fprintf(stderr, "viz: %s: cannot read the lab's source (at most 1 MiB): %s\n", w->source, strerror(errno));
	return false;
}

/* ---- commands ---- */

static int do_compare(struct work *k, const struct wish *w)
{
	bool all = k->files == THREE, ok;

	if (w->json)
		ok = all ? three_print_json(&k->three, stdout) : compare_print_json(&k->c, stdout);
	else
		ok = all ? three_print(&k->three, stdout) : compare_print(&k->c, stdout);
	if (ok)
		return all ? three_status(&k->three) : compare_status(&k->c);
	fprintf(stderr, "viz: cannot write the comparison: %s\n", strerror(errno));
	return FAILED;
}

static int no_memory(void)
{
	fputs("viz: no memory for the frames\n", stderr);
	return FAILED;
}

static int write_structures(const struct work *k, const struct wish *w, char *why, size_t room)
{
	char *folder;
	int status;

	if (asprintf(&folder, "%s/structures", w->out) < 0) {
		snprintf(why, room, "no memory for the diagrams");
		return FAILED;
	}
	status = structure_write_all(&k->m, folder, true, why, room);
	free(folder);
	return status;
}

static int do_structure(struct work *k, const struct wish *w)
{
	char why[700] = "";
	size_t n;
	int status;

	n = structure_step(&k->m, w->steps);
	if (n == 0 && k->m.frames) {
		fprintf(stderr, "viz: no step %s: the steps are 1 to %zu, or names like %s\n", w->steps, k->m.frames, k->m.frame[0].name);
		return UNUSABLE;
	}
	if (n == 0) {
		fputs("viz: the traces have no step to draw\n", stderr);
		return UNUSABLE;
	}
	status = structure_write(&k->m, n, w->part ? structure_part_of(w->part) : ST_ALL, w->out, w->svg, why, sizeof why);
	if (status)
		fprintf(stderr, "viz: %s\n", why);
	return status;
}

static int do_pictures(struct work *k, const struct wish *w)
{
	bool book = strcmp(w->command, "book") == 0;
	char why[700] = "", *folder = NULL;
	int status = FAILED;

	if (asprintf(&folder, book ? "%s/frames" : "%s", w->out) < 0)
		return no_memory();
	status = frames_write(&k->m, folder, w->svg || book, why, sizeof why);
	if (status == FRAMES_OK && w->structures)
		status = write_structures(k, w, why, sizeof why);
	if (status == FRAMES_OK && book && !book_write(&k->m, w->out, k->source.text, why, sizeof why))
		status = FAILED;
	if (status)
		fprintf(stderr, "viz: %s\n", why);
	free(folder);
	return status;
}

/* The chosen frames, to be freed; NULL with *status, and the reason said. */
static bool *chosen_frames(const struct work *k, const char *steps, int *status)
{
	bool *chosen = calloc(k->m.frames + 1, sizeof *chosen);
	char why[200];

	if (!chosen) {
		*status = no_memory();
	} else if (!choose_steps(&k->m, steps, chosen, why, sizeof why)) {
		fprintf(stderr, "viz: %s\n", why);
		*status = UNUSABLE;
		free(chosen);
		chosen = NULL;
	}
	return chosen;
}

/* Columns: as asked for, else of the terminal, else 80. 0 if that is no width. */
static unsigned width_of(const struct wish *w)
{
	unsigned columns, rows;
	char *end;
	unsigned long n;

	terminal_size(&columns, &rows);
	if (!w->width)
		return columns < TYPE_LEAST ? TYPE_LEAST : columns > TYPE_MOST ? TYPE_MOST : columns;
	n = strtoul(w->width, &end, 10);
	return w->width[0] >= '0' && w->width[0] <= '9' && !*end && n >= TYPE_LEAST && n <= TYPE_MOST ? (unsigned)n : 0;
}

static bool print_steps(struct show *s, const bool *chosen, const struct show_look *look)
{
	struct ink text = { 0 };
	bool ok = true, first = true;

	for (size_t i = 0; ok && i < s->m->frames; i++) {
		if (!chosen[i])
			continue;
		ink_clear(&text);
		if (!first) {
			for (unsigned k = 0; k < look->width; k++)
				ink_puts(&text, "-");
			ink_puts(&text, "\n");
		}
		show_step(&text, s, &s->m->frame[i], look);
		ok = !text.failed && fwrite(text.text, 1, text.used, stdout) == text.used;
		first = false;
	}
	ink_free(&text);
	return ok && fflush(stdout) == 0;
}

static int do_show(struct work *k, const struct wish *w)
{
	struct show_look look = { .width = width_of(w), .colour = terminal_colour(), .ascii = w->ascii };
	struct show s = { 0 };
	int status = 0;
	bool *chosen;

	if (!look.width)
		return complain("--width is a number of columns from 20 to 1000, not", w->width);
	chosen = chosen_frames(k, w->steps, &status);
	if (!chosen)
		return status;
	if (!show_open(&s, &k->m)) {
		status = no_memory();
	} else if (!print_steps(&s, chosen, &look)) {
		fprintf(stderr, "viz: cannot write the steps: %s\n", strerror(errno));
		status = FAILED;
	}
	show_close(&s);
	free(chosen);
	return status;
}

static int do_step(struct work *k, const struct wish *w)
{
	struct show s = { 0 };
	size_t first = 0;
	int status = 0;
	bool *chosen = chosen_frames(k, w->steps ? w->steps : "all", &status);

	if (!chosen)
		return status;
	while (!chosen[first])
		first++;
	status = show_open(&s, &k->m) ? step_run(&s, first, w->ascii) : no_memory();
	show_close(&s);
	free(chosen);
	return status;
}

static int do_export(struct work *k, const struct wish *w)
{
	int status = 0;
	bool *chosen = chosen_frames(k, w->steps ? w->steps : "all", &status);
	char why[700] = "";

	if (!chosen)
		return status;
	status = export_write(&k->m, chosen, w->out, why, sizeof why);
	if (status)
		fprintf(stderr, "viz: %s\n", why);
	free(chosen);
	return status;
}

static int run(const struct wish *w)
{
	const struct command *command = find_command(w->command);
	struct work *k = calloc(1, sizeof *k);
	int status = UNUSABLE;

	if (k && load_all(k, w) && load_source(k, w)) {
		if (!compare_all(k))
			fputs("viz: no memory to compare\n", stderr);
		else if (command->model && !model_build(&k->m, &k->c))
			status = no_memory();
		else
			status = command->run(k, w);
		if (k->m.cut && status <= FAILED)
			fprintf(stderr, "viz: note: the lab has more steps than are drawn; the first %d are\n", MODEL_FRAMES_MAX);
	}
	if (k) {
		model_free(&k->m);
		compare_free(&k->c);
		three_free(&k->three);
		for (int i = 0; i < k->files; i++)
			reader_free(&k->file[i]);
		ink_free(&k->source);
	}
	free(k);
	return status;
}

static int print(const char *a, const char *b)
{
	if (printf("%s%s", a, b) >= 0 && fflush(stdout) == 0)
		return 0;
	fprintf(stderr, "viz: cannot write: %s\n", strerror(errno));
	return FAILED;
}

/* Commands that are not about the steps of a run, and read their own arguments. */
static const struct {
	const char *name;
	int (*main)(int argc, char **argv);
} mains[] = { { "plot", plot_main }, { "check", check_main }, { "ask", ask_main }, { "key", key_main },
	    { "tally", tally_main }, { "quiz", quiz_main }, { "grade", grade_main } };

int main(int argc, char **argv)
{
	struct wish w = { 0 };
	int status;

	host_start();
	for (int i = 1; i < argc && strcmp(argv[i], "--"); i++) {
		if (strcmp(argv[i], "--help") == 0)
			return print(usage, help);
		if (strcmp(argv[i], "--version") == 0)
			return print("viz ", FAULTLAB_VERSION "\n");
	}
	if (argc < 2)
		return complain("a command is missing", NULL);
	for (size_t i = 0; i < sizeof mains / sizeof mains[0]; i++)
		if (strcmp(argv[1], mains[i].name) == 0)
			return mains[i].main(argc - 1, argv + 1);
	status = parse(&w, argc, argv);
	if (!status)
		status = check(&w);
	return status ? status : run(&w);
}

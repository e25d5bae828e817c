/*
 * main.c - the viz program: the table of its commands, --help and --version.
 *
 * What a command does, takes and says of itself stands in its own file; command.h says how. A new one is such a file and
 * a line of the table here.
 */
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "viz/base/command.h"
#include "viz/base/host.h"
#include "viz/base/memory.h"

#ifndef FAULTLAB_VERSION
#define FAULTLAB_VERSION "0.1.0"         /* the Makefile says it */
#endif

/* In the order in which --help lists them. */
#define COMMANDS(X) \
	X(compare) \
	X(frames) \
	X(book) \
	X(structure) \
	X(show) \
	X(step) \
	X(export) \
	X(plot) \
	X(quiz) \
	X(grade) \
	X(check) \
	X(ask) \
	X(key) \
	X(tally)

#define DECLARE(name) extern const struct command name##_command;
#define ROW(name) &name##_command,

COMMANDS(DECLARE)

static const struct command *const commands[] = { COMMANDS(ROW) NULL };

/* What several of them take, and what all of them end with. */
static const char common[] =
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
	"written, 2 unusable input or arguments, 3 Graphviz or another program is missing, which is named,\n"
	"71 the host has no memory left\n";

static void put_usage(FILE *to)
{
	for (const struct command *const *c = commands; *c; c++)
		fprintf(to, "%s viz %s %s\n", c == commands ? "usage:" : "      ", (*c)->name, (*c)->usage);
	fputs("       viz --help | --version\n", to);
}

/* Its lines beside its name. */
static void put_help(FILE *to, const struct command *c)
{
	const char *name = c->name;

	for (const char *line = c->help; line; name = "") {
		size_t n = strcspn(line, "\n");

		fprintf(to, "%-9s %.*s\n", name, (int)n, line);
		line = line[n] ? line + n + 1 : NULL;
	}
}

/* Status of a command that has written to stdout. */
static int written(void)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return EXIT_DONE;
	fprintf(stderr, "viz: cannot write: %s\n", strerror(errno));
	return EXIT_FAILED;
}

static int help(void)
{
	put_usage(stdout);
	fputs("\n", stdout);
	for (const struct command *const *c = commands; *c; c++)
		put_help(stdout, *c);
	fprintf(stdout, "\n%s", common);
	return written();
}

static int complain(const char *what, const char *arg)
{
	fprintf(stderr, "viz: %s%s%s\n", what, arg ? ": " : "", arg ? arg : "");
	put_usage(stderr);
	return EXIT_UNUSABLE;
}

int main(int argc, char **argv)
{
	host_start();
	json_set_alloc_funcs(viz_malloc, free);
	command_put_all = put_usage;
	for (int i = 1; i < argc && strcmp(argv[i], "--"); i++) {
		if (strcmp(argv[i], "--help") == 0)
			return help();
		if (strcmp(argv[i], "--version") == 0)
			return puts("viz " FAULTLAB_VERSION) < 0 ? EXIT_FAILED : written();
	}
	if (argc < 2)
		return complain("a command is missing", NULL);
	for (const struct command *const *c = commands; *c; c++)
		if (strcmp(argv[1], (*c)->name) == 0)
			return (*c)->run(argc - 1, argv + 1);
	return complain("unknown command", argv[1]);
}

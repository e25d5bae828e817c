/*
 * command.c - `sim exercise`: options are read, an exercise is made, and written. See command.h.
 */
#include "sim/exercise/command.h"

#include <ctype.h>
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/exercise/exercise.h"
#include "sim/exercise/feature.h"
#include "sim/host/exit_status.h"
#include "sim/host/memory.h"
#include "sim/host/trace_file.h"

struct options { struct request request; const char *out; bool has_seed, lists; };

static struct trace_file file = { .output = { .fd = -1 } };

static void remove_file(void)
{
	trace_file_remove(&file);
}

static void interrupted(int signal)
{
	remove_file();
	_exit(128 + signal);
}

static void print_features(FILE *out)
{
	for (int i = 0; i < FEATURES; i++)
		fprintf(out, "  %-16s %s\n", feature_table[i].name, feature_table[i].means);
}

static void print_help(FILE *out)
{
	fputs("usage: sim exercise --seed N [--features LIST] [--level 1|2|3] [--out FILE.c]\n"
	      "\n"
	      "Make a small lab program to practise with. The same seed, features and level give\n"
	      "the same program on every machine.\n"
	      "\n"
	      "  --seed N         a whole number: which of the exercises\n"
	      "  --features LIST  one to three of those below, joined by commas; without it the seed\n"
	      "                   chooses some that go together. 'help' prints the list.\n"
	      "  --level N        1: whole pages, 2 (which it is if not given): sizes and offsets off\n"
	      "                   the borders, 3: more of it, and filters with second thoughts\n"
	      "  --out FILE.c     where it goes; without it: to standard output\n"
	      "\n"
	      "Features:\n", out);
	print_features(out);
	fputs("\nstatus: 2 bad arguments; 1 it could not be written.\n", out);
}

/* ---- arguments ---- */

static bool refuse(const char *why, const char *what)
{
	fprintf(stderr, "sim exercise: %s%s; see sim exercise --help\n", why, what);
	return false;
}

/* Digits alone: no sign, no space. */
static bool parse_number(const char *text, uint64_t *value)
{
	char *end;

	if (!isdigit((unsigned char)text[0]))
		return false;
	errno = 0;
	*value = strtoull(text, &end, 10);
	return errno == 0 && *end == '\0';
}

static bool parse_features(const char *list, struct options *o)
{
	int chosen = 0;

	if (strcmp(list, "help") == 0) {
		o->lists = true;
		return true;
	}
	o->request.features = 0;
	for (;; list++) {
		size_t length = strcspn(list, ",");
		enum feature feature = feature_find(list, length);

		if (feature == FEATURES) {
			fprintf(stderr, "sim exercise: --features: there is no feature '%.*s'; there are:\n",
			        length > 80 ? 80 : (int)length, list);
			print_features(stderr);
			return false;
		}
		chosen += !(o->request.features >> feature & 1);
		o->request.features |= 1u << feature;
		list += length;
		if (*list == '\0')
			break;
	}
	if (chosen > FEATURES_MAX)
		return refuse("--features: at most three in one exercise", "");
	return true;
}

static bool parse_option(const char *name, const char *value, struct options *o)
{
	uint64_t n;

	if (strcmp(name, "--seed") == 0) {
		o->has_seed = true;
		return parse_number(value, &o->request.seed) ||
		       refuse("--seed needs a whole number below 2^64, not ", value);
	}
	if (strcmp(name, "--level") == 0) {
		if (!parse_number(value, &n) || n < 1 || n > LEVELS)
			return refuse("--level can be 1, 2 or 3, not ", value);
		o->request.level = (int)n;
		return true;
	}
	if (strcmp(name, "--features") == 0)
		return parse_features(value, o);
	if (strcmp(name, "--out") == 0) {
		o->out = value;
		return *value != '\0' || refuse("--out needs a file name", "");
	}
	return refuse("unknown option ", name);
}

static bool is_option(const char *name)
{
	return strcmp(name, "--seed") == 0 || strcmp(name, "--level") == 0 || strcmp(name, "--features") == 0 ||
	       strcmp(name, "--out") == 0;
}

static bool parse(int argc, char **argv, struct options *o)
{
	for (int i = 1; i < argc; i += 2) {
		if (!is_option(argv[i]))
			return refuse(argv[i][0] == '-' ? "unknown option " : "it takes no file to read: ", argv[i]);
		if (i + 1 == argc)
			return refuse(argv[i], " needs a value");
		if (!parse_option(argv[i], argv[i + 1], o))
			return false;
	}
	return o->has_seed || o->lists || refuse("--seed is missing: which exercise?", "");
}

/* ---- the command ---- */

static int flushed(void)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return EXIT_DONE;
	fprintf(stderr, "sim exercise: standard output cannot be written: %s\n", strerror(errno));
	return EXIT_FAILED;
}

static int write_exercise(const struct options *o)
{
	static struct text program;

	exercise_make(&o->request, &program);
	signal(SIGINT, interrupted);
	signal(SIGTERM, interrupted);
	sim_memory_undo(remove_file);
	if (!trace_file_open(&file, o->out ? o->out : "-"))
		return EXIT_FAILED;
	trace_file_sink(&file, program.bytes, program.used);
	return trace_file_close(&file) ? EXIT_DONE : EXIT_FAILED;
}

int exercise_main(int argc, char **argv)
{
	struct options o = { .request = { .level = DEFAULT_LEVEL } };

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--help") == 0) {
			print_help(stdout);
			return flushed();
		}
	}
	if (!parse(argc, argv, &o))
		return EXIT_BAD_INPUT;
	if (o.lists) {
		print_features(stdout);
		return flushed();
	}
	return write_exercise(&o);
}

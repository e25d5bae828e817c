/* options.c - see options.h. */
#include "sim/replay/options.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_FRAMES 64
#define DEFAULT_SEED   1
#define THREADS_MAX   256

void options_help(void)
{
	fputs("usage: sim replay [options] TRACE\n"
	      "\n"
	      "Drive the pager with a recorded memory trace of any length and count its page\n"
	      "faults. TRACE is a file, or '-' for standard input.\n"
	      "\n"
	      "  --format FORMAT      lackey  what valgrind --tool=lackey --trace-mem=yes writes\n"
	      "                       text    one hexadecimal address a line, # begins a comment\n"
	      "                       pages   decimal page numbers, many a line, as in a textbook\n"
	      "                       u64     little-endian byte addresses of 8 bytes\n"
	      "                       page64  little-endian page numbers of 8 bytes\n"
	      "                       runs    what sim record --out writes\n"
	      "                       (guessed from the content if absent)\n"
	      "  --policy A[,B...]    fifo, lru, mru, opt, random, clock, clock-ref, nru, aging,\n"
	      "                       lfu, ws (default lru); docs/use/replay.md defines each\n"
	      "  --frames N[,N...]    page frames; every policy is run with every size (default 64)\n"
	      "  --curve              the faults of LRU for every number of frames, from one pass,\n"
	      "                       and of OPT, if opt is among the policies;\n"
	      "                       without --policy and --frames nothing else is run\n"
	      "  --json               print the result as one JSON object\n"
	      "  --events FILE        write one JSON line a fault, for a single run; '-': to standard\n"
	      "                       output, the result then goes to standard error\n"
	      "  --seed N             seed of the policy random (default 1)\n"
	      "  --threads N          threads for several runs, at most (default: one a core)\n"
	      "  --help, --version\n"
	      "\n"
	      "status: 2 the trace is malformed or cannot be read; 1 a result could not be written;\n"
	      "71 the host has no memory left.\n",
	      stdout);
}

static bool refuse(const char *option, const char *why, const char *what)
{
	fprintf(stderr, "sim: %s%s%s; see sim replay --help\n", option, why, what);
	return false;
}

/* ---- values ---- */

static bool parse_number(const char *option, const char *text, uint64_t least, uint64_t most, uint64_t *value)
{
	char *end;

	errno = 0;
	*value = strtoull(text, &end, 10);
	if (*text >= '0' && *text <= '9' && *end == '\0' && errno == 0 && *value >= least && *value <= most)
		return true;
	fprintf(stderr, "sim: %s needs a whole number from %llu to %llu, not \"%s\"\n", option,
		(unsigned long long)least, (unsigned long long)most, text);
	return false;
}

static bool add_size(struct options *o, const char *text)
{
	if (o->sizes == OPTIONS_MAX)
		return refuse("--frames", " has more sizes than can be run at once, at ", text);
	return parse_number("--frames", text, 1, REFS_PAGES, &o->frames[o->sizes++]);
}

static bool add_policy(struct options *o, const char *text)
{
	if (o->policies == OPTIONS_MAX)
		return refuse("--policy", " has more policies than can be run at once, at ", text);
	for (int p = 0; p < REPLAY_POLICIES; p++) {
		if (strcmp(text, engine_policy_name((enum replay_policy)p)) == 0) {
			o->policy[o->policies++] = (enum replay_policy)p;
			return true;
		}
	}
	fprintf(stderr, "sim: --policy knows no \"%s\"; it knows", text);
	for (int p = 0; p < REPLAY_POLICIES; p++)
		fprintf(stderr, "%s %s", p ? "," : "", engine_policy_name((enum replay_policy)p));
	fputs("\n", stderr);
	return false;
}

/* Every part of a list that is separated by commas. */
static bool parse_list(struct options *o, const char *text, bool (*add)(struct options *, const char *))
{
	char *copy = strdup(text), *part = copy, *comma;
	bool good = copy != NULL;

	for (; good && part; part = comma ? comma + 1 : NULL) {
		comma = strchr(part, ',');
		if (comma)
			*comma = '\0';
		good = add(o, part);
	}
	free(copy);
	return good;
}

static bool parse_format(struct options *o, const char *text)
{
	return format_named(text, &o->format) ||
	       refuse("--format", " is lackey, text, pages, u64, page64 or runs, not ", text);
}

static bool parse_threads(struct options *o, const char *text)
{
	uint64_t n;

	if (!parse_number("--threads", text, 1, THREADS_MAX, &n))
		return false;
	o->threads = (unsigned)n;
	return true;
}

/* ---- the command line ---- */

/* An option with a value. */
static bool parse_valued(struct options *o, const char *option, const char *value)
{
	static const char *const names[] = { "--format", "--policy", "--frames", "--events", "--seed", "--threads" };
	bool known = false;

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		known |= strcmp(option, names[i]) == 0;
	if (!known)
		return refuse("unknown option ", option, "");
	if (!value)
		return refuse(option, " needs a value", "");
	if (strcmp(option, "--format") == 0)
		return parse_format(o, value);
	if (strcmp(option, "--policy") == 0)
		return parse_list(o, value, add_policy);
	if (strcmp(option, "--frames") == 0)
		return parse_list(o, value, add_size);
	if (strcmp(option, "--seed") == 0)
		return parse_number(option, value, 0, UINT64_MAX, &o->seed);
	if (strcmp(option, "--threads") == 0)
		return parse_threads(o, value);
	o->events = value;
	return *value != '\0' || refuse(option, " needs a file name", "");
}

static bool parse_word(struct options *o, char **argv, int *i)
{
	const char *a = argv[*i];

	if (a[0] != '-' || a[1] == '\0') {
		if (o->trace)
			return refuse("more than one trace: ", a, "");
		o->trace = a;
		return true;
	}
	if (strcmp(a, "--curve") == 0)
		return o->curve = true;
	if (strcmp(a, "--json") == 0)
		return o->json = true;
	return parse_valued(o, a, argv[++*i]);
}

/* What was left out gets its default; what does not go together is refused. */
static bool complete(struct options *o)
{
	if (!o->trace)
		return refuse("no trace is named", "", "");
	if (!o->curve || o->policies > 0 || o->sizes > 0) {
		if (o->policies == 0)
			o->policy[o->policies++] = REPLAY_LRU;
		if (o->sizes == 0)
			o->frames[o->sizes++] = DEFAULT_FRAMES;
	}
	if (o->policies * o->sizes > OPTIONS_MAX)
		return refuse("--policy and --frames", " ask for more than 1024 runs", "");
	if (o->events && (o->policies * o->sizes != 1 || o->curve))
		return refuse("--events", " is of one run: one policy, one size, and no --curve", "");
	return true;
}

bool options_opt_curve(const struct options *o)
{
	for (size_t i = 0; i < o->policies; i++)
		if (o->curve && o->policy[i] == REPLAY_OPT)
			return true;
	return false;
}

bool options_parse(struct options *o, int argc, char **argv)
{
	bool words = false;

	*o = (struct options){ .seed = DEFAULT_SEED };
	for (int i = 1; i < argc; i++) {
		if (!words && strcmp(argv[i], "--") == 0)
			words = true;
		else if (words && !o->trace)
			o->trace = argv[i];
		else if (words)
			return refuse("more than one trace: ", argv[i], "");
		else if (!parse_word(o, argv, &i))
			return false;
	}
	return complete(o);
}

/* run_options.c - see run_options.h. */
#include "sim/run_options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mm/replace/replace.h"

#define FRAMES_MAX        (1LL << 24)   /* 64 GiB: more is a slip of the user */
#define PAGEFILE_MAX      (1LL << 26)
#define DEFAULT_STEPS_MAX INT64_C(20000000000)

void run_options_help(FILE *out)
{
	fputs("usage: sim run [options] LAB.c [-- lab arguments]\n"
	      "       sim replay [options] TRACE        (sim replay --help says more)\n"
	      "       sim exercise --seed N [options]   (sim exercise --help says more)\n"
	      "\n"
	      "Run a Win32 lab on a model of the NT memory manager. The lab's output goes to\n"
	      "standard output, and its exit code (low 8 bits) is the exit status.\n"
	      "\n"
	      "  --trace FILE          write the trace, one JSON object a line; '-': to standard\n"
	      "                        output, the lab's output then goes to standard error\n"
	      "  --frames N            physical page frames of the machine, page tables included\n"
	      "  --pagefile N          pages of the page file; 0: there is none\n"
	      "  --ws-max N            pages that may be in the working set at a time\n"
	      "  --policy NAME         who leaves it: ws (as NT does it), fifo, clock, clock-ref, nru,\n"
	      "                        aging, lru, mru, lfu, random\n"
	      "  --commit-available N  pages of commit charge left to the lab when main starts\n"
	      "  --max-steps N         end a lab after about N lab operations (status 124);\n"
	      "                        a byte of trace counts as 8 of them\n"
	      "  --check               verify every invariant of the model after every step\n"
	      "  --help, --version\n"
	      "\n"
	      "status: 2 the lab has an error or cannot be read; 5 an unhandled access violation;\n"
	      "124 the lab did not end; 1 output could not be written; 70 the model is broken.\n", out);
}

/* ---- one option ---- */

static bool parse_count(const char *option, const char *text, long long least, long long *value)
{
	char *end;

	errno = 0;
	*value = text ? strtoll(text, &end, 10) : 0;
	if (!text || *text == '\0' || *end != '\0' || errno != 0 || *value < least) {
		fprintf(stderr, "sim: %s needs a whole number from %lld up%s%s\n", option, least, text ? ", not " : "",
		        text ? text : "");
		return false;
	}
	return true;
}

static bool usage(const char *why, const char *what)
{
	fprintf(stderr, "sim: %s%s; see sim --help\n", why, what);
	return false;
}

static bool fits(const char *option, long long value, long long most)
{
	if (value > most)
		fprintf(stderr, "sim: %s takes at most %lld, not %lld\n", option, most, value);
	return value <= most;
}

static bool parse_policy(const char *name)
{
	const struct replacer *policy = name ? replace_find(name) : NULL;

	if (policy && !policy->needs_future)
		return true;
	fprintf(stderr, "sim: --policy %s%s; a running lab can have:", name ? name : "needs a name",
	        policy ? " needs to know the future, which only sim replay does" : name ? " is unknown" : "");
	for (size_t i = 0; (policy = replace_at(i)); i++)
		if (!policy->needs_future)
			fprintf(stderr, " %s", policy->name);
	fputc('\n', stderr);
	return false;
}

static bool parse_option(struct run_options *o, char **argv, int *i)
{
	const char *a = argv[*i], *value = argv[*i + 1];
	long long n;

	if (strcmp(a, "--check") == 0) {
		o->check = true;
		return true;
	}
	if (strcmp(a, "--trace") == 0) {
		if (!value)
			return usage("--trace needs a file name", "");
		o->trace = value;
	} else if (strcmp(a, "--frames") == 0) {
		if (!parse_count(a, value, 16, &n) || !fits(a, n, FRAMES_MAX))
			return false;
		o->vm.frames = (size_t)n;
		o->limits.frames = n;
	} else if (strcmp(a, "--pagefile") == 0) {
		if (!parse_count(a, value, 0, &n) || !fits(a, n, PAGEFILE_MAX))
			return false;
		o->vm.pagefile_slots = (size_t)n;
		o->limits.pagefile = n;
	} else if (strcmp(a, "--ws-max") == 0) {
		if (!parse_count(a, value, 1, &n))
			return false;
		o->vm.working_set_most = (size_t)n;
		o->limits.ws_max = n;
	} else if (strcmp(a, "--policy") == 0) {
		if (!parse_policy(value))
			return false;
		o->vm.policy = o->limits.policy = value;
	} else if (strcmp(a, "--commit-available") == 0) {
		if (!parse_count(a, value, 0, &o->commit_available))
			return false;
	} else if (strcmp(a, "--max-steps") == 0) {
		if (!parse_count(a, value, 1, &o->max_steps))
			return false;
	} else {
		return usage("unknown option ", a);
	}
	(*i)++;
	return true;
}

bool run_options_parse(struct run_options *o, int argc, char **argv)
{
	int i = 2;

	*o = (struct run_options){ .vm = { .pagefile_slots = VM_DEFAULT_PAGEFILE, .backed = true }, .limits = { -1, -1, -1, NULL },
	                       .commit_available = -1, .max_steps = DEFAULT_STEPS_MAX };
	for (; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (argv[i][0] == '-' && argv[i][1] != '\0') {
			if (!parse_option(o, argv, &i))
				return false;
		} else if (o->lab) {
			return usage("more than one lab; arguments of the lab follow --: ", argv[i]);
		} else {
			o->lab = argv[i];
		}
	}
	if (!o->lab)
		return usage("no lab is named", "");
	o->arg = calloc((size_t)(argc - i) + 2, sizeof *o->arg);
	if (!o->arg)
		return usage("the host has no memory left", "");
	o->arg[o->args++] = o->lab;
	for (i++; i < argc; i++)
		o->arg[o->args++] = argv[i];
	return true;
}

void run_options_free(struct run_options *o)
{
	free(o->arg);
}

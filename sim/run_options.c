/* run_options.c - see run_options.h. */
#include "sim/run_options.h"

#include <errno.h>
#include <stddef.h>
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
	      "       sim record [options] -- PROGRAM   (sim record --help says more)\n"
	      "       sim exercise --seed N [options]   (sim exercise --help says more)\n"
	      "\n"
	      "Run a Win32 lab on a model of the NT memory manager. The lab's output goes to\n"
	      "standard output, and its exit code (low 8 bits) is the exit status.\n"
	      "\n"
	      "  --trace FILE          write the trace, one JSON object a line; '-': to standard\n"
	      "                        output, the lab's output then goes to standard error\n"
	      "  --input FILE          what the lab reads, in place of the standard input of the run\n"
	      "  --frames N            physical page frames of the machine, page tables included\n"
	      "  --pagefile N          pages of the page file; 0: there is none\n"
	      "  --ws-max N            pages that may be in the working set at a time\n"
	      "  --policy NAME         who leaves it: ws (as NT does it), fifo, clock, clock-ref, nru,\n"
	      "                        aging, lru, mru, lfu, random\n"
	      "  --commit-available N  pages of commit charge left to the lab when main starts\n"
	      "                        (a lab may ask for its machine by a line of a comment,\n"
	      "                        faultlab: --ws-max 40 --policy lru; these options win)\n"
	      "  --max-steps N         end a lab after about N lab operations (status 124);\n"
	      "                        a byte of trace or of output counts as 8\n"
	      "  --check               verify every invariant of the model after every step\n"
	      "  --help, --version\n"
	      "\n"
	      "status: 2 the lab has an error or cannot be read; 5 an unhandled access violation;\n"
	      "124 the lab did not end; 1 output could not be written; 70 the model is broken;\n"
	      "71 the host has no memory left.\n", out);
}

/* ---- an option of the machine ---- */

enum answer { TAKEN, REFUSED, UNKNOWN };

/* Who asks, as the messages about it begin. */
struct asker { FILE *out; const char *name; };

static const struct { const char *name; long long least, most; size_t at; } counts[] = {
	{ "--frames", 16, FRAMES_MAX, offsetof(struct run_machine, frames) },
	{ "--pagefile", 0, PAGEFILE_MAX, offsetof(struct run_machine, pagefile) },
	{ "--ws-max", 1, INT64_MAX, offsetof(struct run_machine, ws_max) },
	{ "--commit-available", 0, INT64_MAX, offsetof(struct run_machine, commit_available) },
};
#define COUNTS (sizeof counts / sizeof counts[0])

static bool parse_count(struct asker who, const char *option, const char *text, long long least, long long *value)
{
	char *end;

	errno = 0;
	*value = text ? strtoll(text, &end, 10) : 0;
	if (!text || *text == '\0' || *end != '\0' || errno != 0 || *value < least) {
		fprintf(who.out, "%s: %s needs a whole number from %lld up%s%s\n", who.name, option, least, text ? ", not " : "",
		        text ? text : "");
		return false;
	}
	return true;
}

static bool fits(struct asker who, const char *option, long long value, long long most)
{
	if (value > most)
		fprintf(who.out, "%s: %s takes at most %lld, not %lld\n", who.name, option, most, value);
	return value <= most;
}

static bool parse_policy(struct asker who, const char *name, const char **found)
{
	const struct replacer *policy = name ? replace_find(name) : NULL;

	if (policy && !policy->needs_future) {
		*found = policy->name;
		return true;
	}
	fprintf(who.out, "%s: --policy %s%s; a running lab can have:", who.name, name ? name : "needs a name",
	        policy ? " needs to know the future, which only sim replay does" : name ? " is unknown" : "");
	for (size_t i = 0; (policy = replace_at(i)); i++)
		if (!policy->needs_future)
			fprintf(who.out, " %s", policy->name);
	fputc('\n', who.out);
	return false;
}

static enum answer machine_option(struct run_machine *m, struct asker who, const char *option, const char *value)
{
	long long n;

	if (strcmp(option, "--policy") == 0)
		return parse_policy(who, value, &m->policy) ? TAKEN : REFUSED;
	for (size_t i = 0; i < COUNTS; i++) {
		if (strcmp(option, counts[i].name) != 0)
			continue;
		if (!parse_count(who, option, value, counts[i].least, &n) || !fits(who, option, n, counts[i].most))
			return REFUSED;
		*(int64_t *)((char *)m + counts[i].at) = n;
		return TAKEN;
	}
	return UNKNOWN;
}

/* ---- the command line ---- */

static const struct run_machine no_machine = { -1, -1, -1, -1, NULL };

static bool usage(const char *why, const char *what)
{
	fprintf(stderr, "sim: %s%s; see sim --help\n", why, what);
	return false;
}

static bool parse_option(struct run_options *o, char **argv, int *i)
{
	const struct asker who = { stderr, "sim" };
	const char *a = argv[*i], *value = argv[*i + 1];

	if (strcmp(a, "--check") == 0) {
		o->check = true;
		return true;
	}
	if (strcmp(a, "--trace") == 0) {
		if (!value)
			return usage("--trace needs a file name", "");
		o->trace = value;
	} else if (strcmp(a, "--input") == 0) {
		if (!value)
			return usage("--input needs a file name", "");
		o->input = value;
	} else if (strcmp(a, "--max-steps") == 0) {
		if (!parse_count(who, a, value, 1, &o->max_steps))
			return false;
	} else {
		switch (machine_option(&o->machine, who, a, value)) {
		case TAKEN:
			break;
		case REFUSED:
			return false;
		case UNKNOWN:
			return usage("unknown option ", a);
		}
	}
	(*i)++;
	return true;
}

bool run_options_parse(struct run_options *o, int argc, char **argv)
{
	int i = 2;

	*o = (struct run_options){ .machine = no_machine, .max_steps = DEFAULT_STEPS_MAX };
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

/* ---- the line in the lab ---- */

#define MARK     "faultlab:"
#define BLANKS   " \t\r\f\v"
#define WORD_MAX 40

/* A line of the text that asks: its words are up to `end`. */
struct request { const char *file, *start, *words, *end; unsigned line; };

/* Behind what a line of a comment begins with; NULL: it is none. */
static const char *after_comment_mark(const char *s)
{
	const char *mark;

	s += strspn(s, BLANKS);
	mark = s;
	if (s[0] == '/' && (s[1] == '/' || s[1] == '*'))
		s += 2;
	s += strspn(s, "*");
	return s == mark ? NULL : s + strspn(s, BLANKS);
}

/* Is this line of `text` a request? It is up to the end of the line or of the comment. */
static bool is_request(const char *start, struct request *r)
{
	const char *mark = after_comment_mark(start), *end = start + strcspn(start, "\n"), *close;

	if (!mark || strncmp(mark, MARK, strlen(MARK)) != 0)
		return false;
	r->start = start;
	r->words = mark + strlen(MARK);
	close = strstr(r->words, "*/");
	r->end = close && close < end ? close : end;
	return true;
}

static bool complain(const struct request *r, const char *at, FILE *out, const char *what, const char *word, const char *cure)
{
	fprintf(out, "%s:%u:%u: error: %s%s%s\n", r->file, r->line, (unsigned)(at - r->start) + 1, what, word, cure);
	return false;
}

/* The next word of the line, as far as it can be one; what cannot be printed is not. False: there is none. */
static bool next_word(const struct request *r, const char **at, char *word, size_t room)
{
	size_t n = 0;

	*at += strspn(*at, BLANKS);
	for (const char *s = *at; s < r->end && !strchr(BLANKS, *s) && n + 1 < room; s++)
		word[n++] = *s > ' ' && *s < 0x7f ? *s : '?';
	word[n] = '\0';
	return *at < r->end && n > 0;
}

static bool has_option(const struct run_machine *m, const char *option)
{
	for (size_t i = 0; i < COUNTS; i++)
		if (strcmp(option, counts[i].name) == 0)
			return *(const int64_t *)((const char *)m + counts[i].at) >= 0;
	return strcmp(option, "--policy") == 0 && m->policy;
}

static bool read_request(struct run_machine *m, const struct request *r, FILE *out)
{
	char option[WORD_MAX], value[WORD_MAX], place[600];
	const char *at = r->words, *option_at;
	bool any = false;

	while (next_word(r, &at, option, sizeof option)) {
		option_at = at;
		at += strlen(option);
		if (has_option(m, option))
			return complain(r, option_at, out, "", option, " stands twice in this line");
		snprintf(place, sizeof place, "%.500s:%u:%u: error", r->file, r->line, (unsigned)(option_at - r->start) + 1);
		switch (machine_option(m, (struct asker){ out, place }, option,
		                       next_word(r, &at, value, sizeof value) ? value : NULL)) {
		case TAKEN:
			break;
		case REFUSED:
			return false;
		case UNKNOWN:
			return complain(r, option_at, out, "a lab cannot ask for '", option, "' here: it may have --frames, --pagefile, "
			                "--ws-max, --commit-available and --policy, each with a value");
		}
		at += strlen(value);
		any = true;
	}
	return any || complain(r, r->words, out, "this line asks for nothing: write an option behind it, such as --ws-max 40, "
	                       "or remove it", "", "");
}

static int64_t either(int64_t first, int64_t second)
{
	return first >= 0 ? first : second;
}

static void add_machine(struct run_machine *m, const struct run_machine *lab)
{
	m->frames = either(m->frames, lab->frames);
	m->pagefile = either(m->pagefile, lab->pagefile);
	m->ws_max = either(m->ws_max, lab->ws_max);
	m->commit_available = either(m->commit_available, lab->commit_available);
	if (!m->policy)
		m->policy = lab->policy;
}

bool run_options_of_lab(struct run_options *o, const char *file, const char *text, FILE *out)
{
	struct run_machine lab = no_machine;
	struct request r = { .file = file };
	bool found = false;

	for (unsigned line = 1; text && *text; line++, text += *text == '\n') {
		r.line = line;
		if (is_request(text, &r)) {
			if (found)
				return complain(&r, r.words - strlen(MARK), out, "a second line of this kind: put all options into one", "", "");
			if (!read_request(&lab, &r, out))
				return false;
			found = true;
		}
		text += strcspn(text, "\n");
	}
	add_machine(&o->machine, &lab);
	return true;
}

/* ---- what came of it ---- */

struct vm_config run_options_vm(const struct run_options *o)
{
	const struct run_machine *m = &o->machine;
	struct vm_config vm = { .pagefile_slots = VM_DEFAULT_PAGEFILE, .backed = true, .policy = m->policy };

	if (m->frames >= 0)
		vm.frames = (size_t)m->frames;
	if (m->pagefile >= 0)
		vm.pagefile_slots = (size_t)m->pagefile;
	if (m->ws_max >= 0)
		vm.working_set_most = (size_t)m->ws_max;
	return vm;
}

struct record_limits run_options_limits(const struct run_options *o)
{
	return (struct record_limits){ o->machine.frames, o->machine.pagefile, o->machine.ws_max, o->machine.policy };
}

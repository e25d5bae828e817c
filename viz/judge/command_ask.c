/* command_ask.c - viz ask: one query, put to traces. See command.h. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "viz/base/command.h"
#include "viz/base/ink.h"
#include "viz/base/plain.h"
#include "viz/judge/query.h"

static int run(int argc, char **argv);

/* A check that does not hold, a value that no trace has, and what only the simulator would know are a failure. */
const struct command ask_command = {
	.name = "ask",
	.usage = "'QUERY' TRACE...",
	.help = "put one query to traces, such as 'count fault code=EXCEPTION_ACCESS_VIOLATION'",
	.run = run
};

enum { CANNOT_KNOW = -1 };              /* the query asks for what this side never tells */

/* One line: what was found, with what it says of a check. */
static bool print_found(const struct trace_file *t, const struct found *f, bool several, bool unknowable)
{
	struct ink line = { 0 };
	bool ok;

	if (several)
		ink_printf(&line, "%s: ", t->side == SIDE_SIM ? "SIM" : "REAL");
	if (unknowable)
		ink_puts(&line, "(only the simulator knows; ask its trace)");
	else if (f->value)
		plain_text(&line, f->value);
	else if (!f->is_truth || f->right)
		ink_puts(&line, "(the trace has no such value)");
	else if (f->of)
		ink_printf(&line, "%zu of %zu", f->matches, f->of);
	else
		ink_printf(&line, "%zu", f->matches);
	if (f->hidden && !unknowable)
		ink_printf(&line, ", and %zu that the trace only counts", f->hidden);
	if (f->is_truth && !unknowable)
		ink_puts(&line, f->truth ? "  holds" : "  does not hold");
	if (f->first)
		ink_printf(&line, "  (first: step %u, line %u; last: step %u, line %u)", f->first->step, f->first->line,
		           f->last->step, f->last->line);
	ink_puts(&line, "\n");
	ok = !line.failed && fputs(line.text, stdout) >= 0;
	ink_free(&line);
	return ok;
}

static int ask_one(const struct query *q, struct keep *k, const char *path, bool several)
{
	struct trace_file t;
	struct found f = { 0 };
	char why[600];
	bool read = reader_read(&t, path, why, sizeof why), unknowable = read && t.side == SIDE_REAL && query_only_sim(q);
	int status = EXIT_UNUSABLE;

	if (!read)
		fprintf(stderr, "viz: %s\n", why);
	else if (!unknowable && !query_ask(q, &t, k, &f))
		fputs("viz: no memory to ask\n", stderr);
	else if (!print_found(&t, &f, several, unknowable))
		fprintf(stderr, "viz: cannot write: %s\n", strerror(errno));
	else
		status = unknowable ? CANNOT_KNOW : f.is_truth ? !f.truth : !f.known;
	reader_free(&t);
	return status;
}

static int run(int argc, char **argv)
{
	struct keep k = { 0 };
	const struct query *q;
	char why[300];
	int first = argc > 1 && strcmp(argv[1], "--") == 0 ? 2 : 1, status = CANNOT_KNOW;

	if (argc - first < 2) {
		fprintf(stderr, "usage: viz ask %s\n", ask_command.usage);
		return EXIT_UNUSABLE;
	}
	q = query_parse(&k, argv[first], why, sizeof why);
	if (!q) {
		fprintf(stderr, "viz: ask: %s\n", why);
		status = EXIT_UNUSABLE;
	}
	for (int i = first + 1; q && status < EXIT_UNUSABLE && i < argc; i++) {
		int one = ask_one(q, &k, argv[i], argc - first > 2);

		status = one > status ? one : status;
	}
	if (fflush(stdout))
		status = EXIT_UNUSABLE;
	keep_free(&k);
	return status == CANNOT_KNOW ? EXIT_FAILED : status;
}

/* command.c - see command.h. */
#include "sim/replay/command.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/replay/events.h"
#include "sim/replay/pagers.h"
#include "sim/host/exit_status.h"
#include "sim/host/host.h"
#include "sim/host/memory.h"
#include "sim/host/trace_file.h"

static struct trace_file events = { .output = { .fd = -1 } };
static char shrunk[READER_WHY];         /* the sentence for SIGBUS: a handler cannot make one */

/* ---- signals ---- */

static void remove_events(void)
{
	trace_file_remove(&events);
}

static void interrupted(int signal)
{
	remove_events();
	_exit(128 + signal);
}

/* A mapped file has lost the part that was being read. */
static void file_shrank(int signal)
{
	ssize_t said = write(STDERR_FILENO, shrunk, strlen(shrunk));

	(void)said;
	(void)signal;
	trace_file_remove(&events);
	_exit(EXIT_BAD_INPUT);
}

static void catch_signals(const char *trace)
{
	snprintf(shrunk, sizeof shrunk, "sim: %.800s: the file became shorter while it was read\n", trace);
	sim_host_on_interrupt(interrupted);
	sim_memory_undo(remove_events);
	sim_host_on_shrunk_file(file_shrank);
}

/* ---- the runs ---- */

struct replay { struct options options; struct pagers pagers; struct reader *reader; };

/* Such a trace has one fault whatever one does, and is mostly page numbers that were taken for addresses. */
static void remark(const struct replay *p, const struct report *r)
{
	if (r->accesses > 1 && r->distinct_pages == 1)
		fprintf(stderr, "sim: %.600s: all accesses are to one page%s\n", p->options.trace,
		        reader_format(p->reader) == FORMAT_TEXT ? "; if these are page numbers, say --format pages" : "");
}

static int print_result(const struct replay *p)
{
	const struct options *o = &p->options;
	FILE *out = o->events && strcmp(o->events, "-") == 0 ? stderr : stdout;
	struct report r = pagers_report(&p->pagers);

	(o->json ? report_json : report_table)(&r, out);
	if (fflush(out) == 0 && !ferror(out)) {
		remark(p, &r);
		return EXIT_DONE;
	}
	fprintf(stderr, "sim: the result could not be written: %s\n", strerror(errno));
	return EXIT_FAILED;
}

/* ---- the command ---- */

static int complain(int status, const char *why)
{
	fprintf(stderr, "sim: %s\n", why);
	return status;
}

static unsigned threads_of(const struct options *o)
{
	return o->threads > 0 ? o->threads : sim_host_processors();
}

/* From the open trace to the closed events. */
static int drive(struct replay *p)
{
	char why[READER_WHY];
	enum reader_status status;

	if (!pagers_new(&p->pagers, &p->options, p->options.events ? events_write : NULL, &events))
		return complain(EXIT_NO_MEMORY, "the host has no memory left");
	if (p->options.events && !trace_file_open(&events, p->options.events))
		return EXIT_FAILED;
	status = runs_walk(p->reader, p->pagers.run, p->pagers.runs, threads_of(&p->options), why);
	if (events.output.failed) {
		trace_file_close(&events);      /* which says so, and leaves nothing */
		return EXIT_FAILED;
	}
	if (status != READER_END) {
		trace_file_remove(&events);
		return complain(status == READER_BAD ? EXIT_BAD_INPUT : EXIT_NO_MEMORY, why);
	}
	return trace_file_close(&events) ? EXIT_DONE : EXIT_FAILED;
}

static int replay(struct replay *p)
{
	char why[READER_WHY];
	enum reader_status status;
	int done;

	p->reader = reader_open(p->options.trace, p->options.format, &status, why);
	if (!p->reader)
		return complain(status == READER_BAD ? EXIT_BAD_INPUT : EXIT_NO_MEMORY, why);
	done = drive(p);
	return done == EXIT_DONE ? print_result(p) : done;
}

int replay_main(int argc, char **argv)
{
	static struct replay p;
	int status;

	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strcmp(argv[i], "--help") == 0) {
			options_help();
			return fflush(stdout) == 0 ? EXIT_DONE : EXIT_FAILED;
		}
	}
	if (!options_parse(&p.options, argc, argv))
		return EXIT_BAD_INPUT;
	catch_signals(p.options.trace);
	status = replay(&p);
	pagers_free(&p.pagers);
	if (p.reader)
		reader_close(p.reader);
	return status;
}

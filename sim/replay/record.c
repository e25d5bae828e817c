/* record.c - see record.h. */
#include "sim/replay/record.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/host/exit_status.h"
#include "sim/host/host.h"
#include "sim/host/memory.h"
#include "sim/host/recording.h"
#include "sim/replay/live.h"
#include "sim/replay/runs.h"

#define PIECE ((size_t)1 << 20)         /* bytes read at a time: what the pipe holds */

struct record {
	const char *out, *result;
	char **program;
	struct options options;
	struct recording recording;
	struct live *live;
};

static struct record record;

static void help(void)
{
	fputs("usage: sim record [options] -- PROGRAM [ARGUMENTS]\n"
	      "\n"
	      "Run a program under Valgrind, and drive the pager with the pages that it touches.\n"
	      "The result is told on standard error when the program has ended: a table for each\n"
	      "process, those that it starts included. The exit status is the program's.\n"
	      "\n"
	      "  --policy A[,B...], --frames N[,N...], --curve, --json, --seed N\n"
	      "                       as sim replay has them (default: lru with 64 frames)\n"
	      "  --out FILE           keep the recording of the first process for sim replay, and that\n"
	      "                       of the Nth one in FILE.N\n"
	      "  --result FILE        the result goes there\n"
	      "  --help, --version\n"
	      "\n"
	      "On a terminal a line says how it stands, with --curve the curve so far.\n"
	      "\n"
	      "status: 2 nothing can be recorded here, or a wrong option; 1 a file could not be\n"
	      "written; 71 the host has no memory left; else that of the program.\n",
	      stdout);
}

static void remove_all(void)
{
	if (record.live)
		live_remove_files(record.live);
	recording_end(&record.recording);
}

/* Ctrl-C is for the program, which has got it as well; any other signal ends us, and the recorder then finds nobody to write to. */
static void interrupted(int signal)
{
	if (signal == SIGINT)
		return;
	remove_all();
	_exit(128 + signal);
}

/* The rest are options of a replay; the trace that these need is the pipe. */
static bool parse(struct record *r, int argc, char **argv)
{
	char **rest = calloc((size_t)argc + 3, sizeof *rest);
	int n = 0, i = 0;
	bool good = true;

	rest[n++] = argv[0];
	for (i = 1; good && i < argc && strcmp(argv[i], "--") != 0; i++) {
		const char **file = strcmp(argv[i], "--out") == 0 ? &r->out : strcmp(argv[i], "--result") == 0 ? &r->result : NULL;

		if (strcmp(argv[i], "--format") == 0 || strcmp(argv[i], "--events") == 0 || strcmp(argv[i], "--threads") == 0 ||
		    *argv[i] != '-') {
			fprintf(stderr, "sim: %s%s; see sim record --help\n", argv[i],
			        *argv[i] == '-' ? " is an option of sim replay alone" : ": the program stands behind --");
			good = false;
		} else if (!file) {
			rest[n++] = argv[i];
			if (i + 1 < argc && strcmp(argv[i], "--curve") != 0 && strcmp(argv[i], "--json") != 0 &&
			    strcmp(argv[i + 1], "--") != 0)
				rest[n++] = argv[++i];
		} else if (i + 1 == argc || strcmp(argv[i + 1], "--") == 0 || !*argv[i + 1]) {
			fprintf(stderr, "sim: %s needs a file name; see sim record --help\n", argv[i]);
			good = false;
		} else {
			*file = argv[++i];
		}
	}
	if (good && i + 1 >= argc) {
		fputs("sim: no program is named: sim record [options] -- PROGRAM [ARGUMENTS]\n", stderr);
		good = false;
	}
	r->program = argv + i + 1;
	rest[n++] = (char *)"-";
	good = good && options_parse(&r->options, n, rest);
	free(rest);
	return good;
}

static void clear_line(void)
{
	fputs("\r\033[K", stderr);
}

/* Until the program has ended. False after a message. */
static bool listen(struct record *r)
{
	static unsigned char piece[PIECE];
	bool shown = isatty(STDERR_FILENO), told = false, good = true;
	double last = runs_now();
	long n = 0;

	while (good && (n = recording_read(&r->recording, piece, sizeof piece, live_goes_on, r->live)) >= 0) {
		good = live_take(r->live, piece, (size_t)n);
		if (!shown || runs_now() - last < 1)
			continue;
		clear_line();
		live_tell_state(r->live, stderr);
		last = runs_now();
		told = true;
	}
	if (told)
		clear_line();
	return good;
}

/* Where the result goes: standard error, a device as it is, or a file that is there whole or not at all. */
struct result { FILE *out; const char *name; char *temporary; };

static bool open_result(struct result *to, const char *name)
{
	struct stat st;

	*to = (struct result){ .out = stderr, .name = name };
	if (!name)
		return true;
	if (stat(name, &st) != 0 || S_ISREG(st.st_mode)) {
		size_t room = strlen(name) + 32;

		to->temporary = malloc(room);
		snprintf(to->temporary, room, "%s.%ld.tmp", name, (long)getpid());
	}
	to->out = fopen(to->temporary ? to->temporary : name, "w");
	if (!to->out)
		fprintf(stderr, "sim: %s: cannot be written: %s\n", name, strerror(errno));
	return to->out;
}

static bool close_result(struct result *to, bool good)
{
	bool written = fflush(to->out) == 0 && !ferror(to->out);

	if (to->name)
		written &= fclose(to->out) == 0;
	if (good && written && to->temporary)
		written = sim_host_replace(to->temporary, to->name);
	if (good && !written)
		fprintf(stderr, "sim: the result could not be written: %s\n", strerror(errno));
	if (to->temporary && !(good && written))
		remove(to->temporary);          /* never what the user named */
	free(to->temporary);
	return good && written;
}

static int tell_result(struct record *r)
{
	struct result to;

	if (!open_result(&to, r->result)) {
		free(to.temporary);
		return EXIT_FAILED;
	}
	if (close_result(&to, live_finish(r->live, to.out)))
		return r->recording.status;
	return r->recording.status ? r->recording.status : EXIT_FAILED;
}

static int run(struct record *r)
{
	char why[400];

	if (!recording_start(&r->recording, r->program, why, sizeof why)) {
		fprintf(stderr, "sim: %s\n", why);
		return EXIT_BAD_INPUT;
	}
	r->live = live_new(&r->options, r->out);
	if (listen(r))
		return tell_result(r);
	live_remove_files(r->live);
	return EXIT_FAILED;
}

int record_main(int argc, char **argv)
{
	int status;

	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strcmp(argv[i], "--help") == 0) {
			help();
			return fflush(stdout) == 0 ? EXIT_DONE : EXIT_FAILED;
		}
	}
	if (!parse(&record, argc, argv))
		return EXIT_BAD_INPUT;
	sim_host_on_interrupt(interrupted);
	sim_memory_undo(remove_all);
	status = run(&record);
	recording_end(&record.recording);
	live_free(record.live);
	return status;
}

/*
 * recording.h - a program is started under Valgrind, with the recorder (replay/valgrind/tool.c) as its tool.
 *
 * The recorder is looked for beside our own program, in a folder `recorder` that the Makefile makes where Valgrind's headers
 * are. Both speak through a named pipe in a folder of its own, so that processes that the program starts find it, too.
 *
 * Knows of: nothing. Used by: replay/. Made by: posix/recording.c, windows/recording.c or web/recording.c.
 */
#ifndef FAULTLAB_SIM_RECORDING_H
#define FAULTLAB_SIM_RECORDING_H

#include <stdbool.h>
#include <stddef.h>

struct recording {
	int fd;                         /* where blocks are read; -1: none */
	long process;                   /* of Valgrind; 0: it has ended */
	int status;                     /* once it has: as a shell has it */
	char folder[64], pipe[80];
};

/* Start argv[0] with its arguments. False with a sentence in `why`; recording_end() is due either way. */
bool recording_start(struct recording *r, char *const *argv, char *why, size_t room);

/*
 * The next bytes, `size_bytes` of them at most, after a second at the latest: 0 then, -1 at the end. It is the end when the
 * program has ended and nobody has the pipe open; `goes_on` is asked before that whether a process that was
 * heard of may still open it again.
 */
long recording_read(struct recording *r, void *to, size_t size_bytes, bool (*goes_on)(void *context), void *context);

/* Does this process still run? */
bool recording_runs(long process);

/* Remove the pipe. */
void recording_end(struct recording *r);

#endif

/*
 * trace_file.h - where a trace goes: a file that is there whole or not at all.
 *
 * It is written under a temporary name beside its own and renamed when it is
 * complete; after an error or an interruption nothing is left. A device, a pipe
 * or standard output is written as it comes.
 *
 * Knows of: host, output. Used by: exercise/, main, replay/.
 */
#ifndef FAULTLAB_SIM_TRACE_FILE_H
#define FAULTLAB_SIM_TRACE_FILE_H

#include "sim/host/output.h"

struct trace_file {
	struct output output;           /* fd is -1 while nothing is open */
	char *temporary;                /* NULL: written in place */
	const char *name;
};

/* Open `name` ("-": standard output). False after a message. */
bool trace_file_open(struct trace_file *f, const char *name);

/* A sink for struct trace: takes one whole line. False if it could not be written. */
bool trace_file_sink(void *trace_file, const char *line, size_t size_bytes);

/* Complete the file and give it its name. False after a message; then nothing is left. */
bool trace_file_close(struct trace_file *f);

/* Leave nothing behind. Safe in a signal handler. */
void trace_file_remove(struct trace_file *f);

#endif

/*
 * live.h - the blocks that a recorder sends (valgrind/stream.h), sorted by process and given to pagers at once.
 *
 * A process has an address space, and so pagers of its own; a program that takes its place by exec() begins another one. What
 * comes in is untrusted all the same: a program that is recorded could write into the pipe, too.
 *
 * Invariants
 *   LIVE-1  the pagers of a process get its references in the order in which they were made, those of all its threads together
 *   LIVE-2  the result of a process is kept as text once it has ended, and its pagers are given back
 *
 * Knows of: expand, host/recording, host/trace_file, options, pagers, stream. Used by: record.
 */
#ifndef FAULTLAB_SIM_REPLAY_LIVE_H
#define FAULTLAB_SIM_REPLAY_LIVE_H

#include <stdio.h>

#include "sim/replay/options.h"

struct live;

/* `out`: the file of the first process' runs, that of others gets a dot and their number behind it; NULL: none is kept. */
struct live *live_new(const struct options *options, const char *out);

/* Bytes of the pipe. False after a message. */
bool live_take(struct live *l, const unsigned char *bytes, size_t size_bytes);

/* Is there a process that has begun, has not ended, and still runs? */
bool live_goes_on(void *live);

/* A line of how it stands, without its end: accesses, pages, and the curve so far if there is one. */
void live_tell_state(const struct live *l, FILE *out);

/* The end: every process is finished, and told. False after a message. */
bool live_finish(struct live *l, FILE *out);

/* Signals: nothing half-written stays. */
void live_remove_files(struct live *l);
void live_free(struct live *l);

#endif

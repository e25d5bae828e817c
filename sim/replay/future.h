/*
 * future.h - a trace kept whole, so that every reference can know its next one.
 *
 * The optimal policy asks what no running system can know. So the references are
 * kept as they come: runs of reads of the same page as one, and of writes, each as a small dense number
 * for its page (pageids.h), 4 bytes. When all are there, one pass from the end
 * finds for each when its page is used next, another 4 bytes, and then they are
 * played. Memory: at most 8 bytes an access, 16 with events.
 *
 * Knows of: pageids, refs. Used by: engine, optcurve.
 */
#ifndef FAULTLAB_SIM_REPLAY_FUTURE_H
#define FAULTLAB_SIM_REPLAY_FUTURE_H

#include <stdbool.h>

#include "sim/replay/refs.h"

struct future;

#define FUTURE_NEVER UINT64_MAX

/* `numbered`: also keep which access each reference was. NULL: the host has no memory. */
struct future *future_new(bool numbered);
void future_free(struct future *f);

/* Keep a block. False: the host has no memory, or the trace is too long to be kept. */
bool future_note(struct future *f, const struct refs *refs);

struct future_ref {
	uint64_t page;
	uint32_t id;                    /* of the page: 0, 1, 2 ... by first appearance */
	bool write;
	uint64_t number;                /* of the access; 0 if not kept */
	uint64_t next_use;              /* the higher the later the page is used next; FUTURE_NEVER: not at all */
};

/* Tell all in order. False: the host has no memory, or `play` said so. */
bool future_play(struct future *f, bool (*play)(void *context, const struct future_ref *ref), void *context);

uint64_t future_count(const struct future *f);  /* references kept */
uint64_t future_pages(const struct future *f);  /* different pages */

#endif

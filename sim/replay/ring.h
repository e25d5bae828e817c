/*
 * ring.h - a few blocks on their way from the one thread that parses to all that consume.
 *
 * Every consumer takes every block. A slot is filled again when all of them are done
 * with it, so the memory is fixed, and the parser waits for the slowest.
 *
 * Invariants (under the lock):
 *   RING-1  done <= taken blocks <= put, and put - done <= RING_SLOTS
 *
 * Knows of: refs. Used by: runs.
 */
#ifndef FAULTLAB_SIM_REPLAY_RING_H
#define FAULTLAB_SIM_REPLAY_RING_H

#include <pthread.h>
#include <stdbool.h>

#include "sim/replay/refs.h"

#define RING_SLOTS 8

struct ring_slot {
	uint64_t room[REFS_BLOCK];
	struct refs refs;
	unsigned pending;               /* consumers that are not done with it */
};

struct ring {
	struct ring_slot *slot;
	unsigned consumers;
	uint64_t put, done;             /* blocks filled; blocks that all consumers are done with */
	bool at_end, stopped;
	pthread_mutex_t lock;
	pthread_cond_t changed;
};

/* False: the host has no memory. */
bool ring_init(struct ring *r, unsigned consumers);
void ring_free(struct ring *r);

/* The parser: a slot to fill, when one is free, and then put it. NULL: somebody stopped the ring. */
struct ring_slot *ring_next(struct ring *r);
void ring_put(struct ring *r);
void ring_end(struct ring *r);

/* A consumer: block `n`, when it is there, and then be done with it. NULL: there are no more, or it was stopped. */
const struct refs *ring_take(struct ring *r, uint64_t n);
void ring_done(struct ring *r, uint64_t n);
void ring_stop(struct ring *r);

#endif

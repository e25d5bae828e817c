/*
 * engine.h - one pager: a policy and a number of frames, fed with references.
 *
 * What each policy does exactly is defined in docs/use/replay.md.
 *
 * Knows of: future, mm/machine, mm/replace/circle, mm/space, nt/status, refs. Used by: events, options, runs.
 */
#ifndef FAULTLAB_SIM_REPLAY_ENGINE_H
#define FAULTLAB_SIM_REPLAY_ENGINE_H

#include <stdbool.h>

#include "sim/replay/refs.h"

enum replay_policy {
	REPLAY_FIFO, REPLAY_LRU, REPLAY_MRU, REPLAY_OPT, REPLAY_RANDOM, REPLAY_CLOCK, REPLAY_CLOCK_REF, REPLAY_NRU,
	REPLAY_AGING, REPLAY_LFU, REPLAY_WS
};
#define REPLAY_POLICIES (REPLAY_WS + 1)

/* As the user spells it, and sim/mm/replace/ too. */
const char *engine_policy_name(enum replay_policy policy);

/* One fault, told when it happens (by OPT: in engine_finish). */
struct engine_event {
	uint64_t access;        /* its number, from 0 */
	uint64_t page;
	bool hard;              /* the page was here before and was evicted; else its first touch */
	bool write;
	bool evicted;
	uint64_t victim;        /* if evicted */
};

struct engine_config {
	enum replay_policy policy;
	uint64_t frames;        /* at least 1 */
	uint64_t seed;
	bool (*event)(void *context, const struct engine_event *e);     /* NULL: nobody asks; false ends the run */
	void *context;
};

struct engine_counts { uint64_t accesses, distinct_pages, faults, evictions; };

struct engine *engine_new(const struct engine_config *config);          /* NULL: the host has no memory */
bool engine_feed(struct engine *e, const struct refs *refs);            /* false: see engine_error() */
bool engine_finish(struct engine *e);           /* after the last block; OPT does its work here */
void engine_counts(const struct engine *e, struct engine_counts *out);
const char *engine_error(const struct engine *e);
void engine_free(struct engine *e);

#endif

/*
 * oracle.h - page replacement as the textbook says it: slow, and obviously right.
 *
 * Each policy is a few lines over an array of resident pages, after the definitions
 * in docs/use/replay.md and with nothing of the engine in it. What the engine counts, and
 * whom it evicts, is held against this.
 */
#ifndef FAULTLAB_TESTS_ORACLE_H
#define FAULTLAB_TESTS_ORACLE_H

#include "sim/replay/engine.h"

struct oracle {
	struct engine_counts counts;
	struct engine_event *event;     /* counts.faults of them, in order */
};

/* Replay items of the form REFS_TAGGED. Never fails: it aborts if the host has no memory. */
void oracle_run(struct oracle *o, enum replay_policy policy, size_t frames, uint64_t seed, const uint64_t *item,
		size_t items);
void oracle_free(struct oracle *o);

#endif

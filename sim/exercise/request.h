/*
 * request.h - what can be asked for: a seed, a level and features.
 *
 * Knows of: nothing. Used by: draft, exercise.
 */
#ifndef FAULTLAB_SIM_EXERCISE_REQUEST_H
#define FAULTLAB_SIM_EXERCISE_REQUEST_H

#include <stdint.h>

/* What an exercise can be about: the order of the table in feature.c. */
enum feature {
	RESERVE_COMMIT, DEMAND_COMMIT, DECOMMIT, FAILED_CALLS, PROTECTION, GUARD_PAGE, WRITE_WATCH, WORKING_SET,
	SECTIONS, NESTED_HANDLERS, FINALLY, VECTORED, FEATURES
};

enum { LEVELS = 3, DEFAULT_LEVEL = 2, FEATURES_MAX = 3 };      /* features of one exercise */

struct request {
	uint64_t seed;
	int level;                      /* 1 .. LEVELS */
	unsigned features;              /* a bit each; 0: the seed chooses */
};

#endif

/*
 * feature.h - the table of features: name, what they mean, what is to be predicted, who writes them.
 *
 * Knows of: draft, scene. Used by: command, exercise, program.
 */
#ifndef FAULTLAB_SIM_EXERCISE_FEATURE_H
#define FAULTLAB_SIM_EXERCISE_FEATURE_H

#include "sim/exercise/draft.h"

struct feature_info {
	const char *name, *means, *predict;
	void (*scene)(struct draft *d);         /* NULL: it changes how accesses are guarded */
	unsigned friends;                       /* features that it goes together with: a bit each */
};

extern const struct feature_info feature_table[FEATURES];

/* The features that are about the reservation `area`. */
extern const unsigned features_of_area;

/* The feature of this name, `length` characters of it; FEATURES: there is none. */
enum feature feature_find(const char *name, size_t length);

#endif

/*
 * exercise.h - a small lab program made from a seed, for practice.
 *
 * Invariants
 *   EXERCISE-4  the same request gives the same bytes, on every machine
 *   EXERCISE-5  a program that the seed chose the features of is the one that asking
 *               for these features by name gives
 *   EXERCISE-6  no program whose features go together has more than EXERCISE_LINES_MAX
 *               lines, and no other one more than EXERCISE_LINES_EVER
 *
 * Knows of: feature, program, request, scene, text. Used by: command.
 */
#ifndef FAULTLAB_SIM_EXERCISE_EXERCISE_H
#define FAULTLAB_SIM_EXERCISE_EXERCISE_H

#include "sim/exercise/request.h"
#include "sim/exercise/text.h"

enum { EXERCISE_LINES_MAX = 80, EXERCISE_LINES_EVER = 100 };

/* The program, into `out`, emptied first. At most FEATURES_MAX features are asked for (asserted). */
void exercise_make(const struct request *request, struct text *out);

#endif

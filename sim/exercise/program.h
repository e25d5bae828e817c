/*
 * program.h - the text of an exercise: its comment, what its scenes asked for, and main.
 *
 * Knows of: draft, feature, functions. Used by: exercise.
 */
#ifndef FAULTLAB_SIM_EXERCISE_PROGRAM_H
#define FAULTLAB_SIM_EXERCISE_PROGRAM_H

#include "sim/exercise/draft.h"

void program_write(const struct draft *d, struct text *out);

#endif

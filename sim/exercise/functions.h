/*
 * functions.h - the functions of an exercise's program: its filter, its accesses, and what it prints.
 *
 * Knows of: draft. Used by: program.
 */
#ifndef FAULTLAB_SIM_EXERCISE_FUNCTIONS_H
#define FAULTLAB_SIM_EXERCISE_FUNCTIONS_H

#include "sim/exercise/draft.h"

/* Those that the draft needs, each before its first use. */
void functions_write(const struct draft *d, struct text *out);

#endif

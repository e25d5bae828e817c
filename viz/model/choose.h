/*
 * choose.h - which steps of a lab are meant: 7, 1,5,10-12, faults, divergences, all.
 *
 * Knows of: model. Used by: material.
 */
#ifndef VIZ_CHOOSE_H
#define VIZ_CHOOSE_H

#include "viz/model/model.h"

/*
 * Mark the chosen pictures of `m` in `chosen` (m->pictures places, all false before). The number of them, or 0
 * with a sentence in `why` that names what is wrong and which steps there are.
 */
size_t choose_steps(const struct model *m, const char *text, bool *chosen, char *why, size_t room);

#endif

/*
 * replacers.h - the policies by name, for the list in replace.c.
 *
 * Knows of: replace. Used by: circle, lfu, lru, opt, random, replace, ws.
 */
#ifndef FAULTLAB_SIM_REPLACERS_H
#define FAULTLAB_SIM_REPLACERS_H

#include "sim/mm/replace/replace.h"

/* circle.c */
extern const struct replacer replacer_fifo, replacer_clock, replacer_clock_ref;
extern const struct replacer replacer_nru, replacer_aging, replacer_mru;

/* each in a file of its own: lru.c and so on */
extern const struct replacer replacer_ws, replacer_lru, replacer_lfu, replacer_opt, replacer_random;

#endif

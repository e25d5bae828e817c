/*
 * counters.h - the overview's plots of a counter over the scale of the timeline: commit charge, working set.
 *
 * Invariants
 *   COUNTERS-1  what happens within one point of the scale is one mark
 *
 * Knows of: canvas, draw/palette, model/words. Used by: overview.
 */
#ifndef VIZ_BOOK_COUNTERS_H
#define VIZ_BOOK_COUNTERS_H

#include "viz/book/canvas.h"

/* The n-th plot. */
void counters_charge(struct page *p, int n);
void counters_working_set(struct page *p, int n);

/* The steps at both ends, and what the mouse points at. */
void counters_scale(struct page *p);

#endif

/*
 * timeline.h - the overview's panel of all events: a lane a kind, REAL above its line and SIM below.
 *
 * Invariants
 *   TIMELINE-1  it has at most a few thousand marks, however long the run was
 *
 * Knows of: canvas, draw/palette. Used by: overview.
 */
#ifndef VIZ_BOOK_TIMELINE_H
#define VIZ_BOOK_TIMELINE_H

#include "viz/book/canvas.h"

void timeline_draw(struct page *p);

/* Behind everything that shares the scale: the known differences, or the divergences. */
void timeline_bands(struct page *p, bool known);

#endif

/*
 * overview.h - the whole run on one page: the first of the lab book.
 *
 * A timeline of all events, commit charge and working set over it on the same
 * scale, how many events of each kind there were, and where to look. Time is the
 * comparison's rows: a trace holds no clock, and a row is the same moment on both
 * sides. REAL is drawn above and thick, SIM below and thin, as in the pictures.
 *
 * Invariants
 *   OVERVIEW-1  the drawing has at most a few thousand marks, however long the run was
 *   OVERVIEW-2  text of a trace is escaped, and cut to its place
 *   OVERVIEW-3  equal runs give equal bytes
 *
 * Knows of: canvas, counters, draw/palette, kinds, look, model/model, timeline. Used by: kinds, run.
 */
#ifndef VIZ_OVERVIEW_H
#define VIZ_OVERVIEW_H

#include "viz/model/model.h"

enum { OVERVIEW_KINDS = 64 };

/* How often something of one kind happened; -1: this side cannot say, or has no trace. */
struct overview_kind {
	char name[72];
	int64_t count[SIDES];
};

struct overview {
	struct overview_kind kind[OVERVIEW_KINDS];
	size_t kinds, more;             /* more: kinds that found no place */
};

void overview_count(struct overview *o, const struct model *m);

/* The page as one <svg> of 960 x 540 with links to the steps, added to `i`. */
void overview_draw(struct ink *i, const struct overview *o, const struct model *m);

#endif

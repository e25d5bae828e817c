/*
 * space.h - the address space of a step as characters: one a page and lane, REAL over SIM.
 *
 *	           +0      +8      +16     +24
 *	REAL    0  ####o-----------------------
 *	SIM     0  ####------------------------
 *	               ^
 *
 * Where a reservation has more pages than a line has room the lanes are folded
 * into rows, and where it has more than a screen should hold only the row around
 * the page at fault is shown; the whole is then told in counts, run by run.
 *
 * Knows of: base/typeset, model/model. Used by: show.
 */
#ifndef VIZ_TEXT_SPACE_H
#define VIZ_TEXT_SPACE_H

#include "viz/model/model.h"
#include "viz/base/typeset.h"

enum { LANES_ROWS = 4, LANES_RUNS = 40 };

/* `rows`: at most so many rows a lane, and with 1 what else is told is kept to a line. */
void show_space(struct typeset *t, const struct picture *f, unsigned rows);

#endif

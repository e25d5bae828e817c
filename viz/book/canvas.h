/*
 * canvas.h - what the panels of the overview are drawn on: its one table of places, and the pen.
 *
 * Invariants
 *   CANVAS-2  text of a trace is escaped, and cut to its place
 *
 * Knows of: draw/dot, draw/palette, model/model. Used by: counters, kinds, look, overview, timeline.
 */
#ifndef VIZ_BOOK_CANVAS_H
#define VIZ_BOOK_CANVAS_H

#include "viz/model/model.h"

/* Points from the top left. */
enum {
	TIME_X = 104, TIME_W = 540,             /* the scale that timeline and plots share */
	LANE_TOP = 92, LANE_H = 26, LANE_TICK = 10,
	PLOT_TOP = 254, PLOT_PITCH = 138, PLOT_H = 92,
	LEFT_W = 644,                           /* of the panels over that scale */
	SIDE_X = 668, SIDE_W = 276, COLUMN_REAL = 884, COLUMN_SIM = 930,
	KIND_TOP = 94, KIND_PITCH = 15, KIND_ROWS = 16,
	LOOK_TOP = 382, LOOK_PITCH = 15, LOOK_ROWS = 9,
	LANES = 5
};

struct page {
	struct ink *out;
	const struct model *m;
	const struct comparison *c;
};

/* `attributes` begin with a blank each; the text is cut to `width`. */
void canvas_words(struct page *p, double x, double y, double size, const char *attributes, const char *text, double width);
void canvas_panel(struct page *p, double x, double y, double w, double h, const char *title);
void canvas_tag(struct page *p, double x, double y, int side);

/* Where a row of the comparison stands on the scale. */
double canvas_place(const struct page *p, size_t row);

/* Of the whole run. */
enum picture_verdict canvas_verdict(const struct page *p);

#endif

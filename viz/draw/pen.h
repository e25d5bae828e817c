/*
 * pen.h - the nodes and edges that the panels of a picture are made of.
 *
 * Every node stands in a box, every edge runs along a route, both in points from the top left of the picture;
 * text is cut to its box. Graphviz lays nothing out. What is written goes to the pen's ink; a pen knows the
 * picture that is being drawn.
 *
 * Knows of: dot, label, look, model/model, places. Used by: panels.
 */
#ifndef VIZ_PEN_H
#define VIZ_PEN_H

#include "viz/draw/dot.h"
#include "viz/draw/label.h"
#include "viz/draw/look.h"
#include "viz/draw/places.h"
#include "viz/model/model.h"

struct pen {
	struct ink *out;
	const struct picture *f;
	struct ink label;               /* scratch: fitted, then escaped */
};

struct box box_moved(struct box b, double dx, double dy);

/* A node whose label the caller writes between the two: up to its size, and from its attributes on. */
void pen_open(struct pen *p, const char *id, struct box b);
void pen_close(struct pen *p, enum look look, const char *class, const char *id);

/* Lines of text, cut to the box; `line_end` is \n (centred), \l or \r. `why` appears under the mouse; NULL: nothing does. */
void pen_text(struct pen *p, const char *id, struct box b, const char *text, enum look look, const char *line_end,
              const char *why, const char *class);

/* The same in the middle, with nothing under the mouse; and as a node of class txt. */
void pen_node(struct pen *p, const char *id, struct box b, const char *text, enum look look, const char *class);
void pen_note(struct pen *p, const char *id, struct box b, const char *text, enum look look, const char *line_end);

/* Pages in this state, of which a second border says that they are guarded. */
void pen_pages(struct pen *p, const char *id, struct box b, const char *text, enum page_state s, bool guard, const char *class);

/* One line in the middle, in bold or not, of the look's size; one in bold; and one in bold at the left. */
void pen_line(struct pen *p, const char *id, struct box b, const char *text, enum look look, bool bold, const char *why, const char *class);
void pen_bold(struct pen *p, const char *id, struct box b, const char *text, enum look look, const char *why, const char *class);
void pen_heading(struct pen *p, const char *id, struct box b, const char *text, double size, const char *class);

void pen_tag(struct pen *p, const char *id, struct box b, int side, double size);               /* REAL, SIM */
void pen_panel(struct pen *p, const char *id, struct box b);                                    /* the border of a panel */

/* What marks a divergence: hazard tape of `stripes` black and yellow bars, and the sign on it. */
void pen_tape(struct pen *p, const char *id, struct box b, int stripes, enum look look, const char *class);
void pen_not_equal(struct pen *p, const char *id, struct box b, const char *class);

struct route { double x[8], y[8]; int points; };

struct route straight(double x0, double y0, double x1, double y1);

/* An edge along straight pieces; it ends in the arrow head of its look, which is hollow for SIM. */
void pen_edge(struct pen *p, const char *from, const char *to, const char *id, const char *class, struct route w,
              enum look look, bool hollow);

#endif

/*
 * pen.h - the nodes and edges that the panels of a picture are made of.
 *
 * Every node stands in a box, every edge runs along a route, both in points from the top left of the picture;
 * text is cut to its box. Graphviz lays nothing out. What is written goes to the pen's ink; a pen knows the
 * picture that is being drawn.
 *
 * Knows of: dot.h, palette.h, places.h. Used by: picture, and the panels.
 */
#ifndef VIZ_PEN_H
#define VIZ_PEN_H

#include "viz/draw/dot.h"
#include "viz/draw/palette.h"
#include "viz/draw/places.h"
#include "viz/model/model.h"

#define MONO "DejaVu Sans Mono,Consolas,monospace"

struct pen {
	struct ink *out;
	const struct picture *f;
	struct ink label;               /* scratch: fitted, then escaped */
};

struct box box_moved(struct box b, double dx, double dy);

/* A node whose label the caller writes between the two: up to its size, and from its attributes on. */
void pen_open(struct pen *p, const char *id, struct box b);
void pen_close(struct pen *p, const char *attributes, const char *class, const char *id);

/* Lines of text, cut to the box; `line_end` is \n (centred), \l or \r. `attributes` begin with a space. */
void pen_node(struct pen *p, const char *id, struct box b, const char *text, enum dot_font font, double size,
              const char *line_end, const char *attributes, const char *class);

/* The same without a box around it: a node of class txt. */
void pen_note(struct pen *p, const char *id, struct box b, const char *text, double size, const char *align, const char *attributes);

/* One line in bold, in the middle; and at the left. */
void pen_bold(struct pen *p, const char *id, struct box b, const char *text, const char *font_attributes, enum dot_font font,
              double size, const char *attributes, const char *class);
void pen_heading(struct pen *p, const char *id, struct box b, const char *text, double size, const char *class);

void pen_tag(struct pen *p, const char *id, struct box b, int side, const char *size);          /* REAL, SIM */
void pen_panel(struct pen *p, const char *id, struct box b);                                    /* the border of a panel */

/* What marks a divergence: hazard tape of `stripes` black and yellow bars, and the sign on it. */
void pen_tape(struct pen *p, const char *id, struct box b, int stripes, const char *attributes, const char *class);
void pen_not_equal(struct pen *p, const char *id, struct box b, const char *class);

/* Attributes: how a page in this state looks, and a text that appears under the mouse. */
void pen_state(struct ink *i, enum page_state s, const char *size);
void pen_tooltip(struct ink *a, const char *text);

struct route { double x[8], y[8]; int points; };

struct route straight(double x0, double y0, double x1, double y1);

/* An edge along straight pieces; it ends in an arrow head `head` points long, 0: in none. */
void pen_edge(struct pen *p, const char *from, const char *to, const char *id, const char *class, struct route w, double head,
              const char *before, const char *attributes);

#endif

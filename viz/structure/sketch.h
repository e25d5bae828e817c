/*
 * sketch.h - the nodes and edges that a structure diagram is made of, and the step that is being drawn.
 *
 * Unlike a picture's pen a sketch has no places: Graphviz lays out what is written. How a node looks is said by
 * what is true of it (changed, watched, gone), never by colours. How large it is, it is told: draw/label.h.
 *
 * Knows of: draw/dot, draw/label, draw/look, structure, trace/kernel. Used by: graphs, runs, structure.
 */
#ifndef VIZ_SKETCH_H
#define VIZ_SKETCH_H

#include "viz/draw/look.h"
#include "viz/structure/structure.h"
#include "viz/trace/kernel.h"

struct exceptions;                      /* exceptions.h */

struct sketch {
	struct ink *out;
	const struct model *m;
	const struct picture *f;
	enum structure_part part;
	const struct kernel *was, *now; /* at the picture before, and at this one */
	const struct memory_at *memory;         /* of `teller`, at this picture; never NULL */
	const struct memory_at *memory_was;
	const struct trace_file *teller;        /* the simulator's trace, or the only one */
	enum side side;                 /* of the teller */
	size_t row, first_row;          /* of the comparison: what this picture covers */
	const struct exceptions *exceptions;
	struct ink text;                /* scratch */
	struct ink lines;               /* of the card that is open: a byte for the font, the text, a NUL; and so on */
	bool failed;
};

/* What is true of the thing that a node stands for: so it looks. */
struct card {
	int state;                      /* enum page_state, or CARD_PLAIN */
	bool changed, watched, pending, gone, failed, rounded;
	const char *shape;              /* NULL: box */
	const char *class;
	const char *extra;              /* further attributes, or NULL */
};
#define CARD_PLAIN (-1)

/* A node whose label is lines, each in one font: open, lines, close. */
enum line_font { LINE_HEAD, LINE_TEXT, LINE_MONO, LINE_SMALL };
void card_open(struct sketch *s, const char *id);
void card_line(struct sketch *s, enum line_font font, const char *format, ...) __attribute__((format(printf, 3, 4)));
void card_close(struct sketch *s, const struct card *card, const char *tooltip);

/* An edge; `label` may be NULL or have several lines. `extra`: attributes that do not belong to the look, NULL: none. */
void arrow(struct sketch *s, const char *from, const char *to, const char *id, const char *class, const char *label,
           enum look look, const char *extra);

/* An edge that nobody sees: `to` stands so many ranks behind `from`. In a cluster all nodes have to be behind one of them. */
void behind(struct sketch *s, const char *from, const char *to, size_t ranks);

/* A frame around what follows; `margin` in points, more where labels of edges run along its border. */
#define CLUSTER_MARGIN 10
void cluster_open(struct sketch *s, const char *id, int margin, const char *title, const char *note);
void cluster_close(struct sketch *s);

/* A node that only says why there is nothing to draw. */
void remark(struct sketch *s, const char *id, const char *text);

/* A cell of a table that is written by hand; the text is fitted and escaped, `colour` NULL: black. */
void table_cell(struct sketch *s, const char *attributes, enum look look, enum line_font font, const char *colour, const char *text);
#define CELL_PADDING "3"

/* The reservation that covers an address on the teller's side, -1: none; its page. */
int64_t place_of_address(const struct sketch *s, const struct memory_at *memory, uint64_t va, uint64_t *page);

#endif

/*
 * label.h - lines of text in a label, placed by us.
 *
 * Graphviz makes a box as wide as it measures its text, and centres a line by the same measure: by the font that it
 * finds, or by a guess where it finds none. A reader's browser may have another font still. So a line stands at the
 * left of a cell that is as wide as the line is in DejaVu, and an empty cell before it brings it to the middle.
 *
 * Invariants
 *   LABEL-1  where no font is larger than DejaVu, no box and no line depends on what Graphviz measures
 *
 * Knows of: base/ink, dot. Used by: pen, structure/.
 */
#ifndef VIZ_LABEL_H
#define VIZ_LABEL_H

#include "viz/base/ink.h"
#include "viz/draw/dot.h"

struct label_line {
	const char *text;               /* fitted (dot_fit), not yet escaped */
	enum dot_font font;             /* measured by this */
	double size;                    /* points */
	const char *attributes;         /* further ones of its <font>: begin with a space; NULL: none */
	bool bold;
};

/* Lines one below the other, each in the middle: what stands between the < and > of a label. */
void label_block(struct ink *out, const struct label_line *line, size_t lines);

/* A line at the left of so many points, whatever Graphviz measures: it may warn, if a font is wider than DejaVu. */
void label_left(struct ink *out, const struct label_line *line, int width, int height);

/* A line at the left of a cell of a table: <td ATTRIBUTES …>…</td>. `around`: points of border and padding on each side. */
void label_cell(struct ink *out, const char *attributes, const struct label_line *line, int around);

#endif

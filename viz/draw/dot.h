/*
 * dot.h - one frame of the model as a Graphviz drawing.
 *
 * The picture is laid out here to the point: every box has its place in one
 * table, every colour in another, and Graphviz routes nothing. So stepping
 * through a lab, nothing moves but what changed, and plain `dot -Tsvg` draws
 * a frame without any flag.
 *
 * Invariants
 *   D1  a box has the same place in every frame of every lab, but for the runs, the lens window, the ring
 *       and flag of the page at fault, and the marks of a divergence
 *   D2  every node, edge and the graph has an id that matches [a-z][a-z0-9_]*
 *   D3  no text of a trace can leave its label, be read as markup, or be too wide for its box
 *   D4  equal frames give equal bytes
 *
 * Knows of: model.h, palette.h. Used by: frames, overview, quiz, structure.
 */
#ifndef VIZ_DOT_H
#define VIZ_DOT_H

#include "viz/model/model.h"

/* The whole DOT file of a frame, added to `i`. */
void picture_write(struct ink *i, const struct frame *f);

/* One sentence on a column of the page-table entry: what the bit means. */
const char *walk_bit_meaning(int column);

enum dot_font { FONT_SANS, FONT_BOLD, FONT_MONO };

/* Width in points of `text` in DejaVu at `size` points; the estimate that fitting uses. */
double dot_width(const char *text, enum dot_font font, double size);

/*
 * `text` cut in the middle to `width` points, with "…" where something is missing. Control characters and
 * characters that the font lacks become "·" and "?". Nothing is escaped yet.
 */
void dot_fit(struct ink *i, const char *text, enum dot_font font, double size, double width);

void dot_escape_plain(struct ink *i, const char *text);         /* for "…" labels and tooltips; newline becomes \n */
void dot_escape_label(struct ink *i, const char *text);         /* for <…> labels, where Graphviz would take \N for the node's name */
void dot_escape_html(struct ink *i, const char *text);          /* for HTML and XML */

#endif

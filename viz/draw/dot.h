/*
 * dot.h - text for a Graphviz drawing: measured, cut to fit, and escaped.
 *
 * Invariants
 *   DOT-3  no text of a trace can leave its label, be read as markup, or be too wide for its box
 *
 * Knows of: base/ink, base/plain, core/letter. Used by: label, look, pen, picture, svg, book/, structure/.
 */
#ifndef VIZ_DOT_H
#define VIZ_DOT_H

#include "viz/base/ink.h"

enum dot_font { FONT_SANS, FONT_BOLD, FONT_MONO };

/* Width in points of `text` in DejaVu at `size` points, in a browser or for Graphviz, whichever is more: what fitting uses. */
double dot_width(const char *text, enum dot_font font, double size);

/* What any Graphviz takes for it at most, one without a font library included, which guesses. */
double dot_room(const char *text, enum dot_font font, double size);

/* The same in a browser alone; and whether that is exact, and not only enough: letters beyond ASCII are taken for wide ones. */
double dot_length(const char *text, enum dot_font font, double size);
bool dot_is_measured(const char *text);

/*
 * `text` cut in the middle to `width` points, with "…" where something is missing. What is no text becomes
 * an escape that is seen (plain_text). Nothing is escaped for Graphviz yet.
 */
void dot_fit(struct ink *i, const char *text, enum dot_font font, double size, double width);

void dot_escape_plain(struct ink *i, const char *text);         /* for "…" labels and tooltips; newline becomes \n */
void dot_escape_label(struct ink *i, const char *text);         /* for <…> labels, where Graphviz would take \N for the node's name */
void dot_escape_html(struct ink *i, const char *text);          /* for HTML and XML */

#endif

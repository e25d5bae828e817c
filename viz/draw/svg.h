/*
 * svg.h - what Graphviz drew, made ours.
 *
 * Graphviz writes the name of one font, and where a text begins or has its middle; how long the text then is, is up to
 * the fonts of the reader. So a list of fonts takes the place of the one, and each text says how long it is in DejaVu:
 * in another font it is drawn as long, and no letter stands outside of its box. Words are added for those who cannot
 * see the drawing.
 *
 * Invariants
 *   SVG-1  a drawing is the same bytes whether Graphviz drew it alone or among others
 *   SVG-2  every text of which dot.h knows the exact length says it
 *
 * Knows of: base/ink, dot, look. Used by: render, book/.
 */
#ifndef VIZ_SVG_H
#define VIZ_SVG_H

#include <stdint.h>

#include "viz/base/ink.h"

/* Changes whenever what svg_finish() does changes: older drawings are then made anew. */
#define SVG_FINISH 3

/* What stands behind each textLength. */
#define SVG_ADJUST " lengthAdjust=\"spacingAndGlyphs\""

/* `svg` of `size` bytes ends with a NUL. `digest` names the DOT it came from. */
void svg_finish(struct ink *out, const char *svg, size_t size, const char *words, uint64_t digest);

#endif

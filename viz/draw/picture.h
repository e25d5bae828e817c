/*
 * picture.h - one picture of the model as a Graphviz drawing.
 *
 * The picture is laid out here to the point: every box has its place in one
 * table, every look in another, and Graphviz routes nothing. So stepping
 * through a lab, nothing moves but what changed, and plain `dot -Tsvg` draws
 * a picture without any flag.
 *
 * Invariants
 *   PICTURE-1  a box has the same place in every picture of every lab, but for the runs, the lens window, the ring
 *       and flag of the page at fault, and the marks of a divergence
 *   PICTURE-2  every node, edge and the graph has an id that matches [a-z][a-z0-9_]*
 *   PICTURE-4  equal pictures give equal bytes
 *
 * Knows of: dot, model/model, panels. Used by: picture_files, walk, quiz/.
 */
#ifndef VIZ_PICTURE_H
#define VIZ_PICTURE_H

#include "viz/model/model.h"

/* The whole DOT file of a picture, added to `i`. */
void picture_write(struct ink *i, const struct picture *f);

/* One sentence on a column of the page-table entry: what the bit means (walk.c). */
const char *walk_bit_meaning(int column);

#endif

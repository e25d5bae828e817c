/*
 * structure.h - the data structures behind a step, as graphs that Graphviz lays out.
 *
 * A picture has a fixed place for everything and so no room for a tree. Here is the
 * other picture of the same moment: the tree of descriptors, the page tables down
 * to the frames, the lists of frames with what moved between them, and the dispatch
 * of an exception. All comes from the traces; what a trace does
 * not tell is not drawn, and the picture says that.
 *
 * Invariants
 *   STRUCTURE-1  every node, edge, cluster and the graph has an id that matches [a-z][a-z0-9_]*, made from the
 *       thing itself (a descriptor's first page, a table's level and address), so the same thing keeps it
 *   STRUCTURE-2  what changed since the picture before is marked as in the pictures, and in a word or line style as well
 *   STRUCTURE-3  no text of a trace can leave its label; a structure too large for a wall is folded, and says how much
 *   STRUCTURE-4  equal traces give equal bytes
 *
 * Knows of: base/host, draw/dot, draw/label, draw/render, exceptions, graphs, model/model, sketch. Used by:
 * command_structure, sketch, book/.
 */
#ifndef VIZ_STRUCTURE_H
#define VIZ_STRUCTURE_H

#include "viz/model/model.h"
#include "viz/draw/render.h"

enum structure_part { ST_ALL, ST_VADS, ST_TABLES, ST_FRAMES, ST_DISPATCH, ST_PARTS };

/* "all", "vads", "tables", "frames", "dispatch"; ST_PARTS if it is none. */
enum structure_part structure_part_of(const char *name);

/* The number of the picture that `step` names ("75", "fault037-b", "step-0075-fault037-b"); 0: there is none. */
size_t structure_step(const struct model *m, const char *step);

/* The diagram of the picture of this number, added to `out`. False if there is no memory. */
bool structure_draw(const struct model *m, size_t number, enum structure_part part, struct ink *out);

/* The same as a file NAME.dot, with `svg` NAME.svg beside it. `file` ends in ".dot". */
enum render_status structure_write(const struct model *m, size_t number, enum structure_part part, const char *file, bool svg,
                                   char *why, size_t room);

/* Diagrams of all pictures: `folder`/step-NNNN.dot and .svg. Those that are as they were are kept. */
enum render_status structure_write_all(const struct model *m, const char *folder, bool svg, char *why, size_t room);

#endif

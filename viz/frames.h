/*
 * frames.h - the pictures of a lab as files: step-0001-reserve.dot, .svg, ...
 *
 * The DOT files are the product; an SVG is what Graphviz makes of one, plus
 * words for those who cannot see it. Graphviz is started once for all frames
 * (twice for many, side by side), because a process a frame costs four times
 * as much. An SVG that was made of the same DOT before is kept.
 *
 * Invariants
 *   F1  after success the folder holds exactly this lab's frames: no step-* of an earlier run is left
 *   F2  an SVG is the same bytes whether it was rendered alone or with others
 *   F3  a warning of Graphviz is an error here: it would mean text that does not fit its box
 *
 * Knows of: model.h, dot.h, store.h. Used by: book, export, main.
 */
#ifndef VIZ_FRAMES_H
#define VIZ_FRAMES_H

#include "viz/model.h"

enum frames_status { FRAMES_OK = 0, FRAMES_FAILED = 1, FRAMES_NO_DOT = 3 };

/*
 * Write the .dot files of all frames into `folder` (made if missing) and, if `svg`, the .svg files beside
 * them. What goes wrong is said in `why`. FRAMES_NO_DOT: the .dot files are there, Graphviz is not.
 */
enum frames_status frames_write(const struct model *m, const char *folder, bool svg, char *why, size_t room);

/* The same for the frames marked in `wanted` alone, which are then all that is left in `folder`. */
enum frames_status frames_write_some(const struct model *m, const bool *wanted, const char *folder, bool svg, char *why, size_t room);

/* Graphviz's SVG made ours: ids without the batch's prefix, role, description. `digest` names the DOT it came from. */
void frames_finish_svg(struct ink *out, const char *svg, size_t size, const struct frame *f, uint64_t digest);

#endif

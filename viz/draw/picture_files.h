/*
 * picture_files.h - the pictures of a lab as files: step-0001-reserve.dot, .svg, ...
 *
 * Which files, how many processes of Graphviz and what is kept of an earlier
 * run is the matter of render.h; here is only what a picture's drawing and words are.
 *
 * Knows of: model/model, picture, render. Used by: command_frames, export, book/.
 */
#ifndef VIZ_PICTURE_FILES_H
#define VIZ_PICTURE_FILES_H

#include "viz/model/model.h"
#include "viz/draw/render.h"

/*
 * Write the .dot files of all pictures into `folder` (made if missing) and, if `svg`, the .svg files beside
 * them. What goes wrong is said in `why`. RENDER_NO_DOT: the .dot files are there, Graphviz is not.
 */
enum render_status picture_files_write(const struct model *m, const char *folder, bool svg, char *why, size_t room);

/* The same for the pictures marked in `wanted` alone, which are then all that is left in `folder`. */
enum render_status picture_files_write_some(const struct model *m, const bool *wanted, const char *folder, bool svg,
                                             char *why, size_t room);

#endif

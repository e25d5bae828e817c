/*
 * export.h - chosen pictures for a handout, a slide or a chat: PDF, PNG, animated WebP.
 *
 * The pictures are those of picture_files.h, drawn in a hidden folder beside the
 * result. rsvg-convert (librsvg2-bin) makes PDF and PNG of them, img2webp (webp)
 * joins PNGs into one that moves. Both run as children without a shell, in that
 * folder and on names that we chose, so no name from outside reaches them.
 *
 * Invariants
 *   EXPORT-1  a result is whole or is not there; the hidden folder is gone in both cases
 *   EXPORT-2  the same traces give the same bytes: a PDF carries no date of its making
 *
 * Knows of: base/host, base/memory, base/spawn, base/store, model/model, picture_files. Used by:
 * command_export.
 */
#ifndef VIZ_EXPORT_H
#define VIZ_EXPORT_H

#include "viz/model/model.h"

/*
 * Export the pictures of `m` marked in `chosen`. `out` decides what it becomes: NAME.pdf, NAME.png (one picture),
 * NAME.webp, or a folder of step-NNNN-SLUG.png. The exit status of the program, with a sentence in `why` unless 0.
 */
int export_write(const struct model *m, const bool *chosen, const char *out, char *why, size_t room);

#endif

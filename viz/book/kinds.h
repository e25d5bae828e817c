/*
 * kinds.h - the overview's table: how many events of each kind each side had.
 *
 * Knows of: canvas, draw/palette, model/path, model/words, overview. Used by: overview.
 */
#ifndef VIZ_BOOK_KINDS_H
#define VIZ_BOOK_KINDS_H

#include "viz/book/canvas.h"
#include "viz/book/overview.h"

/* overview_count() has counted them. */
void kinds_draw(struct page *p, const struct overview *o);

#endif

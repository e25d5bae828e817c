/*
 * look.h - the overview's list of steps that are worth a look, as links.
 *
 * Knows of: canvas, model/words. Used by: overview.
 */
#ifndef VIZ_BOOK_LOOK_H
#define VIZ_BOOK_LOOK_H

#include "viz/book/canvas.h"

void look_draw(struct page *p);

#endif

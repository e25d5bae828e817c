/*
 * pieces.h - a picture cut into the boxes that it shares with others.
 *
 * Knows of: draw/look, draw/svg, writing. Used by: pictures.
 */
#ifndef VIZ_BOOK_PIECES_H
#define VIZ_BOOK_PIECES_H

#include "viz/book/writing.h"

/*
 * Cut the SVG of a picture into pieces, enter them into the pools, and add their numbers to `l`. `piece` is room that
 * is used again. False if it is no picture of ours, or without memory.
 */
bool pieces_cut(struct writing *w, struct list *l, const char *svg, struct ink *piece);

#endif

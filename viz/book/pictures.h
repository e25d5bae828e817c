/*
 * pictures.h - each picture of the lab book as data: title, facts, variables, questions, and which pieces it is made of.
 *
 * A picture is told by what differs from one shortly before it; every so often one is told in full, so that a jump has
 * not far to go.
 *
 * Knows of: base/store, data, pieces, quiz/quiz, writing. Used by: book.
 */
#ifndef VIZ_BOOK_PICTURES_H
#define VIZ_BOOK_PICTURES_H

#include "viz/book/writing.h"

/* Add all pictures, from their SVGs in the folder `frames`, and the pools that they share. False with a sentence in w->why. */
bool pictures_put(struct writing *w);

#endif

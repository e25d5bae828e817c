/*
 * book.h - the lab book: one index.html that tells the whole run.
 *
 * A single file without any outside asset: it opens from a memory stick in a
 * room without network. The pictures share almost all of their drawing, so each
 * distinct piece is stored once, and a picture is a list of pieces; stepping
 * swaps only those that differ. The look and the behaviour are real files
 * (viz/book/page/) that are taken into the program when it is
 * built.
 *
 * Invariants
 *   BOOK-1  text of a trace reaches the page as data only: JSON with "</" escaped, shown as text, never as markup
 *   BOOK-2  equal traces give equal bytes
 *
 * Knows of: base/store, book_files, draw/dot, model/model, pictures, run, writing. Used by: command_book.
 */
#ifndef VIZ_BOOK_H
#define VIZ_BOOK_H

#include "viz/model/model.h"

/* What the traces need not say: the lab's title, and its text. NULL: its file name, and the text in the traces. */
struct book_about { const char *title, *source; };

/* Write `out`/index.html from the pictures' SVGs in `out`/frames. False with a sentence in `why`. */
bool book_write(const struct model *m, const char *out, struct book_about about, char *why, size_t room);

#endif

/*
 * run.h - what the lab book's data say of the run as a whole: the sides and the result, the rows of the comparison, the
 * first page, and which diagrams of structures lie beside the book.
 *
 * Knows of: base/joined, data, overview, writing. Used by: book.
 */
#ifndef VIZ_BOOK_RUN_H
#define VIZ_BOOK_RUN_H

#include "viz/book/writing.h"

/* Each adds its members. `source`: the lab's text, or NULL for the one in the traces. */
void run_head(struct writing *w, const char *title, const char *source);
void run_rows(struct writing *w);
void run_overview(struct writing *w);
void run_structures(struct writing *w);

#endif

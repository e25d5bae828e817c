/*
 * data.h - the lab book's data: JSON that stands within a script element of the page.
 *
 * Invariants
 *   DATA-1  text of a trace reaches the page as data only: what a script element could take for its end, for a comment
 *       or for another script is escaped
 *   DATA-2  a page is valid UTF-8, and what acts or is not seen is shown as an escape (core/letter.h)
 *
 * Knows of: base/ink, core/letter. Used by: pictures, run.
 */
#ifndef VIZ_BOOK_DATA_H
#define VIZ_BOOK_DATA_H

#include "viz/base/ink.h"

/* A string with its quotes: of that many bytes, or up to the NUL. */
void data_text(struct ink *i, const char *text, size_t size);
void data_string(struct ink *i, const char *text);

/* "name":"text" */
void data_member(struct ink *i, const char *name, const char *text);

#endif

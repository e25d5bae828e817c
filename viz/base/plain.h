/*
 * plain.h - text of strangers, made harmless for where it goes.
 *
 * Names of labs, answers of students and what a lab printed may hold anything:
 * bytes that are no UTF-8, codes that move the cursor of a terminal or turn the
 * direction of writing, markup. Each function takes such a text and adds what is
 * safe in one kind of output, always valid UTF-8.
 *
 * A byte that is no part of a character becomes \xf6, and so does a character that
 * would act or not be seen, in text and in HTML: \n, \x1b, \u202e (core/letter.h).
 *
 * Invariants
 *   PLAIN-1  what is added is valid UTF-8, whatever came in
 *   PLAIN-2  plain_text() and plain_html() add no newline and no other control character, plain_lines() newlines and tabs alone
 *
 * Knows of: core/letter, ink. Used by: compare/, draw/, judge/, quiz/, trace/.
 */
#ifndef VIZ_PLAIN_H
#define VIZ_PLAIN_H

#include "viz/base/ink.h"

void plain_text(struct ink *i, const char *text);       /* for a terminal or a text file, on one line */
void plain_html(struct ink *i, const char *text);       /* for HTML, also within "…" */
void plain_lines(struct ink *i, const char *text);      /* the same on as many lines as it has */
void plain_json(struct ink *i, const char *text);       /* a JSON string, with its quotes */

#endif

/*
 * plain.h - text of strangers, made harmless for where it goes.
 *
 * Names of labs, answers of students and what a lab printed may hold anything:
 * bytes that are no UTF-8, codes that move the cursor of a terminal or turn the
 * direction of writing, markup. Each function takes such a text and adds what is
 * safe in one kind of output, always valid UTF-8.
 *
 * A byte that is no part of a character becomes U+FFFD; control characters become
 * an escape (\n, \x1b, \u202e) where they would act, in text and in HTML.
 *
 * Invariants
 *   PLAIN-1  what is added is valid UTF-8, whatever came in
 *   PLAIN-2  plain_text() and plain_html() add no newline and no other control character
 *
 * Knows of: ink. Used by: judge/, quiz/.
 */
#ifndef VIZ_PLAIN_H
#define VIZ_PLAIN_H

#include <stddef.h>
#include <stdint.h>

#include "viz/base/ink.h"

/* One character of UTF-8 at `p`, where `size` > 0 bytes are: its bytes and its number, or 1 and 0xfffd. */
size_t plain_take(const char *p, size_t size, uint32_t *c);

void plain_text(struct ink *i, const char *text);       /* for a terminal or a text file, on one line */
void plain_html(struct ink *i, const char *text);       /* for HTML, also within "…" */
void plain_json(struct ink *i, const char *text);       /* a JSON string, with its quotes */

#endif

/*
 * typeset.h - text for a terminal: measured, wrapped, and harmless.
 *
 * What a lab prints and what its file is called come from strangers. Sent to a
 * terminal as they are, they could move the cursor, change its colours or hide
 * what follows. So every text passes one function that takes it apart into
 * atoms: a character as it is, or a control character (the C1 ones and those
 * that turn the direction of writing included) as an escape like \x1b. Atoms
 * are measured in columns, for some characters take two and some none.
 *
 * Colour is a help, never a fact: what a style says is also in the words, in
 * brackets or in a sign. Without `colour` the text is the same, without codes.
 *
 * Invariants
 *   TYPESET-1  no line is wider than `width` columns, which is at least TYPE_LEAST
 *   TYPESET-2  no byte below 0x20 but newline and our own codes is written, and those only with `colour`
 *   TYPESET-3  a style begins and ends within a line
 *
 * Knows of: core/letter, ink. Used by: judge/, quiz/, text/.
 */
#ifndef VIZ_TYPESET_H
#define VIZ_TYPESET_H

#include "viz/base/ink.h"

enum { TYPE_LEAST = 20, TYPE_MAX = 1000 };

enum type_style {
	TS_PLAIN, TS_TITLE, TS_HEADING, TS_FAINT, TS_CHANGED, TS_DIFFERS, TS_FAILED, TS_RESIDENT, TS_COMMITTED
};

struct typeset {
	struct ink *out;
	unsigned width;
	bool colour;
	bool ascii;                     /* signs such as ≠ and → are spelled, other foreign characters escaped */
	unsigned hang;                  /* column in which wrapped lines begin */
	unsigned column;                /* of the next character */
};

/* Words, wrapped at spaces to column `hang`; newlines count as spaces. */
void line_text(struct typeset *t, enum type_style s, const char *text);
void line_printf(struct typeset *t, enum type_style s, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Exactly `columns` wide: padded at the right, or cut in the middle. */
void line_cell(struct typeset *t, enum type_style s, const char *text, unsigned columns);

/* The first characters of a text, as far as `columns` go: is that all of it? */
bool line_start(struct typeset *t, const char *text, unsigned columns);

/* The same as far as the line has room, not padded: one line, whatever the text is. */
void line_rest(struct typeset *t, enum type_style s, const char *text);

void line_to(struct typeset *t, unsigned column);       /* spaces up to there, at least none */
void line_end(struct typeset *t);                       /* the line ends */

unsigned line_columns(const char *text, bool ascii);

#endif

/*
 * joined.h - text that comes in pieces, which may part in the middle of a character.
 *
 * A program that prints byte by byte writes "ö" as two outputs, neither of which is text.
 * So what it has written so far is joined: the beginning of a character waits for the rest,
 * as it does in a terminal, and is shown as bytes only when something else comes.
 *
 * Invariants
 *   JOINED-1  what was added, and joined_end(), give the same text however it was cut into pieces
 *   JOINED-2  after each piece the text is valid UTF-8, with bytes as core/letter.h has them
 *
 * Knows of: core/letter, ink. Used by: book/, judge/, quiz/, text/, trace/.
 */
#ifndef VIZ_JOINED_H
#define VIZ_JOINED_H

#include "core/letter.h"
#include "viz/base/ink.h"

struct joined {
	struct ink *out;
	char half[LETTER_BYTES];        /* of a character */
	size_t used;
};

void joined_add(struct joined *j, const char *text);
void joined_letter(struct joined *j, uint32_t c);
void joined_byte(struct joined *j, unsigned char byte);
void joined_end(struct joined *j);      /* nothing follows */

#endif

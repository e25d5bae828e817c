/*
 * printed.h - which numbers of a printed text are the machine's own.
 *
 * A program prints addresses of its variables, of what malloc gave it, of functions; or the time. Such a number is
 * another one in the next run, and says nothing about the lab. A reader of two traces cannot know that from
 * the text. So the event of an output says what such a word is: "stack", "heap", "image", "time". An address in a
 * reservation of the lab is none of them, for it has a portable form (places.h), by which it can be compared.
 *
 * A word is the longest run of letters, digits and '_'. It is taken for a number of at least PRINTED_LEAST if it reads as one:
 * hexadecimal, with or without 0x before it or an h behind it, or decimal.
 *
 * Portable C11. Knows of: trace. Used by: tracer, sim/record/.
 */
#ifndef FAULTLAB_PRINTED_H
#define FAULTLAB_PRINTED_H

#include "trace.h"

#define PRINTED_LEAST 0x10000   /* a smaller number is no address */
#define PRINTED_ASKED 512       /* numbers looked at in one text */
#define PRINTED_TOLD  64        /* and words told */

/* What the number is, in one word; NULL: nothing of the machine's. */
typedef const char *printed_what(void *context, uint64_t value);

/* The member `machine` of the open event, if any word of the text is the machine's. */
void printed_tell(struct trace *t, const char *text, size_t size_bytes, printed_what *what, void *context);

#endif

/*
 * words.h - short texts put together, without the C library.
 *
 * The tracer's code stands on pages of its own, and what it calls of the C library does not (own.lds). All inline.
 *
 * Knows of: nothing. Used by: seh, tracer, watch.
 */
#ifndef FAULTLAB_WORDS_H
#define FAULTLAB_WORDS_H

#include <stddef.h>
#include <stdint.h>

#define WORDS_ROOM 384

struct words {
	char text[WORDS_ROOM];          /* ends with a NUL; what has no room is left out */
	size_t used;
};

static inline void words_add(struct words *w, const char *text)
{
	for (; *text && w->used < WORDS_ROOM - 1; text++)
		w->text[w->used++] = *text;
	w->text[w->used] = '\0';
}

/* In this base, with zeros before it up to so many digits. */
static inline void words_digits(struct words *w, uint64_t value, unsigned base, unsigned least)
{
	char digits[24];
	size_t i = sizeof digits - 1;

	digits[i] = '\0';
	do {
		digits[--i] = "0123456789ABCDEF"[value % base];
		value /= base;
	} while (value || sizeof digits - 1 - i < least);
	words_add(w, digits + i);
}

static inline void words_number(struct words *w, uint64_t value)
{
	words_digits(w, value, 10, 1);
}

#endif

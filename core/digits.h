/*
 * digits.h - numbers as text, where there may be no C library to do it.
 *
 * The runtime of the real side runs within calls of the lab, so it stays off printf.
 *
 * Knows of: nothing. Used by: handles, places.
 */
#ifndef FAULTLAB_DIGITS_H
#define FAULTLAB_DIGITS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* `value` in base 10 or 16, unterminated; returns its length. 20 bytes of room are enough. */
static inline size_t digits_put(char *out, uint64_t value, unsigned base)
{
	char digits[20];
	size_t i = sizeof digits, length;

	do
		digits[--i] = "0123456789abcdef"[value % base];
	while (value /= base);
	length = sizeof digits - i;
	memcpy(out, digits + i, length);
	return length;
}

#endif

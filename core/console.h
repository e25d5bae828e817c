/*
 * console.h - the standard output of a lab.
 *
 * Knows of: nothing. Used by: desk, older, output, wide.
 */
#ifndef FAULTLAB_CONSOLE_H
#define FAULTLAB_CONSOLE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define CONSOLE_USUAL 512       /* characters of a text that needs no memory of its own */

/* What a format and its arguments make: `length` bytes at `text`. */
struct console_text {
	char *text, usual[CONSOLE_USUAL];
	size_t length;
};

/* False: it cannot be made. An argument may fault: that is the lab's own exception. Forget the text in any case. */
bool console_text(struct console_text *text, const char *format, va_list arguments);
void console_forget(struct console_text *text);

/* Wide text as text, in one piece: as much of it as can be spelled. */
bool console_write_wide(const wchar_t *from, size_t length, FILE *file);

/* Memory that is not in the way of a lab's reservations; given back unless it is `usual`. */
void *console_take(size_t size_bytes);
void console_give(void *memory, const void *usual);

#endif

/*
 * text.c - text that grows at its end, and the wrapping of words. See text.h.
 */
#include "sim/exercise/text.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void text_add(struct text *t, const char *format, ...)
{
	va_list list;
	int n;

	va_start(list, format);
	n = vsnprintf(t->bytes + t->used, TEXT_ROOM - t->used, format, list);
	va_end(list);
	assert(n >= 0 && (size_t)n < TEXT_ROOM - t->used);
	t->used += (size_t)n;
}

void text_wrap(struct text *t, const char *prefix, size_t columns, const char *line)
{
	size_t column = 0;

	assert(strlen(prefix) < columns);
	while (*line != '\0') {
		size_t word = strcspn(line, " ");

		if (column != 0 && column + 1 + word > columns) {
			text_add(t, "\n");
			column = 0;
		}
		text_add(t, "%s%.*s", column == 0 ? prefix : " ", (int)word, line);
		column += (column == 0 ? strlen(prefix) : 1) + word;
		line += word + strspn(line + word, " ");
	}
	text_add(t, "\n");
}

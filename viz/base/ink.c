/* ink.c - see ink.h. */
#include "viz/base/ink.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool ink_room(struct ink *i, size_t more)
{
	size_t room = i->room ? i->room : 256;
	char *text;

	if (i->failed)
		return false;
	if (more < i->room - i->used)
		return true;
	while (room - i->used <= more)
		room *= 2;
	text = realloc(i->text, room);
	if (!text) {
		i->failed = true;
		return false;
	}
	i->text = text;
	i->room = room;
	return true;
}

void ink_add(struct ink *i, const char *bytes, size_t size)
{
	if (!ink_room(i, size))
		return;
	if (size)
		memcpy(i->text + i->used, bytes, size);
	i->used += size;
	i->text[i->used] = '\0';
}

void ink_puts(struct ink *i, const char *string)
{
	ink_add(i, string, strlen(string));
}

void ink_vprintf(struct ink *i, const char *format, va_list args)
{
	va_list again;
	int n;

	va_copy(again, args);
	n = vsnprintf(NULL, 0, format, args);
	if (n >= 0 && ink_room(i, (size_t)n)) {
		vsnprintf(i->text + i->used, (size_t)n + 1, format, again);
		i->used += (size_t)n;
	}
	va_end(again);
}

void ink_printf(struct ink *i, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	ink_vprintf(i, format, args);
	va_end(args);
}

void ink_clear(struct ink *i)
{
	i->used = 0;
	if (i->text)
		i->text[0] = '\0';
}

void ink_free(struct ink *i)
{
	free(i->text);
	*i = (struct ink){ 0 };
}

/* data.c - see data.h. */
#include "viz/book/data.h"

#include <string.h>

/* DATA-1: nothing that a script element could take for its end, for a comment or for another script. */
static bool must_escape(const char *p, const char *end)
{
	unsigned char c = (unsigned char)*p;

	if (c == '<' && p + 1 < end)
		return p[1] == '/' || p[1] == '!' || p[1] == 's' || p[1] == 'S';
	return c < 0x20 || c == '"' || c == '\\';
}

void data_text(struct ink *i, const char *text, size_t size)
{
	const char *end = text + size, *from = text;

	ink_puts(i, "\"");
	for (const char *p = text; p < end; p++) {
		if (!must_escape(p, end))
			continue;
		ink_add(i, from, (size_t)(p - from));
		from = p + 1;
		if (*p == '<' && p[1] == '/')
			ink_puts(i, "<\\");
		else if (*p == '"' || *p == '\\')
			ink_printf(i, "\\%c", *p);
		else if (*p == '\n')
			ink_puts(i, "\\n");
		else
			ink_printf(i, "\\u%04x", (unsigned char)*p);
	}
	ink_add(i, from, (size_t)(end - from));
	ink_puts(i, "\"");
}

void data_string(struct ink *i, const char *text)
{
	data_text(i, text, strlen(text));
}

void data_member(struct ink *i, const char *name, const char *text)
{
	ink_printf(i, "\"%s\":", name);
	data_string(i, text);
}

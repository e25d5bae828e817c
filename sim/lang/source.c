/* source.c - see source.h. */
#include "sim/lang/source.h"

#include <string.h>

void source_split(char *text, size_t size_bytes)
{
	for (size_t i = 0; i < size_bytes; i++)
		if (text[i] == '\r' && (i + 1 == size_bytes || text[i + 1] != '\n'))
			text[i] = '\n';
}

static bool begins(const struct source *s, const char *mark)
{
	return s->size_bytes >= 2 && memcmp(s->text, mark, 2) == 0;
}

/* The line in which a byte is. */
static uint32_t line_of(const char *text, const char *at)
{
	uint32_t line = 1;

	for (; text < at; text++)
		line += *text == '\n';
	return line;
}

bool source_accept(struct diag *d, struct source *s, char *text)
{
	const char *zero = memchr(text, '\0', s->size_bytes);

	s->text = text;
	if (begins(s, "\xff\xfe") || begins(s, "\xfe\xff")) {
		diag_refuse(d, s, 1, "the file is in UTF-16, which the compiler does not read: save it as UTF-8");
		return false;
	}
	source_split(text, s->size_bytes);
	if (!zero)
		return true;
	diag_refuse(d, s, line_of(text, zero), "there is a zero byte in this line, and none in C: if the file is in UTF-16, save it as UTF-8");
	return false;
}

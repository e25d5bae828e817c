/* data.c - see data.h. */
#include "viz/book/data.h"

#include <string.h>

#include "core/letter.h"

/* DATA-1: nothing that a script element could take for its end, for a comment or for another script. */
static bool must_escape(const char *p, const char *end)
{
	unsigned char c = (unsigned char)*p;

	if (c == '<' && p + 1 < end)
		return p[1] == '/' || p[1] == '!' || p[1] == 's' || p[1] == 'S';
	return c < 0x20 || c == '"' || c == '\\' || c >= 0x7f;
}

/* DATA-2: a character beyond ASCII, or a control character: itself, or an escape with the backslash that JSON wants before its own. */
static void put_letter(struct ink *i, uint32_t c)
{
	char shown[LETTER_SHOWN];
	size_t n = letter_show(c, shown);

	if (c < 0x80 || letter_is_byte(c) || letter_is_control(c))
		ink_puts(i, "\\");
	ink_add(i, shown, n);
}

static size_t escape(struct ink *i, const char *p, const char *end)
{
	uint32_t c;
	size_t n = letter_take(p, (size_t)(end - p), &c);

	if (c == '<')
		ink_puts(i, p[1] == '/' ? "<\\" : "\\u003c");
	else if (c == '"' || c == '\\')
		ink_printf(i, "\\%c", *p);
	else if (c == '\n' || c == '\t' || c == '\r')
		ink_printf(i, "\\%c", c == '\n' ? 'n' : c == '\t' ? 't' : 'r');
	else
		put_letter(i, c);
	return n;
}

void data_text(struct ink *i, const char *text, size_t size)
{
	const char *end = text + size, *from = text, *p = text;

	ink_puts(i, "\"");
	while (p < end) {
		if (!must_escape(p, end)) {
			p++;
			continue;
		}
		ink_add(i, from, (size_t)(p - from));
		from = p += escape(i, p, end);
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

/* plain.c - see plain.h. */
#include "viz/base/plain.h"

#include <string.h>

#include "core/letter.h"

static void put_shown(struct ink *i, uint32_t c)
{
	char shown[LETTER_SHOWN];

	ink_add(i, shown, letter_show(c, shown));
}

static const char *entity(uint32_t c)
{
	return c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '"' ? "&quot;" : c == '\'' ? "&#39;" : NULL;
}

static void put(struct ink *i, const char *text, bool html, const char *as_they_are)
{
	size_t left = strlen(text), n;
	uint32_t c;

	ink_add(i, "", 0);
	for (; left; text += n, left -= n) {
		n = letter_take(text, left, &c);
		if (html && entity(c))
			ink_puts(i, entity(c));
		else if (c < 0x80 && strchr(as_they_are, (char)c))
			ink_add(i, text, n);
		else
			put_shown(i, c);
	}
}

void plain_text(struct ink *i, const char *text)
{
	put(i, text, false, "");
}

void plain_html(struct ink *i, const char *text)
{
	put(i, text, true, "");
}

void plain_lines(struct ink *i, const char *text)
{
	put(i, text, false, "\n\t");
}

void plain_json(struct ink *i, const char *text)
{
	size_t left = strlen(text), n;
	uint32_t c;

	ink_puts(i, "\"");
	for (; left; text += n, left -= n) {
		n = letter_take(text, left, &c);
		if (c == '"' || c == '\\')
			ink_printf(i, "\\%c", (char)c);
		else if (c == '\n')
			ink_puts(i, "\\n");
		else if (letter_is_byte(c))
			ink_printf(i, "\\\\x%02x", (unsigned)(c & 0xff));
		else if (letter_is_control(c) && c < 0x10000)
			ink_printf(i, "\\u%04x", (unsigned)c);
		else
			ink_add(i, text, n);
	}
	ink_puts(i, "\"");
}

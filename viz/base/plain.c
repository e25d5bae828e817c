/* plain.c - see plain.h. */
#include "viz/base/plain.h"

#include <string.h>

#define LOST "\xef\xbf\xbd"             /* U+FFFD, the replacement character */

size_t plain_take(const char *p, size_t size, uint32_t *c)
{
	static const uint32_t least[] = { 0, 0x80, 0x800, 0x10000 };
	const unsigned char *b = (const unsigned char *)p;
	size_t more = b[0] < 0x80 ? 0 : b[0] < 0xc2 ? size : b[0] < 0xe0 ? 1 : b[0] < 0xf0 ? 2 : b[0] < 0xf5 ? 3 : size;

	*c = 0xfffd;
	if (more >= size)
		return 1;
	uint32_t n = more ? b[0] & (0x3fu >> more) : b[0];
	for (size_t i = 1; i <= more; i++) {
		if ((b[i] & 0xc0) != 0x80)
			return 1;
		n = n << 6 | (b[i] & 0x3f);
	}
	if (n < least[more] || n > 0x10ffff || (n >= 0xd800 && n < 0xe000))
		return 1;
	*c = n;
	return more + 1;
}

/* Acts on a terminal or on the order of other characters, rather than being seen. */
static bool is_control(uint32_t c)
{
	static const struct { uint32_t first, last; } r[] = {
		{ 0x0, 0x1f }, { 0x7f, 0x9f }, { 0xad, 0xad }, { 0x61c, 0x61c }, { 0x180e, 0x180e }, { 0x200b, 0x200f },
		{ 0x2028, 0x202e }, { 0x2060, 0x206f }, { 0xfeff, 0xfeff }, { 0xfff9, 0xfffb }, { 0xe0000, 0xe0fff }
	};

	for (size_t i = 0; i < sizeof r / sizeof r[0]; i++)
		if (c >= r[i].first && c <= r[i].last)
			return true;
	return false;
}

static void put_escape(struct ink *i, uint32_t c)
{
	if (c == '\n' || c == '\t' || c == '\r')
		ink_puts(i, c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\r");
	else
		ink_printf(i, c < 0x100 ? "\\x%02x" : "\\u%04x", (unsigned)c);
}

static const char *entity(uint32_t c)
{
	return c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '"' ? "&quot;" : c == '\'' ? "&#39;" : NULL;
}

static void put(struct ink *i, const char *text, bool html)
{
	size_t left = strlen(text), n;
	uint32_t c;

	for (; left; text += n, left -= n) {
		n = plain_take(text, left, &c);
		if (is_control(c))
			put_escape(i, c);
		else if (html && entity(c))
			ink_puts(i, entity(c));
		else if (c == 0xfffd)
			ink_puts(i, LOST);
		else
			ink_add(i, text, n);
	}
}

void plain_text(struct ink *i, const char *text)
{
	put(i, text, false);
}

void plain_html(struct ink *i, const char *text)
{
	put(i, text, true);
}

void plain_json(struct ink *i, const char *text)
{
	size_t left = strlen(text), n;
	uint32_t c;

	ink_puts(i, "\"");
	for (; left; text += n, left -= n) {
		n = plain_take(text, left, &c);
		if (c == '"' || c == '\\')
			ink_printf(i, "\\%c", (char)c);
		else if (c == '\n')
			ink_puts(i, "\\n");
		else if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029)
			ink_printf(i, "\\u%04x", (unsigned)c);
		else if (c == 0xfffd)
			ink_puts(i, LOST);
		else
			ink_add(i, text, n);
	}
	ink_puts(i, "\"");
}

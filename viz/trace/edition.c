/* edition.c - see edition.h. */
#include "viz/trace/edition.h"

#include <string.h>

#define BEFORE 12               /* bytes told before the difference, where a line is long */

/* The line at *at, without its end; *at goes to the next one, to NULL behind the last. */
static const char *next_line(const char **at, size_t *size)
{
	const char *line = *at, *end;

	*size = 0;
	if (!line)
		return NULL;
	end = strchr(line, '\n');
	*at = end && end[1] ? end + 1 : NULL;
	*size = end ? (size_t)(end - line) : strlen(line);
	if (*size && line[*size - 1] == '\r')
		--*size;
	return line;
}

static size_t common(const struct edition *e)
{
	size_t n = 0;

	while (n < e->size[0] && n < e->size[1] && e->text[0][n] == e->text[1][n])
		n++;
	return n;
}

bool edition_differs(const char *a, const char *b, struct edition *e)
{
	*e = (struct edition){ 0 };
	if (!a || !b)
		return false;
	while (a || b) {
		e->line++;
		e->text[0] = next_line(&a, &e->size[0]);
		e->text[1] = next_line(&b, &e->size[1]);
		e->same = common(e);
		if (!e->text[0] || !e->text[1] || e->same < e->size[0] || e->same < e->size[1])
			return true;
	}
	return false;
}

const char *edition_text(struct keep *k, const struct edition *e, int which)
{
	const char *text = e->text[which];
	size_t from = e->same > 2 * BEFORE ? e->same - BEFORE : 0;

	if (!text)
		return "nothing";
	while (from && ((unsigned char)text[from] & 0xc0) == 0x80)      /* never half a character */
		from--;
	return keep_printf(k, "%s%.*s", from ? "\u2026" : "", (int)(e->size[which] - from), text + from);
}

/* lines.c - see lines.h. */
#include "sim/replay/lines.h"

#include <stdlib.h>
#include <string.h>

bool lines_init(struct lines *l, struct source *source)
{
	*l = (struct lines){ .source = source, .number = 1, .wide = -2, .half = -1 };
	l->buffer = calloc(1, LINES_PIECE + 1 + LINES_SLACK);
	l->at = l->end = l->buffer;
	return l->buffer != NULL;
}

void lines_free(struct lines *l)
{
	free(l->buffer);
	l->buffer = NULL;
}

/* The last line's end among `size` bytes; NULL if there is none. What memrchr() does where there is one. */
static char *last_end(char *text, size_t size)
{
	while (size > 0)
		if (text[--size] == '\n')
			return text + size;
	return NULL;
}

int lines_wide(const unsigned char *head, size_t size_bytes)
{
	if (size_bytes >= 2 && head[0] == 0xff && head[1] == 0xfe)
		return 0;
	return size_bytes >= 2 && head[0] == 0xfe && head[1] == 0xff ? 1 : -1;
}

/* The mark at the beginning is not text. How many bytes of it `to` has now; -1 after an error. */
static ssize_t begin(struct lines *l, char *to)
{
	static const unsigned char utf8[] = { 0xef, 0xbb, 0xbf };
	unsigned char head[3];
	ssize_t n = source_fill(l->source, head, sizeof head);

	if (n < 0)
		return -1;
	l->wide = lines_wide(head, (size_t)n);
	if (n == 3 && memcmp(head, utf8, 3) == 0)
		return 0;
	if (l->wide >= 0) {
		l->half = n == 3 ? head[2] : -1;
		return 0;
	}
	memcpy(to, head, (size_t)n);
	return n;
}

/* Letters of two bytes become ASCII, where they lie. How many there are. */
static ssize_t narrow(struct lines *l, char *text, ssize_t size)
{
	ssize_t n = 0;

	for (ssize_t i = 0; i < size; i++) {
		int byte = (unsigned char)text[i], first = l->half;

		l->half = first < 0 ? byte : -1;
		if (first >= 0)
			text[n++] = (l->wide ? first : byte) ? '?' : (char)(l->wide ? byte : first);
	}
	return n;
}

/* source_read() of text. */
static ssize_t read_text(struct lines *l, char *to, size_t room)
{
	ssize_t n = 0;

	if (l->wide == -2 && (n = begin(l, to)) != 0)
		return n;
	do
		n = source_read(l->source, to, room);
	while (l->wide >= 0 && n > 0 && (n = narrow(l, to, n)) == 0);
	return n;
}

/* Read on behind what is there, until there is a line's end. Where the whole lines stop; NULL after an error. */
static char *fill(struct lines *l)
{
	while (l->used < LINES_PIECE && !l->at_end) {
		char *from = l->buffer + l->used, *last;
		ssize_t n = read_text(l, from, LINES_PIECE - l->used);

		if (n < 0)
			return NULL;
		l->at_end = n == 0;
		l->used += (size_t)n;
		last = last_end(from, (size_t)n);
		if (last)
			return last + 1;
	}
	return l->buffer;
}

/* Drop the rest of a cut line, its end included. False after an error. */
static bool drop_rest(struct lines *l)
{
	char *eol = NULL;

	while (!eol) {
		ssize_t n = read_text(l, l->buffer, LINES_PIECE);

		if (n < 0)
			return false;
		l->used = (size_t)n;
		l->at_end = n == 0;
		eol = n == 0 ? l->buffer : memchr(l->buffer, '\n', (size_t)n);
	}
	if (l->used > 0) {
		l->used -= (size_t)(eol + 1 - l->buffer);
		memmove(l->buffer, eol + 1, l->used);
	}
	l->end = l->buffer;
	l->is_cut = false;
	return true;
}

int lines_more(struct lines *l)
{
	size_t taken = (size_t)(l->end - l->buffer);
	char *whole;

	if (l->is_cut) {
		if (!drop_rest(l))
			return -1;
	} else {
		l->used -= taken < l->used ? taken : l->used;
		memmove(l->buffer, l->end, l->used);
	}
	l->at = l->end = l->buffer;
	whole = l->used > 0 ? last_end(l->buffer, l->used) : NULL;
	whole = whole ? whole + 1 : fill(l);
	if (!whole)
		return -1;
	if (whole == l->buffer) {       /* no end of a line: the last one, or a very long one */
		if (l->used == 0)
			return 0;
		l->is_cut = !l->at_end;
		whole = l->buffer + l->used;
		*whole++ = '\n';
	}
	l->end = whole;
	return 1;
}

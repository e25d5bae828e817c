/* typeset.c - see typeset.h. */
#include "viz/base/typeset.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/letter.h"

/* ---- atoms ---- */

struct atom {
	char text[16];
	unsigned columns;
	size_t bytes;                   /* of the source */
};

/* How our own signs are spelled where there is only ASCII. */
static const char *spelled(uint32_t c)
{
	static const struct { uint32_t sign; const char *text; } signs[] = {
		{ 0xb7, "." }, { 0xd7, "x" }, { 0x2013, "-" }, { 0x2026, "..." }, { 0x2192, "->" }, { 0x2248, "~=" }, { 0x2260, "!=" },
		{ 0x2717, "x" }
	};

	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
		if (signs[i].sign == c)
			return signs[i].text;
	return NULL;
}

/* Of a text that ends in a zero: no more of it is looked at than there is. */
static void next_atom(const char *text, bool ascii, struct atom *a)
{
	uint32_t c;
	const char *sign;
	size_t n;

	a->bytes = letter_take(text, strnlen(text, LETTER_BYTES), &c);
	sign = ascii ? spelled(c) : NULL;
	if (sign)
		n = (size_t)snprintf(a->text, sizeof a->text, "%s", sign);
	else if (ascii && c > 0x7e && !letter_is_byte(c))
		n = (size_t)snprintf(a->text, sizeof a->text, c > 0xffff ? "\\U%08x" : "\\u%04x", (unsigned)c);
	else
		n = letter_show(c, a->text);
	a->text[n] = '\0';
	a->columns = n > a->bytes || sign || letter_is_byte(c) ? (unsigned)n : letter_columns(c);
}

unsigned line_columns(const char *text, bool ascii)
{
	unsigned columns = 0;
	struct atom a;

	for (; *text; text += a.bytes) {
		next_atom(text, ascii, &a);
		columns += a.columns;
	}
	return columns;
}

/* ---- styles ---- */

static const char *const codes[] = {
	[TS_PLAIN]     = NULL,
	[TS_TITLE]     = "1",
	[TS_HEADING]   = "1",
	[TS_FAINT]     = "2",
	[TS_CHANGED]   = "1;35",
	[TS_DIFFERS]   = "1;30;43",
	[TS_FAILED]    = "1;31",
	[TS_RESIDENT]  = "97;44",
	[TS_COMMITTED] = "30;46"
};

static void style_on(struct typeset *t, enum type_style s)
{
	if (t->colour && codes[s])
		ink_printf(t->out, "\033[%sm", codes[s]);
}

static void style_off(struct typeset *t, enum type_style s)
{
	if (t->colour && codes[s])
		ink_puts(t->out, "\033[0m");
}

/* ---- lines ---- */

void line_end(struct typeset *t)
{
	while (t->out->used && t->out->text[t->out->used - 1] == ' ')
		t->out->used--;
	ink_puts(t->out, "\n");
	t->column = 0;
}

void line_to(struct typeset *t, unsigned column)
{
	for (; t->column < column && t->column < t->width; t->column++)
		ink_puts(t->out, " ");
}

static void wrap(struct typeset *t)
{
	line_end(t);
	line_to(t, t->hang < t->width / 2 ? t->hang : t->width / 2);
}

static bool is_gap(char c)
{
	return c == ' ' || c == '\n';
}

static void break_line(struct typeset *t, enum type_style s)
{
	style_off(t, s);
	wrap(t);
	style_on(t, s);
}

/* A word, broken where it must be. */
static void word(struct typeset *t, enum type_style s, const char *text, size_t bytes)
{
	struct atom a;

	for (size_t i = 0; i < bytes; i += a.bytes) {
		next_atom(text + i, t->ascii, &a);
		if (t->column + a.columns > t->width)
			break_line(t, s);
		ink_puts(t->out, a.text);
		t->column += a.columns;
	}
}

static unsigned columns_upto(const char *text, size_t bytes, bool ascii)
{
	unsigned columns = 0;
	struct atom a;

	for (size_t i = 0; i < bytes; i += a.bytes) {
		next_atom(text + i, ascii, &a);
		columns += a.columns;
	}
	return columns;
}

static size_t gap_of(const char *text)
{
	size_t n = 0;

	while (is_gap(text[n]))
		n++;
	return n;
}

static size_t word_of(const char *text)
{
	size_t n = 0;

	while (text[n] && !is_gap(text[n]))
		n++;
	return n;
}

void line_text(struct typeset *t, enum type_style s, const char *text)
{
	unsigned left = t->hang < t->width / 2 ? t->hang : t->width / 2;
	bool on = false;

	while (text[gap_of(text)]) {
		size_t gap = gap_of(text), bytes = word_of(text += gap);
		unsigned columns = columns_upto(text, bytes, t->ascii);
		bool full = t->column > left && t->column + gap + columns > t->width && (gap || columns <= t->width - left);

		if (full && on)
			break_line(t, s);
		else if (full)
			wrap(t);
		else
			line_to(t, t->column + (unsigned)(gap < t->width ? gap : t->width));
		if (!on)
			style_on(t, s);
		on = true;
		word(t, s, text, bytes);
		text += bytes;
	}
	if (on)
		style_off(t, s);
}

void line_printf(struct typeset *t, enum type_style s, const char *format, ...)
{
	va_list args;
	struct ink i = { 0 };

	va_start(args, format);
	ink_vprintf(&i, format, args);
	va_end(args);
	if (i.failed)
		t->out->failed = true;
	else if (i.text)
		line_text(t, s, i.text);
	ink_free(&i);
}

/* Its first atoms, at most `columns` wide. */
static unsigned put_head(struct typeset *t, const char *text, unsigned columns)
{
	unsigned used = 0;
	struct atom a;

	for (; *text; text += a.bytes) {
		next_atom(text, t->ascii, &a);
		if (used + a.columns > columns)
			break;
		ink_puts(t->out, a.text);
		used += a.columns;
	}
	return used;
}

bool line_start(struct typeset *t, const char *text, unsigned columns)
{
	t->column += put_head(t, text, columns);
	return line_columns(text, t->ascii) <= columns;
}

static const char *tail_of(const char *text, unsigned columns, bool ascii)
{
	unsigned all = line_columns(text, ascii);
	struct atom a;

	for (; *text && all > columns; text += a.bytes) {
		next_atom(text, ascii, &a);
		all -= a.columns;
	}
	return text;
}

static unsigned put_cut(struct typeset *t, const char *text, unsigned columns)
{
	const char *dots = t->ascii ? "..." : "\u2026";
	unsigned gap = t->ascii ? 3 : 1, head, used;

	if (line_columns(text, t->ascii) <= columns)
		return put_head(t, text, columns);
	if (columns < gap + 2)
		return put_head(t, text, columns);
	head = (columns - gap + 1) / 2;
	used = put_head(t, text, head);
	ink_puts(t->out, dots);
	return used + gap + put_head(t, tail_of(text, columns - gap - used, t->ascii), columns - gap - used);
}

void line_cell(struct typeset *t, enum type_style s, const char *text, unsigned columns)
{
	unsigned room = t->width > t->column ? t->width - t->column : 0, used;

	if (columns > room)
		columns = room;
	style_on(t, s);
	used = put_cut(t, text, columns);
	style_off(t, s);
	t->column += used;
	line_to(t, t->column + columns - used);
}

void line_rest(struct typeset *t, enum type_style s, const char *text)
{
	unsigned room = t->width > t->column ? t->width - t->column : 0;

	style_on(t, s);
	t->column += put_cut(t, text, room);
	style_off(t, s);
}

/* typeset.c - see typeset.h. */
#include "viz/base/typeset.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- atoms ---- */

struct atom {
	char text[16];
	unsigned columns;
	size_t bytes;                   /* of the source */
};

struct code_points { uint32_t first, last; };

static bool within(uint32_t c, const struct code_points *r, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (c >= r[i].first && c <= r[i].last)
			return true;
	return false;
}

/* Characters that act on a terminal or on the order of the others, rather than being seen. */
static bool is_control(uint32_t c)
{
	static const struct code_points r[] = {
		{ 0x0, 0x1f }, { 0x7f, 0x9f }, { 0xad, 0xad }, { 0x61c, 0x61c }, { 0x180e, 0x180e }, { 0x200b, 0x200f },
		{ 0x2028, 0x202e }, { 0x2060, 0x206f }, { 0xfe00, 0xfe0f }, { 0xfeff, 0xfeff }, { 0xfff0, 0xfffb }, { 0xe0000, 0xe0fff }
	};

	return within(c, r, sizeof r / sizeof r[0]);
}

static unsigned columns_of(uint32_t c)
{
	static const struct code_points none[] = {
		{ 0x300, 0x36f }, { 0x483, 0x489 }, { 0x591, 0x5bd }, { 0x610, 0x61a }, { 0x64b, 0x65f }, { 0x1ab0, 0x1aff },
		{ 0x1dc0, 0x1dff }, { 0x20d0, 0x20ff }, { 0xfe20, 0xfe2f }
	};
	static const struct code_points two[] = {
		{ 0x1100, 0x115f }, { 0x2e80, 0x303e }, { 0x3041, 0xa4cf }, { 0xac00, 0xd7a3 }, { 0xf900, 0xfaff },
		{ 0xfe30, 0xfe6f }, { 0xff00, 0xff60 }, { 0xffe0, 0xffe6 }, { 0x1f300, 0x1f64f }, { 0x1f680, 0x1f6ff },
		{ 0x1f900, 0x1f9ff }, { 0x20000, 0x3fffd }
	};

	if (c < 0x300 || within(c, none, sizeof none / sizeof none[0]))
		return c < 0x300;
	return within(c, two, sizeof two / sizeof two[0]) ? 2 : 1;
}

/* One character of UTF-8; what is none gives false. */
static bool decode(const unsigned char *p, uint32_t *c, size_t *bytes)
{
	size_t more = *p < 0x80 ? 0 : *p >= 0xf0 && *p < 0xf5 ? 3 : *p >= 0xe0 ? 2 : *p >= 0xc2 ? 1 : 9;

	if (more == 9 || *p >= 0xf5)
		return false;
	*c = more ? *p & (0x3f >> more) : *p;
	for (size_t i = 1; i <= more; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return false;
		*c = *c << 6 | (p[i] & 0x3f);
	}
	*bytes = more + 1;
	return true;
}

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

static void next_atom(const char *text, bool ascii, struct atom *a)
{
	uint32_t c;
	const char *sign;

	if (!decode((const unsigned char *)text, &c, &a->bytes)) {
		a->bytes = 1;
		a->columns = (unsigned)snprintf(a->text, sizeof a->text, "\\x%02x", (unsigned char)*text);
	} else if (ascii && (sign = spelled(c))) {
		a->columns = (unsigned)snprintf(a->text, sizeof a->text, "%s", sign);
	} else if (c == '\t' || c == '\r') {
		a->columns = (unsigned)snprintf(a->text, sizeof a->text, "\\%c", c == '\t' ? 't' : 'r');
	} else if (is_control(c) || (ascii && c > 0x7e)) {
		a->columns = (unsigned)snprintf(a->text, sizeof a->text, c < 0x100 ? "\\x%02x" : "\\u%04x", (unsigned)c);
	} else {
		memcpy(a->text, text, a->bytes);
		a->text[a->bytes] = '\0';
		a->columns = columns_of(c);
	}
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

/* Atoms of `text` from `from` on, at most `columns` wide. */
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

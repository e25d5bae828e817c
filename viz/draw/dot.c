/*
 * dot.c - text for a picture: measured, cut to fit, and escaped (dot.h, DOT-3).
 *
 * Graphviz places text by its own metrics, which a browser need not share; so the
 * widths here are those of the fonts, and nothing is left to a guess. What cannot be
 * drawn is shown as something that can.
 */
#include "viz/draw/dot.h"

#include <string.h>

/* ---- widths of DejaVu Sans and DejaVu Sans Bold, thousandths of the size, from U+0020 to U+007E ---- */

static const unsigned short regular_widths[95] = {
	318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,
	636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531,
	1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
	603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500,
	500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,
	635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
};
static const unsigned short bold_widths[95] = {
	348, 456, 521, 838, 696, 1002, 872, 306, 457, 457, 523, 838, 380, 415, 380, 365,
	696, 696, 696, 696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 580,
	1000, 774, 762, 734, 830, 683, 683, 821, 837, 372, 372, 775, 637, 995, 837, 850,
	733, 850, 770, 720, 682, 812, 774, 1103, 771, 724, 725, 457, 365, 457, 838, 500,
	500, 675, 716, 593, 716, 678, 435, 716, 712, 343, 343, 665, 343, 1042, 712, 687,
	716, 716, 493, 595, 478, 712, 652, 924, 645, 652, 582, 712, 365, 712, 838,
};

/* ---- text ---- */

/* The character at *p, which is moved past it; text of a trace is valid UTF-8 (READER-3). */
static unsigned take(const char **p)
{
	const unsigned char *s = (const unsigned char *)*p;
	unsigned c = s[0];
	int more = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : c >= 0xc0 ? 1 : 0;

	if (more)
		c &= 0x3fu >> more;
	for (int i = 1; i <= more; i++) {
		if ((s[i] & 0xc0) != 0x80) {
			more = i - 1;
			break;
		}
		c = c << 6 | (s[i] & 0x3f);
	}
	*p += more + 1;
	return c;
}

/* Signs of our own that DejaVu has, beside the alphabets. */
static bool drawable(unsigned c)
{
	static const unsigned signs[] = { 0x2013, 0x2014, 0x2026, 0x2192, 0x2260, 0x2717, 0x25bc, 0x20ac, 0x2248 };

	if (c < 0x180)
		return c >= 0xa0 || (c >= 0x20 && c < 0x7f);
	if ((c >= 0x391 && c < 0x3ca && c != 0x3a2) || (c >= 0x400 && c < 0x460))
		return true;
	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
		if (c == signs[i])
			return true;
	return false;
}

static unsigned seen_as(unsigned c)
{
	if (c < 0x20 || c == 0x7f || (c >= 0x80 && c < 0xa0) || c == 0xad || c == 0x2400)
		return 0xb7;
	return drawable(c) ? c : '?';
}

static double char_width(unsigned c, enum dot_font font)
{
	if (font == FONT_MONO)
		return 0.602;
	if (c >= 0x20 && c < 0x7f)
		return (font == FONT_BOLD ? bold_widths : regular_widths)[c - 0x20] / 1000.0;
	if (c == 0xb7)
		return 0.38;
	if (c == 0x2013)
		return 0.5;
	if (c == 0x2026)
		return 1.0;
	if (c == 0xd7 || (c >= 0x2000 && c < 0x3000))
		return 0.85;
	return font == FONT_BOLD ? 1.56 : 1.43;
}

/* Graphviz measures with every advance rounded to a pixel at 96 dots an inch; points. */
static double on_pixels(double em, double size)
{
	return (double)(long)(em * size * 96 / 72 + 0.5) * 72 / 96;
}

/* A browser does not round: the text must fit either way. */
double dot_width(const char *text, enum dot_font font, double size)
{
	double even = 0, rounded = 0;

	while (*text) {
		double em = char_width(seen_as(take(&text)), font);

		even += em * size;
		rounded += on_pixels(em, size);
	}
	return even > rounded ? even : rounded;
}

/* The larger of the two for one character, in points. */
static double advance(unsigned c, enum dot_font font, double size)
{
	double em = char_width(seen_as(c), font), rounded = on_pixels(em, size);

	return em * size > rounded ? em * size : rounded;
}

static void put_char(struct ink *i, unsigned c)
{
	char b[4];

	if (c < 0x80)
		ink_add(i, (char[]){ (char)c }, 1);
	else if (c < 0x800)
		ink_add(i, (b[0] = (char)(0xc0 | c >> 6), b[1] = (char)(0x80 | (c & 0x3f)), b), 2);
	else
		ink_add(i, (b[0] = (char)(0xe0 | c >> 12), b[1] = (char)(0x80 | (c >> 6 & 0x3f)), b[2] = (char)(0x80 | (c & 0x3f)), b), 3);
}

static void put_seen(struct ink *i, const char *from, const char *to)
{
	while (from < to)
		put_char(i, seen_as(take(&from)));
}

static const char *step_back(const char *start, const char *p)
{
	do
		p--;
	while (p > start && ((unsigned char)*p & 0xc0) == 0x80);
	return p;
}

void dot_fit(struct ink *i, const char *text, enum dot_font font, double size, double width)
{
	const char *end = text + strlen(text), *head = text, *tail = end;
	double room = width - advance(0x2026, font, size);

	if (dot_width(text, font, size) <= width) {
		put_seen(i, text, end);
		return;
	}
	while (head < tail) {
		const char *next = head, *back = step_back(text, tail), *p = back;
		double w = advance(take(&next), font, size);

		if (room < w)
			break;
		room -= w;
		head = next;
		if (back < head)
			break;
		w = advance(take(&p), font, size);
		if (room < w)
			break;
		room -= w;
		tail = back;
	}
	put_seen(i, text, head);
	ink_puts(i, "\u2026");
	put_seen(i, tail, end);
}

void dot_escape_plain(struct ink *i, const char *text)
{
	for (; *text; text++) {
		if (*text == '"')
			ink_puts(i, "\\\"");
		else if (*text == '\\')
			ink_puts(i, "\\\\");
		else if (*text == '&')
			ink_puts(i, "&amp;");
		else if (*text == '\n')
			ink_puts(i, "\\n");
		else if ((unsigned char)*text < 0x20)
			ink_puts(i, "\u00b7");
		else
			ink_add(i, text, 1);
	}
}

static void escape_markup(struct ink *i, const char *text, const char *backslash)
{
	for (; *text; text++) {
		if (*text == '&')
			ink_puts(i, "&amp;");
		else if (*text == '<')
			ink_puts(i, "&lt;");
		else if (*text == '>')
			ink_puts(i, "&gt;");
		else if (*text == '"')
			ink_puts(i, "&quot;");
		else if (*text == '\\')
			ink_puts(i, backslash);
		else if ((unsigned char)*text < 0x20)
			ink_puts(i, "\u00b7");
		else
			ink_add(i, text, 1);
	}
}

void dot_escape_html(struct ink *i, const char *text)
{
	escape_markup(i, text, "\\");
}

void dot_escape_label(struct ink *i, const char *text)
{
	escape_markup(i, text, "\\\\");
}

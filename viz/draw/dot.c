/*
 * dot.c - text for a picture: measured, cut to fit, and escaped (dot.h, DOT-3).
 *
 * Graphviz places text by its own metrics, which a browser need not share; so the
 * widths here are those of the fonts, and nothing is left to a guess but the width of
 * a character that DejaVu lacks. What would not be seen is shown as an escape.
 */
#include "viz/draw/dot.h"

#include <string.h>

#include "core/letter.h"
#include "viz/base/plain.h"

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

/* Signs of our own, beside the alphabets. */
static const struct sign { unsigned c; unsigned short regular, bold; } signs[] = {
	{ 0xa0, 318, 348 }, { 0xb7, 318, 380 }, { 0xd7, 838, 838 }, { 0x394, 684, 774 }, { 0x2013, 500, 500 },
	{ 0x2014, 1000, 1000 }, { 0x2026, 1000, 1000 }, { 0x20ac, 636, 696 }, { 0x2192, 838, 838 }, { 0x2248, 838, 838 },
	{ 0x2260, 838, 838 }, { 0x25bc, 769, 769 }, { 0x2717, 838, 838 }
};

/* ---- text ---- */

/* The character at *p, which is moved past it. */
static unsigned take(const char **p)
{
	uint32_t c;

	*p += letter_take(*p, strnlen(*p, LETTER_BYTES), &c);
	return c;
}

static const struct sign *sign_of(unsigned c)
{
	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
		if (c == signs[i].c)
			return &signs[i];
	return NULL;
}

/* Does DejaVu have it? A browser takes another font for what it lacks. */
static bool is_in_font(unsigned c)
{
	if (c < 0x180 || (c >= 0x391 && c < 0x3ca) || (c >= 0x400 && c < 0x460))
		return true;
	return sign_of(c) != NULL;
}

/* Of a character that comes from another font: what is two columns wide is square there, and the widest letters are not twice that. */
static double foreign_width(unsigned c, enum dot_font font)
{
	unsigned columns = letter_columns(c);

	if (columns == 2)
		return c < 0x1f000 ? 1.0 : 1.3;
	return columns == 0 ? 0 : font == FONT_BOLD ? 1.56 : 1.43;
}

static double char_width(unsigned c, enum dot_font font)
{
	const struct sign *sign = sign_of(c);

	if (!is_in_font(c))
		return foreign_width(c, font);
	if (font == FONT_MONO)
		return 0.602;
	if (c >= 0x20 && c < 0x7f)
		return (font == FONT_BOLD ? bold_widths : regular_widths)[c - 0x20] / 1000.0;
	if (sign)
		return (font == FONT_BOLD ? sign->bold : sign->regular) / 1000.0;
	return font == FONT_BOLD ? 1.56 : 1.43;
}

/* Graphviz measures with every advance rounded to a pixel at 96 dots an inch; points. */
static double on_pixels(double em, double size)
{
	return (double)(long)(em * size * 96 / 72 + 0.5) * 72 / 96;
}

/* A browser does not round. */
double dot_length(const char *text, enum dot_font font, double size)
{
	double even = 0;

	while (*text)
		even += char_width(take(&text), font) * size;
	return even;
}

/* The text must fit either way. */
double dot_width(const char *text, enum dot_font font, double size)
{
	double even = dot_length(text, font, size), rounded = 0;

	while (*text)
		rounded += on_pixels(char_width(take(&text), font), size);
	return even > rounded ? even : rounded;
}

bool dot_is_measured(const char *text)
{
	while (*text) {
		unsigned c = take(&text);

		if ((c < 0x20 || c >= 0x7f) && !sign_of(c))
			return false;
	}
	return true;
}

/*
 * A Graphviz without a font library knows DejaVu Sans, where it takes each byte of a character beyond ASCII for a space; in
 * place of DejaVu Sans Mono it takes Times, whose capitals and a few others are wider.
 */
static double guess(unsigned char byte, enum dot_font font)
{
	if (font == FONT_MONO)
		return strchr("@%MW", byte) ? 0.95 : strchr("mw", byte) ? 0.78 : byte >= 'A' && byte <= 'Z' ? 0.73 : 0.602;
	return byte < 0x80 ? char_width(byte, font) : char_width(' ', font);
}

double dot_room(const char *text, enum dot_font font, double size)
{
	double width = dot_width(text, font, size), guessed = 0;

	for (const char *p = text; *p; p++)
		guessed += guess((unsigned char)*p, font) * size;
	return (width > guessed ? width : guessed) * 1.02 + 1;
}

/* The larger of the two for one character, in points. */
static double advance(unsigned c, enum dot_font font, double size)
{
	double em = char_width(c, font), rounded = on_pixels(em, size);

	return em * size > rounded ? em * size : rounded;
}

static const char *step_back(const char *start, const char *p)
{
	do
		p--;
	while (p > start && ((unsigned char)*p & 0xc0) == 0x80);
	return p;
}

/* What fits of a text that may be shown as it stands. */
static void fit(struct ink *i, const char *text, enum dot_font font, double size, double width)
{
	const char *end = text + strlen(text), *head = text, *tail = end;
	double room = width - advance(0x2026, font, size);

	if (dot_width(text, font, size) <= width) {
		ink_add(i, text, (size_t)(end - text));
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
	ink_add(i, text, (size_t)(head - text));
	ink_puts(i, "\u2026");
	ink_add(i, tail, (size_t)(end - tail));
}

void dot_fit(struct ink *i, const char *text, enum dot_font font, double size, double width)
{
	struct ink shown = { 0 };

	plain_text(&shown, text);
	if (shown.failed)
		i->failed = true;
	else
		fit(i, shown.text, font, size, width);
	ink_free(&shown);
}

/* How a kind of text writes what means something in it; NULL: as it is. */
struct spelling { const char *quote, *backslash, *less, *more, *newline; };

static const char *spelled(const struct spelling *how, uint32_t c)
{
	switch (c) {
	case '"':  return how->quote;
	case '\\': return how->backslash;
	case '<':  return how->less;
	case '>':  return how->more;
	case '&':  return "&amp;";
	case '\n': return how->newline;
	default:   return NULL;
	}
}

/* An escape that letter_show() makes has a backslash of its own. */
static void escape(struct ink *i, const char *text, const struct spelling *how)
{
	char shown[LETTER_SHOWN];
	uint32_t c;

	while (*text) {
		size_t bytes = letter_take(text, strnlen(text, LETTER_BYTES), &c), n = letter_show(c, shown);
		bool escaped = n != bytes || c < 0x20;

		text += bytes;
		if (spelled(how, c)) {
			ink_puts(i, spelled(how, c));
			continue;
		}
		if (escaped)
			ink_puts(i, how->backslash);
		ink_add(i, shown + escaped, n - escaped);
	}
}

void dot_escape_plain(struct ink *i, const char *text)
{
	escape(i, text, &(struct spelling){ "\\\"", "\\\\", NULL, NULL, "\\n" });
}

void dot_escape_html(struct ink *i, const char *text)
{
	escape(i, text, &(struct spelling){ "&quot;", "\\", "&lt;", "&gt;", NULL });
}

void dot_escape_label(struct ink *i, const char *text)
{
	escape(i, text, &(struct spelling){ "&quot;", "\\\\", "&lt;", "&gt;", NULL });
}

/* output.c - the panel of what the lab has printed so far. */
#include "viz/text/panels.h"

#include <string.h>

#include "core/letter.h"

static size_t lines_of(const char *text, size_t size)
{
	size_t n = 0;

	for (const char *p = text, *end = text + size; p < end; n++) {
		p = memchr(p, '\n', (size_t)(end - p));
		if (!p)
			return n + 1;
		p++;
	}
	return n;
}

/* Tabs as the spaces that they stand for on a terminal. */
static void write_output_line(struct typeset *t, const char *text, size_t size)
{
	struct ink line = { 0 };
	char shown[LETTER_SHOWN];
	size_t column = 0, n, width;
	uint32_t c;

	for (size_t at = 0; at < size; at += n) {
		n = letter_take(text + at, size - at, &c);
		width = letter_show(c, shown);
		if (c == '\t')
			ink_add(&line, "        ", width = 8 - column % 8);
		else
			ink_add(&line, text + at, n);
		column += c == '\t' || width > n ? width : letter_columns(c);
	}
	line_to(t, t->hang = 4);
	line_text(t, TS_PLAIN, line.text ? line.text : "");
	line_end(t);
	t->hang = 0;
	ink_free(&line);
}

static void write_text(struct typeset *t, const struct show *s, int side, size_t size, size_t most)
{
	const char *p = s->text[side].text, *end = p + size;
	size_t lines = size ? lines_of(p, size) : 0, skip = lines > most ? lines - most : 0;

	if (!lines)
		line_text(t, TS_FAINT, "    nothing yet");
	else if (skip)
		line_printf(t, TS_FAINT, "    (%zu line%s before)", skip, skip == 1 ? "" : "s");
	if (!lines || skip)
		line_end(t);
	for (size_t i = 0; i < lines; i++) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));
		size_t n = (size_t)((stop ? stop : end) - p);

		if (i >= skip)
			write_output_line(t, p, n);
		p += n + 1;
	}
}

void show_output(struct typeset *t, const struct show *s, const struct picture *f, size_t most)
{
	size_t size[SIDES] = { s->printed[0][f->row], s->printed[1][f->row] };
	bool both = show_has_side(s, 0) && show_has_side(s, 1);

	if (both && size[0] == size[1] && size[0] <= s->same) {
		show_title(t, "OUTPUT SO FAR", "the same on both sides");
		write_text(t, s, SIDE_REAL, size[0], most);
		return;
	}
	for (int k = 0; k < SIDES; k++) {
		if (!show_has_side(s, k))
			continue;
		show_title(t, "OUTPUT SO FAR", both ? k ? "SIM: differs" : "REAL: differs" : show_side_names[k]);
		write_text(t, s, k, size[k], most);
	}
}

/* pen.c - see pen.h. */
#include "viz/draw/pen.h"

#include <stdio.h>
#include <string.h>

#define NOTE_MARGIN 3.0         /* points beside a text at the left */
#define PAGE_TEXT 10.5          /* points: the word on a page, or on a run of them */

/* Fixed notation, at most `places` decimals, zeros cut: equal numbers are equal bytes. */
static void number(struct ink *i, double v, int places)
{
	char s[32];
	int n = snprintf(s, sizeof s, "%.*f", places, v);

	while (n && s[n - 1] == '0')
		n--;
	if (n && s[n - 1] == '.')
		n--;
	s[n] = '\0';
	ink_puts(i, strcmp(s, "-0") ? s : "0");
}

/* Graphviz counts from the bottom. */
static void point(struct ink *i, double x, double y)
{
	number(i, x, 2);
	ink_puts(i, ",");
	number(i, G_CANVAS.h - y, 2);
}

struct box box_moved(struct box b, double dx, double dy)
{
	b.x += dx;
	b.y += dy;
	return b;
}

void pen_open(struct pen *p, const char *id, struct box b)
{
	ink_printf(p->out, "  \"%s\" [pos=\"", id);
	point(p->out, b.x + b.w / 2, b.y + b.h / 2);
	ink_puts(p->out, "\" width=");
	number(p->out, b.w / 72, 4);
	ink_puts(p->out, " height=");
	number(p->out, b.h / 72, 4);
}

static void end_node(struct pen *p, const char *why, const char *class, const char *id)
{
	if (why) {
		ink_puts(p->out, " tooltip=\"");
		dot_escape_plain(p->out, why);
		ink_puts(p->out, "\"");
	}
	ink_printf(p->out, " class=\"%s\" id=\"%s\"];\n", class, id);
}

static void close_node(struct pen *p, enum look look, const char *why, const char *class, const char *id)
{
	ink_puts(p->out, looks[look].attributes);
	end_node(p, why, class, id);
}

void pen_close(struct pen *p, enum look look, const char *class, const char *id)
{
	close_node(p, look, NULL, class, id);
}

/* Every line of `text` fitted and escaped, as many as the box is high for; `line_end` is \n (centred), \l or \r. */
static void fitted_lines(struct pen *p, const char *text, enum dot_font font, double size, struct box b, const char *line_end)
{
	int room = (int)(b.h / (size * 1.17));
	char line[1024];

	for (bool more = true; more;) {
		size_t n = --room > 0 ? strcspn(text, "\n") : strlen(text), k = n < sizeof line - 1 ? n : sizeof line - 1;

		while (k && k < n && ((unsigned char)text[k] & 0xc0) == 0x80)
			k--;
		memcpy(line, text, k);
		line[k] = '\0';
		more = text[n] == '\n';
		text += n + more;
		ink_clear(&p->label);
		dot_fit(&p->label, line, font, size, b.w - 1);
		dot_escape_plain(p->out, p->label.used ? p->label.text : "");
		if (more || strcmp(line_end, "\\n"))
			ink_puts(p->out, line_end);
	}
}

static void open_text(struct pen *p, const char *id, struct box b, const char *text, enum dot_font font, double size,
                      const char *line_end)
{
	pen_open(p, id, b);
	ink_puts(p->out, " label=\"");
	if (*text)
		fitted_lines(p, text, font, size, b, line_end);
	ink_puts(p->out, "\"");
}

/* A table as large as the box but for `margin` points on both sides, with one cell. */
static void open_left(struct pen *p, const char *id, struct box b, double margin, const char *text, struct label_line line)
{
	double width = b.w - 2 * margin;

	pen_open(p, id, b);
	ink_clear(&p->label);
	dot_fit(&p->label, text, line.font, line.size, width * 0.98 - 1);       /* see dot_room() */
	line.text = p->label.used ? p->label.text : "";
	ink_puts(p->out, " label=<");
	label_left(p->out, &line, (int)width, (int)b.h);
	ink_puts(p->out, ">");
}

void pen_text(struct pen *p, const char *id, struct box b, const char *text, enum look look, const char *line_end,
              const char *why, const char *class)
{
	if (strcmp(line_end, "\\l") == 0 && !strchr(text, '\n') && *text)
		open_left(p, id, b, NOTE_MARGIN, text, (struct label_line){ .font = looks[look].font, .size = looks[look].size });
	else
		open_text(p, id, b, text, looks[look].font, looks[look].size, line_end);
	close_node(p, look, why, class, id);
}

void pen_node(struct pen *p, const char *id, struct box b, const char *text, enum look look, const char *class)
{
	pen_text(p, id, b, text, look, "\\n", NULL, class);
}

void pen_note(struct pen *p, const char *id, struct box b, const char *text, enum look look, const char *line_end)
{
	pen_text(p, id, b, text, look, line_end, NULL, "txt");
}

void pen_pages(struct pen *p, const char *id, struct box b, const char *text, enum page_state s, bool guard, const char *class)
{
	const struct palette_state *state = &palette_states[s];

	open_text(p, id, b, text, FONT_SANS, PAGE_TEXT, "\\n");
	ink_printf(p->out, " fillcolor=\"%s\"", state->fill);
	if (state->line)
		ink_printf(p->out, " color=\"%s\"", state->line);
	ink_printf(p->out, " style=\"%s\" fontsize=%.1f fontcolor=\"%s\"", state->style, PAGE_TEXT, state->text);
	if (guard)
		ink_puts(p->out, " peripheries=2");
	end_node(p, NULL, class, id);
}

/* One line, fitted to the box, as an HTML-like label: the whole of it in one font. */
static void open_line(struct pen *p, const char *id, struct box b, const char *text, enum look look, double size, bool bold)
{
	struct label_line line = { .font = looks[look].font, .size = size, .bold = bold, .attributes = looks[look].label };

	pen_open(p, id, b);
	ink_clear(&p->label);
	dot_fit(&p->label, text, line.font, size, b.w - 2);
	line.text = p->label.used ? p->label.text : "";
	ink_puts(p->out, " label=<");
	label_block(p->out, &line, 1);
	ink_puts(p->out, ">");
}

void pen_line(struct pen *p, const char *id, struct box b, const char *text, enum look look, bool bold, const char *why, const char *class)
{
	open_line(p, id, b, text, look, looks[look].size, bold);
	close_node(p, look, why, class, id);
}

void pen_bold(struct pen *p, const char *id, struct box b, const char *text, enum look look, const char *why, const char *class)
{
	pen_line(p, id, b, text, look, true, why, class);
}

void pen_heading(struct pen *p, const char *id, struct box b, const char *text, double size, const char *class)
{
	open_left(p, id, b, 0, text, (struct label_line){ .font = FONT_BOLD, .size = size, .bold = true });
	pen_close(p, LOOK_HEADING, class, id);
}

void pen_tag(struct pen *p, const char *id, struct box b, int side, double size)
{
	bool real = side == SIDE_REAL;
	enum look look = real ? LOOK_TAG_REAL : LOOK_TAG_SIM;

	open_line(p, id, b, real ? "REAL" : "SIM", look, size, true);
	pen_close(p, look, real ? "tag real" : "tag sim", id);
}

void pen_panel(struct pen *p, const char *id, struct box b)
{
	pen_node(p, id, b, "", LOOK_PANEL, "panel");
}

/* Hazard tape of `stripes` black and yellow bars. */
void pen_tape(struct pen *p, const char *id, struct box b, int stripes, enum look look, const char *class)
{
	pen_open(p, id, b);
	ink_puts(p->out, " label=\"\" fillcolor=\"");
	for (int i = 0; i < stripes; i++)
		ink_puts(p->out, i == 0 ? BLACK : i % 2 ? ":" YELLOW : ":" BLACK);
	ink_puts(p->out, "\"");
	pen_close(p, look, class, id);
}

void pen_not_equal(struct pen *p, const char *id, struct box b, const char *class)
{
	pen_bold(p, id, b, "\u2260", LOOK_NOT_EQUAL, NULL, class);
}

/* Newton's square root: no library for one number. */
static double root(double v)
{
	double r = v > 1 ? v : 1;

	for (int i = 0; i < 40; i++)
		r = (r + v / r) / 2;
	return r;
}

/* Each piece is told to Graphviz as thirds; the line itself ends where the arrow head begins. */
void pen_edge(struct pen *p, const char *from, const char *to, const char *id, const char *class, struct route w,
              enum look look, bool hollow)
{
	int last = w.points - 1;
	double tx = w.x[last], ty = w.y[last], head = looks[look].size;

	ink_printf(p->out, "  \"%s\" -> \"%s\" [pos=\"", from, to);
	if (head > 0) {
		double dx = tx - w.x[last - 1], dy = ty - w.y[last - 1], len = root(dx * dx + dy * dy);

		ink_puts(p->out, "e,");
		point(p->out, tx, ty);
		ink_puts(p->out, " ");
		w.x[last] = tx - dx / len * head;
		w.y[last] = ty - dy / len * head;
	}
	point(p->out, w.x[0], w.y[0]);
	for (int i = 1; i < w.points; i++)
		for (int third = 1; third <= 3; third++) {
			ink_puts(p->out, " ");
			point(p->out, w.x[i - 1] + (w.x[i] - w.x[i - 1]) * third / 3, w.y[i - 1] + (w.y[i] - w.y[i - 1]) * third / 3);
		}
	ink_printf(p->out, "\"%s id=\"%s\" class=\"%s\"%s];\n", hollow ? " arrowhead=empty" : "", id, class,
	           looks[look].attributes);
}

struct route straight(double x0, double y0, double x1, double y1)
{
	return (struct route){ { x0, x1 }, { y0, y1 }, 2 };
}

/* canvas.c - see canvas.h. */
#include "viz/book/canvas.h"

#include <string.h>

#include "viz/draw/dot.h"
#include "viz/draw/palette.h"

void canvas_words(struct page *p, double x, double y, double size, const char *attributes, const char *text, double width)
{
	struct ink fitted = { 0 };

	dot_fit(&fitted, text, strstr(attributes, "bold") ? FONT_BOLD : FONT_SANS, size, width);
	ink_printf(p->out, "<text x=\"%g\" y=\"%g\" font-size=\"%g\"%s>", x, y, size, attributes);
	dot_escape_html(p->out, fitted.text ? fitted.text : "");
	ink_puts(p->out, "</text>\n");
	ink_free(&fitted);
}

void canvas_panel(struct page *p, double x, double y, double w, double h, const char *title)
{
	ink_printf(p->out, "<rect x=\"%g\" y=\"%g\" width=\"%g\" height=\"%g\" fill=\"none\" stroke=\"" PANEL_LN "\"/>\n", x, y, w, h);
	canvas_words(p, x + 6, y + 14, 11, " font-weight=\"bold\"", title, w - 12);
}

void canvas_tag(struct page *p, double x, double y, int side)
{
	ink_printf(p->out, "<rect x=\"%g\" y=\"%g\" width=\"42\" height=\"14\"%s stroke=\"" BLACK "\" fill=\"%s\"/>\n", x, y,
	           side == SIDE_SIM ? " rx=\"5\"" : "", side == SIDE_SIM ? WHITE : BLACK);
	canvas_words(p, x + 21, y + 10.8, 10, side == SIDE_SIM ? " text-anchor=\"middle\" font-weight=\"bold\"" :
	      " text-anchor=\"middle\" font-weight=\"bold\" fill=\"" WHITE "\"", side == SIDE_SIM ? "SIM" : "REAL", 40);
}

double canvas_place(const struct page *p, size_t row)
{
	return TIME_X + (double)row * TIME_W / (double)p->c->rows;
}

enum picture_verdict canvas_verdict(const struct page *p)
{
	if (!p->c->trace[SIDE_REAL] || !p->c->trace[SIDE_SIM])
		return p->c->trace[SIDE_REAL] ? PV_REAL_ALONE : PV_SIM_ALONE;
	return p->c->first < p->c->rows ? PV_DIVERGE : PV_AGREE;
}

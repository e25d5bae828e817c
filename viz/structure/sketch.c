/* sketch.c - see sketch.h. */
#include "viz/structure/sketch.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "viz/draw/dot.h"

#define LINE_WIDTH    250.0             /* points: what does not fit is cut in the middle */

static const struct { const char *open, *close; enum dot_font font; double size; } fonts[] = {
	[LINE_HEAD] = { "<font point-size=\"13\"><b>", "</b></font>", FONT_BOLD, 13 },
	[LINE_TEXT] = { "<font point-size=\"12\">", "</font>", FONT_SANS, 12 },
	[LINE_MONO] = { "<font point-size=\"12\" face=\"" MONO "\">", "</font>", FONT_MONO, 12 }
};

void put_fitted(struct sketch *s, const char *text, enum line_font font, double width)
{
	ink_clear(&s->text);
	dot_fit(&s->text, text, fonts[font].font, fonts[font].size, width);
	ink_puts(s->out, fonts[font].open);
	dot_escape_label(s->out, s->text.used ? s->text.text : "");
	ink_puts(s->out, fonts[font].close);
	s->failed |= s->text.failed;
}

void card_open(struct sketch *s, const char *id)
{
	ink_printf(s->out, "    \"%s\" [id=\"%s\" label=<<table border=\"0\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"1\">", id, id);
}

void card_line(struct sketch *s, enum line_font font, const char *format, ...)
{
	va_list args;
	char text[512];

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	ink_puts(s->out, "<tr><td>");
	put_fitted(s, text, font, LINE_WIDTH);
	ink_puts(s->out, "</td></tr>");
}

static void card_attributes(struct ink *i, const struct card *l)
{
	const struct palette_state *p = l->state >= 0 ? &palette_states[l->state] : NULL;
	bool own_text = p && !l->gone && (p->text != palette_states[PG_FREE].text || !l->changed);     /* grey would look pending */
	const char *style = l->pending ? "filled,dashed" : l->gone ? "filled,dotted" : p && !l->changed ? p->style : "filled";

	ink_printf(i, " fillcolor=\"%s\"", l->gone ? WHITE : l->pending ? PENDING : p ? p->fill : l->changed || l->failed ? TINT : WHITE);
	if (l->changed || l->failed || l->gone)
		ink_printf(i, " color=\"" ACCENT "\" penwidth=%s", l->gone ? "2" : "3");
	else if (l->pending)
		ink_puts(i, " color=\"" PEND_LN "\"");
	else if (l->watched)
		ink_puts(i, " penwidth=2.5");
	else if (p && p->line)
		ink_printf(i, " color=\"%s\"", p->line);
	ink_printf(i, " style=\"%s%s\" fontcolor=\"%s\"", style, l->rounded ? ",rounded" : "",
	           l->pending ? GREY_TXT : own_text ? p->text : BLACK);
}

void card_close(struct sketch *s, const struct card *card, const char *tooltip)
{
	ink_puts(s->out, "</table>>");
	if (card->shape)
		ink_printf(s->out, " shape=%s", card->shape);
	card_attributes(s->out, card);
	if (tooltip) {
		ink_puts(s->out, " tooltip=\"");
		dot_escape_plain(s->out, tooltip);
		ink_puts(s->out, "\"");
	}
	ink_printf(s->out, "%s class=\"%s%s%s%s%s\"];\n", card->extra ? card->extra : "", card->class,
	           card->changed ? " chg" : "", card->watched ? " watched" : "", card->pending ? " ask" : "", card->gone ? " gone" : "");
}

void arrow(struct sketch *s, const char *from, const char *to, const char *id, const char *class, const char *label,
           enum look look, const char *extra)
{
	ink_printf(s->out, "    \"%s\" -> \"%s\" [id=\"%s\" class=\"%s\"", from, to, id, class);
	if (label) {
		ink_puts(s->out, " label=\"");
		while (*label) {
			size_t n = strcspn(label, "\n");
			char line[256];

			snprintf(line, sizeof line, "%.*s", (int)(n < 200 ? n : 200), label);
			ink_clear(&s->text);
			dot_fit(&s->text, line, FONT_SANS, 11, LINE_WIDTH);
			dot_escape_plain(s->out, s->text.used ? s->text.text : "");
			label += n;
			if (*label) {
				label++;
				ink_puts(s->out, "\\n");
			}
		}
		ink_puts(s->out, "\"");
	}
	ink_printf(s->out, "%s%s];\n", extra ? extra : "", looks[look].attributes);
}

/*
 * Graphviz orders sister clusters by where the memory of their names happens to lie, which in the second graph
 * of a process is another place. Subgraphs without a name it numbers: so each cluster is alone in one of those (RENDER-2).
 */
void cluster_open(struct sketch *s, const char *id, int margin, const char *title, const char *note)
{
	ink_printf(s->out, "  { subgraph \"cluster_%s\" {\n    graph [id=\"%s\" class=\"panel\" color=\"" PANEL_LN "\""
	           " margin=%d labeljust=l label=<", id, id, margin);
	ink_puts(s->out, "<table border=\"0\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"3\"><tr><td><font point-size=\"14\"><b>");
	dot_escape_label(s->out, title);
	ink_puts(s->out, "</b></font></td>");
	if (note) {
		ink_puts(s->out, "<td><font point-size=\"12\" color=\"" NOTE_TXT "\">");
		dot_escape_label(s->out, note);
		ink_puts(s->out, "</font></td>");
	}
	ink_puts(s->out, "</tr></table>");
	ink_puts(s->out, ">];\n");
}

void cluster_close(struct sketch *s)
{
	ink_puts(s->out, "  } }\n");
}

void remark(struct sketch *s, const char *id, const char *text)
{
	card_open(s, id);
	while (*text) {
		size_t n = strcspn(text, "\n");

		card_line(s, LINE_TEXT, "%.*s", (int)n, text);
		text += n + (text[n] == '\n');
	}
	card_close(s, &(struct card){ .state = CARD_PLAIN, .pending = true, .class = "note" }, NULL);
}

int64_t place_of_address(const struct sketch *s, const struct memory_at *memory, uint64_t va, uint64_t *page)
{
	const struct trace_file *t = s->teller;

	for (size_t i = memory->places; i-- > 0;) {
		const struct spans *x = memory->place[i];

		if (!x || !x->live || i >= t->bases || !t->base[i] || va < t->base[i] || (va - t->base[i]) / t->page_size >= x->pages)
			continue;
		*page = (va - t->base[i]) / t->page_size;
		return (int64_t)i;
	}
	return -1;
}

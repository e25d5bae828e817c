/* sketch.c - see sketch.h. */
#include "viz/structure/sketch.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/draw/dot.h"
#include "viz/draw/label.h"

#define LINE_WIDTH    250.0             /* points: what does not fit is cut in the middle */
#define CELL_WIDTH    230.0

#define LINES_MAX     24

static const struct { enum dot_font font; double size; const char *attributes; } fonts[] = {
	[LINE_HEAD]  = { FONT_BOLD, 13, NULL },
	[LINE_TEXT]  = { FONT_SANS, 12, NULL },
	[LINE_MONO]  = { FONT_MONO, 12, " face=\"" MONO "\"" },
	[LINE_SMALL]  = { FONT_SANS, 11, NULL }
};

static struct label_line line_of(enum line_font font, const char *text)
{
	return (struct label_line){ .text = text, .font = fonts[font].font, .size = fonts[font].size, .attributes = fonts[font].attributes,
	                            .bold = font == LINE_HEAD };
}

/* ---- blocks of lines ---- */

static void add_line(struct sketch *s, enum line_font font, const char *text)
{
	ink_add(&s->lines, (char[]){ (char)font }, 1);
	dot_fit(&s->lines, text, fonts[font].font, fonts[font].size, LINE_WIDTH);
	ink_add(&s->lines, "", 1);
}

/* The lines that were added, as a label; none is left. */
static void put_lines(struct sketch *s)
{
	struct label_line line[LINES_MAX];
	size_t n = 0;

	s->failed |= s->lines.failed;
	for (const char *p = s->lines.text; !s->failed && p < s->lines.text + s->lines.used && n < LINES_MAX; p += strlen(p + 1) + 2)
		line[n++] = line_of((enum line_font)*p, p + 1);
	label_block(s->out, line, n);
	ink_clear(&s->lines);
}

void card_open(struct sketch *s, const char *id)
{
	ink_printf(s->out, "    \"%s\" [id=\"%s\" label=<", id, id);
}

void card_line(struct sketch *s, enum line_font font, const char *format, ...)
{
	va_list args;
	char text[512];

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	add_line(s, font, text);
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
	put_lines(s);
	ink_puts(s->out, ">");
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

/*
 * Where two places of a node are equally good for Graphviz, one version takes this and one that. Edges that pull with
 * strengths a little apart leave it no choice; each keeps its own from step to step.
 */
static unsigned weight_of(const char *id)
{
	unsigned h = 2166136261u;

	while (*id)
		h = (h ^ (unsigned char)*id++) * 16777619u;
	return 500 + h % 97;
}

void arrow(struct sketch *s, const char *from, const char *to, const char *id, const char *class, const char *label,
           enum look look, const char *extra)
{
	ink_printf(s->out, "    \"%s\" -> \"%s\" [id=\"%s\" class=\"%s\"", from, to, id, class);
	if (label && *label) {
		ink_puts(s->out, " label=<");
		while (*label) {
			size_t n = strcspn(label, "\n");
			char line[256];

			snprintf(line, sizeof line, "%.*s", (int)(n < 200 ? n : 200), label);
			add_line(s, LINE_SMALL, line);
			label += n + (label[n] == '\n');
		}
		put_lines(s);
		ink_puts(s->out, ">");
	}
	ink_printf(s->out, " weight=%u%s%s];\n", weight_of(id), extra ? extra : "", looks[look].attributes);
}

/*
 * In a cluster Graphviz starts from each node that no edge leads to, the versions in opposite orders: so there must be
 * only one of them.
 */
void behind(struct sketch *s, const char *from, const char *to, size_t ranks)
{
	ink_printf(s->out, "  \"%s\" -> \"%s\" [id=\"order_%s\" style=invis minlen=%zu];\n", from, to, to, ranks);
}

/*
 * Graphviz orders sister clusters by where the memory of their names happens to lie, which in the second graph
 * of a process is another place. Subgraphs without a name it numbers: so each cluster is alone in one of those (RENDER-2).
 */
void cluster_open(struct sketch *s, const char *id, int margin, const char *title, const char *note)
{
	ink_printf(s->out, "  { subgraph \"cluster_%s\" {\n    graph [id=\"%s\" class=\"panel\" color=\"" PANEL_LN "\""
	           " margin=%d labeljust=l label=<", id, id, margin);
	ink_puts(s->out, "<table border=\"0\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"3\"><tr>");
	label_cell(s->out, "", &(struct label_line){ .text = title, .font = FONT_BOLD, .size = 14, .bold = true }, 3);
	if (note)
		label_cell(s->out, "", &(struct label_line){ .text = note, .font = FONT_SANS, .size = 12,
		                                              .attributes = " color=\"" NOTE_TXT "\"" }, 3);
	ink_puts(s->out, "</tr></table>");
	ink_puts(s->out, ">];\n");
}

void cluster_close(struct sketch *s)
{
	ink_puts(s->out, "  } }\n");
}

void table_cell(struct sketch *s, const char *attributes, enum look look, enum line_font font, const char *colour, const char *text)
{
	struct label_line line = line_of(font, "");
	char all[320], in[32];

	ink_clear(&s->text);
	dot_fit(&s->text, text, line.font, line.size, CELL_WIDTH);
	s->failed |= s->text.failed;
	if (s->text.used)
		line.text = s->text.text;
	if (colour) {
		snprintf(in, sizeof in, " color=\"%s\"", colour);
		line.attributes = in;
	}
	snprintf(all, sizeof all, "%s%s", attributes, looks[look].attributes);
	label_cell(s->out, all, &line, (int)looks[look].size + atoi(CELL_PADDING));
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

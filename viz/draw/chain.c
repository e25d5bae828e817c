/* chain.c - the panel of search and unwinding, which takes the place of a page walk: a row for each who is or may be asked. */
#include "viz/draw/panels.h"

#include <stdio.h>

/* Four columns, as in the model's rows. */
static const struct { const char *head; double x, w; } columns[] = {
	{ "call, innermost first", 18, 142 }, { "block", 164, 120 }, { "search pass", 288, 172 }, { "unwind pass", 464, 126 }
};
#define COLUMNS ((int)(sizeof columns / sizeof columns[0]))

static struct box cell(int row, int column)
{
	return (struct box){ columns[column].x, G_CHAIN.y + row * CHAIN_PITCH, columns[column].w, G_CHAIN.h };
}

static void draw_row(struct pen *p, size_t n)
{
	const struct chain_row *r = &p->f->chain[n];
	const char *const text[] = { r->who, r->block, r->search, r->unwind };
	enum look look = r->now ? LOOK_CHAIN_NOW : r->gone ? LOOK_CHAIN_GONE : LOOK_CHAIN;
	char id[48], room[200];

	for (int c = 0; c < COLUMNS; c++) {
		snprintf(id, sizeof id, "chain_%zu_%d", n, c);
		snprintf(room, sizeof room, "%s%.180s", c == 0 && r->gone ? "\u2717 " : c == 0 && r->now ? "\u25b6 " : "", text[c]);
		pen_node(p, id, cell((int)n, c), room, look, r->now ? "chain chg" : r->gone ? "chain gone" : "chain");
	}
}

void panel_chain(struct pen *p)
{
	char id[48];

	pen_panel(p, "panel_walk", G_WALK);
	pen_heading(p, "title_walk", G_WALK_T, p->f->chain_title, 11, "ptitle");
	for (int c = 0; c < COLUMNS; c++) {
		snprintf(id, sizeof id, "chain_head_%d", c);
		pen_note(p, id, (struct box){ columns[c].x, G_CHAIN_HEAD.y, columns[c].w, G_CHAIN_HEAD.h }, columns[c].head,
		         LOOK_TEXT_HEAD, "\\n");
	}
	for (size_t n = 0; n < p->f->chain_rows; n++)
		draw_row(p, n);
	pen_note(p, "chain_key", G_CHAIN_KEY, "\u25b6 in this step   \u2717 gone   (calls: SIM only)", LOOK_TEXT_NOTE, "\\l");
}

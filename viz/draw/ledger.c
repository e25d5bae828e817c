/* ledger.c - the panel SIDE BY SIDE: nine facts, what each side says, and whether it is the same. */
#include "viz/draw/panels.h"

#include <stdio.h>

static void draw_value(struct pen *p, int n, int side)
{
	const struct ledger_row *l = &p->f->ledger[n];
	const char *round = side ? ",rounded" : "", *extra = "";
	struct box b = side ? G_LG_S : G_LG_R;
	struct ink a = { 0 };
	char id[32], class[32];

	b.y = LG_TOP + n * LG_PITCH;
	switch (l->mark[side]) {
	case MK_PLAIN:
		ink_printf(&a, " fillcolor=\"" WHITE "\" color=\"" PANEL_LN "\" style=\"filled%s\" fontname=\"" MONO "\"", round);
		break;
	case MK_CHANGED:
		ink_printf(&a, " fillcolor=\"" WHITE "\" color=\"" ACCENT "\" penwidth=2 style=\"filled%s\" fontname=\"" MONO "\"", round);
		extra = " delta";
		break;
	case MK_DIFFERS:
		ink_printf(&a, " fillcolor=\"" WHITE "\" penwidth=2.5 style=\"filled%s\" fontname=\"" MONO "\"", round);
		extra = " diff";
		break;
	case MK_ASK:
	case MK_NONE:
		ink_printf(&a, " fillcolor=\"" PENDING "\" color=\"" PANEL_LN "\" style=\"filled%s,dashed\" fontname=\"" MONO "\" fontcolor=\"" GREY_TXT "\"", round);
		break;
	case MK_SILENT:
		ink_puts(&a, " fillcolor=\"" WHITE "\" color=\"" PANEL_LN "\" style=\"filled,dotted\" fontname=\"" MONO "\" fontcolor=\"" GREY_TXT "\"");
		break;
	}
	snprintf(id, sizeof id, "lg_%d_%c", n, side ? 's' : 'r');
	snprintf(class, sizeof class, "val %s%s", side ? "sim" : "real", extra);
	pen_node(p, id, b, l->value[side], FONT_MONO, 11, "\\n", a.text, class);
	ink_free(&a);
}

static void draw_same(struct pen *p, int n)
{
	static const char *const signs[] = { [SAME_BLANK] = "", [SAME_YES] = "=", [SAME_NA] = "n/a" };
	enum same s = p->f->ledger[n].same;
	struct box b = G_LG_V, inner = G_LG_NE;
	char id[32];

	b.y = LG_TOP + n * LG_PITCH;
	inner.y = b.y + 1;
	if (s == SAME_NO) {
		snprintf(id, sizeof id, "lg_%d_t", n);
		pen_tape(p, id, b, 9, " style=\"striped\"", "divmark");
		snprintf(id, sizeof id, "lg_%d_v", n);
		pen_not_equal(p, id, inner, "same no");
		return;
	}
	snprintf(id, sizeof id, "lg_%d_v", n);
	pen_node(p, id, b, signs[s], FONT_SANS, s == SAME_YES ? 13 : 10, "\\n", s == SAME_YES ? " fontsize=13 fontcolor=\"" BLACK "\" shape=plaintext" :
	         " fontsize=10 fontcolor=\"" GREY_TXT "\" shape=plaintext", "same yes");
}

/* The head above a column. */
static struct box head_of(struct box column)
{
	column.y = G_LG_HEAD.y;
	column.h = G_LG_HEAD.h;
	return column;
}

void panel_ledger(struct pen *p)
{
	char id[32];

	pen_panel(p, "panel_ledger", G_LEDGER);
	pen_heading(p, "title_ledger", G_LEDGER_T, "SIDE BY SIDE", 11, "ptitle");
	pen_note(p, "lg_h0", head_of(G_LG_F), "this step", 10.5, "\\l", " fontsize=10.5 fontcolor=\"" HEAD_TXT "\" shape=plaintext");
	pen_tag(p, "lg_h1", head_of(G_LG_R), SIDE_REAL, "11");
	pen_tag(p, "lg_h2", head_of(G_LG_S), SIDE_SIM, "11");
	pen_note(p, "lg_h3", head_of(G_LG_V), "same?", 10, "\\n", " fontsize=10 shape=plaintext");
	for (int n = 0; n < LEDGER_ROWS; n++) {
		struct box b = G_LG_F;
		struct ink a = { 0 };

		b.y = LG_TOP + n * LG_PITCH;
		snprintf(id, sizeof id, "lg_%d_f", n);
		ink_puts(&a, " fontsize=11.5 shape=plaintext");
		pen_tooltip(&a, p->f->ledger[n].why);
		pen_note(p, id, b, p->f->ledger[n].fact, 11.5, "\\l", a.text);
		ink_free(&a);
		draw_value(p, n, 0);
		draw_value(p, n, 1);
		draw_same(p, n);
	}
}

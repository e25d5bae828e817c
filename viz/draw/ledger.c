/* ledger.c - the panel SIDE BY SIDE: nine facts, what each side says, and whether it is the same. */
#include "viz/draw/panels.h"

#include <stdio.h>

static const struct { enum look look[SIDES]; const char *class; } values[] = {
	[MK_PLAIN]   = { { LOOK_VALUE_REAL, LOOK_VALUE_SIM }, "" },
	[MK_CHANGED] = { { LOOK_CHANGED_REAL, LOOK_CHANGED_SIM }, " delta" },
	[MK_DIFFERS] = { { LOOK_DIFFERS_REAL, LOOK_DIFFERS_SIM }, " diff" },
	[MK_ASK]     = { { LOOK_PENDING_REAL, LOOK_PENDING_SIM }, "" },
	[MK_NONE]    = { { LOOK_PENDING_REAL, LOOK_PENDING_SIM }, "" },
	[MK_SILENT]  = { { LOOK_SILENT, LOOK_SILENT }, "" }
};

static void draw_value(struct pen *p, int n, int side)
{
	const struct ledger_row *l = &p->f->ledger[n];
	struct box b = side ? G_LG_S : G_LG_R;
	char id[32], class[32];

	b.y = LG_TOP + n * LG_PITCH;
	snprintf(id, sizeof id, "lg_%d_%c", n, side ? 's' : 'r');
	snprintf(class, sizeof class, "val %s%s", side ? "sim" : "real", values[l->mark[side]].class);
	pen_node(p, id, b, l->value[side], values[l->mark[side]].look[side], class);
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
		pen_tape(p, id, b, 9, LOOK_TAPE, "divmark");
		snprintf(id, sizeof id, "lg_%d_v", n);
		pen_not_equal(p, id, inner, "same no");
		return;
	}
	snprintf(id, sizeof id, "lg_%d_v", n);
	pen_node(p, id, b, signs[s], s == SAME_YES ? LOOK_SAME : LOOK_NOT_COMPARED, "same yes");
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
	pen_note(p, "lg_h0", head_of(G_LG_F), "this step", LOOK_TEXT_HEAD, "\\l");
	pen_tag(p, "lg_h1", head_of(G_LG_R), SIDE_REAL, 11);
	pen_tag(p, "lg_h2", head_of(G_LG_S), SIDE_SIM, 11);
	pen_note(p, "lg_h3", head_of(G_LG_V), "same?", LOOK_TEXT_SMALL, "\\n");
	for (int n = 0; n < LEDGER_ROWS; n++) {
		struct box b = G_LG_F;

		b.y = LG_TOP + n * LG_PITCH;
		snprintf(id, sizeof id, "lg_%d_f", n);
		pen_text(p, id, b, p->f->ledger[n].fact, LOOK_FACT, "\\l", p->f->ledger[n].why, "txt");
		draw_value(p, n, 0);
		draw_value(p, n, 1);
		draw_same(p, n);
	}
}

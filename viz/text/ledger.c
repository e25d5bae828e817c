/* ledger.c - the panel SIDE BY SIDE: nine facts, what each side says, and whether it is the same. */
#include "viz/text/panels.h"


static const char *const same_words[] = { [SAME_BLANK] = "", [SAME_YES] = "= same", [SAME_NO] = "\u2260 DIFFERS", [SAME_NA] = "n/a" };

static void write_ledger_table(struct typeset *t, const struct picture *f)
{
	unsigned wide = (t->width - 16 - 10) / 2;
	char room[200];

	if (wide > 30)
		wide = 30;
	line_to(t, 16);
	line_cell(t, TS_FAINT, "REAL", wide);
	line_cell(t, TS_FAINT, "SIM", wide);
	line_rest(t, TS_FAINT, "same?");
	line_end(t);
	for (int i = 0; i < LEDGER_ROWS; i++) {
		const struct ledger_row *l = &f->ledger[i];

		line_to(t, 2);
		line_cell(t, TS_PLAIN, l->fact, 14);
		for (int k = 0; k < SIDES; k++) {
			line_cell(t, show_style(l->mark[k]), show_marked(l->value[k], l->mark[k], room, sizeof room), wide - 1);
			line_to(t, t->column + 1);
		}
		line_rest(t, l->same == SAME_NO ? TS_DIFFERS : TS_PLAIN, same_words[l->same]);
		line_end(t);
	}
}

static void write_ledger_lines(struct typeset *t, const struct picture *f)
{
	char room[200];

	for (int i = 0; i < LEDGER_ROWS; i++) {
		const struct ledger_row *l = &f->ledger[i];

		line_printf(t, TS_PLAIN, "  %s", l->fact);
		line_to(t, 16);
		line_rest(t, l->same == SAME_NO ? TS_DIFFERS : TS_PLAIN, same_words[l->same]);
		line_end(t);
		for (int k = 0; k < SIDES; k++) {
			line_to(t, 4);
			line_cell(t, TS_FAINT, show_side_names[k], 5);
			line_rest(t, show_style(l->mark[k]), show_marked(l->value[k], l->mark[k], room, sizeof room));
			line_end(t);
		}
	}
}

void show_ledger(struct typeset *t, const struct picture *f)
{
	show_title(t, "SIDE BY SIDE", NULL);
	if (t->width >= TABLE_LEAST)
		write_ledger_table(t, f);
	else
		write_ledger_lines(t, f);
}

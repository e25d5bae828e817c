/* walk.c - the panel of the page walk: the tables on the way, and the bits of the entry. */
#include "viz/text/panels.h"

#include <stdio.h>
#include <string.h>

static const struct { const char *head; unsigned columns; } bit_columns[BIT_COLUMNS] = {
	{ "NX", 4 }, { "PFN", 15 }, { "G", 4 }, { "D", 4 }, { "A", 4 }, { "U/S", 4 }, { "R/W", 4 }, { "P", 4 }, { "raw entry", 0 }
};

enum { BIT_LABEL = 12 };

static bool is_silent_row(const struct picture *f, int r)
{
	return f->bits[r][0].mark == MK_ASK || f->bits[r][0].mark == MK_NONE;
}

static void write_bit_table(struct typeset *t, const struct picture *f)
{
	char room[200];

	line_to(t, BIT_LABEL);
	for (int c = 0; c < BIT_COLUMNS - 1; c++)
		line_cell(t, TS_FAINT, bit_columns[c].head, bit_columns[c].columns);
	line_rest(t, TS_FAINT, bit_columns[BIT_COLUMNS - 1].head);
	line_end(t);
	for (int r = 0; r < BIT_ROWS; r++) {
		if (!f->bit_row[r][0])
			continue;
		snprintf(room, sizeof room, "  %s", f->bit_row[r]);
		line_cell(t, TS_HEADING, room, BIT_LABEL);
		for (int c = 0; c < BIT_COLUMNS - 1; c++)
			line_cell(t, show_style(f->bits[r][c].mark), show_marked(f->bits[r][c].text, f->bits[r][c].mark, room, sizeof room),
			          bit_columns[c].columns);
		t->hang = t->column;
		line_text(t, show_style(f->bits[r][8].mark), show_marked(f->bits[r][8].text, f->bits[r][8].mark, room, sizeof room));
		t->hang = 0;
		line_end(t);
	}
}

/* Where a table has no room: the same as sentences. */
static void write_bit_lines(struct typeset *t, const struct picture *f)
{
	char room[200];

	t->hang = 4;
	for (int r = 0; r < BIT_ROWS; r++) {
		if (!f->bit_row[r][0])
			continue;
		line_printf(t, TS_HEADING, "  %s:", f->bit_row[r]);
		for (int c = 0; c < BIT_COLUMNS; c++) {
			if (is_silent_row(f, r)) {
				line_printf(t, TS_FAINT, " %s", f->bits[r][0].text);
				break;
			}
			line_printf(t, show_style(f->bits[r][c].mark), " %s %s", bit_columns[c].head,
			            show_marked(f->bits[r][c].text, f->bits[r][c].mark, room, sizeof room));
		}
		line_end(t);
	}
	t->hang = 0;
}

static void write_tables(struct typeset *t, const struct picture *f)
{
	static const char *const levels[WALK_LEVELS] = { "PML4", "PDPT", "PD", "PT" };

	t->hang = 4;
	line_to(t, 2);
	for (int i = 0; i < WALK_LEVELS; i++) {
		const struct walk_entry *w = &f->entry[i];

		if (!w->reached)
			continue;
		line_printf(t, TS_PLAIN, "%s%s", i ? "  " : "", levels[i]);
		line_printf(t, w->changed ? TS_CHANGED : TS_PLAIN, " %s%s", w->text, w->changed ? " (changed)" : "");
	}
	if (f->miss >= 0)
		line_text(t, TS_FAILED, "  \u2717 the walk stops here");
	else
		line_printf(t, f->frame_new ? TS_CHANGED : TS_PLAIN, "  \u2192 %s%s", f->frame_text, f->frame_new ? " (new)" : "");
	t->hang = 0;
	line_end(t);
}

void show_walk(struct typeset *t, const struct picture *f)
{
	show_title(t, f->walk_title, "SIM only: kernel data");
	if (f->has_walk) {
		write_tables(t, f);
		if (t->width >= TABLE_LEAST)
			write_bit_table(t, f);
		else
			write_bit_lines(t, f);
	}
	line_to(t, 2);
	t->hang = 4;
	line_text(t, f->vad_changed ? TS_CHANGED : TS_PLAIN, f->has_walk || strcmp(f->vad, "-") ? f->vad : "no walk in this step");
	t->hang = 0;
	line_end(t);
}

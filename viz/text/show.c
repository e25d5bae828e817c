/* show.c - see show.h. */
#include "viz/text/show.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/text/lanes.h"
#include "viz/base/typeset.h"

enum { OUTPUT_LINES = 10, MOVES = 6, DIFFERENCES = 12, BRIEF = 3, TABLE_LEAST = 60 };

static const char *const side_names[SIDES] = { "REAL", "SIM" };

/* ---- all that the lab prints ---- */

static bool collect(struct show *s, int side)
{
	const struct comparison *c = s->m->c;

	s->printed[side] = calloc(c->rows + 1, sizeof *s->printed[side]);
	if (!s->printed[side])
		return false;
	for (size_t i = 0; i < c->rows; i++) {
		const struct event *e = c->row[i].side[side];

		if (e && e->type == EV_OUTPUT && e->text)
			ink_puts(&s->text[side], e->text);
		s->lists |= e && (e->lists.given || e->resolveds || e->transitions);
		s->variables |= e && e->has_variables;
		s->printed[side][i] = s->text[side].used;
	}
	return !s->text[side].failed;
}

bool show_open(struct show *s, const struct model *m)
{
	*s = (struct show){ .m = m };
	if (!collect(s, SIDE_REAL) || !collect(s, SIDE_SIM))
		return false;
	while (s->same < s->text[0].used && s->same < s->text[1].used && s->text[0].text[s->same] == s->text[1].text[s->same])
		s->same++;
	return true;
}

void show_close(struct show *s)
{
	for (int k = 0; k < SIDES; k++) {
		ink_free(&s->text[k]);
		free(s->printed[k]);
	}
	*s = (struct show){ 0 };
}

static bool has_side(const struct show *s, int k)
{
	return s->m->c->trace[k] != NULL;
}

static void title(struct typeset *t, const char *text, const char *note)
{
	line_text(t, TS_HEADING, text);
	if (note)
		line_printf(t, TS_FAINT, "   %s", note);
	line_end(t);
}

/* ---- header ---- */

static void write_verdict(struct typeset *t, const struct frame *f)
{
	static const struct { const char *text; enum type_style style; } how[] = {
		[FV_AGREE]      = { "= REAL and SIM agree", TS_PLAIN },
		[FV_KNOWN]      = { "\u2248 known Wine difference", TS_TITLE },
		[FV_DIVERGE]    = { "\u2260 REAL and SIM DIVERGE", TS_DIFFERS },
		[FV_REAL_ALONE] = { "REAL only: nothing to compare", TS_FAINT },
		[FV_SIM_ALONE]  = { "SIM only: nothing to compare", TS_FAINT }
	};

	line_text(t, how[f->verdict].style, how[f->verdict].text);
	if (f->verdict == FV_KNOWN && f->verdict_note)
		line_printf(t, TS_PLAIN, " (%s)", f->verdict_note);
}

/* Line `line` of the lab's source, as far as a trace holds it. */
static void write_source_line(struct typeset *t, const char *source, uint32_t line)
{
	const char *p = source, *end;
	char copy[400];
	size_t n;

	for (uint32_t i = 1; p && i < line; i++) {
		p = strchr(p, '\n');
		p = p ? p + 1 : NULL;
	}
	if (!p)
		return;
	p += strspn(p, " \t");
	end = p + strcspn(p, "\n");
	n = (size_t)(end - p) < sizeof copy - 1 ? (size_t)(end - p) : sizeof copy - 1;
	memcpy(copy, p, n);
	copy[n] = '\0';
	line_rest(t, TS_FAINT, ":  ");
	line_rest(t, TS_PLAIN, copy);
}

static void write_place(struct typeset *t, const struct show *s, const struct frame *f)
{
	const char *source = NULL;
	unsigned wide;

	for (int k = 0; k < SIDES; k++)
		if (has_side(s, k) && s->m->c->trace[k]->source)
			source = s->m->c->trace[k]->source;
	wide = line_columns(s->m->any->lab, t->ascii);
	line_cell(t, TS_FAINT, s->m->any->lab, wide < t->width / 3 ? wide : t->width / 3);
	if (f->line) {
		line_printf(t, TS_FAINT, " line %" PRIu32, f->line);
		write_source_line(t, source, f->line);
	}
	line_end(t);
}

static void write_head(struct typeset *t, const struct show *s, const struct frame *f, bool brief)
{
	unsigned phase = line_columns(f->phase_text, t->ascii) + 2;

	line_printf(t, TS_TITLE, "Step %zu of %zu: %s", f->number, s->m->frames, f->title);
	if (t->column + 2 + phase <= t->width)
		line_to(t, t->width - phase);
	else
		line_end(t);
	line_printf(t, f->phase == PH_FAILED ? TS_FAILED : TS_PLAIN, "[%s]", f->phase_text);
	line_end(t);
	write_verdict(t, f);
	if (brief && t->column + t->width / 3 < t->width)
		line_to(t, t->column + 3);
	else
		line_end(t);
	write_place(t, s, f);
	line_text(t, TS_PLAIN, f->say);
	line_end(t);
}

/* ---- exception path ---- */

enum { HOP_TEXT = 16 };

/* A hop's text is broken to fit a box: "R: this\nS: that" are the two sides, the rest is one line. */
static void write_hop_text(struct typeset *t, const struct hop *h, bool first)
{
	enum type_style style = h->differs ? TS_DIFFERS : h->reached ? TS_PLAIN : TS_FAINT;
	const char *sim = h->differs && strncmp(h->text, "R: ", 3) == 0 ? strstr(h->text, "\nS: ") : NULL;
	char line[400];
	size_t n = 0;

	if (sim) {
		line_printf(t, style, "REAL %.*s", (int)(sim - h->text - 3), h->text + 3);
		line_end(t);
		line_to(t, t->hang);
		line_printf(t, style, "SIM  %s", sim + 4);
		return;
	}
	for (const char *p = h->text; *p && n + 3 < sizeof line; p++) {
		if (*p == '\n' && first)
			line[n++] = ',';
		line[n++] = *p == '\n' ? ' ' : *p;
	}
	line[n] = '\0';
	line_text(t, style, line);
	if (h->differs)
		line_text(t, TS_DIFFERS, " \u2260");
}

/* Which side gets there, said where the other does not. */
static void write_who(struct typeset *t, const struct show *s, const bool there[SIDES])
{
	if (there[0] != there[1] && has_side(s, 0) && has_side(s, 1))
		line_printf(t, TS_DIFFERS, " (%s only)", side_names[there[1]]);
}

static void write_exit(struct typeset *t, const struct show *s, const struct frame *f)
{
	for (int e = 0; e < 2; e++) {
		const bool there[] = { f->exit[0] == e, f->exit[1] == e };

		if (!there[0] && !there[1])
			continue;
		line_cell(t, TS_PLAIN, "  then", HOP_TEXT);
		line_text(t, e ? TS_FAILED : TS_PLAIN, f->exit_text[e]);
		write_who(t, s, there);
		line_end(t);
	}
}

static void write_path(struct typeset *t, const struct show *s, const struct frame *f)
{
	title(t, f->path_title, NULL);
	t->hang = HOP_TEXT;
	for (int i = 0; i < HOPS; i++) {
		const bool there[] = { f->reached[0] > i, f->reached[1] > i };
		char head[40];

		snprintf(head, sizeof head, "  %s", f->hop[i].head);
		line_cell(t, f->hop[i].reached ? TS_HEADING : TS_FAINT, head, HOP_TEXT - 1);
		line_to(t, HOP_TEXT);
		write_hop_text(t, &f->hop[i], i == 0);
		if (f->hop[i].reached && (there[0] || there[1]))
			write_who(t, s, there);
		line_end(t);
	}
	write_exit(t, s, f);
	t->hang = 0;
}

/* ---- page walk ---- */

static const struct { const char *head; unsigned columns; } bit_columns[BIT_COLUMNS] = {
	{ "NX", 4 }, { "PFN", 15 }, { "G", 4 }, { "D", 4 }, { "A", 4 }, { "U/S", 4 }, { "R/W", 4 }, { "P", 4 }, { "raw entry", 0 }
};

enum { BIT_LABEL = 12 };

/* [1] is changed: brackets, so that it does not need a colour. */
static const char *marked(const char *text, enum mark mark, char *room, size_t size)
{
	snprintf(room, size, mark == MK_CHANGED ? "[%s]" : "%s", text);
	return room;
}

static enum type_style style_of(enum mark m)
{
	switch (m) {
	case MK_CHANGED:
		return TS_CHANGED;
	case MK_DIFFERS:
		return TS_DIFFERS;
	case MK_ASK: case MK_NONE: case MK_SILENT:
		return TS_FAINT;
	case MK_PLAIN:
		break;
	}
	return TS_PLAIN;
}

static bool is_silent_row(const struct frame *f, int r)
{
	return f->bits[r][0].mark == MK_ASK || f->bits[r][0].mark == MK_NONE;
}

static void write_bit_table(struct typeset *t, const struct frame *f)
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
			line_cell(t, style_of(f->bits[r][c].mark), marked(f->bits[r][c].text, f->bits[r][c].mark, room, sizeof room),
			          bit_columns[c].columns);
		t->hang = t->column;
		line_text(t, style_of(f->bits[r][8].mark), marked(f->bits[r][8].text, f->bits[r][8].mark, room, sizeof room));
		t->hang = 0;
		line_end(t);
	}
}

/* Where a table has no room: the same as sentences. */
static void write_bit_lines(struct typeset *t, const struct frame *f)
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
			line_printf(t, style_of(f->bits[r][c].mark), " %s %s", bit_columns[c].head,
			            marked(f->bits[r][c].text, f->bits[r][c].mark, room, sizeof room));
		}
		line_end(t);
	}
	t->hang = 0;
}

static void write_tables(struct typeset *t, const struct frame *f)
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

static void write_walk(struct typeset *t, const struct frame *f)
{
	title(t, f->walk_title, "SIM only: kernel data");
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

/* ---- side by side ---- */

static const char *const same_words[] = { [SAME_BLANK] = "", [SAME_YES] = "= same", [SAME_NO] = "\u2260 DIFFERS", [SAME_NA] = "n/a" };

static void write_ledger_table(struct typeset *t, const struct frame *f)
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
			line_cell(t, style_of(l->mark[k]), marked(l->value[k], l->mark[k], room, sizeof room), wide - 1);
			line_to(t, t->column + 1);
		}
		line_rest(t, l->same == SAME_NO ? TS_DIFFERS : TS_PLAIN, same_words[l->same]);
		line_end(t);
	}
}

static void write_ledger_lines(struct typeset *t, const struct frame *f)
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
			line_cell(t, TS_FAINT, side_names[k], 5);
			line_rest(t, style_of(l->mark[k]), marked(l->value[k], l->mark[k], room, sizeof room));
			line_end(t);
		}
	}
}

static void write_ledger(struct typeset *t, const struct frame *f)
{
	title(t, "SIDE BY SIDE", NULL);
	if (t->width >= TABLE_LEAST)
		write_ledger_table(t, f);
	else
		write_ledger_lines(t, f);
}

/* ---- frame lists and page file ---- */

/* Frames on each list now, and the change since the step before. */
static void write_lists(struct typeset *t, const struct show *s, const struct frame *f)
{
	const int64_t *before = NULL, *now = NULL;

	for (size_t i = f->row + 1; i-- > 0 && !now;) {
		const struct event *e = s->m->c->row[i].side[SIDE_SIM];

		if (e && e->lists.given)
			now = e->lists.after;
	}
	for (size_t i = f->first_row; i <= f->row && !before; i++) {
		const struct event *e = s->m->c->row[i].side[SIDE_SIM];

		if (e && e->lists.given)
			before = e->lists.before;
	}
	for (size_t i = f->row + 1; i < s->m->c->rows && !now; i++) {   /* nothing has moved yet, so it is as it was before it did */
		const struct event *e = s->m->c->row[i].side[SIDE_SIM];

		if (e && e->lists.given)
			now = e->lists.before;
	}
	if (!now)
		return;
	line_to(t, 2);
	t->hang = 2;
	for (int l = 0; l < FRAME_LISTS; l++) {
		int64_t change = before && before[l] >= 0 ? now[l] - before[l] : 0;

		if (now[l] < 0)
			continue;
		line_printf(t, TS_PLAIN, "%s%s", t->column > 2 ? ", " : "", reader_list_name((enum frame_list)l));
		line_printf(t, change ? TS_CHANGED : TS_PLAIN, " %" PRId64, now[l]);
		if (change)
			line_printf(t, TS_CHANGED, " (%+" PRId64 ")", change);
	}
	t->hang = 0;
	line_end(t);
}

static void write_resolved(struct typeset *t, const struct resolved *x)
{
	line_printf(t, TS_PLAIN, "    %s fault", x->kind ? x->kind : "a");
	if (x->at.known && x->at.place >= 0)
		line_printf(t, TS_PLAIN, " on A%" PRId64 "+0x%" PRIX64, x->at.place, x->at.offset);
	else if (x->at.known)
		line_printf(t, TS_PLAIN, " on 0x%" PRIX64, x->at.offset);
	line_printf(t, TS_PLAIN, ", PFN %04" PRIX64, x->pfn);
	line_end(t);
}

static void write_transition(struct typeset *t, const struct transition *x)
{
	line_printf(t, TS_PLAIN, "    %s", x->kind ? x->kind : "moved");
	if (x->at)
		line_printf(t, TS_PLAIN, " %s", x->at);
	line_printf(t, TS_PLAIN, ", PFN %04" PRIX64, x->pfn);
	if (x->from && x->to)
		line_printf(t, TS_PLAIN, ": %s \u2192 %s", x->from, x->to);
	if (x->slot >= 0)
		line_printf(t, TS_PLAIN, ", page file slot %" PRId64, x->slot);
	line_end(t);
}

/* How often each kind happened; kinds come from the trace, so there may be others than ours. */
struct tally {
	const char *kind[16];
	int64_t count[16], others;
};

static void count_kind(struct tally *t, const char *kind)
{
	for (size_t i = 0; i < sizeof t->kind / sizeof t->kind[0]; i++) {
		if (!t->kind[i])
			t->kind[i] = kind;
		if (strcmp(t->kind[i], kind) == 0) {
			t->count[i]++;
			return;
		}
	}
	t->others++;
}

static void write_tally(struct typeset *t, const struct tally *n)
{
	line_text(t, TS_PLAIN, "  in this step:");
	for (size_t i = 0; i < sizeof n->kind / sizeof n->kind[0] && n->kind[i]; i++)
		line_printf(t, TS_PLAIN, "%s %s %" PRId64, i ? "," : "", n->kind[i], n->count[i]);
	if (n->others)
		line_printf(t, TS_PLAIN, ", others or not told one by one %" PRId64, n->others);
	line_end(t);
}

/* What moved in the rows of this frame: in counts, then the first of each sort one by one. */
static void write_moves(struct typeset *t, const struct show *s, const struct frame *f, size_t most)
{
	struct tally tally = { 0 };
	size_t faults = 0, moves = 0;

	for (size_t i = f->first_row; i <= f->row; i++) {
		const struct event *e = s->m->c->row[i].side[SIDE_SIM];

		for (size_t k = 0; e && k < e->resolveds; k++)
			count_kind(&tally, e->resolved[k].kind ? e->resolved[k].kind : "?");
		for (size_t k = 0; e && k < e->transitions; k++)
			count_kind(&tally, e->transition[k].kind ? e->transition[k].kind : "?");
		tally.others += e ? e->transitions_more : 0;
	}
	if (!tally.kind[0])
		return;
	t->hang = 6;
	write_tally(t, &tally);
	for (size_t i = f->first_row; i <= f->row; i++) {
		const struct event *e = s->m->c->row[i].side[SIDE_SIM];

		for (size_t k = 0; e && k < e->resolveds && faults < most; k++, faults++)
			write_resolved(t, &e->resolved[k]);
		for (size_t k = 0; e && k < e->transitions && moves < most; k++, moves++)
			write_transition(t, &e->transition[k]);
	}
	t->hang = 0;
}

/* ---- variables ---- */

/* Globals are carried from frame to frame, so the way there leads through all before; mostly that is one step. */
static void hold(struct show *s, const struct frame *f)
{
	if (s->helds >= f->number) {
		s->held = (struct held){ 0 };
		s->helds = 0;
	}
	for (; s->helds < f->number; s->helds++)
		held_step(&s->held, s->m->c, s->m->frame[s->helds].first_row, s->m->frame[s->helds].row);
}

/* A line for the locals of the function, one for the globals. */
static void write_variables(struct typeset *t, struct show *s, const struct frame *f)
{
	const char *owner = "";

	if (!s->variables)
		return;
	hold(s, f);
	title(t, "VARIABLES", "SIM only: the lab's, as the simulator holds them");
	if (!s->held.count)
		line_text(t, TS_FAINT, "  none is told here");
	t->hang = 4;
	for (size_t i = 0; i < s->held.count; i++) {
		const struct variable *v = &s->held.now[i];
		const char *of = v->function ? v->function : "globals";

		if (strcmp(owner, of)) {
			if (i)
				line_end(t);
			line_printf(t, TS_PLAIN, "  %s:", of);
			owner = of;
		}
		line_printf(t, v->changed ? TS_CHANGED : TS_PLAIN, v->changed ? "  [%s = %s]" : "  %s = %s", v->name, v->value);
	}
	t->hang = 0;
	line_end(t);
}

/* ---- differences ---- */

static void write_difference(struct typeset *t, const struct difference *d)
{
	line_to(t, 2);
	if (d->known)
		line_printf(t, TS_PLAIN, "\u2248 %s: REAL %s, SIM %s. Known Wine difference %s: %s (%s)", d->fact, d->real, d->sim, d->known->id,
		            d->known->what, d->known->why);
	else
		line_printf(t, TS_DIFFERS, "\u2260 %s: REAL %s, SIM %s", d->fact, d->real, d->sim);
	line_end(t);
}

static void write_lonely(struct typeset *t, const struct row *r)
{
	int k = r->side[0] ? 0 : 1;
	struct ink i = { 0 };

	compare_say(&i, r->side[k]);
	line_to(t, 2);
	line_printf(t, TS_DIFFERS, "\u2260 only %s has this: %s %s", side_names[k], reader_type_name(r->side[k]->type), i.text ? i.text : "");
	line_end(t);
	ink_free(&i);
}

static void write_differences(struct typeset *t, const struct show *s, const struct frame *f, size_t most)
{
	size_t n = 0;

	if (!has_side(s, 0) || !has_side(s, 1))
		return;
	title(t, "WHERE REAL AND SIM DIFFER", NULL);
	t->hang = 4;
	for (size_t i = f->first_row; i <= f->row; i++) {
		const struct row *r = &s->m->c->row[i];

		if ((r->verdict == CMP_REAL_ONLY || r->verdict == CMP_SIM_ONLY) && n++ < most)
			write_lonely(t, r);
		for (size_t k = 0; k < r->diffs; k++)
			if (n++ < most)
				write_difference(t, &r->diff[k]);
	}
	if (!n)
		line_text(t, TS_FAINT, "  nowhere in this step");
	else if (n > most)
		line_printf(t, TS_FAINT, "  and %zu more; viz compare has them all", n - most);
	t->hang = 0;
	if (!n || n > most)
		line_end(t);
}

/* ---- output so far ---- */

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
	size_t column = 0;

	for (size_t i = 0; i < size; i++) {
		size_t n = text[i] == '\t' ? 8 - column % 8 : 1;

		if (text[i] == '\t')
			ink_add(&line, "        ", n);
		else
			ink_add(&line, text + i, 1);
		column += (text[i] & 0xc0) != 0x80 ? n : 0;
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

static void write_output(struct typeset *t, const struct show *s, const struct frame *f, size_t most)
{
	size_t size[SIDES] = { s->printed[0][f->row], s->printed[1][f->row] };
	bool both = has_side(s, 0) && has_side(s, 1);

	if (both && size[0] == size[1] && size[0] <= s->same) {
		title(t, "OUTPUT SO FAR", "the same on both sides");
		write_text(t, s, SIDE_REAL, size[0], most);
		return;
	}
	for (int k = 0; k < SIDES; k++) {
		if (!has_side(s, k))
			continue;
		title(t, "OUTPUT SO FAR", both ? k ? "SIM: differs" : "REAL: differs" : side_names[k]);
		write_text(t, s, k, size[k], most);
	}
}

/* ---- panels ---- */

void show_panel(struct ink *out, struct show *s, const struct frame *f, enum show_panel panel, const struct show_look *look)
{
	struct typeset t = { .out = out, .width = look->width, .colour = look->colour, .ascii = look->ascii };

	switch (panel) {
	case SHOW_HEAD:
		write_head(&t, s, f, look->brief);
		break;
	case SHOW_SPACE:
		lanes_write(&t, f, look->brief ? 1 : LANES_ROWS);
		break;
	case SHOW_PATH:
		write_path(&t, s, f);
		break;
	case SHOW_WALK:
		write_walk(&t, f);
		break;
	case SHOW_LEDGER:
		write_ledger(&t, f);
		break;
	case SHOW_LISTS:
		if (!s->lists)
			break;
		title(&t, "FRAME LISTS AND PAGE FILE", "SIM only: kernel data");
		write_lists(&t, s, f);
		write_moves(&t, s, f, look->brief ? BRIEF : MOVES);
		break;
	case SHOW_VARIABLES:
		write_variables(&t, s, f);
		break;
	case SHOW_DIFFERENCES:
		write_differences(&t, s, f, look->brief ? BRIEF : DIFFERENCES);
		break;
	case SHOW_OUTPUT:
		write_output(&t, s, f, look->brief ? BRIEF : OUTPUT_LINES);
		break;
	case SHOW_PANELS:
		break;
	}
}

void show_step(struct ink *out, struct show *s, const struct frame *f, const struct show_look *look)
{
	for (int p = 0; p < SHOW_PANELS; p++) {
		size_t was = out->used;

		show_panel(out, s, f, (enum show_panel)p, look);
		if (out->used > was && p + 1 < SHOW_PANELS)
			ink_puts(out, "\n");
	}
}

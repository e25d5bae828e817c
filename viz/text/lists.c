/* lists.c - the panel of frame lists and page file: how many are on each, and what moved. */
#include "viz/text/panels.h"

#include <inttypes.h>
#include <string.h>

/* Frames on each list now, and the change since the step before. */
static void write_lists(struct typeset *t, const struct show *s, const struct picture *f)
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
	if (where_is_named(&x->at))
		line_printf(t, TS_PLAIN, " on %c%" PRId64 "+0x%" PRIX64, where_letter(&x->at), where_number(&x->at), x->at.offset);
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
struct move_tally {
	const char *kind[16];
	int64_t count[16], others;
};

static void count_kind(struct move_tally *t, const char *kind, int64_t count)
{
	if (!kind)
		kind = "not said";
	for (size_t i = 0; i < sizeof t->kind / sizeof t->kind[0]; i++) {
		if (!t->kind[i])
			t->kind[i] = kind;
		if (strcmp(t->kind[i], kind) == 0) {
			t->count[i] += count;
			return;
		}
	}
	t->others += count;
}

static void write_tally(struct typeset *t, const struct move_tally *n)
{
	line_text(t, TS_PLAIN, "  in this step:");
	for (size_t i = 0; i < sizeof n->kind / sizeof n->kind[0] && n->kind[i]; i++)
		line_printf(t, TS_PLAIN, "%s %s %" PRId64, i ? "," : "", n->kind[i], n->count[i]);
	if (n->others)
		line_printf(t, TS_PLAIN, ", others %" PRId64, n->others);
	line_end(t);
}

/* What moved in the rows of this picture: in counts, then the first of each sort one by one. */
static void write_moves(struct typeset *t, const struct show *s, const struct picture *f, size_t most)
{
	struct move_tally tally = { 0 };
	size_t faults = 0, moves = 0;

	for (size_t i = f->first_row; i <= f->row; i++) {
		const struct event *e = s->m->c->row[i].side[SIDE_SIM];

		for (size_t k = 0; e && k < e->resolved_count; k++)
			count_kind(&tally, e->resolved[k].kind, 1);
		for (size_t k = 0; e && k < e->resolved_rests; k++)
			count_kind(&tally, e->resolved_rest[k].kind, e->resolved_rest[k].count);
		for (size_t k = 0; e && k < e->transitions; k++)
			count_kind(&tally, e->transition[k].kind, 1);
		for (size_t k = 0; e && k < e->transitions_rests; k++)
			count_kind(&tally, e->transitions_rest[k].kind, e->transitions_rest[k].count);
	}
	if (!tally.kind[0])
		return;
	t->hang = 6;
	write_tally(t, &tally);
	for (size_t i = f->first_row; i <= f->row; i++) {
		const struct event *e = s->m->c->row[i].side[SIDE_SIM];

		for (size_t k = 0; e && k < e->resolved_count && faults < most; k++, faults++)
			write_resolved(t, &e->resolved[k]);
		for (size_t k = 0; e && k < e->transitions && moves < most; k++, moves++)
			write_transition(t, &e->transition[k]);
	}
	t->hang = 0;
}

void show_lists(struct typeset *t, const struct show *s, const struct picture *f, size_t most)
{
	if (!s->lists)
		return;
	show_title(t, "FRAME LISTS AND PAGE FILE", "SIM only: kernel data");
	write_lists(t, s, f);
	write_moves(t, s, f, most);
}

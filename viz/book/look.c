/* look.c - see look.h. */
#include "viz/book/look.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "viz/model/words.h"

#define LINK "#0072B2"

struct worth_seeing { size_t picture[LOOK_ROWS], count; };

static void look_at(struct worth_seeing *l, size_t picture, size_t pictures)
{
	size_t n = l->count;

	if (picture >= pictures || n == LOOK_ROWS)
		return;
	for (size_t i = 0; i < n; i++)
		if (l->picture[i] == picture)
			return;
	for (; n && l->picture[n - 1] > picture; n--)
		l->picture[n] = l->picture[n - 1];
	l->picture[n] = picture;
	l->count++;
}

/* Page faults of the simulator since the picture before; -1 if it is not known. */
static int64_t new_faults(const struct model *m, size_t n)
{
	const struct event *now = n ? m->c->row[m->picture[n].row].side[SIDE_SIM] : NULL;
	const struct event *then = n ? m->c->row[m->picture[n - 1].row].side[SIDE_SIM] : NULL;

	if (!now || !then || now->counter[CN_PAGE_FAULTS] < 0 || then->counter[CN_PAGE_FAULTS] < 0)
		return -1;
	return now->counter[CN_PAGE_FAULTS] - then->counter[CN_PAGE_FAULTS];
}

/* The page faults leap: the working set no longer fits, or something else begins that no exception tells of. */
static bool leaps(const struct model *m, size_t n)
{
	int64_t before = n > 1 ? new_faults(m, n - 1) : -1;

	return before > 0 && new_faults(m, n) >= 10 && new_faults(m, n) >= 8 * before;
}

/* The first of each: divergence, fault, leap of the page faults, known difference, handler; the last fault, the end; then calls of
 * another kind. */
static void choose(struct worth_seeing *l, const struct model *m)
{
	size_t n = m->pictures, bad = n, known = n, first = n, last = n, handler = n, leap = n;

	for (size_t i = n; i-- > 0;) {
		const struct picture *f = &m->picture[i];
		const struct event *e = either_side(m->c->row[f->row].side);

		bad = f->verdict == PV_DIVERGE ? i : bad;
		known = f->verdict == PV_KNOWN ? i : known;
		handler = e->type == EV_HANDLER && !f->fault ? i : handler;
		leap = leaps(m, i) ? i : leap;
		if (f->fault && !f->after) {
			first = i;
			last = last == n ? i : last;
		}
	}
	look_at(l, bad, n);
	look_at(l, first, n);
	look_at(l, n - 1, n);
	look_at(l, last, n);
	look_at(l, leap, n);
	look_at(l, known, n);
	look_at(l, handler, n);
	for (size_t i = 0; i < n && l->count < LOOK_ROWS; i++) {
		bool fresh = !m->picture[i].fault;

		for (size_t k = 0; k < l->count; k++)
			fresh &= strcmp(m->picture[l->picture[k]].title, m->picture[i].title) != 0;
		if (fresh)
			look_at(l, i, n);
	}
}

void look_draw(struct page *p)
{
	struct worth_seeing l = { .count = 0 };
	char text[240], faults[64];

	canvas_panel(p, SIDE_X - 8, 350, SIDE_W + 16, 160, "WHERE TO LOOK");
	choose(&l, p->m);
	for (size_t n = 0; n < l.count; n++) {
		const struct picture *f = &p->m->picture[l.picture[n]];

		faults[0] = '\0';
		if (leaps(p->m, l.picture[n]))
			snprintf(faults, sizeof faults, ": %" PRId64 " page faults since the step before", new_faults(p->m, l.picture[n]));
		snprintf(text, sizeof text, "step %zu: %.120s%s%s", f->number, f->title, faults,
		         f->verdict == PV_DIVERGE ? "  \u2260" : f->verdict == PV_KNOWN ? "  \u2248" : "");
		ink_printf(p->out, "<a href=\"#step=%zu\">", f->number);
		canvas_words(p, SIDE_X, LOOK_TOP + (double)n * LOOK_PITCH, 11,
		             f->verdict == PV_DIVERGE ? " class=\"link\" fill=\"" LINK "\" font-weight=\"bold\"" :
		             " class=\"link\" fill=\"" LINK "\"", text, SIDE_W);
		ink_puts(p->out, "</a>\n");
	}
}

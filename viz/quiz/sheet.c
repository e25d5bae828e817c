/* sheet.c - see sheet.h. */
#include "viz/quiz/sheet.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "viz/base/plain.h"
#include "viz/quiz/drawing.h"
#include "viz/quiz/task.h"

#define TRIES  8                        /* steps of a group without two parts, until the group is given up */

/* The next one of a group; false if it has none. */
static bool draw_task(struct drawing *d, struct group *g, struct task *t)
{
	while (g->count && g->failures < TRIES) {
		size_t k = g->first + drawing_below(d, g->count);
		struct subject of = d->subject[k];

		d->subject[k] = d->subject[g->first + --g->count];
		if (task_make(d, t, &of))
			return true;
		g->failures++;
	}
	return false;
}

static void draw_all(struct drawing *d)
{
	struct sheet *s = d->s;
	bool some = true;

	drawing_shuffle(d);
	while (some && s->count < s->wanted) {
		some = false;
		for (size_t g = 0; g < d->groups; g++)
			for (int turn = 0; turn < d->group[g].turns && s->count < s->wanted; turn++)
				if (draw_task(d, &d->group[g], &s->task[s->count])) {
					s->count++;
					some = true;
				}
	}
}

static void sort_by_step(struct sheet *s)
{
	for (size_t i = 1; i < s->count; i++)
		for (size_t k = i; k > 0 && s->task[k - 1].step > s->task[k].step; k--) {
			struct task t = s->task[k - 1];

			s->task[k - 1] = s->task[k];
			s->task[k] = t;
		}
}

/* ---- the sheet ---- */

static uint64_t fingerprint(const struct sheet *s)
{
	uint64_t h = MIX_START;

	for (size_t n = 0; n < s->count; n++) {
		const struct task *t = &s->task[n];
		char where[64];
		int size = snprintf(where, sizeof where, "%" PRIu32 " %" PRIu32, t->step, t->line);

		h = drawing_mix(h, where, (size_t)size + 1);
		for (int i = 0; i < t->parts; i++) {
			const struct part *p = &t->part[i];

			h = drawing_mix(h, p->q.ask, strlen(p->q.ask) + 1);
			h = drawing_mix(h, p->key, strlen(p->key) + 1);
			for (int k = 0; k < p->q.choices; k++)
				h = drawing_mix(h, p->q.choice[k], strlen(p->q.choice[k]) + 1);
		}
	}
	return h;
}

static const char *note_of_side(const struct sheet *s)
{
	if (s->trace->side == SIDE_SIM)
		return NULL;
	return "This is a real trace. It does not record how the kernel resolved a fault, the bits of a page-table entry, or who was asked in "
	       "which order: such questions are left out. A trace of the simulator has them.";
}

static const char *note_of_differences(struct sheet *s)
{
	size_t n = 0;

	for (size_t r = 0; s->m->c->trace[0] && s->m->c->trace[1] && r < s->m->c->rows; r++)
		n += !sheet_is_settled(s, r);
	return n ? keep_printf(&s->keep, "REAL and SIM differ on %zu step%s: nothing is asked about %s.", n, n == 1 ? "" : "s", n == 1 ? "it" : "them") : NULL;
}

bool sheet_make(struct sheet *s, const struct model *m, uint64_t seed, size_t wanted)
{
	struct drawing *d = calloc(1, sizeof *d);
	bool ok = d != NULL;

	*s = (struct sheet){ .m = m, .seed = seed, .wanted = wanted };
	s->trace = m->c->trace[SIDE_SIM] ? m->c->trace[SIDE_SIM] : m->c->trace[SIDE_REAL];
	s->task = keep_alloc(&s->keep, wanted + 1, sizeof *s->task);
	if (d && s->task) {
		d->s = s;
		d->state = seed;
		drawing_gather(d);
		ok = !d->no_memory;
		if (ok)
			draw_all(d);
		free(d->subject);
	}
	free(d);
	ok = ok && s->task;
	if (!ok)
		return false;
	sort_by_step(s);
	s->print = fingerprint(s);
	s->note[0] = note_of_side(s);
	s->note[1] = note_of_differences(s);
	return true;
}

void sheet_free(struct sheet *s)
{
	keep_free(&s->keep);
}

void sheet_head(struct ink *i, const struct sheet *s)
{
	ink_printf(i, "FaultLab quiz %d; seed %" PRIu64 "; questions %zu; trace %016" PRIx64 "; lab ",
	           SHEET_VERSION, s->seed, s->count, s->print);
	plain_text(i, s->trace->lab);
}

void sheet_answer(struct ink *i, const struct part *p)
{
	if (p->form == PF_CHOICE)
		plain_text(i, p->q.choice[p->q.right]);
	else if (p->form != PF_ORDER)
		plain_text(i, p->key);
	for (const char *k = p->key; p->form == PF_ORDER && *k; k++) {
		if (k > p->key)
			ink_puts(i, ", then ");
		plain_text(i, p->q.choice[*k - 'A']);
	}
}

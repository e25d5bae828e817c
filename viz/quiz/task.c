/* task.c - see task.h. */
#include "viz/quiz/task.h"

#include "viz/quiz/ask.h"
#include "viz/quiz/sheet_tell.h"

/* Two parts that have one answer between them. */
static bool exclude(enum part_kind a, enum part_kind b)
{
	static const enum part_kind pairs[][2] = {
		{ PK_PLACE, PK_PAGE }, { PK_DISPOSITION, PK_EXIT }, { PK_RETURNED, PK_OUTCOME }, { PK_OLD_PROTECT, PK_OUTCOME },
		{ PK_WATCHED, PK_OUTCOME }, { PK_QUERY_STATE, PK_OUTCOME },
		{ PK_QUERY_PROTECT, PK_OUTCOME }, { PK_QUERY_PAGES, PK_OUTCOME },
		{ PK_OLD_PROTECT, PK_PRINTS_NEXT }, { PK_WATCHED, PK_PRINTS_NEXT }, { PK_ABNORMAL, PK_PRINTS_NEXT },
		{ PK_QUERY_STATE, PK_PRINTS_NEXT }, { PK_QUERY_PROTECT, PK_PRINTS_NEXT }, { PK_QUERY_PAGES, PK_PRINTS_NEXT }
	};

	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
		if ((a == pairs[i][0] && b == pairs[i][1]) || (a == pairs[i][1] && b == pairs[i][0]))
			return true;
	return false;
}

/* Free ones last, then the least asked kinds first. */
static bool comes_after(const struct drawing *d, const struct part *x, const struct part *y)
{
	if (x->is_free != y->is_free)
		return x->is_free;
	return d->asked[x->kind] > d->asked[y->kind];
}

/* All that the step has an answer to, of equals in an order of chance. */
static int askable(struct drawing *d, struct part *all, const struct subject *of)
{
	int n = 0;

	for (int kind = 0; kind < PART_KINDS; kind++)
		n += sheet_ask(&all[n], d->s, of, (enum part_kind)kind);
	for (int i = n; i > 1; i--) {
		int k = (int)drawing_below(d, (size_t)i);
		struct part p = all[i - 1];

		all[i - 1] = all[k];
		all[k] = p;
	}
	for (int i = 1; i < n; i++)             /* stable, for the order of chance to stay */
		for (int k = i; k > 0 && comes_after(d, &all[k - 1], &all[k]); k--) {
			struct part p = all[k - 1];

			all[k - 1] = all[k];
			all[k] = p;
		}
	return n;
}

static void put_part(struct task *t, const struct part *p)
{
	int at = t->parts++;

	for (; at > 0 && t->part[at - 1].kind > p->kind; at--)
		t->part[at] = t->part[at - 1];
	t->part[at] = *p;
}

/* Does another task ask for what is printed there? */
static bool is_asked(const struct sheet *s, const struct part *p)
{
	for (size_t n = 0; p->printed && n < s->count; n++)
		for (int k = 0; k < s->task[n].parts; k++)
			if (s->task[n].part[k].printed == p->printed)
				return true;
	return false;
}

/* What has to be thought out of several lines of the program. */
static bool stands_for_itself(const struct part *p)
{
	return p->kind == PK_OLD_PROTECT || p->kind == PK_WATCHED || p->kind == PK_PRINTED || p->kind == PK_QUERY_STATE;
}

static bool is_whole(const struct task *t)
{
	return t->parts >= 2 || (t->parts == 1 && stands_for_itself(&t->part[0]));
}

/* TASK-5: a free part only where the task would come to nothing without it. */
static bool fits(const struct drawing *d, const struct task *t, const struct part *p)
{
	if ((p->is_free && (d->gave_free || t->free || is_whole(t))) || is_asked(d->s, p))
		return false;
	for (int k = 0; k < t->parts; k++)
		if (exclude(p->kind, t->part[k].kind))
			return false;
	return true;
}

bool task_make(struct drawing *d, struct task *t, const struct subject *of)
{
	struct part all[PART_KINDS];
	const struct event *e = sheet_event(d->s, of->row);
	int n = askable(d, all, of), parts = 2 + (int)drawing_below(d, TASK_PARTS - 1);

	*t = (struct task){ .step = e->step, .line = e->line };
	for (int i = 0; i < n && t->parts < parts; i++)
		if (fits(d, t, &all[i])) {
			put_part(t, &all[i]);
			t->free |= all[i].is_free;
		}
	if (!is_whole(t))                       /* TASK-3 */
		return false;
	for (int i = 0; i < t->parts; i++)
		d->asked[t->part[i].kind]++;
	d->gave_free |= t->free;
	sheet_tell(t, d->s, of);
	return true;
}

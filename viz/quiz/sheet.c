/* sheet.c - see sheet.h. Which steps, and which parts of each. */
#include "viz/quiz/sheet.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "viz/base/plain.h"
#include "viz/quiz/ask.h"
#include "viz/quiz/ask_kernel.h"
#include "viz/quiz/ask_output.h"
#include "viz/quiz/sheet_tell.h"

#define GROUPS 256                      /* kinds of steps; what is beyond shares the last one */
#define TRIES  8                        /* steps of a group without two parts, until the group is given up */

struct group {
	uint64_t words;                 /* digest of what its steps have in common */
	size_t first, count;            /* in drawing.subject */
	int turns;                      /* steps that it may give in a round */
	unsigned failures;
};

struct drawing {
	struct sheet *s;
	uint64_t state;                 /* of the generator */
	struct subject *subject;        /* owned; sorted by group */
	size_t subjects;
	struct group group[GROUPS];
	size_t groups;
	unsigned asked[PART_KINDS];     /* so far: what was asked least comes first */
	bool gave_free;                 /* H5 */
	bool no_memory;
};

/* ---- chance ---- */

static uint64_t draw(struct drawing *d)
{
	uint64_t z = d->state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

/* 0 to n - 1. The remainder prefers small numbers by less than one in 2^40 here. */
static size_t draw_below(struct drawing *d, size_t n)
{
	return (size_t)(draw(d) % n);
}

static uint64_t mix(uint64_t h, const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		h = (h ^ (unsigned char)bytes[i]) * UINT64_C(0x100000001b3);
	return h;
}

#define MIX_START UINT64_C(0xcbf29ce484222325)

/* ---- groups of steps ---- */

static size_t group_of(struct drawing *d, uint64_t words)
{
	for (size_t i = 0; i < d->groups; i++)
		if (d->group[i].words == words)
			return i;
	if (d->groups == GROUPS)
		return GROUPS - 1;
	d->group[d->groups].words = words;
	return d->groups++;
}

/* A step on which the sides differ has no one answer. */
bool sheet_is_settled(const struct sheet *s, size_t row)
{
	enum verdict v = s->m->c->row[row].verdict;

	return v == CMP_AGREE || v == CMP_ALONE;
}

static bool frame_is_settled(const struct sheet *s, const struct frame *f)
{
	const struct frame *after = f ? quiz_reveals(s->m, f) : NULL;

	for (size_t r = f ? f->row : 0; after && r <= after->row; r++)
		if (!sheet_is_settled(s, r))
			return false;
	return true;
}

static bool has_resolved(const struct event *e)
{
	int64_t count;

	return sheet_resolved(e, &count) != NULL;
}

static bool is_worth_asking(const struct sheet *s, size_t row, const struct event *e)
{
	static const enum counter which[] = { CN_COMMIT, CN_RESERVED, CN_WORKING_SET };

	if (e->type == EV_FILTER)               /* the fault that it answers is asked about */
		return false;
	if (e->type == EV_HANDLER)
		return e->askeds > 1;
	if (e->type == EV_FAULT || e->type == EV_FINALLY || e->type == EV_EXIT || e->type == EV_UNHANDLED || e->error || has_resolved(e))
		return true;
	for (int i = 0; i < 3; i++)
		if (e > s->trace->event && e->counter[which[i]] != e[-1].counter[which[i]])
			return true;
	if (e->type == EV_OUTPUT)
		return sheet_can_ask_output(s, row);
	return e->type == EV_CALL && e->at.known && e->at.place >= 0;
}

/* Pictures by row: frames are large, and are looked through once. */
static void find_pictures(struct sheet *s)
{
	s->picture = keep_alloc(&s->keep, s->m->c->rows + 1, sizeof *s->picture);
	for (size_t i = 0; s->picture && i < s->m->frames; i++)
		if (!s->m->frame[i].after)
			s->picture[s->m->frame[i].row] = &s->m->frame[i];
}

/* Faults are what a lab is about, then what is done unseen and what a call finds out. */
static int turns_of(const struct event *e)
{
	return e->type == EV_FAULT ? 3 : has_resolved(e) || e->outs ? 2 : 1;
}

/* Every step that can be asked about, sorted by group; the order within a group is the trace's. */
static void gather(struct drawing *d)
{
	size_t rows = d->s->m->c->rows, next = 0;
	struct subject *all = calloc(rows + 1, sizeof *all);
	size_t *in = calloc(rows + 1, sizeof *in);
	struct ink words = { 0 };

	d->subject = calloc(rows + 1, sizeof *d->subject);
	find_pictures(d->s);
	d->no_memory = !d->s->picture || !all || !in || !d->subject;
	for (size_t r = 0; !d->no_memory && r < rows; r++) {
		const struct event *e = sheet_event(d->s, r);
		const struct frame *f = d->s->picture[r];

		if (!e || !sheet_is_settled(d->s, r) || !is_worth_asking(d->s, r, e))
			continue;
		all[d->subjects] = (struct subject){ r, f && f->fault && frame_is_settled(d->s, f) ? f : NULL };
		ink_clear(&words);
		sheet_words_of_kind(&words, d->s, &all[d->subjects]);
		in[d->subjects] = group_of(d, mix(MIX_START, words.text ? words.text : "", words.used));
		d->group[in[d->subjects]].turns = turns_of(e);
		d->group[in[d->subjects++]].count++;
	}
	for (size_t g = 0; g < d->groups; g++) {
		d->group[g].first = next;
		for (size_t i = 0; i < d->subjects && next < d->group[g].first + d->group[g].count; i++)
			if (in[i] == g)
				d->subject[next++] = all[i];
	}
	d->no_memory |= words.failed;
	ink_free(&words);
	free(all);
	free(in);
}

static void shuffle_groups(struct drawing *d)
{
	for (size_t i = d->groups; i > 1; i--) {
		size_t k = draw_below(d, i);
		struct group g = d->group[i - 1];

		d->group[i - 1] = d->group[k];
		d->group[k] = g;
	}
}

/* ---- one task ---- */

/* Two parts that have one answer between them. */
static bool exclude(enum part_kind a, enum part_kind b)
{
	static const enum part_kind pairs[][2] = {
		{ PK_PLACE, PK_PAGE }, { PK_DISPOSITION, PK_EXIT }, { PK_RETURNED, PK_OUTCOME }, { PK_OLD_PROTECT, PK_OUTCOME },
		{ PK_WATCHED, PK_OUTCOME }, { PK_QUERY_STATE, PK_OUTCOME }, { PK_QUERY_PROTECT, PK_OUTCOME }, { PK_QUERY_PAGES, PK_OUTCOME },
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
		int k = (int)draw_below(d, (size_t)i);
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

/* H5: a free part only where the task would come to nothing without it. */
static bool fits(const struct drawing *d, const struct task *t, const struct part *p)
{
	if ((p->is_free && (d->gave_free || t->free || is_whole(t))) || is_asked(d->s, p))
		return false;
	for (int k = 0; k < t->parts; k++)
		if (exclude(p->kind, t->part[k].kind))
			return false;
	return true;
}

static bool make_task(struct drawing *d, struct task *t, const struct subject *of)
{
	struct part all[PART_KINDS];
	const struct event *e = sheet_event(d->s, of->row);
	int n = askable(d, all, of), parts = 2 + (int)draw_below(d, TASK_PARTS - 1);

	*t = (struct task){ .step = e->step, .line = e->line };
	for (int i = 0; i < n && t->parts < parts; i++)
		if (fits(d, t, &all[i])) {
			put_part(t, &all[i]);
			t->free |= all[i].is_free;
		}
	if (!is_whole(t))                       /* H3 */
		return false;
	for (int i = 0; i < t->parts; i++)
		d->asked[t->part[i].kind]++;
	d->gave_free |= t->free;
	sheet_tell(t, d->s, of);
	return true;
}

/* The next one of a group; false if it has none. */
static bool draw_task(struct drawing *d, struct group *g, struct task *t)
{
	while (g->count && g->failures < TRIES) {
		size_t k = g->first + draw_below(d, g->count);
		struct subject of = d->subject[k];

		d->subject[k] = d->subject[g->first + --g->count];
		if (make_task(d, t, &of))
			return true;
		g->failures++;
	}
	return false;
}

static void draw_all(struct drawing *d)
{
	struct sheet *s = d->s;
	bool some = true;

	shuffle_groups(d);
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

		h = mix(h, where, (size_t)size + 1);
		for (int i = 0; i < t->parts; i++) {
			const struct part *p = &t->part[i];

			h = mix(h, p->q.ask, strlen(p->q.ask) + 1);
			h = mix(h, p->key, strlen(p->key) + 1);
			for (int k = 0; k < p->q.choices; k++)
				h = mix(h, p->q.choice[k], strlen(p->q.choice[k]) + 1);
		}
	}
	return h;
}

static const char *note_of_side(const struct sheet *s)
{
	if (s->trace->side == SIDE_SIM)
		return NULL;
	return "This is a real trace. It does not tell how the kernel resolved a fault, the bits of a page-table entry, or who was asked in "
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
		gather(d);
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
	ink_printf(i, "FaultLab quiz %d; seed %" PRIu64 "; questions %zu; trace %016" PRIx64 "; lab ", SHEET_VERSION, s->seed, s->count, s->print);
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

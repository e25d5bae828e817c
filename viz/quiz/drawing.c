/* drawing.c - see drawing.h. */
#include "viz/quiz/drawing.h"

#include <stdlib.h>

#include "viz/quiz/ask.h"
#include "viz/quiz/ask_kernel.h"
#include "viz/quiz/ask_output.h"

/* ---- chance ---- */

static uint64_t draw(struct drawing *d)
{
	uint64_t z = d->state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

size_t drawing_below(struct drawing *d, size_t n)
{
	return (size_t)(draw(d) % n);
}

uint64_t drawing_mix(uint64_t h, const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		h = (h ^ (unsigned char)bytes[i]) * UINT64_C(0x100000001b3);
	return h;
}

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

static bool picture_is_settled(const struct sheet *s, const struct picture *f)
{
	const struct picture *after = f ? quiz_reveals(s->m, f) : NULL;

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
		return e->handlers > 1;
	if (e->type == EV_FAULT || e->type == EV_FINALLY || e->type == EV_EXIT || e->type == EV_UNHANDLED || e->error || has_resolved(e))
		return true;
	for (int i = 0; i < 3; i++)
		if (e > s->trace->event && e->counter[which[i]] != e[-1].counter[which[i]])
			return true;
	if (e->type == EV_OUTPUT)
		return sheet_can_ask_output(s, row);
	return e->type == EV_CALL && e->at.known && e->at.place >= 0;
}

/* Pictures by row: they are large, and are looked through once. */
static void find_pictures(struct sheet *s)
{
	s->picture = keep_alloc(&s->keep, s->m->c->rows + 1, sizeof *s->picture);
	for (size_t i = 0; s->picture && i < s->m->pictures; i++)
		if (!s->m->picture[i].after)
			s->picture[s->m->picture[i].row] = &s->m->picture[i];
}

/* Faults are what a lab is about, then what is done unseen and what a call finds out. */
static int turns_of(const struct event *e)
{
	return e->type == EV_FAULT ? 3 : has_resolved(e) || e->outs ? 2 : 1;
}

void drawing_gather(struct drawing *d)
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
		const struct picture *f = d->s->picture[r];

		if (!e || !sheet_is_settled(d->s, r) || !is_worth_asking(d->s, r, e))
			continue;
		all[d->subjects] = (struct subject){ r, f && f->fault && picture_is_settled(d->s, f) ? f : NULL };
		ink_clear(&words);
		sheet_words_of_kind(&words, d->s, &all[d->subjects]);
		in[d->subjects] = group_of(d, drawing_mix(MIX_START, words.text ? words.text : "", words.used));
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

void drawing_shuffle(struct drawing *d)
{
	for (size_t i = d->groups; i > 1; i--) {
		size_t k = drawing_below(d, i);
		struct group g = d->group[i - 1];

		d->group[i - 1] = d->group[k];
		d->group[k] = g;
	}
}

/* asking.c - see asking.h. */
#include "viz/quiz/asking.h"

#include <inttypes.h>

const struct event *sheet_event(const struct sheet *s, size_t row)
{
	return s->m->c->row[row].side[s->trace->side];
}

struct asking sheet_start(struct sheet *s, const struct subject *of)
{
	struct asking a = { .s = s, .of = of, .e = sheet_event(s, of->row) };

	a.was = a.e > s->trace->event ? a.e - 1 : NULL;
	a.after = of->before ? quiz_reveals(s->m, of->before) : NULL;
	a.answer = a.after ? sheet_event(s, a.after->row) : NULL;
	if (!a.answer) {
		a.after = NULL;
		a.answer = a.e;
	}
	return a;
}

/* ---- reasons ---- */

/* The words of the pictures, for a call that no picture shows by itself: one within a filter. */
static const char *said_of_call(const struct asking *a)
{
	struct model words = { .any = a->s->trace, .keep = a->s->keep };
	struct building b = { .m = &words, .c = a->s->m->c };
	const char *text = sentence_of_call(&b, a->e);

	a->s->keep = words.keep;
	return b.no_memory ? NULL : text;
}

/* The sentence of the picture that shows the step, else the step in a few words. */
const char *sheet_said(const struct asking *a)
{
	const struct picture *f = a->s->picture[a->of->row];
	struct ink i = { 0 };
	const char *text;

	if (f && f->say)
		return f->say;
	if (a->e->type == EV_CALL && a->e->api)
		return said_of_call(a);
	compare_say(&i, a->e);
	text = i.failed ? NULL : TEXT(a, "%s: %s.", reader_type_name(a->e->type), i.text ? i.text : "");
	ink_free(&i);
	return text;
}

const char *said_after(const struct asking *a)
{
	return a->after && a->after->say ? a->after->say : sheet_said(a);
}

uint64_t sheet_page(const struct asking *a, const struct where *w)
{
	return w->offset / a->s->trace->page_size;
}

bool in_reservation(const struct where *w)
{
	return w->known && w->place >= 0;
}

/* ---- forms ---- */

bool settle_choice(struct part *p, const char *right)
{
	p->form = PF_CHOICE;
	if (!p->q.ask || !right || !quiz_settle(&p->q, right, false))
		return false;
	return true;
}

bool settle_number(const struct asking *a, struct part *p, int64_t number, const char *ask, const char *reason)
{
	p->form = PF_NUMBER;
	p->number = number;
	p->q.ask = ask;
	p->q.reason = reason;
	p->key = TEXT(a, "%" PRId64, number);
	return p->key && ask && reason;
}

bool settle_place(const struct asking *a, struct part *p, const struct where *w, const char *ask, const char *reason)
{
	p->form = PF_PLACE;
	p->place = *w;
	p->q.ask = ask;
	p->q.reason = reason;
	p->key = TEXT(a, "A%" PRId64 "+0x%" PRIx64, w->place, w->offset);
	return p->key && ask && reason;
}

bool settle_words(struct part *p, enum part_form form, const char *key, const char *ask, const char *reason)
{
	p->form = form;
	p->q.ask = ask;
	p->q.reason = reason;
	p->key = key;
	return key && ask && reason;
}

bool is_fault(const struct asking *a)
{
	return a->e->type == EV_FAULT;
}

bool choose_meaning(struct part *p, const struct meaning *all, size_t count, const char *word)
{
	const char *right = NULL;

	for (size_t i = 0; i < count; i++)
		if (same(word, all[i].word))
			right = all[i].words;
	if (!right)
		return false;
	quiz_add(&p->q, right);
	for (size_t i = 0; i < count; i++)
		quiz_add(&p->q, all[i].words);
	return settle_choice(p, right);
}

bool ask_of_book(const struct asking *a, struct part *p, enum quiz_kind kind)
{
	if (!a->after || !quiz_ask(&p->q, &a->s->keep, a->s->m, a->of->before, kind))
		return false;
	p->form = PF_CHOICE;
	p->q.reason = TEXT(a, "%s %s", said_after(a), p->q.reason);
	return p->q.reason != NULL;
}

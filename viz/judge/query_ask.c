/* query_ask.c - see query.h. A trace is asked. */
#include "viz/judge/query_tree.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "viz/base/ink.h"
#include "viz/base/text.h"

enum { LISTED = 64 };

/* Constants as a trace writes them, alone or joined: MEM_RESERVE|MEM_COMMIT, PAGE_READWRITE, PAGE_GUARD|0x800. */
static bool is_flags(const char *text)
{
	return strchr(text, '_') && strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_|abcdefx") == strlen(text);
}

/* `flag` among the flags of a text, anywhere in another text. */
static bool has(const char *text, const char *flag)
{
	return is_flags(text) ? has_flag(text, flag) : strstr(text, flag) != NULL;
}

static bool compare(const struct value *a, enum relation op, const struct value *b)
{
	int order = a->is_number && b->is_number ? (a->number > b->number) - (a->number < b->number) : strcmp(a->text, b->text);

	switch (op) {
	case REL_EQ:   return order == 0;
	case REL_NE:   return order != 0;
	case REL_LT:   return order < 0;
	case REL_LE:   return order <= 0;
	case REL_GT:   return order > 0;
	case REL_GE:   return order >= 0;
	case REL_HAS:  return has(a->text, b->text);
	case REL_NONE: break;
	}
	return false;
}

struct cursor {                         /* one going through a trace */
	struct items items;
	struct item item;
	const struct event *previous;   /* of item.event */
	size_t position;                /* of the item, from 1 */
	bool hidden;                    /* the item was asked for what it does not tell, and all else fits */
};

static struct cursor cursor_at_start(const struct trace_file *t) { return (struct cursor){ .items = { t, 0, 0 } }; }

static bool step(struct cursor *w)
{
	if (!items_next(&w->items, &w->item))
		return false;
	w->position++;
	w->previous = w->item.event > w->items.trace->event ? w->item.event - 1 : NULL;
	return true;
}

static bool fits(const struct select *s, struct cursor *w)
{
	bool hidden = false;

	w->hidden = false;
	if (!item_is(&w->item, s->type))
		return false;
	for (int k = 0; k < s->conds; k++) {
		struct value is, wanted;

		if (field_hidden(&s->cond[k].field, &w->item)) {
			hidden = true;
			continue;
		}
		if (!field_value(&s->cond[k].field, &w->item, w->previous, &is))
			return false;                   /* QUERY-1 */
		value_of_text(&wanted, s->cond[k].text);
		if (!compare(&is, s->cond[k].op, &wanted))
			return false;
	}
	w->hidden = hidden;                             /* QUERY-4 */
	return !hidden;
}

static size_t last_position(void) { return SIZE_MAX; }

/* Positions strictly between which a selection looks. */
struct bounds {
	size_t from, to;
};

static struct bounds bounds_of(const struct select *s, const struct trace_file *t)
{
	struct bounds b = { 0, last_position() };
	struct cursor w = cursor_at_start(t);

	if (s->after)
		b.from = last_position();
	while ((s->after || s->before) && step(&w)) {
		if (s->after && b.from == last_position() && fits(s->after, &w))
			b.from = w.position;
		if (s->before && b.to == last_position() && fits(s->before, &w))
			b.to = w.position;
	}
	return b;
}

static bool within(const struct bounds *b, const struct cursor *w) { return w->position > b->from && w->position < b->to; }

struct seen_at {                        /* from which event to which something was seen */
	const struct event *first, *last;
};

static void widen(struct seen_at *s, const struct event *e)
{
	s->first = s->first ? s->first : e;
	s->last = e;
}

static void note(struct found *f, const struct cursor *w)
{
	f->matches += (size_t)w->item.count;
	f->first = f->first ? f->first : w->item.event;
	f->last = w->item.event;
}

/* Does the item fit? If only the trace's silence keeps it from that, it is counted as hidden. */
static bool fits_or_hides(const struct select *s, struct cursor *w, struct found *f)
{
	bool fit = fits(s, w);

	f->hidden += w->hidden ? (size_t)w->item.count : 0;
	return fit;
}

struct aggregate {                      /* of the field's values */
	int64_t min, max, sum;
	struct seen_at at_min, at_max;         /* the events that have these values */
	const char *first, *last;
	const char **seen;              /* the different values, hashed; owned */
	size_t distinct, room, values, numbers;
	struct ink list;
	bool failed;
};

static size_t hash_of(const char *s)
{
	uint64_t h = 0xcbf29ce484222325ull;

	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 0x100000001b3ull;
	return (size_t)(h ^ h >> 32);
}

/* Where this value is, or would be. */
static const char **slot_of(const char **seen, size_t room, const char *text)
{
	size_t at = hash_of(text) & (room - 1);

	while (seen[at] && strcmp(seen[at], text))
		at = (at + 1) & (room - 1);
	return &seen[at];
}

static bool more_room(struct aggregate *t)
{
	size_t room = t->room ? 2 * t->room : LISTED;
	const char **more = calloc(room, sizeof *more);

	if (!more)
		return false;
	for (size_t i = 0; i < t->room; i++)
		if (t->seen[i])
			*slot_of(more, room, t->seen[i]) = t->seen[i];
	free(t->seen);
	t->seen = more;
	t->room = room;
	return true;
}

/* A value that was not seen before. */
static bool is_new(struct aggregate *t, struct keep *k, const char *text)
{
	const char **slot;

	if (2 * t->distinct >= t->room && !more_room(t)) {
		t->failed = true;
		return false;
	}
	slot = slot_of(t->seen, t->room, text);
	if (*slot)
		return false;
	*slot = keep_copy(k, text, strlen(text));
	t->failed |= !*slot;
	t->distinct += *slot != NULL;
	return *slot != NULL;
}

/* A value that is the best one so far, or as good: where it stands. */
static void mark(struct seen_at *at, int64_t *best, bool better, int64_t n, const struct event *e)
{
	if (better)
		*at = (struct seen_at){ NULL, NULL };
	if (better || n == *best)
		widen(at, e);
	*best = better ? n : *best;
}

static void count_value(struct aggregate *t, struct keep *k, const struct value *v, const struct item *item)
{
	const struct event *e = item->event;

	if (is_new(t, k, v->text) && t->distinct <= LISTED)
		ink_printf(&t->list, "%s%s", t->list.used ? ", " : "", v->text);
	if (!t->first)
		t->first = keep_copy(k, v->text, strlen(v->text));
	t->values++;
	if (!v->is_number)
		return;
	mark(&t->at_min, &t->min, t->numbers == 0 || v->number < t->min, v->number, e);
	mark(&t->at_max, &t->max, t->numbers == 0 || v->number > t->max, v->number, e);
	t->sum = (int64_t)((uint64_t)t->sum + (uint64_t)v->number * (uint64_t)item->count);
	t->numbers++;
}

static const char *number(struct keep *k, int64_t n) { return keep_printf(k, "%" PRId64, n); }

/* What the values of all items that fit come to, as a text. */
static const char *value_of(const struct query *q, struct aggregate *t, struct keep *k, const struct found *f)
{
	switch (q->kind) {
	case Q_COUNT:    return number(k, (int64_t)f->matches);
	case Q_DISTINCT: return number(k, (int64_t)t->distinct);
	case Q_FIRST:    return t->first;
	case Q_LAST:     return t->last;
	case Q_MIN:      return t->numbers ? number(k, t->min) : NULL;
	case Q_MAX:      return t->numbers ? number(k, t->max) : NULL;
	case Q_SUM:      return t->numbers ? number(k, t->sum) : NULL;
	case Q_LIST:     return t->values ? keep_printf(k, "%s%s", t->list.text ? t->list.text : "",
	                                                t->distinct > LISTED || f->hidden ? ", ..." : "") : NULL;
	default:         return NULL;
	}
}

/* Of one value that stands somewhere, first and last are where it does; of the others, where there was something to count. */
static void place_value(const struct query *q, const struct aggregate *t, struct found *f)
{
	if (q->kind == Q_FIRST)
		f->last = f->first;
	else if (q->kind == Q_LAST)
		f->first = f->last;
	else if (q->kind == Q_MIN)
		f->first = t->at_min.first, f->last = t->at_min.last;
	else if (q->kind == Q_MAX)
		f->first = t->at_max.first, f->last = t->at_max.last;
}

static bool ask_value(const struct query *q, const struct trace_file *t, struct keep *k, struct found *f)
{
	const struct select *s = q->select[0];
	struct bounds b = bounds_of(s, t);
	struct aggregate tally = { 0 };
	struct value last = { 0 };
	struct cursor w = cursor_at_start(t);

	while (step(&w)) {
		struct value v;

		if (!within(&b, &w) || !fits_or_hides(s, &w, f))
			continue;
		if (!query_has_field(q->kind)) {
			note(f, &w);
		} else if (field_hidden(&q->field, &w.item)) {
			f->hidden += (size_t)w.item.count;
		} else if (field_value(&q->field, &w.item, w.previous, &v)) {
			note(f, &w);
			count_value(&tally, k, &v, &w.item);
			last = v;
			last.text = v.text == v.room ? last.room : v.text;
		}
	}
	if (last.text)
		tally.last = keep_copy(k, last.text, strlen(last.text));
	f->value = value_of(q, &tally, k, f);
	f->known = f->value != NULL;
	place_value(q, &tally, f);
	ink_free(&tally.list);
	free(tally.seen);
	return !tally.failed && !tally.list.failed && (f->known || !tally.values || q->kind >= Q_MIN);
}

static void ask_some(const struct query *q, const struct trace_file *t, struct found *f)
{
	struct bounds b = bounds_of(q->select[0], t);
	struct cursor w = cursor_at_start(t);

	while (step(&w))
		if (within(&b, &w) && fits_or_hides(q->select[0], &w, f))
			note(f, &w);
	f->truth = q->kind == Q_SOME ? f->matches > 0 : f->matches + f->hidden == 0;
}

/* `first` is the item that broke the promise, for that is what has to be looked at. */
static void ask_each(const struct query *q, const struct trace_file *t, struct found *f)
{
	struct bounds b = bounds_of(q->select[0], t), then = bounds_of(q->select[1], t);
	const struct event *open = NULL, *broken = NULL;
	struct cursor w = cursor_at_start(t);

	while (step(&w)) {
		bool is = within(&b, &w) && fits_or_hides(q->select[0], &w, f);

		if (!q->has && open && within(&then, &w) && fits(q->select[1], &w)) {
			f->matches++;
			open = NULL;
		}
		if (!is)
			continue;
		f->of += (size_t)w.item.count;
		f->last = w.item.event;
		if (q->has && fits(q->select[1], &w))
			f->matches += (size_t)w.item.count;
		else if (q->has)
			broken = broken ? broken : w.item.event;
		else {
			broken = broken ? broken : open;
			if (!broken && w.item.count > 1)        /* of several at once only the last can have one */
				broken = w.item.event;
			open = w.item.event;
		}
	}
	f->first = broken ? broken : open;
	f->truth = f->of > 0 && f->matches == f->of && !f->hidden;      /* QUERY-2 */
}

/* The earliest item for each selection after the one before: if there is any such row, this finds one. */
static void ask_order(const struct query *q, const struct trace_file *t, struct found *f)
{
	struct cursor w = cursor_at_start(t);
	struct bounds b = bounds_of(q->select[0], t);
	int at = 0;

	while (at < q->selects && step(&w)) {
		if (!within(&b, &w) || !fits(q->select[at], &w))
			continue;
		note(f, &w);
		if (++at < q->selects)
			b = bounds_of(q->select[at], t);
	}
	f->of = (size_t)q->selects;
	f->truth = at == q->selects;
}

/* A comparison that holds: does it hold however many of the hidden ones belong to it? */
static bool holds_anyway(const struct query *q, const struct found *f, const struct value *least, const struct value *right)
{
	struct value most = *least;

	if (!f->hidden)
		return true;
	if ((q->kind != Q_COUNT && q->kind != Q_DISTINCT) || !right->is_number)
		return false;
	most.number += (int64_t)f->hidden;
	if (q->op == REL_NE)
		return right->number < least->number || right->number > most.number;
	return compare(&most, q->op, right);
}

static bool ask_right(const struct query *q, const struct trace_file *t, struct keep *k, struct found *f)
{
	struct found other;
	struct value a, b;

	f->right = q->text;
	if (q->right) {
		if (!query_ask(q->right, t, k, &other))
			return false;
		f->right = other.hidden ? NULL : other.value;
	}
	f->known = f->value && f->right;
	if (!f->known)
		return true;
	value_of_text(&a, f->value);
	value_of_text(&b, f->right);
	f->truth = compare(&a, q->op, &b) && holds_anyway(q, f, &a, &b);
	return true;
}

bool query_ask(const struct query *q, const struct trace_file *t, struct keep *k, struct found *f)
{
	*f = (struct found){ .is_truth = query_is_check(q), .known = true };
	switch (q->kind) {
	case Q_SOME: case Q_NO: ask_some(q, t, f); return true;
	case Q_EACH:            ask_each(q, t, f); return true;
	case Q_ORDER:           ask_order(q, t, f); return true;
	default:                break;
	}
	return ask_value(q, t, k, f) && (q->op == REL_NONE || ask_right(q, t, k, f));
}

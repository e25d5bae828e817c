/* query_ask.c - see query.h. A trace is asked. */
#include "viz/judge/query_tree.h"

#include <inttypes.h>
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

static bool fits(const struct select *s, const struct cursor *w)
{
	if (!item_is(&w->item, s->type))
		return false;
	for (int k = 0; k < s->conds; k++) {
		struct value is, wanted;

		if (!field_value(&s->cond[k].field, &w->item, w->previous, &is))
			return false;                   /* QUERY-1 */
		value_of_text(&wanted, s->cond[k].text);
		if (!compare(&is, s->cond[k].op, &wanted))
			return false;
	}
	return true;
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
	f->matches++;
	f->first = f->first ? f->first : w->item.event;
	f->last = w->item.event;
}

struct aggregate {                      /* of the field's values */
	int64_t min, max, sum;
	struct seen_at at_min, at_max;         /* the events that have these values */
	const char *first, *last;
	const char *seen[LISTED];
	size_t distinct, values, numbers;
	struct ink list;
	bool failed;
};

/* The values that were not seen before; beyond LISTED of them they are counted as if all differed. */
static bool is_new(struct aggregate *t, struct keep *k, const char *text)
{
	size_t known = t->distinct < LISTED ? t->distinct : LISTED;
	const char *copy;

	for (size_t i = 0; i < known; i++)
		if (strcmp(t->seen[i], text) == 0)
			return false;
	if (t->distinct++ < LISTED) {
		copy = keep_copy(k, text, strlen(text));
		t->failed |= !copy;
		t->seen[t->distinct - 1] = copy ? copy : "";
	}
	return true;
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

static void count_value(struct aggregate *t, struct keep *k, const struct value *v, const struct event *e)
{
	if (is_new(t, k, v->text) && t->distinct <= LISTED)
		ink_printf(&t->list, "%s%s", t->list.used ? ", " : "", v->text);
	if (!t->first)
		t->first = keep_copy(k, v->text, strlen(v->text));
	t->values++;
	if (!v->is_number)
		return;
	mark(&t->at_min, &t->min, t->numbers == 0 || v->number < t->min, v->number, e);
	mark(&t->at_max, &t->max, t->numbers == 0 || v->number > t->max, v->number, e);
	t->sum = (int64_t)((uint64_t)t->sum + (uint64_t)v->number);
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
	                                                t->distinct > LISTED ? ", ..." : "") : NULL;
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

		if (!within(&b, &w) || !fits(s, &w))
			continue;
		if (!query_has_field(q->kind)) {
			note(f, &w);
		} else if (field_value(&q->field, &w.item, w.previous, &v)) {
			note(f, &w);
			count_value(&tally, k, &v, w.item.event);
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
	return !tally.failed && !tally.list.failed && (f->known || !tally.values || q->kind >= Q_MIN);
}

static void ask_some(const struct query *q, const struct trace_file *t, struct found *f)
{
	struct bounds b = bounds_of(q->select[0], t);
	struct cursor w = cursor_at_start(t);

	while (step(&w))
		if (within(&b, &w) && fits(q->select[0], &w))
			note(f, &w);
	f->truth = (f->matches > 0) == (q->kind == Q_SOME);
}

/* `first` is the item that broke the promise, for that is what has to be looked at. */
static void ask_each(const struct query *q, const struct trace_file *t, struct found *f)
{
	struct bounds b = bounds_of(q->select[0], t), then = bounds_of(q->select[1], t);
	const struct event *open = NULL, *broken = NULL;
	struct cursor w = cursor_at_start(t);

	while (step(&w)) {
		bool is = within(&b, &w) && fits(q->select[0], &w);

		if (!q->has && open && within(&then, &w) && fits(q->select[1], &w)) {
			f->matches++;
			open = NULL;
		}
		if (!is)
			continue;
		f->of++;
		f->last = w.item.event;
		if (q->has && fits(q->select[1], &w))
			f->matches++;
		else if (q->has)
			broken = broken ? broken : w.item.event;
		else {
			broken = broken ? broken : open;
			open = w.item.event;
		}
	}
	f->first = broken ? broken : open;
	f->truth = f->of > 0 && f->matches == f->of;    /* QUERY-2 */
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

static bool ask_right(const struct query *q, const struct trace_file *t, struct keep *k, struct found *f)
{
	struct found other;
	struct value a, b;

	f->right = q->text;
	if (q->right) {
		if (!query_ask(q->right, t, k, &other))
			return false;
		f->right = other.value;
	}
	f->known = f->value && f->right;
	if (!f->known)
		return true;
	value_of_text(&a, f->value);
	value_of_text(&b, f->right);
	f->truth = compare(&a, q->op, &b);
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

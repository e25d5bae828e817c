/* rest.c - see rest.h. */
#include "sim/record/rest.h"

#include <inttypes.h>
#include <stdio.h>

#define PAGE 4096u
#define RECENT 16               /* runs that may go on: what happens to one page after the other is of several kinds in turn */

static bool same_sort(const struct rest_sort *a, const struct rest_sort *b)
{
	return a->kind == b->kind && a->how == b->how && a->from == b->from && a->to == b->to && a->place == b->place;
}

/* May the page of `va` come next? A run of one page has no direction yet. */
static bool goes_on(const struct rest_entry *e, uint64_t va)
{
	uint64_t page = va / PAGE, first = e->first / PAGE, last = e->last / PAGE;

	if (page == last + 1)
		return first <= last;
	return page + 1 == last && first >= last;
}

static bool add_to_run(struct rest *r, const struct rest_sort *sort, uint64_t va)
{
	for (size_t i = r->runs; i-- > 0 && r->runs - i <= RECENT; ) {
		struct rest_entry *e = &r->run[i];

		if (!same_sort(&e->sort, sort) || !goes_on(e, va))
			continue;
		e->last = va;
		e->count++;
		return true;
	}
	if (r->runs == REST_RUNS)
		return false;
	r->run[r->runs++] = (struct rest_entry){ *sort, true, va, va, 1 };
	return true;
}

static void add_to_sort(struct rest *r, const struct rest_sort *sort)
{
	const struct rest_sort any = { sort->kind, REST_ANY, REST_ANY, REST_ANY, SIZE_MAX };

	for (size_t i = 0; i < r->sorts; i++)
		if (same_sort(&r->sort[i].sort, sort) || same_sort(&r->sort[i].sort, &any)) {
			r->sort[i].count++;
			return;
		}
	r->sort[r->sorts] = (struct rest_entry){ r->sorts < REST_SORTS ? *sort : any, false, 0, 0, 1 };
	r->sorts++;
}

void rest_add(struct rest *r, const struct rest_sort *sort, bool has_va, uint64_t va)
{
	r->count++;
	if (!has_va || !add_to_run(r, sort, va))
		add_to_sort(r, sort);
}

void rest_clear(struct rest *r)
{
	r->runs = r->sorts = 0;
	r->count = 0;
}

static void tell_place(struct trace *t, size_t place)
{
	char name[32];

	if (place == SIZE_MAX)
		return;
	snprintf(name, sizeof name, "A%zu", place);
	trace_string(t, "place", name);
}

static void tell_entry(struct trace *t, const struct places *places, const struct rest_entry *e,
                       void (*words)(struct trace *t, const struct rest_sort *sort))
{
	trace_open_object(t, NULL);
	words(t, &e->sort);
	if (e->pages)
		places_at(places, t, "at", e->first);
	else
		tell_place(t, e->sort.place);
	if (e->pages && e->last < e->first)
		trace_bool(t, "down", true);
	trace_number(t, "count", (int64_t)e->count);
	trace_close_object(t);
}

void rest_tell(const struct rest *r, struct trace *t, const struct places *places, const char *key,
               void (*words)(struct trace *t, const struct rest_sort *sort))
{
	if (r->count == 0)
		return;
	trace_open_array(t, key);
	for (size_t i = 0; i < r->runs; i++)
		tell_entry(t, places, &r->run[i], words);
	for (size_t i = 0; i < r->sorts; i++)
		tell_entry(t, places, &r->sort[i], words);
	trace_close_array(t);
}

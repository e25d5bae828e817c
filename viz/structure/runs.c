/* runs.c - see runs.h. */
#include "viz/structure/runs.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "viz/base/text.h"

uint64_t table_address(const struct table *t, uint32_t index)
{
	return t->va + index * kernel_reach(t->level);
}

bool table_covers(const struct table *t, uint64_t va)
{
	return va != NO_LINK && va >= t->va && va - t->va < kernel_reach(t->level + 1);
}

static uint32_t index_in(const struct table *t, uint64_t va)
{
	return (uint32_t)((va - t->va) / kernel_reach(t->level));
}

static int64_t owner_of(const struct table_drawing *d, uint64_t va, uint64_t *page)
{
	const struct sketch *s = d->s;
	int64_t place = place_of_address(s, s->memory, va, page);
	const struct vad_node *n;

	if (place >= 0)
		return place;
	n = kernel_vad_of(s->now, va / s->teller->page_size);
	*page = n ? va / s->teller->page_size - n->start : 0;
	return n ? -2 - (int64_t)(n - s->now->vad) : -1;
}

const char *run_owner(const struct table_drawing *d, const struct entry_run *r, char *out, size_t room)
{
	const char *kind = r->owner < -1 ? d->s->now->vad[-2 - r->owner].kind : NULL;
	char last[40] = "";

	if (r->count > 1)
		snprintf(last, sizeof last, "\u2013%" PRIu64, r->page + r->count - 1);
	if (r->owner >= 0)
		snprintf(out, room, "A%" PRId64 " page %" PRIu64 "%s", r->owner, r->page, last);
	else
		snprintf(out, room, "%.16s page %" PRIu64 "%s", kind ? kind : "no VAD:", r->page, last);
	return out;
}

static bool goes_on(const struct entry_run *r, const struct entry *e)
{
	const struct entry *x = r->entry;
	struct entry first = *x, next = *e;

	first.number = next.number = 0;
	return kernel_same_entry(&first, &next) && (x->number == NO_LINK ? e->number == NO_LINK : e->number == x->number + r->count);
}

/* Runs of what there is in a table, of what was there a step ago, and of the watched entry. */
size_t runs_find(struct table_drawing *d, const struct table *t)
{
	static const struct entry zero = { .number = NO_LINK };
	const struct table *was = d->s->was->tables ? kernel_table(d->s->was, t->level, t->va) : NULL;
	bool compare = d->s->was->tables;
	size_t n = 0;

	for (uint32_t i = 0; i < TABLE_ENTRIES; i++) {
		const struct entry *e = &t->entry[i];
		bool changed = compare && !kernel_same_entry(e, was ? &was->entry[i] : &zero);
		bool watched = table_covers(t, d->watched) && index_in(t, d->watched) == i;
		struct entry_run *last = n ? &d->run[n - 1] : NULL;
		uint64_t page;
		int64_t owner;

		if (!e->means && !changed && !watched)
			continue;
		owner = t->level == 0 ? owner_of(d, table_address(t, i), &page) : -1;
		if (t->level > 0)
			page = 0;
		if (last && last->first + last->count == i && t->level == 0 && last->owner == owner && last->changed == changed &&
		    !watched && !last->watched && goes_on(last, e))
			last->count++;
		else
			d->run[n++] = (struct entry_run){ i, 1, e, owner, page, changed, watched, false, 0 };
	}
	return n;
}

static bool has_number(const struct entry_run *r)
{
	return r->entry->means && r->entry->number != NO_LINK;
}

/* Cut run `i` so that its second part begins at `number`. */
static bool cut(struct table_drawing *d, size_t *n, size_t i, uint64_t number)
{
	struct entry_run *r = &d->run[i];
	uint64_t first = r->entry->number;
	uint32_t before;

	if (number <= first || number - first >= r->count || *n == TABLE_ENTRIES)
		return false;
	before = (uint32_t)(number - first);
	memmove(r + 1, r, (*n - i) * sizeof *r);
	++*n;
	r->count = before;
	r[1].first += before;
	r[1].count -= before;
	r[1].page += before;
	r[1].entry += before;
	return true;
}

/* Frames that several entries name are one node: runs that share some of their frames are cut until they share all or none. */
size_t runs_cut_at_shared(struct table_drawing *d, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n && has_number(&d->run[i]); k++)
			if (k != i && has_number(&d->run[k]) && same(d->run[i].entry->means, d->run[k].entry->means) &&
			    (cut(d, &n, i, d->run[k].entry->number) || cut(d, &n, i, d->run[k].entry->number + d->run[k].count)))
				k = (size_t)-1;         /* from the first again: the numbers of places have moved */
	return n;
}

/* Neighbours that nobody asks for become one row. */
size_t runs_fold(struct table_drawing *d, size_t n)
{
	size_t kept = 0, k = 0;

	if (n <= ROWS_MAX)
		return n;
	for (size_t i = 0; i < n; i++)
		if (d->run[i].watched || i == 0 || i == n - 1) {
			d->run[i].kept = true;
			kept++;
		}
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < n && kept < ROWS_MAX; i++)
			if (!d->run[i].kept && (pass || d->run[i].changed)) {
				d->run[i].kept = true;
				kept++;
			}
	for (size_t i = 0; i < n; i++) {
		if (!d->run[i].kept && k && d->run[k - 1].folded) {
			d->run[k - 1].folded++;
			d->run[k - 1].changed |= d->run[i].changed;
			d->run[k - 1].count += d->run[i].count;
			continue;
		}
		d->run[k] = d->run[i];
		d->run[k].folded = !d->run[i].kept;
		k++;
	}
	return k;
}

/*
 * scene_commit.c - the scenes about reserve and commit, commit on demand, and decommit.
 *
 * Accesses lie at the ends of what is committed, just inside and just outside, where a
 * rounding that was forgotten shows.
 */
#include "sim/exercise/scene.h"

/* ---- reserve and commit ---- */

/* The bytes at both ends of a range, inside and outside; as many as lie in the reservation. */
static int around(const struct draft *d, struct range r, struct access *access)
{
	int end = r.from + r.bytes, n = 0;
	int first = range_first(r) * PAGE_BYTES, past = (range_last(r) + 1) * PAGE_BYTES;
	int place[] = { r.from, end - 1, end, first, first - 1, past };

	for (int i = 0; i < 6; i++)
		if (place[i] >= 0 && place[i] < d->area.pages * PAGE_BYTES)
			access[n++] = draft_load("area", place[i]);
	return n;
}

static void mix_stores(struct draft *d, struct access *access, int n)
{
	bool first = dice_coin(&d->dice);

	for (int i = 0; i < n; i++)
		access[i].is_store = i % 2 == first;
}

/* The first of them whose page nobody has committed. */
static void mark_refused(const struct draft *d, struct access *access, int n)
{
	for (int i = 0; i < n; i++) {
		if (!d->area.page[access[i].offset / PAGE_BYTES].committed) {
			access[i].essential = true;
			return;
		}
	}
}

void scene_reserve_commit(struct draft *d)
{
	int rounds = d->request->level == 1 || draft_is(d, SPARE) ? 1 : 2;
	struct access access[12];
	int n = 0;

	draft_gap(d);
	for (int i = 0; i < rounds; i++) {
		int pages = dice_between(&d->dice, 1, 3), first = area_find(&d->area, &d->dice, pages, UNGUARDED_PAGE);
		struct range r = draft_range(d, first < 0 ? 0 : first, pages);

		draft_commit(d, r);
		n += around(d, r, access + n);
	}
	draft_look(d);
	mix_stores(d, access, n);
	mark_refused(d, access, n);
	draft_touch(d, access, n, draft_is(d, SPARE) ? 3 : 2 + d->request->level);
}

/* ---- commit on demand ---- */

static void fill(struct draft *d, bool may_pass_the_end)
{
	static const int steps[] = { 512, 1024, 2048, 3000, PAGE_BYTES, 5000, 2 * PAGE_BYTES, 10000 };
	int pages = d->area.pages, first = dice_roll(&d->dice, pages / 2);
	int last = dice_between(&d->dice, first + 2, pages - 1);
	int from = first * PAGE_BYTES, to = (last + 1) * PAGE_BYTES;

	if (d->request->level > 1) {
		from += dice_roll(&d->dice, 40) * 100;
		to -= dice_roll(&d->dice, 40) * 100;
	}
	if (may_pass_the_end && dice_roll(&d->dice, 3) == 0)
		to = (pages + 1) * PAGE_BYTES;
	if (from == 0)
		draft_line(d, "fill(0, %s, %s);", to == d->area.bytes ? "SIZE" : draft_size(to),
		           draft_size(steps[dice_roll(&d->dice, 8)]));
	else
		draft_line(d, "fill(%s, %s, %s);", draft_size(from), to == d->area.bytes ? "SIZE" : draft_size(to),
		           draft_size(steps[dice_roll(&d->dice, 8)]));
	d->needs |= NEED_FILL;
}

void scene_demand_commit(struct draft *d)
{
	int last = d->area.pages - 1, n = 0, first;
	struct access access[3];

	draft_gap(d);
	if (!draft_is(d, NO_HELPERS)) {
		fill(d, d->request->level > 1);
		draft_line(d, "printf(\"%%d commits\\n\", commits);");
	}
	first = dice_roll(&d->dice, last) * PAGE_BYTES;
	first += dice_roll(&d->dice, 40) * 100;
	access[n++] = draft_store("area", first);
	access[n++] = draft_load("area", last * PAGE_BYTES);
	access[n++] = draft_store("area", first + PAGE_BYTES);
	draft_touch(d, access, n, draft_is(d, NO_HELPERS) ? 3 : draft_is(d, SPARE) ? 1 : 2);
	if (d->request->level > 1 && !draft_is(d, SPARE))
		fill(d, true);
	draft_line(d, "printf(\"%%d commits\\n\", commits);");
	if (!draft_is(d, SPARE))
		draft_look(d);
	d->needs |= CLAUSE_COMMIT;
}

/* ---- decommit ---- */

/* Three pages in a row that are surely committed and no guard pages. */
static int committed_row(struct draft *d)
{
	int first = area_find(&d->area, &d->dice, 3, OPEN_PAGE);

	if (first < 0) {
		first = area_find(&d->area, &d->dice, 3, UNGUARDED_PAGE);
		draft_commit(d, (struct range){ first * PAGE_BYTES, 3 * PAGE_BYTES });
	}
	return first;
}

/* A store to each of the three pages, at the places that are looked at later. */
static void write_row(struct draft *d, struct access *access)
{
	struct access stores[3];

	for (int i = 0; i < 3; i++) {
		stores[i] = access[i];
		stores[i].is_store = true;
	}
	draft_touch(d, stores, 3, draft_is(d, SPARE) ? 2 : 3);
}

void scene_decommit(struct draft *d)
{
	struct access access[3];
	struct range gone, back;
	int first, pages = dice_between(&d->dice, 1, 2);

	draft_gap(d);
	first = committed_row(d);
	for (int i = 0; i < 3; i++)
		access[i] = draft_load("area", (first + i) * PAGE_BYTES + dice_roll(&d->dice, 40) * 100);
	gone = draft_range(d, first + dice_roll(&d->dice, 4 - pages), pages);
	for (int i = 0; i < 3; i++)
		access[i].essential = first + i == range_first(gone);
	write_row(d, access);
	draft_line(d, "VirtualFree(%s, %s, MEM_DECOMMIT);", draft_place("area", gone.from), draft_size(gone.bytes));
	area_decommit(&d->area, gone);
	draft_touch(d, access, 3, draft_is(d, SPARE) ? 2 : 3);
	back = draft_range(d, first + dice_roll(&d->dice, 2), 2);
	draft_commit(d, back);
	draft_touch(d, access, 3, draft_is(d, SPARE) ? 2 : 3);
}

#include "scene.h"

/* ---- reserve and commit ---- */

static void commit(struct draft *d, struct range r)
{
	draft_line(d, "VirtualAlloc(%s, %s, MEM_COMMIT, PAGE_READWRITE);", draft_place("area", r.from), draft_size(r.bytes));
	area_commit(&d->area, r);
}

/* The bytes at both ends of a range, inside and outside; as many as lie in the reservation. */
static int around(const struct draft *d, struct range r, struct access *access)
{
	int end = r.from + r.bytes, n = 0;
	int first = range_first(r) * PAGE_BYTES, past = (range_last(r) + 1) * PAGE_BYTES;
	int place[] = { r.from, end - 1, end, first, first - 1, past };

	for (int i = 0; i < 6; i++)
		if (place[i] >= 0 && place[i] < d->area.pages * PAGE_BYTES)
			access[n++] = (struct access){ "area", place[i], false };
	return n;
}

static void mix_stores(struct draft *d, struct access *access, int n)
{
	bool first = dice_coin(&d->dice);

	for (int i = 0; i < n; i++)
		access[i].is_store = i % 2 == first;
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

		commit(d, r);
		n += around(d, r, access + n);
	}
	draft_look(d);
	mix_stores(d, access, n);
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
	struct access access[3];
	int last = d->area.pages - 1, n = 0;

	draft_gap(d);
	if (!draft_is(d, NO_HELPERS)) {
		fill(d, d->request->level > 1);
		draft_line(d, "printf(\"%%d commits\\n\", commits);");
	}
	access[n++] = (struct access){ "area", dice_roll(&d->dice, last) * PAGE_BYTES + dice_roll(&d->dice, 40) * 100, true };
	access[n++] = (struct access){ "area", last * PAGE_BYTES, false };
	access[n++] = (struct access){ "area", access[0].offset + PAGE_BYTES, true };
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
		commit(d, (struct range){ first * PAGE_BYTES, 3 * PAGE_BYTES });
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
		access[i] = (struct access){ "area", (first + i) * PAGE_BYTES + dice_roll(&d->dice, 40) * 100, false };
	write_row(d, access);
	gone = draft_range(d, first + dice_roll(&d->dice, 4 - pages), pages);
	draft_line(d, "VirtualFree(%s, %s, MEM_DECOMMIT);", draft_place("area", gone.from), draft_size(gone.bytes));
	area_decommit(&d->area, gone);
	draft_touch(d, access, 3, draft_is(d, SPARE) ? 2 : 3);
	back = draft_range(d, first + dice_roll(&d->dice, 2), 2);
	commit(d, back);
	draft_touch(d, access, 3, draft_is(d, SPARE) ? 2 : 3);
}

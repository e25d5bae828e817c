/*
 * scene_protect.c - the scenes about VirtualProtect: protections, and guard pages.
 */
#include "sim/exercise/scene.h"

/* `pages` pages in a row that are committed; committed here if there are none. */
static int committed_run(struct draft *d, int pages)
{
	int first = area_find(&d->area, &d->dice, pages, COMMITTED_PAGE);

	if (first < 0) {
		struct range r;

		first = area_find(&d->area, &d->dice, pages, ANY_PAGE);
		r = (struct range){ first * PAGE_BYTES, pages * PAGE_BYTES };
		draft_commit(d, r);
	}
	return first;
}

static int somewhere(struct draft *d, int page)
{
	return page * PAGE_BYTES + dice_roll(&d->dice, 40) * 100;
}

/* ---- protections ---- */

static const struct { const char *name; enum opening opening; } protections[] = {
	{ "PAGE_READONLY", READABLE }, { "PAGE_READONLY", READABLE }, { "PAGE_NOACCESS", CLOSED },
	{ "PAGE_EXECUTE_READ", READABLE },
};

/* Loads and stores within, and one next to it. */
static int within(struct draft *d, struct range r, struct access *access)
{
	int n = 0;

	for (int page = range_first(r); page <= range_last(r); page++) {
		access[n++] = draft_store("area", somewhere(d, page));
		access[n++] = draft_load("area", somewhere(d, page));
	}
	access[n++] = draft_store("area", r.from + r.bytes - 1);
	if (range_last(r) + 1 < d->area.pages)
		access[n++] = draft_store("area", somewhere(d, range_last(r) + 1));
	return n;
}

void scene_protection(struct draft *d)
{
	int pages = dice_between(&d->dice, 1, 2), first, n;
	int kind = dice_roll(&d->dice, d->request->level == 1 ? 3 : 4);
	struct access access[8];
	struct range r;

	draft_gap(d);
	first = committed_run(d, pages + 1);
	r = draft_range(d, first + dice_roll(&d->dice, 2), pages);
	draft_protect(d, r, protections[kind].name, true);
	area_protect(&d->area, r, protections[kind].opening, false);
	n = within(d, r, access);
	draft_touch(d, access, n, draft_is(d, SPARE) ? 3 : 3 + (d->request->level > 1));
	if (draft_is(d, FEW))
		return;
	r = draft_range(d, first, draft_is(d, SPARE) ? 1 : pages);
	draft_protect(d, r, dice_coin(&d->dice) ? "PAGE_READWRITE" : "PAGE_READONLY", true);
	area_protect(&d->area, r, READABLE, false);
	n = within(d, r, access);
	draft_touch(d, access, n, draft_is(d, SPARE) ? 1 : 2);
	if (d->request->level > 1 && !draft_is(d, FEW) && (draft_has(d, GUARD_PAGE) || dice_coin(&d->dice)))
		d->needs |= CLAUSE_PROTECT;
}

/* ---- guard pages ---- */

/* Where the filter sets the next alarm itself, any page behind may become one. */
static void mark_guards(struct draft *d, struct range r)
{
	area_protect(&d->area, r, WRITABLE, true);
	for (int i = range_first(r); d->guard_moves && i < d->area.pages; i++)
		d->area.page[i].guard = true;
}

static void set_guards(struct draft *d, struct range r)
{
	if (dice_coin(&d->dice))
		draft_protect(d, r, "PAGE_READWRITE | PAGE_GUARD", false);
	else
		draft_line(d, "VirtualAlloc(%s, %s, MEM_COMMIT, PAGE_READWRITE | PAGE_GUARD);",
		           draft_place("area", r.from), draft_size(r.bytes));
	mark_guards(d, r);
}

void scene_guard_page(struct draft *d)
{
	int pages = dice_between(&d->dice, 1, d->request->level > 1 ? 3 : 2), first, n = 0;
	struct access access[12];
	struct range r;

	draft_gap(d);
	d->guard_goes_on = dice_roll(&d->dice, 3) > 0;
	d->guard_moves = d->guard_goes_on && d->request->level == 3 && !draft_is(d, FEW) && dice_coin(&d->dice);
	first = committed_run(d, pages + 1);
	r = draft_range(d, first + dice_roll(&d->dice, 2), pages);
	set_guards(d, r);
	for (int page = range_first(r); page <= range_last(r); page++) {
		access[n] = draft_load("area", somewhere(d, page));
		access[n++].is_store = dice_coin(&d->dice);
		access[n++] = draft_store("area", somewhere(d, page));
	}
	if (range_last(r) + 1 < d->area.pages)
		access[n++] = draft_store("area", somewhere(d, range_last(r) + 1));
	draft_touch(d, access, n, draft_is(d, SPARE) ? 3 : 3 + d->request->level);
	draft_line(d, "printf(\"%%d alarms\\n\", alarms);");
	if (!draft_is(d, SPARE))
		draft_protect(d, r, "PAGE_READWRITE", true);
	d->needs |= CLAUSE_GUARD;
}

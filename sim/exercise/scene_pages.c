/*
 * scene_pages.c - the scenes that count pages: write watch and the working set.
 */
#include "sim/exercise/scene.h"

/* Accesses to pages that are surely there, two of them in one page, one at the end of another. */
static int places(struct draft *d, struct access *access)
{
	int n = 0, page = -1;

	for (int i = 0; i < 3; i++) {
		page = area_find(&d->area, &d->dice, 1, OPEN_PAGE);
		if (page < 0)
			page = area_find(&d->area, &d->dice, 1, ANY_PAGE);
		access[n] = draft_load("area", page * PAGE_BYTES + dice_roll(&d->dice, 40) * 100);
		access[n++].is_store = i > 0;
	}
	access[n] = draft_load("area", page * PAGE_BYTES + PAGE_BYTES - 1);
	access[n++].is_store = dice_coin(&d->dice);
	return n;
}

/* ---- write watch ---- */

static void watch(struct draft *d, const char *flag)
{
	draft_line(d, "watch(%s);", flag);
	d->needs |= NEED_WATCH;
}

void scene_write_watch(struct draft *d)
{
	bool resets = dice_coin(&d->dice);
	struct access access[4];
	int n;

	draft_gap(d);
	n = places(d, access);
	draft_touch(d, access, n, draft_is(d, SPARE) ? 2 : 3);
	watch(d, resets ? "WRITE_WATCH_FLAG_RESET" : "0");
	if (draft_is(d, FEW))
		return;
	n = places(d, access);
	draft_touch(d, access, n, draft_is(d, SPARE) ? 2 : 3);
	watch(d, resets ? "0" : "WRITE_WATCH_FLAG_RESET");
	if (d->request->level == 1 || draft_is(d, SPARE))
		return;
	if (dice_coin(&d->dice)) {
		struct range r = draft_range(d, dice_roll(&d->dice, d->area.pages - 2), 2);

		draft_line(d, "ResetWriteWatch(%s, %s);", draft_place("area", r.from), draft_size(r.bytes));
	}
	n = places(d, access);
	draft_touch(d, access, n, 2);
	watch(d, "0");
}

/* ---- working set ---- */

/* The counters are in the trace, with the call: it need not print them. */
static void tell_counters(struct draft *d)
{
	if (draft_is(d, NO_HELPERS))
		draft_line(d, "GetProcessMemoryInfo(GetCurrentProcess(), &counters, sizeof counters);");
	else
		draft_line(d, "counters();");
	d->needs |= draft_is(d, NO_HELPERS) ? NEED_COUNTED : NEED_COUNTERS;
}

static void fill_pages(struct draft *d)
{
	int pages = dice_between(&d->dice, 2, 4), first = area_find(&d->area, &d->dice, pages, OPEN_PAGE);
	int step = dice_coin(&d->dice) ? PAGE_BYTES : PAGE_BYTES / 4;

	if (first < 0)
		first = area_find(&d->area, &d->dice, pages, ANY_PAGE);
	if (draft_is(d, NO_HELPERS)) {
		struct access access[] = {
			draft_store("area", first * PAGE_BYTES), draft_store("area", (first + 1) * PAGE_BYTES),
		};

		draft_touch(d, access, 2, 2);
		return;
	}
	draft_line(d, "fill(%s, %s, %s);", draft_size(first * PAGE_BYTES), draft_size((first + pages) * PAGE_BYTES),
	           draft_size(step));
	d->needs |= NEED_FILL;
}

void scene_working_set(struct draft *d)
{
	struct access access[4];
	int n;

	draft_gap(d);
	fill_pages(d);
	tell_counters(d);
	if (dice_roll(&d->dice, 3) > 0)
		draft_line(d, "EmptyWorkingSet(GetCurrentProcess());");
	else
		draft_line(d, "SetProcessWorkingSetSize(GetCurrentProcess(), (SIZE_T)-1, (SIZE_T)-1);");
	n = places(d, access);
	draft_touch(d, access, n, draft_is(d, SPARE) ? 2 : 3);
	tell_counters(d);
	if (d->request->level > 1 && !draft_is(d, SPARE)) {
		fill_pages(d);
		tell_counters(d);
	}
}

/*
 * scene_open.c - how an exercise begins: its reservation, what is committed at first; and plain accesses.
 */
#include "sim/exercise/scene.h"

/* Does somebody else commit what is needed, so that little or nothing is to be there at first? */
static bool begins_empty(const struct draft *d)
{
	return draft_has(d, DEMAND_COMMIT) || draft_has(d, RESERVE_COMMIT);
}

static void draw_size(struct draft *d)
{
	static const int slack[] = { 0, 1, 96, 1000, 2048, PAGE_BYTES - 300 };
	struct area *a = &d->area;

	a->pages = dice_between(&d->dice, 4 + d->request->level, 7 + 2 * d->request->level);
	a->bytes = a->pages * PAGE_BYTES;
	if (d->request->level > 1)
		a->bytes -= slack[dice_roll(&d->dice, 6)];
}

static void commit_some(struct draft *d)
{
	int pages = begins_empty(d) ? 2 : dice_between(&d->dice, d->area.pages / 2, d->area.pages - 2);
	struct range r = draft_range(d, dice_roll(&d->dice, d->area.pages - pages), pages);

	draft_commit(d, r);
}

void scene_open(struct draft *d)
{
	const char *watch = draft_has(d, WRITE_WATCH) ? " | MEM_WRITE_WATCH" : "";
	bool at_once;

	draw_size(d);
	at_once = !begins_empty(d) && !draft_has(d, FAILED_CALLS) && dice_coin(&d->dice);
	draft_line(d, "area = VirtualAlloc(NULL, SIZE, MEM_RESERVE%s%s, %s);", at_once ? " | MEM_COMMIT" : "", watch,
	           at_once || dice_coin(&d->dice) ? "PAGE_READWRITE" : "PAGE_NOACCESS");
	draft_line(d, "if (!area)");
	draft_line(d, "\treturn 1;");
	if (at_once)
		area_commit(&d->area, (struct range){ 0, d->area.bytes });
	else if (!draft_has(d, RESERVE_COMMIT) && (!draft_has(d, DEMAND_COMMIT) || d->request->level > 1))
		commit_some(d);
}

/* One page of each kind, if there is one, so that something is refused and something is not. */
void scene_accesses(struct draft *d)
{
	static const enum wanted kinds[] = { OPEN_PAGE, RESERVED_PAGE, COMMITTED_PAGE, ANY_PAGE };
	struct access access[5];
	int n = 0, past;

	draft_gap(d);
	for (int i = 0; i < 4; i++) {
		int page = area_find(&d->area, &d->dice, 1, kinds[i]), offset;

		if (page < 0)
			continue;
		offset = page * PAGE_BYTES + dice_roll(&d->dice, 40) * 100;
		access[n] = draft_load("area", offset);
		access[n++].is_store = i == 0 || dice_roll(&d->dice, 3) > 0;
	}
	past = d->area.pages * PAGE_BYTES + dice_roll(&d->dice, 30) * 100;
	access[n] = draft_store("area", past);
	access[n++].essential = true;
	draft_touch(d, access, n, n);
}

void scene_store(struct draft *d)
{
	struct access access = draft_store("area", dice_roll(&d->dice, d->area.pages) * PAGE_BYTES);

	draft_touch(d, &access, 1, 1);
}

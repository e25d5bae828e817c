/*
 * scene_handlers.c - the scenes about handlers: a __try within a __try, and vectored handlers.
 *
 * They write few statements: mostly they decide how the accesses of all others are guarded.
 */
#include "sim/exercise/scene.h"

static void draw_inner(struct draft *d)
{
	bool has_area = d->area.pages > 0 && !draft_has(d, SECTIONS);

	d->inner = has_area && dice_coin(&d->dice) ? INNER_BY_PLACE : INNER_BY_VALUE;
	if (draft_has(d, GUARD_PAGE) && dice_roll(&d->dice, 3) > 0)
		d->inner = INNER_BY_CODE;
	else if (d->request->level == 3 && dice_roll(&d->dice, 5) == 0)
		d->inner = INNER_NEVER;
	d->inner_page = has_area ? dice_between(&d->dice, 1, d->area.pages - 1) : 0;
	d->inner_divisor = dice_between(&d->dice, 2, 3);
	d->inner_accepts = dice_coin(&d->dice);
	d->finally_outside = dice_coin(&d->dice);
}

static enum watcher draw_watcher(struct draft *d)
{
	if (d->request->level > 1 && !draft_is(d, FEW) && dice_coin(&d->dice))
		return WATCHER_PAIR;
	if (d->area.pages == 0 || draft_is(d, FEW))     /* no store would follow that it does not repair */
		return WATCHER_TELLS;
	return dice_coin(&d->dice) ? WATCHER_TELLS : WATCHER_REPAIRS;
}

void scene_handlers(struct draft *d)
{
	static const int repairs[] = { 1, 1, PAGE_BYTES, 2 * PAGE_BYTES };
	int level = d->request->level;

	draw_inner(d);
	d->early = level == 1 || draft_is(d, FEW) ? EARLY_NOT : (enum early)dice_roll(&d->dice, 3);
	/* Another one than the inner filter's, which would otherwise never be asked about half of the values. */
	d->early_divisor = 5 - d->inner_divisor;
	d->watcher = draw_watcher(d);
	d->watcher_first = dice_coin(&d->dice);
	d->code_told = level > 1 || draft_has(d, GUARD_PAGE);
	d->commit_bytes = repairs[level == 1 ? 0 : dice_roll(&d->dice, 4)];
	d->commits_most = level == 3 && dice_coin(&d->dice) ? dice_between(&d->dice, 2, 4) : 0;
}

void scene_vectored_add(struct draft *d)
{
	const char *order = d->watcher_first ? "1" : "0";

	draft_line(d, "handler = AddVectoredExceptionHandler(%s, report);", order);
	if (d->watcher == WATCHER_PAIR)
		draft_line(d, "AddVectoredExceptionHandler(%s, second);", dice_coin(&d->dice) ? "1" : "0");
	d->needs |= NEED_HANDLER;
}

void scene_vectored_remove(struct draft *d)
{
	struct access access = draft_store("area", 0);
	int page = area_find(&d->area, &d->dice, 1, RESERVED_PAGE);

	draft_line(d, "RemoveVectoredExceptionHandler(handler);");
	if (d->area.pages == 0 || draft_is(d, FEW))
		return;
	if (page < 0)
		page = d->area.pages;
	access.offset = page * PAGE_BYTES + dice_roll(&d->dice, 20) * 100;
	draft_touch(d, &access, 1, 1);
}

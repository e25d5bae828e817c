/*
 * opt.c - the page whose next use is farthest away.
 *
 * Whoever replays says with each access when the page comes next. The highest
 * number has to be found, and there an outdated node would hide: so the pages that
 * were accessed since the last replacement are noted (`late`) and placed anew first.
 */
#include "sim/mm/replace/heap.h"
#include "sim/mm/replace/replacers.h"

static bool opt_start(struct wset *ws)
{
	ws->books.late = lazy_new(ws->room * sizeof *ws->books.late);
	return ws->books.late && heap_start(ws);
}

static void opt_came(struct wset *ws, uint32_t slot)
{
	ws->books.stamp[slot] = ws->books.future;
	heap_add(&ws->books, (struct heap_node){ ws->books.future, 0, slot }, higher);
}

static void opt_went(struct wset *ws, uint32_t slot)
{
	heap_remove(&ws->books, slot, higher);
}

/* Noted once: its node and its stamp are the same until then. */
static void opt_touched(struct wset *ws, uint32_t slot)
{
	struct replace_books *b = &ws->books;

	if (b->stamp[slot] == b->future)
		return;                         /* it has only just come */
	if (b->stamp[slot] == b->heap[b->place[slot]].major)
		b->late[b->late_count++] = slot;
	b->stamp[slot] = b->future;
}

static uint32_t opt_victim(struct wset *ws)
{
	struct replace_books *b = &ws->books;

	while (b->late_count) {
		uint32_t slot = b->late[--b->late_count];

		b->heap[b->place[slot]].major = b->stamp[slot];
		rise(b, b->place[slot], higher);
	}
	return b->entries ? b->heap[0].slot : WSLE_NONE;
}

const struct replacer replacer_opt = {
	.name = "opt", .every_access = true, .needs_future = true, .start = opt_start, .came = opt_came, .went = opt_went,
	.touched = opt_touched, .victim = opt_victim,
};

/*
 * lfu.c - the page that was used least often since it came, of those the least recently used.
 *
 * Counts and stamps only rise. So the root of the heap may be out of date but never
 * too high: it is brought up to date and sinks until the root is true.
 */
#include "sim/mm/replace/heap.h"
#include "sim/mm/replace/replacers.h"

static bool lfu_start(struct wset *ws)
{
	ws->books.count = lazy_new(ws->room * sizeof *ws->books.count);
	return ws->books.count && heap_start(ws);
}

static void lfu_came(struct wset *ws, uint32_t slot)
{
	struct replace_books *b = &ws->books;

	b->count[slot] = 0;
	b->stamp[slot] = b->now + 1;
	heap_add(b, (struct heap_node){ 1, b->stamp[slot], slot }, lower);
}

static void lfu_touched(struct wset *ws, uint32_t slot)
{
	ws->books.stamp[slot] = ++ws->books.now;
	ws->books.count[slot]++;
}

static void lfu_went(struct wset *ws, uint32_t slot)
{
	heap_remove(&ws->books, slot, lower);
}

static uint32_t lfu_victim(struct wset *ws)
{
	struct replace_books *b = &ws->books;

	if (!b->entries)
		return WSLE_NONE;
	while (b->heap[0].minor != b->stamp[b->heap[0].slot]) {
		b->heap[0].major = b->count[b->heap[0].slot];
		b->heap[0].minor = b->stamp[b->heap[0].slot];
		sink(b, 0, lower);
	}
	return b->heap[0].slot;
}

const struct replacer replacer_lfu = {
	.name = "lfu", .every_access = true, .counts_all = true, .start = lfu_start, .came = lfu_came, .went = lfu_went,
	.touched = lfu_touched, .victim = lfu_victim,
};

/*
 * lru.c - the least recently used page, kept in one of two ways.
 *
 *   by stamps   an access stores the time. The root of a heap is the oldest page as far
 *               as was known when it was placed; stamps only rise, so an outdated root
 *               is brought up to date and sinks. Cheap while nearly all accesses hit.
 *   by a list   an access moves the page to the tail; the head is the oldest. Cheaper
 *               once every eighth access replaces a page.
 *
 * Both give the same victims. A running lab keeps stamps; a replay says what it
 * sees coming (lru_expect).
 */
#include <stdlib.h>

#include "sim/mm/replace/circle.h"
#include "sim/mm/replace/heap.h"
#include "sim/mm/replace/replacers.h"

/* ---- by stamps ---- */

/* It comes because it is being accessed: the stamp is the one that touched() is about to give it. */
static void stamp_came(struct wset *ws, uint32_t slot)
{
	struct replace_books *b = &ws->books;

	b->stamp[slot] = b->now + 1;
	heap_add(b, (struct heap_node){ b->stamp[slot], 0, slot }, lower);
}

static void stamp_went(struct wset *ws, uint32_t slot)
{
	heap_remove(&ws->books, slot, lower);
}

static void stamp_touched(struct wset *ws, uint32_t slot)
{
	ws->books.stamp[slot] = ++ws->books.now;
}

static uint32_t stamp_victim(struct wset *ws)
{
	struct replace_books *b = &ws->books;

	if (!b->entries)
		return WSLE_NONE;
	while (b->heap[0].major != b->stamp[b->heap[0].slot]) {
		b->heap[0].major = b->stamp[b->heap[0].slot];
		sink(b, 0, lower);
	}
	return b->heap[0].slot;
}

/* ---- by a list ---- */

static uint32_t list_victim(struct wset *ws)
{
	return circle_head(ws);
}

/* ---- from one to the other ---- */

static int by_stamp(const void *a, const void *b)
{
	const struct heap_node *x = a, *y = b;

	return x->major < y->major ? -1 : x->major > y->major;
}

static void stamps_to_list(struct wset *ws)
{
	struct replace_books *b = &ws->books;

	for (uint64_t i = 0; i < b->entries; i++)
		b->heap[i].major = b->stamp[b->heap[i].slot];
	qsort(b->heap, b->entries, sizeof *b->heap, by_stamp);
	circle_start(ws);
	for (uint64_t i = 0; i < b->entries; i++)
		circle_append(ws, b->heap[i].slot);
}

/* Any rising numbers will do that are no higher than the accesses so far; a sorted array is a heap. */
static void list_to_stamps(struct wset *ws)
{
	struct replace_books *b = &ws->books;
	uint32_t slot = b->head;

	for (uint32_t i = 0; slot != WSLE_NONE; slot = ws->of[slot].next, i++) {
		b->stamp[slot] = i + 1;
		put(b, i, (struct heap_node){ i + 1, 0, slot });
	}
}

static void lru_expect(struct wset *ws, bool many_misses);

#define LRU .name = "lru", .every_access = true, .start = heap_start, .expect = lru_expect

const struct replacer replacer_lru = {
	LRU, .came = stamp_came, .went = stamp_went, .touched = stamp_touched, .victim = stamp_victim,
};

static const struct replacer by_list = {
	LRU, .by_order = true, .came = circle_came, .went = circle_went, .touched = circle_to_tail, .victim = list_victim,
};

static void lru_expect(struct wset *ws, bool many_misses)
{
	if (many_misses == ws->replacer->by_order)
		return;
	if (many_misses)
		stamps_to_list(ws);
	else
		list_to_stamps(ws);
	ws->replacer = many_misses ? &by_list : &replacer_lru;
}

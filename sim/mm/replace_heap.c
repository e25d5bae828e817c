/*
 * replace_heap.c - policies that order the pages by a number of their own.
 *
 * The heap is by the numbers as they were when a node was placed. Stamps and
 * counts only rise, so for lru and lfu, which want the least, the root may be out
 * of date but never too high: it is brought up to date and sinks until the root
 * is true. An access then costs a store, and only a replacement pays for order.
 * opt wants the highest, where an outdated node would hide; the pages that were
 * accessed since the last replacement are noted (`late`) and placed anew first.
 *
 * Invariant: place[slot] is the node of a slot that is in the books.
 */
#include <stdlib.h>

#include "replacers.h"
#include "wset.h"

/* ---- the heap: the node that is first by `before` is the root ---- */

typedef bool before_function(const struct heap_node *a, const struct heap_node *b);

static bool lower(const struct heap_node *a, const struct heap_node *b)
{
	return a->major < b->major || (a->major == b->major && a->minor < b->minor);
}

static bool higher(const struct heap_node *a, const struct heap_node *b)
{
	return a->major > b->major;
}

static inline void put(struct replace_books *b, uint32_t at, struct heap_node node)
{
	b->heap[at] = node;
	b->place[node.slot] = at;
}

static inline void rise(struct replace_books *b, uint32_t at, before_function *before)
{
	struct heap_node node = b->heap[at];

	while (at > 0 && before(&node, &b->heap[(at - 1) / 2])) {
		put(b, at, b->heap[(at - 1) / 2]);
		at = (at - 1) / 2;
	}
	put(b, at, node);
}

static inline void sink(struct replace_books *b, uint32_t at, before_function *before)
{
	struct heap_node node = b->heap[at];

	for (uint32_t child; (child = 2 * at + 1) < b->entries; at = child) {
		if (child + 1 < b->entries && before(&b->heap[child + 1], &b->heap[child]))
			child++;
		if (!before(&b->heap[child], &node))
			break;
		put(b, at, b->heap[child]);
	}
	put(b, at, node);
}

static inline void heap_add(struct replace_books *b, struct heap_node node, before_function *before)
{
	b->heap[b->entries] = node;
	rise(b, b->entries++, before);
}

static inline void heap_remove(struct replace_books *b, uint32_t slot, before_function *before)
{
	uint32_t at = b->place[slot], last = --b->entries, moved = b->heap[last].slot;

	if (at == last)
		return;
	put(b, at, b->heap[last]);
	rise(b, at, before);
	sink(b, b->place[moved], before);
}

static bool heap_start(struct wset *ws)
{
	struct replace_books *b = &ws->books;

	b->stamp = calloc(ws->room, sizeof *b->stamp);
	b->place = calloc(ws->room, sizeof *b->place);
	b->heap = calloc(ws->room, sizeof *b->heap);
	return b->stamp && b->place && b->heap;
}

/* ---- least recently used ---- */

/* It comes because it is being accessed: the stamp is the one that touched() is about to give it. */
static void lru_came(struct wset *ws, uint32_t slot)
{
	struct replace_books *b = &ws->books;

	b->stamp[slot] = b->now + 1;
	heap_add(b, (struct heap_node){ b->stamp[slot], 0, slot }, lower);
}

static void lowest_went(struct wset *ws, uint32_t slot)
{
	heap_remove(&ws->books, slot, lower);
}

static void lru_touched(struct wset *ws, uint32_t slot)
{
	ws->books.stamp[slot] = ++ws->books.now;
}

static uint32_t lru_victim(struct wset *ws)
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

/* ---- least frequently used ---- */

static bool lfu_start(struct wset *ws)
{
	ws->books.count = calloc(ws->room, sizeof *ws->books.count);
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

/* ---- the optimal one ---- */

static bool opt_start(struct wset *ws)
{
	ws->books.late = calloc(ws->room, sizeof *ws->books.late);
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

const struct replacer replacer_lru = { "lru", true, false, false, false, heap_start, lru_came, lowest_went, lru_touched, lru_victim };
const struct replacer replacer_lfu = { "lfu", true, true, false, false, lfu_start, lfu_came, lowest_went, lfu_touched, lfu_victim };
const struct replacer replacer_opt = { "opt", true, false, false, true, opt_start, opt_came, opt_went, opt_touched, opt_victim };

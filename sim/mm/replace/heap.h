/*
 * heap.h - a heap of pages, for policies that order them by a number of their own.
 *
 * The heap is by the numbers as they were when a node was placed; what they are
 * now stands in the policy's books. Header only, so that each policy's comparison
 * is built into its own copy.
 *
 * Invariant: place[slot] is the node of a slot that is in the books.
 *
 * Knows of: host/lazy, wset. Used by: lfu, lru, opt.
 */
#ifndef FAULTLAB_SIM_REPLACE_HEAP_H
#define FAULTLAB_SIM_REPLACE_HEAP_H

#include "sim/host/lazy.h"

#include "sim/mm/wset.h"

/* The node that is first by `before` is the root. */
typedef bool before_function(const struct heap_node *a, const struct heap_node *b);

static inline bool lower(const struct heap_node *a, const struct heap_node *b)
{
	return a->major < b->major || (a->major == b->major && a->minor < b->minor);
}

static inline bool higher(const struct heap_node *a, const struct heap_node *b)
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

static inline bool heap_start(struct wset *ws)
{
	struct replace_books *b = &ws->books;

	b->stamp = lazy_new(ws->room * sizeof *b->stamp);
	b->place = lazy_new(ws->room * sizeof *b->place);
	b->heap = lazy_new(ws->room * sizeof *b->heap);
	return b->stamp && b->place && b->heap;
}

#endif

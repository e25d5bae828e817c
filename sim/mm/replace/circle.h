/*
 * circle.h - the pages of a working set in a circle, as a list.
 *
 * The hand is at the head. Sparing a page moves it to the tail, and a new page
 * enters at the tail: just behind the hand, where in a circle of frames it would
 * take the place of the page that left.
 *
 * Knows of: replacers, wset. Used by: lru, ws, replay/.
 */
#ifndef FAULTLAB_SIM_REPLACE_CIRCLE_H
#define FAULTLAB_SIM_REPLACE_CIRCLE_H

#include "sim/mm/wset.h"

static inline bool circle_start(struct wset *ws)
{
	ws->books.head = ws->books.tail = WSLE_NONE;
	return true;
}

static inline void circle_append(struct wset *ws, uint32_t slot)
{
	struct replace_books *b = &ws->books;
	struct wsle *e = &ws->of[slot];

	e->next = WSLE_NONE;
	e->prev = b->tail;
	if (b->tail == WSLE_NONE)
		b->head = slot;
	else
		ws->of[b->tail].next = slot;
	b->tail = slot;
}

static inline void circle_unlink(struct wset *ws, uint32_t slot)
{
	struct replace_books *b = &ws->books;
	const struct wsle *e = &ws->of[slot];

	if (e->prev == WSLE_NONE)
		b->head = e->next;
	else
		ws->of[e->prev].next = e->next;
	if (e->next == WSLE_NONE)
		b->tail = e->prev;
	else
		ws->of[e->next].prev = e->prev;
}

static inline void circle_to_tail(struct wset *ws, uint32_t slot)
{
	if (ws->books.tail == slot)
		return;
	circle_unlink(ws, slot);
	circle_append(ws, slot);
}

static inline void circle_came(struct wset *ws, uint32_t slot)
{
	circle_append(ws, slot);
	ws->books.entries++;
}

static inline void circle_went(struct wset *ws, uint32_t slot)
{
	circle_unlink(ws, slot);
	ws->books.entries--;
}

/* The page at the hand. The one behind it is likely to be next, and its PTE far from everything else. */
static inline uint32_t circle_head(const struct wset *ws)
{
	uint32_t head = ws->books.head;

	if (head != WSLE_NONE && ws->of[head].next != WSLE_NONE)
		__builtin_prefetch(ws->of[ws->of[head].next].pte);
	return head;
}

/* The clock interrupt, by which policies tell recent from long ago: with every replacement number n/part of n pages. */
static inline bool interrupt_is_due(struct wset *ws, unsigned part)
{
	uint64_t period = ws->books.entries / part;

	return ++ws->books.replacements % (period ? period : 1) == 0;
}

#endif

/*
 * replace_circle.c - policies that keep the pages in order of arrival.
 *
 * The circle is a list whose head is where the hand stands. Sparing a page moves
 * it to the tail, and a new page enters at the tail: just behind the hand, where
 * in a circle of frames it would take the place of the page that left.
 */
#include "replacers.h"
#include "wset.h"

#define WS_TRIM_AGE 3                   /* ReactOS' value; NT's ages have three bits */

/* ---- the circle ---- */

static bool circle_start(struct wset *ws)
{
	ws->books.head = ws->books.tail = WSLE_NONE;
	return true;
}

static void append(struct wset *ws, uint32_t slot)
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

static void unlink_slot(struct wset *ws, uint32_t slot)
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

static void to_tail(struct wset *ws, uint32_t slot)
{
	if (ws->books.tail == slot)
		return;
	unlink_slot(ws, slot);
	append(ws, slot);
}

static void circle_came(struct wset *ws, uint32_t slot)
{
	append(ws, slot);
	ws->books.entries++;
}

static void circle_went(struct wset *ws, uint32_t slot)
{
	unlink_slot(ws, slot);
	ws->books.entries--;
}

/* ---- by arrival and the bit A ---- */

static uint32_t fifo_victim(struct wset *ws)
{
	return ws->books.head;
}

static uint32_t clock_victim(struct wset *ws)
{
	uint32_t slot;

	while ((slot = ws->books.head) != WSLE_NONE && wset_accessed(ws, slot)) {
		wset_clear_accessed(ws, slot);
		to_tail(ws, slot);
	}
	return slot;
}

static uint32_t ws_victim(struct wset *ws)
{
	uint32_t slot;

	while ((slot = ws->books.head) != WSLE_NONE) {
		if (wset_accessed(ws, slot)) {
			wset_clear_accessed(ws, slot);
			ws->of[slot].age = 0;
		} else if (++ws->of[slot].age >= WS_TRIM_AGE) {
			break;
		}
		to_tail(ws, slot);
	}
	return slot;
}

/* ---- by a scan of all, with a clock interrupt ---- */

static bool interrupt_is_due(struct wset *ws)
{
	uint64_t period = ws->books.entries / 8;

	return ++ws->books.replacements % (period ? period : 1) == 0;
}

/* It would have to be written before its frame can be used for something else. */
static bool is_modified(const struct wset *ws, uint32_t slot)
{
	uint64_t entry = *ws->of[slot].pte;

	return entry & PTE_D || ws->pfns->of[pte_pfn(entry)].modified;
}

static uint32_t nru_victim(struct wset *ws)
{
	uint32_t best = WSLE_NONE;
	unsigned lowest = 4;
	bool clears = interrupt_is_due(ws);

	for (uint32_t slot = ws->books.head; slot != WSLE_NONE; slot = ws->of[slot].next) {
		unsigned class;

		if (clears && wset_accessed(ws, slot))
			wset_clear_accessed(ws, slot);
		class = 2 * wset_accessed(ws, slot) + is_modified(ws, slot);
		if (class < lowest) {
			lowest = class;
			best = slot;
		}
		if (lowest == 0 && !clears)
			break;
	}
	return best;
}

static uint32_t aging_victim(struct wset *ws)
{
	uint32_t best = WSLE_NONE;
	unsigned lowest = UINT32_MAX;
	bool shifts = interrupt_is_due(ws);

	for (uint32_t slot = ws->books.head; slot != WSLE_NONE; slot = ws->of[slot].next) {
		struct wsle *e = &ws->of[slot];
		unsigned history;

		if (shifts) {
			e->age = e->age >> 1 | wset_accessed(ws, slot) << 7;
			if (wset_accessed(ws, slot))
				wset_clear_accessed(ws, slot);
		}
		history = (unsigned)wset_accessed(ws, slot) << 8 | e->age;
		if (history < lowest) {
			lowest = history;
			best = slot;
		}
	}
	return best;
}

/* ---- the circle in order of use ---- */

static uint32_t mru_victim(struct wset *ws)
{
	return ws->books.tail;
}

#define CIRCLE circle_start, circle_came, circle_went

const struct replacer replacer_fifo = { "fifo", false, false, false, false, CIRCLE, NULL, fifo_victim };
const struct replacer replacer_clock = { "clock", false, false, true, false, CIRCLE, NULL, clock_victim };
const struct replacer replacer_clock_ref = { "clock-ref", false, false, false, false, CIRCLE, NULL, clock_victim };
const struct replacer replacer_ws = { "ws", false, false, false, false, CIRCLE, NULL, ws_victim };
const struct replacer replacer_nru = { "nru", false, false, false, false, CIRCLE, NULL, nru_victim };
const struct replacer replacer_aging = { "aging", false, false, false, false, CIRCLE, NULL, aging_victim };
const struct replacer replacer_mru = { "mru", true, false, false, false, CIRCLE, to_tail, mru_victim };

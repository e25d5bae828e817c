/*
 * circle.c - policies that keep the pages in order of arrival, and mru.
 */
#include "sim/mm/replace/circle.h"
#include "sim/mm/replace/replacers.h"

#define WS_TRIM_AGE 3                   /* ReactOS' value; NT's ages have three bits */

/* ---- by arrival and the bit A ---- */

static uint32_t fifo_victim(struct wset *ws)
{
	return circle_head(ws);
}

static uint32_t clock_victim(struct wset *ws)
{
	uint32_t slot;

	while ((slot = circle_head(ws)) != WSLE_NONE && wset_accessed(ws, slot)) {
		wset_clear_accessed(ws, slot);
		circle_to_tail(ws, slot);
	}
	return slot;
}

static uint32_t ws_victim(struct wset *ws)
{
	uint32_t slot;

	while ((slot = circle_head(ws)) != WSLE_NONE) {
		if (wset_accessed(ws, slot)) {
			wset_clear_accessed(ws, slot);
			ws->of[slot].age = 0;
		} else if (++ws->of[slot].age >= WS_TRIM_AGE) {
			break;
		}
		circle_to_tail(ws, slot);
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

#define CIRCLE .start = circle_start, .came = circle_came, .went = circle_went

const struct replacer replacer_fifo = { .name = "fifo", CIRCLE, .victim = fifo_victim };
const struct replacer replacer_clock = { .name = "clock", CIRCLE, .unreferenced = true, .victim = clock_victim };
const struct replacer replacer_clock_ref = { .name = "clock-ref", CIRCLE, .victim = clock_victim };
const struct replacer replacer_ws = { .name = "ws", CIRCLE, .victim = ws_victim };
const struct replacer replacer_nru = { .name = "nru", CIRCLE, .victim = nru_victim };
const struct replacer replacer_aging = { .name = "aging", CIRCLE, .victim = aging_victim };
const struct replacer replacer_mru = {
	.name = "mru", CIRCLE, .every_access = true, .by_order = true, .touched = circle_to_tail, .victim = mru_victim,
};

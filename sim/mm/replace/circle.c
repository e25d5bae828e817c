/*
 * circle.c - policies that keep the pages in order of arrival, and mru.
 */
#include "sim/mm/replace/circle.h"
#include "sim/mm/replace/replacers.h"

#define NRU_CLEARS_EVERY   2            /* of n pages with every replacement number n/2 */
#define AGING_SHIFTS_EVERY 8

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

/* ---- by a scan of all, with a clock interrupt ---- */

/* It would have to be written before its frame can be used for something else. */
static bool is_modified(const struct wset *ws, uint32_t slot)
{
	uint64_t entry = *ws->of[slot].pte;

	return entry & PTE_D || ws->pfns->of[pte_pfn(entry)].modified;
}

static uint32_t lowest_class(struct wset *ws)
{
	uint32_t best = WSLE_NONE;
	unsigned lowest = 4;

	for (uint32_t slot = ws->books.head; slot != WSLE_NONE && lowest > 0; slot = ws->of[slot].next) {
		unsigned class = 2 * wset_accessed(ws, slot) + is_modified(ws, slot);

		if (class < lowest) {
			lowest = class;
			best = slot;
		}
	}
	return best;
}

/* The interrupt comes after the choice: right before it, it would take away what the choice goes by. */
static uint32_t nru_victim(struct wset *ws)
{
	uint32_t victim = lowest_class(ws);

	if (!interrupt_is_due(ws, NRU_CLEARS_EVERY))
		return victim;
	for (uint32_t slot = ws->books.head; slot != WSLE_NONE; slot = ws->of[slot].next)
		if (wset_accessed(ws, slot))
			wset_clear_accessed(ws, slot);
	return victim;
}

static uint32_t aging_victim(struct wset *ws)
{
	uint32_t best = WSLE_NONE;
	unsigned lowest = UINT32_MAX;
	bool shifts = interrupt_is_due(ws, AGING_SHIFTS_EVERY);

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
const struct replacer replacer_nru = { .name = "nru", CIRCLE, .victim = nru_victim };
const struct replacer replacer_aging = { .name = "aging", CIRCLE, .victim = aging_victim };
const struct replacer replacer_mru = {
	.name = "mru", CIRCLE, .every_access = true, .by_order = true, .touched = circle_to_tail, .victim = mru_victim,
};

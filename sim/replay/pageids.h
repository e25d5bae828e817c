/*
 * pageids.h - small dense numbers for the pages of a trace.
 *
 * Page numbers are sparse: a stack lies 128 TiB above the program. Whoever keeps
 * something for every page wants an array, so each page gets a number in order of
 * its first appearance: 0, 1, 2 ...
 *
 * An open-addressing table of 8-byte slots, page << 28 | id + 1; 0 is vacant. Pages
 * of one group of eight start in one cache line, so a scan through memory is a scan
 * through the table.
 *
 * Invariants:
 *   PAGEIDS-1  at most half of the slots are taken, so a search ends at a vacant one
 *   PAGEIDS-2  the ids given out are 0 .. count-1, each once
 *
 * Knows of: refs. Used by: curve, future.
 */
#ifndef FAULTLAB_SIM_REPLAY_PAGEIDS_H
#define FAULTLAB_SIM_REPLAY_PAGEIDS_H

#include <stdbool.h>

#include "sim/replay/refs.h"

#define PAGEIDS_ID_BITS 28
#define PAGEIDS_MAX    ((UINT32_C(1) << PAGEIDS_ID_BITS) - 1)  /* different pages: a terabyte of them */
#define PAGEIDS_NONE    UINT32_MAX

struct pageids {
	uint64_t *slot;
	uint64_t mask;          /* slots - 1 */
	unsigned shift;         /* 64 - log2(slots / 8) */
	uint32_t count;         /* ids given out */
	uint64_t last_page;     /* what was asked last, and the answer */
	uint32_t last_id;
};

/* An empty table. False: the host has no memory. */
bool pageids_init(struct pageids *p);
void pageids_free(struct pageids *p);

/* Give a page that is not in the table the next id. PAGEIDS_NONE: no memory, or PAGEIDS_MAX pages are there. */
uint32_t pageids_add(struct pageids *p, uint64_t page);

/* Where the search for a page begins. */
static inline uint64_t pageids_home(const struct pageids *p, uint64_t page)
{
	return (((page >> 3) * UINT64_C(0x9E3779B97F4A7C15)) >> p->shift) * 8 + (page & 7);
}

/* The id of a page that is there; PAGEIDS_NONE if it is not. */
static inline uint32_t pageids_find(const struct pageids *p, uint64_t page)
{
	uint64_t i = pageids_home(p, page), key = page << PAGEIDS_ID_BITS;

	for (;; i = (i + 1) & p->mask) {
		uint64_t rest = (p->slot[i] ^ key) - 1; /* the id, if it is this page's slot */

		if (rest < PAGEIDS_MAX)
			return (uint32_t)rest;
		if (p->slot[i] == 0)
			return PAGEIDS_NONE;
	}
}

/* The id of a page, given out now if it is new. PAGEIDS_NONE: see pageids_add. */
static inline uint32_t pageids_id(struct pageids *p, uint64_t page)
{
	uint32_t id;

	if (page == p->last_page)
		return p->last_id;
	id = pageids_find(p, page);
	if (id == PAGEIDS_NONE) {
		id = pageids_add(p, page);
		if (id == PAGEIDS_NONE)
			return id;
	}
	p->last_page = page;
	p->last_id = id;
	return id;
}

#endif

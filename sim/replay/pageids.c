/* pageids.c - see pageids.h. */
#include "sim/replay/pageids.h"

#include <stdlib.h>

#define FIRST_LOG 12            /* slots of a new table, as a power of two */

static void set_size(struct pageids *p, unsigned log)
{
	p->mask = (UINT64_C(1) << log) - 1;
	p->shift = 64 - (log - 3);
}

bool pageids_init(struct pageids *p)
{
	*p = (struct pageids){ .last_page = UINT64_MAX, .last_id = PAGEIDS_NONE };
	set_size(p, FIRST_LOG);
	p->slot = calloc(p->mask + 1, sizeof *p->slot);
	return p->slot != NULL;
}

void pageids_free(struct pageids *p)
{
	free(p->slot);
	p->slot = NULL;
}

static void put(struct pageids *p, uint64_t taken)
{
	uint64_t i = pageids_home(p, taken >> PAGEIDS_ID_BITS);

	while (p->slot[i] != 0)
		i = (i + 1) & p->mask;
	p->slot[i] = taken;
}

/* Twice the slots, for PAGEIDS-1. On failure nothing is changed. */
static bool grow(struct pageids *p)
{
	struct pageids bigger = *p;

	set_size(&bigger, 64 - p->shift + 3 + 1);
	bigger.slot = calloc(bigger.mask + 1, sizeof *bigger.slot);
	if (!bigger.slot)
		return false;
	for (uint64_t i = 0; i <= p->mask; i++)
		if (p->slot[i] != 0)
			put(&bigger, p->slot[i]);
	free(p->slot);
	*p = bigger;
	return true;
}

uint32_t pageids_add(struct pageids *p, uint64_t page)
{
	if (p->count == PAGEIDS_MAX)
		return PAGEIDS_NONE;
	if (p->count >= (p->mask + 1) / 2 && !grow(p))
		return PAGEIDS_NONE;
	put(p, page << PAGEIDS_ID_BITS | (p->count + 1));
	return p->count++;
}

/* charge.c - see charge.h. */
#include "charge.h"

bool charge_take(struct charge *charge, uint64_t pages)
{
	if (pages > charge->limit - charge->used)
		return false;
	charge->used += pages;
	if (charge->used > charge->peak)
		charge->peak = charge->used;
	return true;
}

void charge_give(struct charge *charge, uint64_t pages)
{
	assert(pages <= charge->used);
	charge->used -= pages;
}

/* charge.c - see charge.h. */
#include "sim/mm/charge.h"

static uint64_t unpromised(const struct charge *charge)
{
	return charge->backed - charge->used - charge->tables;
}

bool charge_take(struct charge *charge, uint64_t pages)
{
	if (pages > charge->limit - charge->used || pages > unpromised(charge))
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

bool charge_take_table(struct charge *charge)
{
	if (!unpromised(charge))
		return false;
	charge->tables++;
	return true;
}

void charge_give_table(struct charge *charge)
{
	assert(charge->tables);
	charge->tables--;
}

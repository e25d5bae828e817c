/*
 * dice.c - SplitMix64, and numbers of a range from it. See dice.h.
 */
#include "sim/exercise/dice.h"

#include <assert.h>

static uint64_t next(struct dice *d)
{
	uint64_t z = d->state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return z ^ z >> 31;
}

void dice_start(struct dice *d, uint64_t seed, uint64_t stream)
{
	d->state = stream;
	d->state = next(d) ^ seed;
	d->state = next(d);
}

int dice_roll(struct dice *d, int sides)
{
	assert(sides >= 1);
	return (int)((next(d) >> 33) % (uint64_t)sides);
}

int dice_between(struct dice *d, int low, int high)
{
	assert(low <= high);
	return low + dice_roll(d, high - low + 1);
}

bool dice_coin(struct dice *d)
{
	return dice_roll(d, 2) == 1;
}

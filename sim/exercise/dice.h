/*
 * dice.h - numbers from a seed: the same ones on every machine, for ever.
 *
 * An exercise is asked for by its number in a class, so nothing of the host may
 * decide: no rand(), no size of a type. The generator is SplitMix64, all in
 * uint64_t. Two streams of one seed have nothing to do with each other.
 *
 * Knows of: nothing. Used by: area, draft.
 */
#ifndef FAULTLAB_SIM_EXERCISE_DICE_H
#define FAULTLAB_SIM_EXERCISE_DICE_H

#include <stdbool.h>
#include <stdint.h>

struct dice { uint64_t state; };

void dice_start(struct dice *d, uint64_t seed, uint64_t stream);

/* 0 .. sides - 1; sides is at least 1. */
int dice_roll(struct dice *d, int sides);

/* low .. high, both included. */
int dice_between(struct dice *d, int low, int high);

bool dice_coin(struct dice *d);

#endif

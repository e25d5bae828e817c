/*
 * pool.h - texts that are kept once, and known by number.
 *
 * A lab book says the same thing many times: a box that no step changes, a line
 * that is drawn for every value, a variable that keeps what it holds. Each
 * distinct text gets a number when it first comes.
 *
 * Invariants
 *   POOL-1  numbers are given in order of first use, from 0
 *   POOL-2  entries n and m are equal texts only if n == m
 *
 * Knows of: keep. Used by: book/.
 */
#ifndef VIZ_POOL_H
#define VIZ_POOL_H

#include <stdint.h>

#include "viz/base/keep.h"

#define POOL_NO_MEMORY UINT32_MAX

struct pool_entry {
	uint64_t digest;
	const char *text;               /* NUL-terminated; lives as long as the pool */
	size_t size;
};

struct pool {
	struct keep keep;
	struct pool_entry *entry;       /* owned */
	size_t count, room;
	uint32_t *table, slots;         /* hash table of numbers + 1; owned */
};

/* The number of this text, old or new; POOL_NO_MEMORY if there is none. */
uint32_t pool_number(struct pool *p, const char *text, size_t size);
void pool_free(struct pool *p);

#endif

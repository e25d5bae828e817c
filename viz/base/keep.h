/*
 * keep.h - memory that is taken piece by piece and given back at once.
 *
 * A trace becomes thousands of small strings and tables that all live exactly
 * as long as the trace. They are cut from large blocks and freed together, so
 * no reader of a trace ever asks who owns what. A limit stands between a
 * hostile trace and the machine's memory.
 *
 * Invariants
 *   KEEP-1  what was given out stays valid and in place until keep_free()
 *   KEEP-2  blocks together never exceed the limit
 *
 * Knows of: nothing. Used by: pool, judge/, plot/, quiz/, trace/.
 */
#ifndef VIZ_KEEP_H
#define VIZ_KEEP_H

#include <stddef.h>

struct keep_block;

struct keep {
	struct keep_block *block;       /* newest first; owned */
	size_t taken, limit;            /* bytes of all blocks; 0 means no limit */
};

/* Zeroed memory for `count` things of `size` bytes, or NULL if there is none (limit included). */
void *keep_alloc(struct keep *k, size_t count, size_t size);

/* A copy of `size` bytes with a NUL after them, or NULL. */
char *keep_copy(struct keep *k, const char *bytes, size_t size);

/* A formatted string, or NULL. */
char *keep_printf(struct keep *k, const char *format, ...) __attribute__((format(printf, 2, 3)));

void keep_free(struct keep *k);

#endif

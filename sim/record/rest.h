/*
 * rest.h - what an event has no room to tell one by one.
 *
 * A loop over a large area gives one event thousands of page faults. The first of them are told one by one; of the
 * rest an event tells how many there were of each sort, so that whoever counts has all of them. Most loops go from page
 * to page, up or down: as long as they do, one entry holds them all, and says which pages they were.
 *
 * Invariants
 *   REST-1  the counts of all entries add up to what was given to rest_add() since the last rest_clear()
 *   REST-2  an entry whose pages are known holds `count` neighbouring pages, in the order in which they came
 *
 * Knows of: core/places. Used by: record.
 */
#ifndef FAULTLAB_SIM_RECORD_REST_H
#define FAULTLAB_SIM_RECORD_REST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/places.h"

#define REST_RUNS    256        /* entries whose pages are known */
#define REST_SORTS   64         /* and sorts of what went on in no such order */
#define REST_KINDS   16         /* at least one entry for each kind, when there is no room for all sorts */

/* What is counted as one sort. `from`, `how` and `to` are the caller's numbers; REST_ANY: several. */
#define REST_ANY 0xff
struct rest_sort {
	uint8_t kind, how, from, to;
	size_t place;           /* the reservation, SIZE_MAX: none, or several */
};

struct rest_entry {
	struct rest_sort sort;
	bool pages;             /* REST-2 */
	uint64_t first, last;   /* their addresses */
	uint64_t count;
};

struct rest {
	struct rest_entry run[REST_RUNS], sort[REST_SORTS + REST_KINDS];
	size_t runs, sorts;
	uint64_t count;         /* REST-1 */
};

/* One more, at `va`, or nowhere if `has_va` is false. */
void rest_add(struct rest *rest, const struct rest_sort *sort, bool has_va, uint64_t va);
void rest_clear(struct rest *rest);

/* Member `key` of the open event, if there is any entry; `words` writes the caller's words for a sort. */
void rest_tell(const struct rest *rest, struct trace *t, const struct places *places, const char *key,
               void (*words)(struct trace *t, const struct rest_sort *sort));

#endif

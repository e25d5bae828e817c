/*
 * expand.h - runs of accesses to one page (valgrind/stream.h) become references again, one for each access.
 *
 * So every policy sees what it would see of the accesses themselves: how often a page was used, whether the first of them was
 * a write, and whether any was. Whatever the 8 bytes of an item are, they mean something: a page below 2^36 and a count.
 *
 * Knows of: refs, stream. Used by: live, reader.
 */
#ifndef FAULTLAB_SIM_REPLAY_EXPAND_H
#define FAULTLAB_SIM_REPLAY_EXPAND_H

#include "sim/replay/refs.h"

struct expand {
	uint64_t ref, left;             /* of a run that did not fit: its reference (REFS_TAGGED), and how many of them */
};

/* The references of the items from *item to `end` on, as far as `room` goes; *item is moved behind those used up. */
size_t expand_items(struct expand *e, const uint64_t **item, const uint64_t *end, uint64_t *out, size_t room);

#endif

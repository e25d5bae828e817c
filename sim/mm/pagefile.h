/*
 * pagefile.h - the page file: where a page is when it is in no frame.
 *
 * One file of `slots` pages, numbered from 1: an entry with slot 0 is not in the
 * page file. The modified page writer gives a page a slot; the page keeps it
 * while it is back in memory and clean, so that it need not be written again.
 * A page that was changed loses its slot when it leaves the working set. Freed
 * slots are used again first, the last one freed foremost.
 *
 * The bytes are in extents, which the host is asked for when the first of their
 * slots is given: a large page file costs a run that never pages out nothing.
 *
 * Invariants (verified by vm_check)
 *   PAGEFILE-1  used == slots named by PTEs and by frames, each of them named once
 *   PAGEFILE-2  held == those named by frames, and used <= slots
 *
 * Knows of: host/lazy, mmu/types. Used by: machine. Source: docs/reference/sources.md, [pagefile].
 */
#ifndef FAULTLAB_SIM_PAGEFILE_H
#define FAULTLAB_SIM_PAGEFILE_H

#include "sim/mmu/types.h"

#define PAGEFILE_SLOTS_MAX ((uint64_t)UINT32_MAX - 1)  /* what the entry's 32 bits can name */

struct pagefile {
	uint8_t **extent;                       /* NULL: hollow, or no slots; those of slots never used are NULL */
	uint64_t slots, used, held, peak;
	uint64_t reads, writes;                 /* pages, so far */
	uint64_t touched;                       /* slots 1..touched were ever used */
	uint32_t *freed;                        /* a stack of those that are free again */
	uint64_t freed_count, freed_room;
};

/* False if the host has no memory, or for more slots than can be named. */
bool pagefile_new(struct pagefile *file, uint64_t slots, bool hollow);
void pagefile_free(struct pagefile *file);

static inline bool pagefile_has_room(const struct pagefile *file)
{
	return file->used < file->slots;
}

/* A free slot; 0 if there is none, or if the host has no memory for its extent or the list of free ones. */
uint32_t pagefile_take(struct pagefile *file);
void pagefile_give(struct pagefile *file, uint32_t slot);

/* A slot's page, to be looked at; NULL in a hollow file. */
const uint8_t *pagefile_peek(const struct pagefile *file, uint32_t slot);

void pagefile_write(struct pagefile *file, uint32_t slot, const uint8_t *page);
void pagefile_read(struct pagefile *file, uint32_t slot, uint8_t *page);

#endif

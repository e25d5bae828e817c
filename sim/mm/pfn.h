/*
 * pfn.h - the PFN database: what every page frame is used for.
 *
 *             take                        free
 *   ZEROED ----------> ACTIVE ----------------------------> FREE
 *                      ^    |  ^                             |
 *                      |    |  +-----------------------------+
 *          activate    |    | shelve      take, and zero it on the way
 *                      |    v
 *                     MODIFIED ---------------------------> FREE    (discarded)
 *
 *   ZEROED, FREE -> ACTIVE    pfn_take()      to be mapped by one PTE, or as a table
 *   ACTIVE -> MODIFIED        pfn_shelve()    PTE no longer valid, contents kept
 *   MODIFIED -> ACTIVE        pfn_activate()  soft fault
 *   ACTIVE, MODIFIED -> FREE  pfn_release()   contents forgotten
 *
 * A frame that nobody used yet is zeroed by nature and is put on no list: only how
 * many were ever used is kept, so a machine of any size is set up at once.
 *
 * The other locations (standby, transition, ...) have their lists ready for the
 * page writer; nothing moves there yet: no page has a copy in the page file.
 *
 * Invariants (verified by vm_check)
 *   P1  a frame is linked in the list that its location names, and in no other
 *   P2  the lists, the active frames and those never used are together all frames
 *   P3  an active frame has a share count of 1, a frame on a list of 0
 *   P4  a mapped or shelved frame's `pte_at` leads to the entry that names it, and no
 *       two entries name one frame
 *   P5  the next zeroed frame that would be taken without zeroing it is zero
 *   P6  the frames marked as tables are the tables that the root leads to
 *
 * Knows of: ram.h. Used by: tables, pages, vm. Source: docs/sources.md, [pfn].
 */
#ifndef FAULTLAB_SIM_PFN_H
#define FAULTLAB_SIM_PFN_H

#include "../mmu/ram.h"

#define PFN_NONE UINT32_MAX

enum pfn_location {
	PFN_ZEROED, PFN_FREE, PFN_STANDBY, PFN_MODIFIED, PFN_MODIFIED_NO_WRITE, PFN_BAD,
	PFN_ACTIVE, PFN_TRANSITION, PFN_LOCATIONS
};
#define PFN_LISTS PFN_ACTIVE                    /* locations below this have a list */

struct pfn {
	uint32_t next, prev;                    /* in the list of its location */
	uint8_t location;                       /* enum pfn_location */
	uint8_t share;                          /* valid entries that name it */
	bool table;                             /* holds a page table */
	bool modified;                          /* differs from any copy in backing store */
	bool locked;                            /* VirtualLock */
	uint16_t used;                          /* of a table: its non-zero entries */
	uint64_t pte_at;                        /* physical address of the entry that names it */
	uint64_t original;                      /* soft PTE: what the mask was */
};

struct pfn_list { uint32_t head, tail; uint64_t count; };

struct pfn_db {
	struct ram *ram;
	struct pfn *of;                         /* by frame number */
	struct pfn_list list[PFN_LISTS];
	uint64_t used;                          /* frames that were ever taken, see pfn_first_use() */
	uint64_t active, tables;                /* frames; tables are among the active ones */
};

/* The frame that is the `order`th to be used, from 0. Frame 0 comes last: an entry that names it
 * is too easily taken for one that names none. */
static inline uint32_t pfn_first_use(const struct pfn_db *db, uint64_t order)
{
	return (order + 1) % db->ram->frames;
}

/* All frames of `ram` zeroed. False if the host has no memory. */
bool pfn_new(struct pfn_db *db, struct ram *ram);
void pfn_free_all(struct pfn_db *db);

/* A frame full of zeros, active and named by the entry at `pte_at`; PFN_NONE if none is left. */
uint32_t pfn_take(struct pfn_db *db, uint64_t pte_at);

void pfn_shelve(struct pfn_db *db, uint32_t pfn);
void pfn_activate(struct pfn_db *db, uint32_t pfn);
void pfn_release(struct pfn_db *db, uint32_t pfn);

/* Frames that can be had now: zeroed, free and standby. */
uint64_t pfn_available(const struct pfn_db *db);

#endif

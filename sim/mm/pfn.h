/*
 * pfn.h - the frame database: what each page frame of the machine is used for.
 *
 *                          pfn_take()
 *     ZEROED, FREE ----------------------> ACTIVE
 *      ^       ^                          |  ^   |
 *      |       |  pfn_release()           |  |   |  pfn_shelve(), of a page that is
 *      |       +--------------------------+  |   |
 *      |       |                             |   +-- modified ---> MODIFIED
 *      |       |             pfn_activate()  |   |                    | pfn_begin_io()
 *      |       |          +------------------+   |                    v
 *      |       |          |   (from both)        |                TRANSITION
 *      |       |          |                      +-- clean           | pfn_end_io()
 *      |       +------ STANDBY <--------------------+----------------+
 *      |  pfn_release()
 *      +-- pfn_zero(), from FREE
 *
 *   ACTIVE      a valid PTE names it, or it holds a page table
 *   STANDBY     out of the working set, with a copy in the page file or a file: can be had at once
 *   MODIFIED    out of the working set, and this is the only copy
 *   TRANSITION  being written to the page file or read from it
 *
 * Frames in the middle are in a list each, the oldest at the head. A zeroed frame is
 * put at the head of its list, the others at the tail, and taking is from the head.
 * A frame that nobody used yet is zeroed by nature and is put on no list: only how
 * many were ever used is kept, so a machine of any size is set up at once.
 *
 * Invariants (verified by vm_check)
 *   PFN-1  a frame is linked in the list that its location names, and in no other
 *   PFN-2  the lists, the active frames and those never used are together all frames,
 *       for between two steps nothing is being written or read
 *   PFN-3  a page's share count is the number of valid PTEs that name it, and its reference
 *       count is 1 if there are any; both are 0 on a list
 *   PFN-4  a mapped or shelved frame's `pte` is the entry that names it, and no
 *       two entries name one frame
 *   PFN-5  the next zeroed frame that would be taken without zeroing it is zero
 *   PFN-6  the frames marked as tables are the tables that the root leads to, and the share
 *       count of a table is 1 and one for each entry that names a frame
 *   PFN-7  a frame on the standby list has a slot in the page file, or is a file's; one that is modified has none
 *
 * Knows of: host/lazy, mmu/ram. Used by: machine, wset. Source: docs/reference/sources.md, [pfn].
 */
#ifndef FAULTLAB_SIM_PFN_H
#define FAULTLAB_SIM_PFN_H

#include "sim/mmu/ram.h"

#define PFN_NONE UINT32_MAX

enum pfn_location {
	PFN_ZEROED, PFN_FREE, PFN_STANDBY, PFN_MODIFIED, PFN_MODIFIED_NO_WRITE, PFN_BAD,
	PFN_ACTIVE, PFN_TRANSITION, PFN_LOCATIONS
};
#define PFN_LISTS PFN_ACTIVE                    /* locations below this have a list */

struct pfn {
	uint32_t next, prev;                    /* in the list of its location */
	uint32_t share;                         /* valid entries that name it; of a table see PFN-6 */
	uint16_t reference;                     /* users: 1 for all sharers together, 1 for an I/O */
	uint16_t used;                          /* of a table: its non-zero entries */
	uint8_t location;                       /* enum pfn_location */
	bool table;                             /* holds a page table */
	bool shared;                            /* of a section: `pte` is the prototype PTE */
	bool modified;                          /* differs from any copy in the page file, or in its own file */
	bool in_file;                           /* of a section over a file: it is read from there and written there */
	uint64_t *pte;                          /* the entry that names it */
	uint64_t original;                      /* soft PTE: the mask, and the slot if it has one */
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
	return order + 1 == db->ram->frames ? 0 : order + 1;
}

/* All frames of `ram` zeroed. False if the host has no memory. */
bool pfn_new(struct pfn_db *db, struct ram *ram);
void pfn_free_all(struct pfn_db *db);

/* What a frame is wanted for: a table and a fresh page have to be zero, a page that is read in has not. */
enum pfn_use { PFN_FOR_TABLE, PFN_FOR_ZERO_PAGE, PFN_FOR_READ };

/* A frame from the zeroed and free lists, active and named by the entry at `pte`; PFN_NONE if both are
 * empty. *from tells the list. */
uint32_t pfn_take(struct pfn_db *db, uint64_t *pte, enum pfn_use use, enum pfn_location *from);

/* Off the last working set: onto the modified or the standby list. */
void pfn_shelve(struct pfn_db *db, uint32_t pfn);

/* Back from either list. */
void pfn_activate(struct pfn_db *db, uint32_t pfn);

/* From wherever it is to the free list; the contents are lost. */
void pfn_release(struct pfn_db *db, uint32_t pfn);

/* Around a write of a modified page, which is clean afterwards. */
void pfn_begin_io(struct pfn_db *db, uint32_t pfn);
void pfn_end_io(struct pfn_db *db, uint32_t pfn);

/* The oldest free frame filled with zeros; PFN_NONE: there is none. */
uint32_t pfn_zero(struct pfn_db *db);

/* Frames that can be had now without writing: zeroed, free and standby. */
uint64_t pfn_available(const struct pfn_db *db);

/* Frames that hold a page, mapped or not. */
static inline uint64_t pfn_pages(const struct pfn_db *db)
{
	return db->used - db->list[PFN_ZEROED].count - db->list[PFN_FREE].count - db->tables;
}

const char *pfn_location_name(enum pfn_location location);      /* "standby", ... as in docs/reference/trace.md */

#endif

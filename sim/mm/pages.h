/*
 * pages.h - what happens to single pages, and to runs of them.
 *
 * Life of one private page, by the form of its PTE (softpte.h):
 *
 *              commit                 first touch
 *   RESERVED ----------> DEMAND-ZERO -------------> VALID <-----------+
 *      ^  ^                 |     |                 |   ^             |
 *      |  +-----------------+     |           trim  |   | soft fault  | hard fault
 *      |       decommit           | decommit        v   |             |
 *      +--------------------------+-------------- TRANSITION ----> PAGE-FILE
 *                                  (from all three)         repurpose
 *
 *   RESERVED    -> DEMAND-ZERO  pages_commit()     charge +1, no frame yet
 *   DEMAND-ZERO -> VALID        page_zero()        takes a zeroed frame
 *   VALID -> TRANSITION         page_trim()        by the replacement policy: content kept
 *                               page_protect()     to no-access or guard: the same
 *   TRANSITION -> VALID         page_activate()    same frame back
 *   TRANSITION -> PAGE-FILE     avail_take()       the frame is used for something else
 *   PAGE-FILE  -> VALID         page_read()        another frame, read from its slot
 *   charged -> RESERVED         pages_decommit()   charge -1, frame and slot released
 *
 * In every state the only copy of a page is never lost: it is in a frame that is
 * valid or modified, or in a slot.
 *
 * Reserved is a zero PTE (no VAD with mem_commit) or a decommitted one. In a VAD
 * with mem_commit a zero PTE, or none at all, is a page committed with the VAD's
 * protection. The working set has exactly the VALID pages (WSET-1).
 *
 * All ranges lie inside the given VAD, which the caller makes sure of. Knows of: avail, nt/status, tables,
 * view. Used by: avail, fault, section, space, view, writer.
 */
#ifndef FAULTLAB_SIM_PAGES_H
#define FAULTLAB_SIM_PAGES_H

#include "sim/mm/tables.h"

/* What the VAD and the entry (0 if there is none) together say of a page. */
struct page_state { bool committed; unsigned mask; };
struct page_state page_state(const struct vm *vm, const struct vad *vad, uint64_t vpn, uint64_t entry);

/* From first_vpn on: how many pages, not beyond last_vpn, share its state. */
uint64_t pages_alike(const struct vm *vm, const struct vad *vad, uint64_t first_vpn,
                     uint64_t last_vpn, struct page_state *state);

/* How many pages of the range are committed. */
uint64_t pages_committed(const struct vm *vm, const struct vad *vad, uint64_t first_vpn, uint64_t last_vpn);

/* Give a committed page without a frame a zeroed one; false if none can be had. */
bool page_zero(struct vm *vm, uint64_t vpn, uint64_t *pte, unsigned mask, bool dirty);

/* Bring a page in transition back. */
void page_activate(struct vm *vm, uint64_t vpn, uint64_t *pte);

/* Read a page from its slot, which it keeps; false if no frame can be had. */
bool page_read(struct vm *vm, uint64_t vpn, uint64_t *pte);

/* ---- for pages that are not private from the start (section, view) ---- */

/* The page of this entry is gone for good: its frame, if it has one, and its slot. */
void page_discard_contents(struct vm *vm, uint64_t entry);

/* A frame with what is in the slot that `*entry` names, which it keeps; PFN_NONE: none can be had. */
uint32_t page_read_slot(struct vm *vm, uint64_t *entry);

/* What is in the frame is no longer what is in its slot. */
void page_drop_slot(struct vm *vm, struct pfn *p);

/* A frame that holds the only copy becomes this page's own. */
void page_own(struct vm *vm, uint64_t vpn, uint64_t *pte, uint32_t pfn, unsigned mask);

/* Out of the working set: the page with this entry in it. */
void page_trim(struct vm *vm, uint32_t wsle);

/* Change the mask of a committed page, in whatever form its PTE is. */
void page_protect(struct vm *vm, struct vad *vad, uint64_t *pte, uint64_t vpn, unsigned mask);

/* The mask that a page of this VAD gets for a wanted one: no-cache belongs to the VAD. */
unsigned page_mask_for(const struct vad *vad, unsigned wanted);

/* Commit a range: fresh pages are charged, all get the mask. Otherwise nothing is changed. */
uint32_t pages_commit(struct vm *vm, struct vad *vad, uint64_t first_vpn, uint64_t last_vpn, unsigned mask);

/* Make a range reserved again. Fails, with nothing changed, if tables cannot be had to say so. */
uint32_t pages_decommit(struct vm *vm, struct vad *vad, uint64_t first_vpn, uint64_t last_vpn);

/* A new mask for a range that must be committed as a whole; *old is the mask of its first page. */
uint32_t pages_protect(struct vm *vm, struct vad *vad, uint64_t first_vpn, uint64_t last_vpn,
                       unsigned mask, unsigned *old);

/* Forget every page of the VAD and its charge; tables that become empty are dropped. */
void pages_forget(struct vm *vm, struct vad *vad);

#endif

/*
 * wset.h - the working set: the pages of the process that have a valid PTE.
 *
 * A page enters when a fault is resolved for it and leaves when its PTE stops
 * being valid. Each has an entry (NT: WSLE), found by the number of its frame;
 * a frame that is mapped more than once has further entries, in a hash table.
 * Page tables are not counted. Who has to leave when there is no room is the
 * replacement policy's choice (replace.h), which keeps its books here too.
 *
 * Invariants (verified by vm_check)
 *   WSET-1  pages == number of valid leaf PTEs, and peak is no less
 *   WSET-2  each valid leaf PTE has one entry, which knows where the PTE is
 *   WSET-3  the policy's books hold exactly the entries that may be trimmed
 *
 * Knows of: host/lazy, mmu/pte, mmu/tlb, pfn, replace. Used by: circle, heap, machine, random, replace.
 * Source: docs/reference/sources.md, [working-set].
 */
#ifndef FAULTLAB_SIM_WSET_H
#define FAULTLAB_SIM_WSET_H

#include "sim/mmu/pte.h"
#include "sim/mmu/tlb.h"
#include "sim/mm/pfn.h"
#include "sim/mm/replace/replace.h"

#define WSLE_NONE UINT32_MAX

struct wsle {
	uint64_t *pte;                          /* NULL: not in use */
	uint64_t vpn;
	uint32_t next, prev;                    /* policies that go by arrival: its circle */
	uint32_t also;                          /* of further entries: the next one with the same hash */
	uint8_t age;                            /* of policies that count it */
	bool held;                              /* locked: must not be trimmed, and is in no policy's books */
};

struct wset {
	struct pfn_db *pfns;
	struct tlb *tlb;
	struct wsle *of;                        /* by frame; above the frames the further entries */
	uint32_t *bucket;                       /* further entries by a hash of `pte`, as NT has them */
	uint32_t room;                          /* entries: twice the frames */
	uint32_t spare, unused;                 /* further ones that are free again, and never used ones */
	uint64_t pages, peak;
	uint64_t most;                          /* a fault with that many pages trims one; UINT64_MAX: no limit */
	uint64_t asked_min, asked_max;          /* SetProcessWorkingSetSize, pages */
	const struct replacer *replacer;
	struct replace_books books;
};

/* No pages, no limit. False if the host has no memory. */
bool wset_new(struct wset *ws, struct pfn_db *pfns, struct tlb *tlb, const struct replacer *replacer);
void wset_free(struct wset *ws);

/* The page is valid now. False, with nothing changed, if there is no further entry left for it. */
bool wset_insert(struct wset *ws, uint32_t pfn, uint64_t *pte, uint64_t vpn);

/* It is no longer. */
void wset_remove(struct wset *ws, uint32_t pfn, const uint64_t *pte);

/* The entry of a valid page. */
uint32_t wset_find(const struct wset *ws, uint32_t pfn, const uint64_t *pte);

/* Keep a page from being trimmed, and let go of it again. */
void wset_hold(struct wset *ws, uint32_t slot);
void wset_let_go(struct wset *ws, uint32_t slot);

/* The page that has to leave; WSLE_NONE if all are held. */
static inline uint32_t wset_victim(struct wset *ws)
{
	return ws->replacer->victim(ws);
}

/* ---- for policies: the bits that the processor sets ---- */

static inline bool wset_accessed(const struct wset *ws, uint32_t slot)
{
	return *ws->of[slot].pte & PTE_A;
}

/* The next access has to set A again, so the TLB may not know the page. */
static inline void wset_clear_accessed(struct wset *ws, uint32_t slot)
{
	*ws->of[slot].pte &= ~PTE_A;
	tlb_flush_page(ws->tlb, ws->of[slot].vpn << PAGE_SHIFT);
}

#endif

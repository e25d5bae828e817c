/*
 * tlb.h - the translation lookaside buffer: the short path of every access.
 *
 * Direct-mapped, tagged by page, one tag a kind of access. A tag is present only
 * if the page tables allow that access without the kernel's help AND the bits
 * that the CPU would set are set already: a write tag needs Dirty, so the first
 * write to a clean page still walks. The host pointer leads straight into the
 * frame. An access that crosses a page, or is not aligned, takes the long way.
 *
 * Invariants (verified by vm_check)
 *   TLB-1  a tagged page is mapped by a valid PTE to the frame that `host` leads to
 *   TLB-2  a write tag implies a writable PTE with A and D set, an execute tag NX = 0
 *
 * Knows of: pte. Used by: mm/. Source: docs/reference/sources.md, [tlb].
 */
#ifndef FAULTLAB_SIM_TLB_H
#define FAULTLAB_SIM_TLB_H

#include "sim/mmu/pte.h"

#define TLB_ENTRIES 512                 /* a power of two */
#define TLB_NONE    UINT64_MAX          /* matches no address: its low bits are set */

struct tlb_entry {
	uint64_t read_tag, write_tag, execute_tag;      /* va of the page, or TLB_NONE */
	uint8_t *host;                                  /* first byte of the frame */
};

struct tlb {
	struct tlb_entry entry[TLB_ENTRIES];
	uint64_t misses, fills, flushes;                /* so far; hits are not counted, they are free */
};

static inline struct tlb_entry *tlb_slot(struct tlb *tlb, uint64_t va)
{
	return &tlb->entry[(va >> PAGE_SHIFT) & (TLB_ENTRIES - 1)];
}

/* Host pointer to the `size` (1, 2, 4, 8) bytes at va, or NULL: miss, unaligned or not allowed. */
static inline uint8_t *tlb_read(struct tlb *tlb, uint64_t va, unsigned size)
{
	struct tlb_entry *e = tlb_slot(tlb, va);

	return e->read_tag == (va & (PAGE_MASK | (size - 1))) ? e->host + (va & ~PAGE_MASK) : NULL;
}

static inline uint8_t *tlb_write(struct tlb *tlb, uint64_t va, unsigned size)
{
	struct tlb_entry *e = tlb_slot(tlb, va);

	return e->write_tag == (va & (PAGE_MASK | (size - 1))) ? e->host + (va & ~PAGE_MASK) : NULL;
}

void tlb_flush_all(struct tlb *tlb);

/* INVLPG. A filled entry always has its read tag: nothing can be written or executed unread here. */
static inline void tlb_flush_page(struct tlb *tlb, uint64_t va)
{
	struct tlb_entry *e = tlb_slot(tlb, va);

	if (e->read_tag == (va & PAGE_MASK))
		*e = (struct tlb_entry){ TLB_NONE, TLB_NONE, TLB_NONE, NULL };
	tlb->flushes++;
}

/* Remember the translation of va's page by the valid leaf entry `pte`, whose A is set. */
static inline void tlb_fill(struct tlb *tlb, uint64_t va, uint64_t pte, uint8_t *host)
{
	uint64_t page = va & PAGE_MASK;
	bool writes = (pte & (PTE_RW | PTE_D)) == (PTE_RW | PTE_D);

	*tlb_slot(tlb, va) = (struct tlb_entry){
		.read_tag = page,
		.write_tag = writes ? page : TLB_NONE,
		.execute_tag = pte & PTE_NX ? TLB_NONE : page,
		.host = host,
	};
	tlb->fills++;
}

#endif

/*
 * pagetable.h - the four levels of tables that translate an address.
 *
 * Every table is a frame of simulated memory: 512 entries of 8 bytes, found
 * through the frame number in the entry above, from the root (CR3) downwards.
 * Levels are counted from the leaf: 0 PT, 1 PD, 2 PDPT, 3 PML4. This module
 * reads tables and sets A and D as a processor does; who makes tables and
 * writes entries is the memory manager (../mm/tables.h).
 *
 * Invariants (verified by vm_check)
 *   PAGETABLE-1  a present entry above the leaf leads to a frame that is a table
 *   PAGETABLE-2  a table counts its non-zero entries right, and only the root has none
 *   PAGETABLE-3  every non-zero leaf entry belongs to a page that a VAD covers
 *   PAGETABLE-4  a valid leaf entry grants what the mask of its page says, no more and no less
 *   PAGETABLE-5  a table in the walk cache is the one that the root leads to, by entries with A set
 *
 * The walk cache is what processors have beside the TLB: for the stretches of 2 MiB
 * walked last, where their leaf table is. A walk then is one look instead of four. Entries
 * above the leaf allow everything here, so the leaf's rights alone decide.
 *
 * Knows of: pte, ram. Used by: mm/. Source: docs/reference/sources.md, [paging].
 */
#ifndef FAULTLAB_SIM_PAGETABLE_H
#define FAULTLAB_SIM_PAGETABLE_H

#include "sim/mmu/pte.h"
#include "sim/mmu/ram.h"

#define TABLE_LEVELS 4
#define TABLE_ROOT   (TABLE_LEVELS - 1)

#define WALK_CACHE_ENTRIES 16
#define WALK_CACHE_NONE    UINT64_MAX

struct walk_cache_entry {
	uint64_t region;                        /* va >> 21, or WALK_CACHE_NONE */
	uint64_t *table;                        /* its 512 leaf entries */
};

struct page_tables {
	struct ram *ram;
	uint64_t root_pfn;                      /* CR3 */
	struct walk_cache_entry cache[WALK_CACHE_ENTRIES];
};

void tables_init(struct page_tables *tables, struct ram *ram, uint64_t root_pfn);

static inline unsigned table_index(uint64_t va, unsigned level)
{
	return va >> (PAGE_SHIFT + 9 * level) & (ENTRIES_PER_TABLE - 1);
}

/* The 512 entries in a frame that holds a table. */
static inline uint64_t *table_at(const struct page_tables *tables, uint64_t pfn)
{
	return (uint64_t *)ram_frame(tables->ram, pfn);
}

/* The entry of `level` for va; NULL if a table above it is absent. */
uint64_t *table_entry(const struct page_tables *tables, uint64_t va, unsigned level);

/*
 * The pages from `first` on that share one leaf table, or share that they have
 * none: an absent table of a high level is one span. `pages` is at least 1 and
 * never leads past `last`.
 */
struct table_span {
	uint64_t *pte;                          /* of the first page; NULL: no table */
	uint64_t pages;
};
struct table_span table_span(const struct page_tables *tables, uint64_t first_vpn, uint64_t last_vpn);

/*
 * What the processor does on a TLB miss in user mode. If the access is allowed,
 * A is set in the entry of every level and D in the leaf on a write. *leaf is the
 * leaf entry, NULL if the walk ended above it. Nothing is set on a refusal.
 */
enum walk_result { WALK_DONE, WALK_NOT_PRESENT, WALK_NOT_ALLOWED };
enum walk_result table_walk(struct page_tables *tables, uint64_t va, enum access access, uint64_t **leaf);

/* The leaf table of va's 2 MiB is about to go: the walk cache may not know it. */
void table_walk_forget(struct page_tables *tables, uint64_t va);

#endif

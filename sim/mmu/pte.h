/*
 * pte.h - one page-table entry as the processor reads it.
 *
 * All four levels share this layout. If P is 0 the processor looks at no other
 * bit; what the memory manager keeps there then is the matter of ../mm/softpte.h.
 *
 *   63 62........52 51.........12 11 10 9 8 7 6 5  4   3   2  1  0
 *   NX  software     frame number  W XO CW G - D A PCD PWT US RW P
 *
 * Knows of: types. Source: docs/reference/sources.md, [paging].
 */
#ifndef FAULTLAB_SIM_PTE_H
#define FAULTLAB_SIM_PTE_H

#include "sim/mmu/types.h"

#define PTE_P     ((uint64_t)1 << 0)            /* present */
#define PTE_RW    ((uint64_t)1 << 1)
#define PTE_US    ((uint64_t)1 << 2)            /* user mode may use it */
#define PTE_PWT   ((uint64_t)1 << 3)
#define PTE_PCD   ((uint64_t)1 << 4)
#define PTE_A     ((uint64_t)1 << 5)            /* set by the processor on use */
#define PTE_D     ((uint64_t)1 << 6)            /* set by the processor on a write, leaf only */
#define PTE_G     ((uint64_t)1 << 8)            /* global: stays in the TLB when the tables change */
#define PTE_COW   ((uint64_t)1 << 9)            /* software: a write makes a private copy */
#define PTE_XO    ((uint64_t)1 << 10)           /* software: of a shared page, PAGE_EXECUTE */
#define PTE_WRITE ((uint64_t)1 << 11)           /* software: writable in principle */
#define PTE_NX    ((uint64_t)1 << 63)
#define PTE_RIGHTS (PTE_NX | PTE_RW | PTE_WRITE | PTE_COW | PTE_XO | PTE_PCD | PTE_PWT)

#define PTE_PFN_MASK        ((uint64_t)0xFFFFFFFFFF)
#define ENTRIES_PER_TABLE   512

static inline bool pte_valid(uint64_t entry)
{
	return entry & PTE_P;
}

static inline uint64_t pte_pfn(uint64_t entry)
{
	return entry >> PAGE_SHIFT & PTE_PFN_MASK;
}

#endif

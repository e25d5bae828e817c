/*
 * softpte.h - what the memory manager keeps in a PTE that is not present.
 *
 * With P = 0 the other 63 bits are free for software. The formats, in the order
 * in which they are told apart:
 *
 *   zero          0                              ask the VAD
 *   prototype     bit 10                         page of a section: ask its prototype PTE
 *   transition    bit 11, mask 5..9, pfn 12..47  still in memory, not in the working set
 *   page file     bits 32..63 slot, mask 5..9    contents are in the page file
 *   decommitted   mask 0x10: 0x200               reserved, whatever the VAD says
 *   demand-zero   mask 5..9                      committed, never touched
 *
 * Knows of: mmu/pte, protect, vm. Source: docs/reference/sources.md, [softpte].
 */
#ifndef FAULTLAB_SIM_SOFTPTE_H
#define FAULTLAB_SIM_SOFTPTE_H

#include "sim/mmu/pte.h"
#include "sim/mm/protect.h"

#define SOFT_PROTOTYPE   ((uint64_t)1 << 10)
#define SOFT_TRANSITION  ((uint64_t)1 << 11)
#define SOFT_MASK_SHIFT  5
#define SOFT_MASK        ((uint64_t)0x1F << SOFT_MASK_SHIFT)
#define SOFT_SLOT        ((uint64_t)UINT32_MAX << 32)
#define SOFT_DECOMMITTED ((uint64_t)MASK_DECOMMITTED << SOFT_MASK_SHIFT)

enum soft_kind {
	SOFT_IS_ZERO, SOFT_IS_PROTOTYPE, SOFT_IS_TRANSITION, SOFT_IS_PAGE_FILE,
	SOFT_IS_DECOMMITTED, SOFT_IS_DEMAND_ZERO
};

/* What an entry with P = 0 is. */
static inline enum soft_kind soft_kind(uint64_t entry)
{
	if (!entry)
		return SOFT_IS_ZERO;
	if (entry & SOFT_PROTOTYPE)
		return SOFT_IS_PROTOTYPE;
	if (entry & SOFT_TRANSITION)
		return SOFT_IS_TRANSITION;
	if (entry & SOFT_SLOT)
		return SOFT_IS_PAGE_FILE;
	if ((entry & SOFT_MASK) == SOFT_DECOMMITTED)
		return SOFT_IS_DECOMMITTED;
	return SOFT_IS_DEMAND_ZERO;
}

/* Valid or in transition: the frame is this page's, and the table that says so must stay where it is. */
static inline unsigned soft_names_frame(uint64_t entry)
{
	return pte_valid(entry) || (entry & (SOFT_TRANSITION | SOFT_PROTOTYPE)) == SOFT_TRANSITION;
}

static inline unsigned soft_mask(uint64_t entry)
{
	return (entry & SOFT_MASK) >> SOFT_MASK_SHIFT;
}

static inline uint64_t soft_with_mask(uint64_t entry, unsigned mask)
{
	return (entry & ~SOFT_MASK) | (uint64_t)mask << SOFT_MASK_SHIFT;
}

static inline uint64_t soft_demand_zero(unsigned mask)
{
	return (uint64_t)mask << SOFT_MASK_SHIFT;
}

/* The part of an entry that names a slot of the page file; 0: none. */
static inline uint64_t soft_slot(uint32_t slot)
{
	return (uint64_t)slot << 32;
}

static inline uint32_t soft_slot_of(uint64_t entry)
{
	return entry >> 32;
}

/* A page of a view that is not mapped now: its section is found through the VAD, as NT marks by all ones. */
static inline uint64_t soft_prototype(unsigned mask)
{
	return SOFT_SLOT | SOFT_PROTOTYPE | (uint64_t)mask << SOFT_MASK_SHIFT;
}

static inline uint64_t soft_transition(uint64_t pfn, unsigned mask)
{
	return pfn << PAGE_SHIFT | SOFT_TRANSITION | (uint64_t)mask << SOFT_MASK_SHIFT;
}

#endif

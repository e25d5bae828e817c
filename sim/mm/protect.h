/*
 * protect.h - page protection: PAGE_ constants, the 5-bit mask, hardware bits.
 *
 * A program says PAGE_READWRITE; the memory manager keeps a mask of five bits,
 * which fits into an invalid PTE: three say what may be done, two modify it.
 *
 *   bit  4 3 | 2 1 0        modifier 0 none  1 no-cache  2 guard  3 write-combine
 *   modifier | access       access 0 with modifier 2 means decommitted, with 3 no access
 *
 * Knows of: mmu/pte, mmu/types, nt/protection. Used by: softpte. Source: docs/reference/sources.md,
 * [protection].
 */
#ifndef FAULTLAB_SIM_PROTECT_H
#define FAULTLAB_SIM_PROTECT_H

#include "sim/mmu/types.h"
#include "sim/nt/protection.h"

#define MASK_READONLY           1u
#define MASK_EXECUTE            2u
#define MASK_EXECUTE_READ       3u
#define MASK_READWRITE          4u
#define MASK_WRITECOPY          5u
#define MASK_EXECUTE_READWRITE  6u
#define MASK_EXECUTE_WRITECOPY  7u
#define MASK_ACCESS             7u              /* these three bits */
#define MASK_MODIFIER           0x18u           /* these two */
#define MASK_NOCACHE            0x08u
#define MASK_GUARD              0x10u
#define MASK_WRITECOMBINE       0x18u
#define MASK_DECOMMITTED        0x10u           /* with access 0 */
#define MASK_NOACCESS           0x18u           /* with access 0 */

/* The mask of a PAGE_ value; false if the value is not one that any memory may have. */
bool mask_from_page(uint32_t protect, unsigned *mask);

/* The PAGE_ value that VirtualQuery shows for a mask. */
uint32_t mask_to_page(unsigned mask);

/* What a valid PTE with this mask has set, besides P, US, A and the frame. */
uint64_t mask_hardware(unsigned mask);

/* The same for a page that its frame's `original` does not describe, since others share it: the entry has to
 * tell execute-only from execute-read, which is the same to the processor. */
uint64_t mask_hardware_shared(unsigned mask);

/* The mask that a valid PTE of a shared page was made for. */
unsigned mask_from_hardware(uint64_t entry);

/* A write to a copy-on-write page is allowed: it is what makes the copy. */
bool mask_allows(unsigned mask, enum access access);

static inline bool mask_is_guard(unsigned mask)
{
	return (mask & MASK_MODIFIER) == MASK_GUARD && mask & MASK_ACCESS;
}

static inline bool mask_is_nocache(unsigned mask)
{
	return (mask & MASK_MODIFIER) == MASK_NOCACHE;
}

static inline bool mask_is_writecopy(unsigned mask)
{
	return (mask & MASK_ACCESS) == MASK_WRITECOPY || (mask & MASK_ACCESS) == MASK_EXECUTE_WRITECOPY;
}

/* A valid PTE cannot say "no access" or "guard": such a page must not be valid. */
static inline bool mask_fits_hardware(unsigned mask)
{
	return mask & MASK_ACCESS && !mask_is_guard(mask);
}

#endif

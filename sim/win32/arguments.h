/*
 * arguments.h - what can be said of a call's arguments without a look at memory.
 *
 * Knows of: mm/space, nt/memtype, status. Used by: lock, mapping, native, placeholder, virtual, writewatch.
 * Source: docs/reference/sources.md, [virtualalloc].
 */
#ifndef FAULTLAB_SIM_WIN32_ARGUMENTS_H
#define FAULTLAB_SIM_WIN32_ARGUMENTS_H

#include "sim/nt/memtype.h"
#include "sim/mm/space.h"
#include "sim/win32/status.h"

static inline uint64_t page_of(uint64_t va)
{
	return va >> PAGE_SHIFT;
}

/* [address, address + size) is not empty and ends in user space. */
static inline bool in_user_space(uint64_t address, uint64_t size_bytes)
{
	return size_bytes && address <= USER_HIGHEST && size_bytes - 1 <= USER_HIGHEST - address;
}

/* The pages that a byte range touches; the range must be in user space. */
struct page_range { uint64_t first, last; };

static inline struct page_range pages_touched(uint64_t address, uint64_t size_bytes)
{
	return (struct page_range){ page_of(address), page_of(address + size_bytes - 1) };
}

/* The VAD that holds the whole range, NULL: none does. */
static inline struct vad *vad_around(struct vm *vm, struct page_range range)
{
	struct vad *vad = vad_find(&vm->vads, range.first);

	return vad && range.last <= vad->last_vpn ? vad : NULL;
}

/* The arguments of VirtualAlloc in the documented order; STATUS_SUCCESS with *mask if they are good. */
uint32_t check_alloc_arguments(uint64_t address, uint64_t size_bytes, uint32_t type, uint32_t protect,
                               unsigned *mask);

#endif

/*
 * ram.h - the physical memory of the machine: page frames in one host mapping.
 *
 * Frame number n is the 4096 bytes from n * 4096 on. The mapping is touched
 * lazily, so a machine with many frames costs the host only those that are used,
 * and a frame that nobody touched yet is known to be zero.
 *
 * A hollow memory keeps the contents of page tables only. Whoever replays a list of
 * addresses has no bytes to keep, and should not pay for zeroing and copying them.
 *
 * Knows of: host/lazy, types. Used by: pagetable, mm/.
 */
#ifndef FAULTLAB_SIM_RAM_H
#define FAULTLAB_SIM_RAM_H

#include "sim/mmu/types.h"

#define RAM_FRAMES_MAX ((uint64_t)1 << 27)     /* 512 GiB: more is a slip of the user */

struct ram {
	uint8_t *bytes;
	uint64_t frames;
	bool hollow;
};

/* False, with *ram empty, if the host has not that much address space to give. */
bool ram_new(struct ram *ram, uint64_t frames);
void ram_free(struct ram *ram);

static inline uint8_t *ram_frame(const struct ram *ram, uint64_t pfn)
{
	return ram->bytes + (pfn << PAGE_SHIFT);
}

/* Whether it is a byte of the mapping at all. */
static inline bool ram_holds(const struct ram *ram, const void *byte)
{
	return (uint64_t)((const uint8_t *)byte - ram->bytes) >> PAGE_SHIFT < ram->frames;
}

/* The physical address of a byte of the mapping, the inverse of ram_frame(). */
static inline uint64_t ram_address(const struct ram *ram, const void *byte)
{
	return (uint64_t)((const uint8_t *)byte - ram->bytes);
}

#endif

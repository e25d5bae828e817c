/*
 * virtual.h - VirtualAlloc and its family: validation, rounding, error codes.
 *
 * The only way by which a program changes its address space. Each function is
 * one documented Win32 call on simulated memory: it checks its arguments in the
 * documented order, does the work through the memory manager, and returns the
 * Win32 error code that GetLastError would give, ERROR_SUCCESS (0) if it worked.
 * A call that fails changes nothing. Pointers of the caller (out-parameters)
 * are the business of the CPU's API layer; here they are plain C outputs.
 *
 * Knows of: arguments, mapping, mm/vm, placeholder. Used by: heap, heaps, native, placeholder, segment, api/,
 * record/. Source: docs/reference/sources.md, [virtualalloc] and following.
 */
#ifndef FAULTLAB_SIM_VIRTUAL_H
#define FAULTLAB_SIM_VIRTUAL_H

#include "sim/mm/vm.h"

uint32_t win32_virtual_alloc(struct vm *vm, uint64_t address, uint64_t size_bytes,
                             uint32_t type, uint32_t protect, uint64_t *result);
/* The same answered as NT does, for the calls that are made of it. Free: decommit, or release as a whole. */
uint32_t virtual_alloc_status(struct vm *vm, uint64_t address, uint64_t size_bytes,
                              uint32_t type, uint32_t protect, uint64_t *result);
uint32_t virtual_protect_status(struct vm *vm, uint64_t address, uint64_t size_bytes, uint32_t protect, uint32_t *old);
uint32_t virtual_free_status(struct vm *vm, uint64_t address, uint64_t size_bytes, uint32_t free_type);

uint32_t win32_virtual_free(struct vm *vm, uint64_t address, uint64_t size_bytes, uint32_t free_type);

/* `old` is NULL if the program passed NULL (998). On failure *old is PAGE_NOACCESS where Windows writes it,
 * *wrote_old says whether it does. */
uint32_t win32_virtual_protect(struct vm *vm, uint64_t address, uint64_t size_bytes,
                               uint32_t protect, uint32_t *old, bool *wrote_old);

struct memory_basic_information {       /* the values, not the layout */
	uint64_t base, allocation_base, region_size;
	uint32_t allocation_protect, state, protect, type;
};
uint32_t win32_virtual_query(const struct vm *vm, uint64_t address, struct memory_basic_information *out);

#endif

/*
 * native.h - the system calls below VirtualAlloc and its family.
 *
 * The Win32 call demands size 0 for a release; below it, a release may take pages
 * from either end of an allocation or from its middle. What is left above becomes
 * an allocation of its own. Addresses and sizes come back rounded, and the answer is an NTSTATUS.
 *
 * Knows of: arguments, mm/vm, virtual. Used by: api/. Source: docs/reference/sources.md, [virtualalloc].
 */
#ifndef FAULTLAB_SIM_NATIVE_H
#define FAULTLAB_SIM_NATIVE_H

#include "sim/mm/vm.h"

/* NTSTATUS. On success *base and *size_bytes become what was reserved or committed, in whole pages; else nothing is changed. */
uint32_t nt_allocate_virtual_memory(struct vm *vm, uint64_t *base, uint64_t zero_bits, uint64_t *size_bytes, uint32_t type,
                                    uint32_t protect);
uint32_t nt_protect_virtual_memory(struct vm *vm, uint64_t *base, uint64_t *size_bytes, uint32_t protect, uint32_t *old);

/* NTSTATUS. On success *base and *size_bytes become what was freed, in whole pages; else nothing is changed. */
uint32_t nt_free_virtual_memory(struct vm *vm, uint64_t *base, uint64_t *size_bytes, uint32_t free_type);

#endif

/*
 * placeholder.h - address space kept free for a purpose (VirtualAlloc2).
 *
 *              reserve                    replace
 *   FREE --------------> PLACEHOLDER ----------------> private memory
 *    ^                    |  ^   |  ^                     |      |
 *    |      release       |  |   |  +---------------------+      |
 *    +--------------------+  +---+         preserve              | release
 *    |               split, coalesce                             |
 *    +-----------------------------------------------------------+
 *
 *   FREE -> PLACEHOLDER             win32_virtual_alloc2(), MEM_RESERVE_PLACEHOLDER
 *   PLACEHOLDER -> private          win32_virtual_alloc2(), MEM_REPLACE_PLACEHOLDER
 *   private -> PLACEHOLDER, split   placeholder_split_or_restore(), MEM_PRESERVE_PLACEHOLDER
 *   pieces -> one PLACEHOLDER       placeholder_coalesce(), MEM_COALESCE_PLACEHOLDERS
 *   any -> FREE                     win32_virtual_free(), MEM_RELEASE
 *
 * A placeholder is a VAD like any other and reads as an inaccessible reservation. Knows of: arguments, mm/vm,
 * virtual. Used by: virtual, api/. Source: docs/reference/sources.md, [placeholder].
 */
#ifndef FAULTLAB_SIM_PLACEHOLDER_H
#define FAULTLAB_SIM_PLACEHOLDER_H

#include "sim/mm/vm.h"

/* VirtualAlloc2 without extended parameters. The error code, as in virtual.h. */
uint32_t win32_virtual_alloc2(struct vm *vm, uint64_t address, uint64_t size_bytes,
                              uint32_t type, uint32_t protect, uint64_t *result);

/* The placeholder side of VirtualFree, in NTSTATUS; nothing is changed on an error. */
uint32_t placeholder_split_or_restore(struct vm *vm, uint64_t address, uint64_t size_bytes);
uint32_t placeholder_coalesce(struct vm *vm, uint64_t address, uint64_t size_bytes);

#endif

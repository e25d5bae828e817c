/*
 * writewatch.h - which pages of an allocation were written (MEM_WRITE_WATCH).
 *
 * Nothing is trapped: a store shows in the Dirty bit that the processor sets
 * anyway. Before a PTE loses that bit to a change of protection, the VAD takes
 * note of it in a bitmap. That is why marks survive VirtualProtect, and why a
 * decommit forgets only those that were not noted yet.
 *
 * Knows of: arguments, mm/vm. Used by: api/. Source: docs/reference/sources.md, [writewatch].
 */
#ifndef FAULTLAB_SIM_WRITEWATCH_H
#define FAULTLAB_SIM_WRITEWATCH_H

#include "sim/mm/vm.h"

#define WRITE_WATCH_FLAG_RESET 1u

/*
 * Addresses of written pages, ascending, at most *count of them; *count is then
 * how many. Any pointer may be NULL, as the program passed it. The error code,
 * ERROR_SUCCESS with the outputs set, else nothing is changed.
 */
uint32_t win32_get_write_watch(struct vm *vm, uint32_t flags, uint64_t base, uint64_t size_bytes,
                               uint64_t *addresses, uint64_t *count, uint32_t *granularity);

uint32_t win32_reset_write_watch(struct vm *vm, uint64_t base, uint64_t size_bytes);

#endif

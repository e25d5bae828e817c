/*
 * lock.h - pages that must stay in the working set (VirtualLock).
 *
 * A lock is a flag of the frame, not a count: one unlock undoes any number of
 * locks. It goes with the page when that is decommitted or made inaccessible.
 *
 * Knows of: arguments, mm/vm. Used by: api/. Source: docs/reference/sources.md, [virtuallock].
 */
#ifndef FAULTLAB_SIM_LOCK_H
#define FAULTLAB_SIM_LOCK_H

#include "sim/mm/vm.h"

/*
 * Make every page of the range resident and lock it. ERROR_NOACCESS, with
 * nothing locked, if a page is not committed or inaccessible. A guard page in
 * the range fails the call with STATUS_GUARD_PAGE_VIOLATION and is spent by it.
 */
uint32_t win32_virtual_lock(struct vm *vm, uint64_t address, uint64_t size_bytes);

/* ERROR_NOT_LOCKED, with nothing changed, if any page of the range is not locked. */
uint32_t win32_virtual_unlock(struct vm *vm, uint64_t address, uint64_t size_bytes);

bool win32_is_locked(const struct vm *vm, uint64_t va);

#endif

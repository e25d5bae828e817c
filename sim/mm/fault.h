/*
 * fault.h - from a trap of the processor to a resolved page or an exception.
 *
 * Knows of: nt/status, pages, view. Used by: vm. Source: docs/reference/sources.md, [fault].
 */
#ifndef FAULTLAB_SIM_FAULT_H
#define FAULTLAB_SIM_FAULT_H

#include "sim/mm/pages.h"

/* What the entry of a page (0: no table) and its VAD (NULL: free) say of an access that the
 * processor refused. A guard page is FAULT_GUARD, also on a stack. Looks only. */
enum fault_kind fault_classify(const struct vad *vad, uint64_t entry, enum access access);

/* One page fault: resolved (true: the instruction may be tried again) or described in *fault. `pte` is the
 * leaf entry that the processor's walk ended at, NULL if it ended above. */
bool fault_handle(struct vm *vm, uint64_t va, enum access access, uint64_t *pte, struct fault *fault);

/* An address that no page table can hold: general protection, reported as a read of -1. */
void fault_not_canonical(struct vm *vm, struct fault *fault);

#endif

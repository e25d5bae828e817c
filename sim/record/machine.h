/*
 * machine.h - what only the simulator knows: page tables, VADs, frames and their lists.
 *
 * Of one address the trace tells `before` and `after`: before is what the event
 * before said of it, if that was about the same page, or what machine_watch() saw.
 *
 * Knows of: memory, mmu/pte, nt/memtype, record. Used by: record.
 */
#ifndef FAULTLAB_SIM_RECORD_MACHINE_H
#define FAULTLAB_SIM_RECORD_MACHINE_H

#include "sim/record/record.h"

/* From here on `va` is watched: what it is now will be `before` in the next event about it. */
void machine_watch(struct recorder *r, uint64_t va);

/* The members `walk` and `vad` of the open event. */
void machine_tell_address(struct recorder *r, uint64_t va);

/* All that happened since the event before: faults resolved, steps of the system, variables, lists and trees. */
void machine_tell(struct recorder *r);

#endif

/*
 * memory.h - memory as VirtualQuery and the counters tell it: what the two sides have in common.
 *
 * Knows of: nt/memtype, nt/protection, record, win32/virtual. Used by: machine, record, repeat.
 */
#ifndef FAULTLAB_SIM_RECORD_MEMORY_H
#define FAULTLAB_SIM_RECORD_MEMORY_H

#include "sim/record/record.h"

/* The members `regions` and `counters` of the open event. */
void memory_tell(struct recorder *r);

/* Member `stack_memory` of the open event: the region of the stack that holds `va`; nothing if it is in none. */
void memory_tell_stack(struct recorder *r, uint64_t va);

/* The runs of one reservation (a places_runs of core/places.h); `context` is the recorder. */
void memory_tell_runs(void *context, const struct place *place, places_emit *emit, void *emitter);

#endif

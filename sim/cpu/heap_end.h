/*
 * heap_end.h - what becomes of a process whose heap has found something wrong.
 *
 * A block that is freed twice, or was written past, ends it: no handler is asked, as on Windows. Memory that the heap cannot
 * reach, because the lab has changed its protection, is an exception like any other, only raised in the heap's code.
 *
 * Knows of: cpu, nt/status, win32/heap. Used by: api/, libc/. Source: docs/reference/sources.md, [heap].
 */
#ifndef FAULTLAB_SIM_HEAP_END_H
#define FAULTLAB_SIM_HEAP_END_H

#include "sim/cpu/cpu.h"
#include "sim/win32/heap.h"

/* Did it go well? If there was no room, nothing more happens; else the process ends, or an exception is on its way. */
bool heap_went_well(struct cpu *cpu, const struct heap *heap, enum heap_result result);

#endif

/*
 * step.h - one instruction of x86-64 machine code, carried out.
 *
 * Its registers lie as a CONTEXT lays them out. Its memory is whoever calls: each access
 * may be refused, and then the instruction has changed nothing and can be run again.
 *
 * Invariants
 *   X86-1  an instruction that does not end with X86_DONE leaves registers and flags as they were
 *   X86-2  of a string instruction with REP one step is one element
 *
 * Knows of: alu, decode. Used by: native. Source: docs/reference/sources.md, [x86].
 */
#ifndef FAULTLAB_SIM_X86_STEP_H
#define FAULTLAB_SIM_X86_STEP_H

#include "sim/cpu/x86/decode.h"

struct x86 {
	uint64_t reg[16], rip;          /* RAX to R15 by number, as in CONTEXT */
	uint32_t flags;
};

enum x86_use { X86_READ, X86_WRITE, X86_CHANGE, X86_FETCH };    /* CHANGE: read what will be written at once */

/* False: refused, and whoever answers knows what follows. */
typedef bool x86_memory(void *context, uint64_t va, unsigned size_bytes, enum x86_use use, void *bytes);

enum x86_end {
	X86_DONE,
	X86_REFUSED,                    /* the memory said so */
	X86_BY_ZERO, X86_NO_ROOM,       /* a division */
	X86_IS_INVALID, X86_IS_PRIVILEGED, X86_IS_TOO_LONG, X86_IS_BREAKPOINT,
	X86_IS_UNKNOWN                  /* not in the table */
};

enum x86_end x86_step(struct x86 *x, x86_memory *memory, void *context);

#endif

/*
 * exec.h - the inner half of the CPU: the instruction loop and what it leans on.
 *
 * Used by: cpu.c, exec.c.
 */
#ifndef FAULTLAB_SIM_EXEC_H
#define FAULTLAB_SIM_EXEC_H

#include "sim/cpu/cpu.h"

#define STACK_SHADOW_BYTES 32           /* home space that x64 callers leave for their callees */

/*
 * Run from instruction `pc` in the frame on top until that frame returns (or its
 * filter or block ends). True with the value in *value; false if the CPU is
 * trapped and the landing place belongs to an outer activation.
 */
bool cpu_run(struct cpu *cpu, uint32_t pc, uint64_t *value);

/* The long way of one access of `size` bytes, any alignment, across pages. False: trapped. */
bool cpu_load(struct cpu *cpu, uint64_t va, unsigned size, void *to);
bool cpu_store(struct cpu *cpu, uint64_t va, unsigned size, const void *from);

/* A new frame on top; its window begins at `window`. False: trapped by a stack overflow. */
bool cpu_push_frame(struct cpu *cpu, struct frame frame);

/* Run a termination block of the frame on top as its owner runs into it or jumps out. False: trapped. */
bool cpu_run_finally(struct cpu *cpu, size_t owner, size_t scope, bool abnormal);

/* Reserve `size_bytes` below sp as a called function does, touching every page on the way. False: trapped. */
bool cpu_probe_stack(struct cpu *cpu, uint64_t from, uint64_t to);

#endif

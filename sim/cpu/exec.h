/*
 * exec.h - the inner half of the CPU: the instruction loop and what it leans on.
 *
 * Used by: boot, compiled, cpu, extended, floating, memory, native, stepping, api/, libc/.
 */
#ifndef FAULTLAB_SIM_EXEC_H
#define FAULTLAB_SIM_EXEC_H

#include "sim/cpu/cpu.h"

/*
 * What a step buys, where the work is not in instructions: a lab that copies much or prints much is stopped as one that
 * computes much. Printed is a byte as often as the trace would tell it.
 */
#define BYTES_A_STEP         16         /* moved in memory */
#define STEPS_A_PRINTED_BYTE 8

#define STACK_SHADOW_BYTES 32           /* home space that x64 callers leave for their callees */

/*
 * Run from instruction `pc` in the activation on top until that one returns (or its
 * filter or block ends). True with the value in *value; false if the CPU is
 * trapped and the landing place belongs to an outer activation.
 */
bool cpu_run(struct cpu *cpu, uint32_t pc, uint64_t *value);

/* The slow path of one access of `size` bytes, any alignment, across pages. False: trapped. */
bool cpu_load(struct cpu *cpu, uint64_t va, unsigned size, void *to);
bool cpu_store(struct cpu *cpu, uint64_t va, unsigned size, const void *from);

/* An instruction on long doubles, which lie in memory (extended.c). False: trapped. */
bool cpu_extended(struct cpu *cpu, const struct insn *in, uint64_t *r);

/* An instruction on numbers with a fraction, if exceptions of theirs count (floating.c). False: trapped. */
bool cpu_floating(struct cpu *cpu, const struct insn *in, uint64_t *r);

/* Write below the stack pointer without raising anything: the kernel finds the stack good or not. */
bool cpu_poke(struct cpu *cpu, uint64_t va, const uint8_t *from, uint64_t size_bytes);

/* A new activation on top; its window begins at `window`. False: trapped by a stack overflow. */
bool cpu_push_activation(struct cpu *cpu, struct activation a);

/* Run a filter or a termination block on top of the stack, with the frame pointer of its owner. False: trapped. */
bool cpu_run_funclet(struct cpu *cpu, enum activation_kind kind, size_t owner, uint32_t begin, bool abnormal, uint64_t *value);

/* A scope of an activation's function, as dispatch names it. */
struct ke_scope cpu_scope(const struct cpu *cpu, size_t activation, size_t ordinal);

/* Run a termination block of the activation on top as its owner runs into it or jumps out. False: trapped. */
bool cpu_run_finally(struct cpu *cpu, size_t owner, size_t scope, bool abnormal);

/* Reserve `size_bytes` below sp as a called function does, touching every page on the way. False: trapped. */
bool cpu_probe_stack(struct cpu *cpu, uint64_t from, uint64_t to);

/* Give exception dispatch this processor as its machine, and the recorder as its watcher (machine.c). */
void machine_attach(struct cpu *cpu);

#endif

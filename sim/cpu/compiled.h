/*
 * compiled.h - what a compiler makes of the lab's C where a handler looks at registers or changes them.
 *
 * The simulator's instructions are not x86, but a handler that adds 6 to RIP, or another address to RAX, knows
 * what the compiled lab has there. For the instructions that usually fault, the loads and stores through a pointer and
 * the divisions of integers, clang's code without optimisation is always of one form, and its length and
 * registers can be said:
 *
 *     mov dword ptr [rax], 42     an address is in RAX; in RCX, if a value before it is still needed
 *     mov dword ptr [rax], ecx    the value is in RCX
 *     idiv ecx                    RDX:RAX by RCX
 *
 * A handler may then skip the instruction, or change these registers and have it run again. It may go to a function of
 * the lab from everywhere. What else it changes ends the lab, with the reason.
 *
 * Knows of: exec, native, nt/exception, nt/status, stepping. Used by: machine. Source:
 * docs/reference/sources.md, [compiled].
 */
#ifndef FAULTLAB_SIM_COMPILED_H
#define FAULTLAB_SIM_COMPILED_H

#include "sim/cpu/exec.h"

/* A CONTEXT of the exception `e`, which the caller has cleared: of code that the lab has written, or as compiled. */
void compiled_show(const struct cpu *cpu, const struct ke_exception *e, uint8_t *context);

/* The exception is continued: go on as its CONTEXT says. If that is not where it was, the processor is trapped. */
void compiled_take(struct cpu *cpu, const struct ke_exception *e);

#endif

/*
 * stepping.h - one instruction of the bytecode is run, and then something is done: the trap flag of a handler's CONTEXT.
 *
 * For that the next instruction gives its place to one that stops there, as a debugger's breakpoint does it, so that
 * the loop pays nothing for what is seldom asked. It is for instructions that go on to the next one: loads,
 * stores, divisions.
 *
 * Invariants
 *   STEPPING-1  at most one instruction is replaced, and none while an exception is dispatched
 *
 * Knows of: exec, nt/status. Used by: compiled, exec, machine.
 */
#ifndef FAULTLAB_SIM_STEPPING_H
#define FAULTLAB_SIM_STEPPING_H

#include "sim/cpu/exec.h"

/* Once the processor has landed at its instruction, stop behind it; `raises`: with EXCEPTION_SINGLE_STEP. */
void stepping_ask(struct cpu *cpu, bool raises);
void stepping_begin(struct cpu *cpu);           /* it has landed */

/* An exception comes in between. True: it was asked to raise. */
bool stepping_give_up(struct cpu *cpu);

/* The instruction has run; the one behind it is in its place again. False: trapped. */
bool stepping_stop(struct cpu *cpu);

#endif

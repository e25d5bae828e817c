/*
 * stack.h - the calls that are under way, with the blocks of their __try that are open, for the trace.
 *
 * They stay as they are while handlers are asked (DISPATCH-2), so they are told once, with the exception.
 *
 * Knows of: cpu. Used by: main.
 */
#ifndef FAULTLAB_SIM_STACK_H
#define FAULTLAB_SIM_STACK_H

#include "sim/cpu/cpu.h"

/* Member `stack` of the open event, innermost call first. `context`: the struct cpu. */
uint64_t stack_pointer(void *context);
void stack_tell(void *context, struct trace *t);

#endif

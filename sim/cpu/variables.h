/*
 * variables.h - what the lab's variables hold, for the trace.
 *
 * The program itself is not disturbed: values are looked at where they lie, without
 * an access. Reported are the scalars of the innermost function that are known at the
 * instruction in hand, and the globals that changed since the event before.
 *
 * Knows of: cpu. Used by: main.
 */
#ifndef FAULTLAB_SIM_VARIABLES_H
#define FAULTLAB_SIM_VARIABLES_H

#include "sim/cpu/cpu.h"

/* What was reported last, a value for each variable of the program. */
struct variables {
	const struct cpu *cpu;
	struct last_report { uint64_t value; uint64_t where; bool valid; } *last;
};

/* False: the host has no memory, and nothing will be reported. */
bool variables_new(struct variables *v, const struct cpu *cpu);
void variables_free(struct variables *v);

/* Member `variables` of the open event; nothing if there are none. `context`: a struct variables. */
void variables_tell(void *context, struct trace *t);

#endif

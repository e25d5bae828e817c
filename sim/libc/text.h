/*
 * text.h - what the parts of the C library share about strings and about their state.
 *
 * Used by: malloc, stdio.
 */
#ifndef FAULTLAB_SIM_TEXT_H
#define FAULTLAB_SIM_TEXT_H

#include "sim/cpu/cpu.h"

/* strlen, piece by piece. False: trapped. */
bool text_size(struct cpu *cpu, uint64_t va, uint64_t *size_bytes);

#endif

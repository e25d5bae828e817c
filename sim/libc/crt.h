/*
 * crt.h - what the parts of the C library share that is not about strings (text.h).
 *
 * Knows of: cpu/library. Used by: conio, desk, errors, file, floats, math, print, scan, setjmp, stdio,
 * stdlib, stream, strsafe, time, wide, winstring.
 */
#ifndef FAULTLAB_SIM_CRT_H
#define FAULTLAB_SIM_CRT_H

#include "sim/cpu/library.h"

/* An int as a register holds it (code.h). */
static inline uint64_t crt_sign32(int64_t v)
{
	return (uint64_t)(int64_t)(int32_t)v;
}

/* A copy of a string with its zero; the caller frees it. NULL: trapped. */
char *crt_fetch(struct cpu *cpu, uint64_t va, uint64_t *size);

/* The same of a wide one, as bytes, up to what is no ASCII. */
char *crt_fetch_wide(struct cpu *cpu, uint64_t va);

/* To the host's standard error, past the trace. */
void crt_write_error(const char *text, size_t size);

/*
 * A function with a va_list, called as if the list were arguments: `fixed` ones with the format last, then the list, whose slots
 * are read as far as the format can ask for (print.c).
 */
uint64_t crt_with_list(struct cpu *cpu, const uint64_t *arg, unsigned fixed, bool wide,
                       uint64_t (*run)(struct cpu *cpu, const uint64_t *arg, unsigned args));

/* A function that does nothing here and returns 0. */
uint64_t crt_zero(struct cpu *cpu, const uint64_t *arg, unsigned args);

#endif

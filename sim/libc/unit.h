/*
 * unit.h - a text of the lab, of bytes or of 16-bit units, one unit after the other.
 *
 * What string.h and wchar.h have alike is written once, with the width as a number; for the table of the
 * functions each is named twice.
 *
 * Knows of: cpu/library. Used by: desk, malloc, scan, secure, stdlib, strsafe, wide, winstring.
 */
#ifndef FAULTLAB_SIM_UNIT_H
#define FAULTLAB_SIM_UNIT_H

#include "sim/cpu/library.h"

/* `bytes` is 1 or 2; all of these: false if an exception unwinds. */
static inline bool unit_get(struct cpu *cpu, uint64_t va, unsigned bytes, uint16_t *unit)
{
	*unit = 0;
	return cpu_read(cpu, va, unit, bytes);
}

static inline bool unit_put(struct cpu *cpu, uint64_t va, unsigned bytes, uint16_t unit)
{
	return cpu_write(cpu, va, &unit, bytes);
}

/* How long it is, up to `most` units. */
static inline bool unit_length(struct cpu *cpu, uint64_t va, unsigned bytes, uint64_t most, uint64_t *length)
{
	uint16_t unit;

	for (*length = 0; *length < most; ++*length) {
		if (!unit_get(cpu, va + *length * bytes, bytes, &unit))
			return false;
		if (unit == 0)
			break;
	}
	return true;
}

static inline uint16_t unit_lower(uint16_t unit)
{
	return unit >= 'A' && unit <= 'Z' ? unit + 32 : unit;
}

#endif

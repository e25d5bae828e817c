/*
 * bits.h - a floating-point value as the bits that stand in a register or in memory, and back. A float's are the low 32.
 *
 * Knows of: nothing. Used by: exec, extended, floating, libc/.
 */
#ifndef FAULTLAB_SIM_BITS_H
#define FAULTLAB_SIM_BITS_H

#include <stdint.h>
#include <string.h>

static inline double as_double(uint64_t bits)
{
	double d;

	memcpy(&d, &bits, sizeof d);
	return d;
}

static inline float as_float(uint64_t bits)
{
	uint32_t low = (uint32_t)bits;
	float f;

	memcpy(&f, &low, sizeof f);
	return f;
}

static inline uint64_t double_bits(double d)
{
	uint64_t bits;

	memcpy(&bits, &d, sizeof bits);
	return bits;
}

static inline uint64_t float_bits(float f)
{
	uint32_t bits;

	memcpy(&bits, &f, sizeof bits);
	return bits;
}

#endif

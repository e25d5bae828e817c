/*
 * math.c - math.h, by the host's own functions on the bits that a lab's registers hold.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/libc/crt.h"

static double as_double(uint64_t bits)
{
	double d;

	memcpy(&d, &bits, sizeof d);
	return d;
}

static uint64_t double_bits(double d)
{
	uint64_t bits;

	memcpy(&bits, &d, sizeof bits);
	return bits;
}

static double as_float(uint64_t bits)
{
	uint32_t low = (uint32_t)bits;
	float f;

	memcpy(&f, &low, sizeof f);
	return f;
}

static uint64_t float_bits(float f)
{
	uint32_t bits;

	memcpy(&bits, &f, sizeof bits);
	return bits;
}

/* X(name): a function of one number, and of two; each also with an f behind its name, for float. */
#define ONE(X) \
	X(acos) X(asin) X(atan) X(ceil) X(cos) X(cosh) X(exp) X(exp2) X(expm1) X(fabs) X(floor) X(log) X(log10) \
	X(log1p) X(log2) X(rint) X(nearbyint) X(round) X(sin) X(sinh) X(sqrt) X(cbrt) X(tan) X(tanh) X(trunc) \
	X(asinh) X(acosh) X(atanh) X(erf) X(tgamma) X(lgamma)
#define TWO(X) \
	X(atan2) X(fmod) X(pow) X(hypot) X(fmax) X(fmin) X(copysign) X(remainder) X(nextafter) X(fdim)

#define X(name) \
	static uint64_t run_##name(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		return double_bits(name(as_double(arg[0]))); \
	} \
	static uint64_t run_##name##f(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		return float_bits(name##f((float)as_float(arg[0]))); \
	}
ONE(X)
#undef X
#define X(name) \
	static uint64_t run_##name(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		return double_bits(name(as_double(arg[0]), as_double(arg[1]))); \
	} \
	static uint64_t run_##name##f(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		return float_bits(name##f((float)as_float(arg[0]), (float)as_float(arg[1]))); \
	}
TWO(X)
#undef X

static uint64_t run_ldexp(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return double_bits(ldexp(as_double(arg[0]), (int)arg[1]));
}

static uint64_t run_frexp(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	int exponent = 0;
	double d = frexp(as_double(arg[0]), &exponent);

	cpu_write(cpu, arg[1], &exponent, sizeof exponent);
	return double_bits(d);
}

static uint64_t run_modf(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	double whole, rest = modf(as_double(arg[0]), &whole);

	cpu_write(cpu, arg[1], &whole, sizeof whole);
	return double_bits(rest);
}

static uint64_t run_lround(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	double d = round(as_double(arg[0]));

	return crt_sign32(d > -0x1p31 - 1 && d < 0x1p31 ? (int32_t)d : INT32_MIN);
}

/* The number at the begin of a text; *end is where it ends. */
static uint64_t number_in(struct cpu *cpu, uint64_t va, uint64_t end_va)
{
	uint64_t size;
	char *text = crt_fetch(cpu, va, &size), *end;
	double d;

	if (!text)
		return 0;
	d = strtod(text, &end);
	if (end_va != 0) {
		uint64_t at = va + (uint64_t)(end - text);

		cpu_write(cpu, end_va, &at, sizeof at);
	}
	free(text);
	return double_bits(d);
}

static uint64_t run_strtod(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return number_in(cpu, arg[0], arg[1]);
}

static uint64_t run_atof(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return number_in(cpu, arg[0], 0);
}

const struct library_function math_functions[] = {
#define X(name) { #name, run_##name }, { #name "f", run_##name##f },
	ONE(X) TWO(X)
#undef X
	{ "ldexp", run_ldexp }, { "frexp", run_frexp }, { "modf", run_modf }, { "lround", run_lround },
	{ "strtod", run_strtod }, { "atof", run_atof },
	{ NULL, NULL }
};

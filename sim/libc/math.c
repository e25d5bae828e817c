/*
 * math.c - math.h, by the host's own functions on the bits that a lab's registers hold.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/cpu/bits.h"
#include "sim/cpu/mxcsr.h"
#include "sim/host/extended.h"
#include "sim/libc/crt.h"

static double widened(uint64_t bits)
{
	return as_float(bits);
}

/*
 * What Windows' functions raise if it is not masked: a result that is infinite or no number, from arguments that are
 * neither. `at_zero`: it is infinite where the function has no end, and not because it is too large.
 */
static double checked(struct cpu *cpu, double result, bool finite, bool at_zero)
{
	if (cpu->watches_floats && finite && !isfinite(result))
		cpu_floating_raise(cpu, isnan(result) ? MXCSR_INVALID : at_zero ? MXCSR_DIVIDE : MXCSR_OVERFLOW | MXCSR_INEXACT);
	return result;
}

/* Has the function of that name a pole at x? */
static bool has_pole(const char *name, double x)
{
	return strncmp(name, "log", 3) == 0 || strcmp(name, "atanh") == 0 || (x == 0 && strstr(name, "gamma"));
}

/* A long double is passed by its address, and returned where the first argument points to (lang/extended.c). */
static long double extended_at(struct cpu *cpu, uint64_t va)
{
	uint8_t bytes[EXTENDED_BYTES] = { 0 };

	return cpu_read(cpu, va, bytes, sizeof bytes) ? extended_get(bytes) : 0;
}

static uint64_t put_extended(struct cpu *cpu, uint64_t va, long double v)
{
	uint8_t bytes[EXTENDED_BYTES];

	extended_put(v, bytes);
	if (!cpu->trapped)
		cpu_write(cpu, va, bytes, sizeof bytes);
	return va;
}

/* X(name): a function of one number, and of two; each also with an f behind its name, for float, and with an l. */
#define ONE(X) \
	X(acos) X(asin) X(atan) X(ceil) X(cos) X(cosh) X(exp) X(exp2) X(expm1) X(fabs) X(floor) X(log) X(log10) \
	X(log1p) X(log2) X(logb) X(rint) X(nearbyint) X(round) X(sin) X(sinh) X(sqrt) X(cbrt) X(tan) X(tanh) X(trunc) \
	X(asinh) X(acosh) X(atanh) X(erf) X(tgamma) X(lgamma)
#define TWO(X) \
	X(atan2) X(fmod) X(pow) X(hypot) X(fmax) X(fmin) X(copysign) X(remainder) X(nextafter) X(fdim)

#define X(name) \
	static uint64_t run_##name(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		double x = as_double(arg[0]); \
\
		return double_bits(checked(cpu, name(x), isfinite(x), has_pole(#name, x))); \
	} \
	static uint64_t run_##name##f(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		float x = (float)widened(arg[0]); \
\
		return float_bits((float)checked(cpu, name##f(x), isfinite(x), has_pole(#name, x))); \
	} \
	static uint64_t run_##name##l(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		return put_extended(cpu, arg[0], name##l(extended_at(cpu, arg[1]))); \
	}
ONE(X)
#undef X
#define X(name) \
	static uint64_t run_##name(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		double x = as_double(arg[0]), y = as_double(arg[1]); \
\
		return double_bits(checked(cpu, name(x, y), isfinite(x) && isfinite(y), x == 0)); \
	} \
	static uint64_t run_##name##f(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		float x = (float)widened(arg[0]), y = (float)widened(arg[1]); \
\
		return float_bits((float)checked(cpu, name##f(x, y), isfinite(x) && isfinite(y), x == 0)); \
	} \
	static uint64_t run_##name##l(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		long double x = extended_at(cpu, arg[1]); \
\
		return put_extended(cpu, arg[0], name##l(x, cpu->trapped ? 0 : extended_at(cpu, arg[2]))); \
	}
TWO(X)
#undef X

/* A number with a whole one: x * 2^n. A third name is there for each. */
#define SCALED(name, host) \
	static uint64_t run_##name(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		return double_bits(host(as_double(arg[0]), (int)arg[1])); \
	} \
	static uint64_t run_##name##f(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		return float_bits(host##f((float)widened(arg[0]), (int)arg[1])); \
	} \
	static uint64_t run_##name##l(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		return put_extended(cpu, arg[0], host##l(extended_at(cpu, arg[1]), (int)arg[2])); \
	}
SCALED(ldexp, ldexp)
SCALED(scalbn, scalbn)

/* In two parts, of which the second goes to memory. */
static uint64_t run_frexp(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	int exponent = 0;
	double d = frexp(as_double(arg[0]), &exponent);

	cpu_write(cpu, arg[1], &exponent, sizeof exponent);
	return double_bits(d);
}

static uint64_t run_frexpf(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	int exponent = 0;
	float f = frexpf((float)widened(arg[0]), &exponent);

	cpu_write(cpu, arg[1], &exponent, sizeof exponent);
	return float_bits(f);
}

static uint64_t run_frexpl(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	int exponent = 0;
	long double v = frexpl(extended_at(cpu, arg[1]), &exponent);

	if (!cpu->trapped)
		cpu_write(cpu, arg[2], &exponent, sizeof exponent);
	return put_extended(cpu, arg[0], v);
}

static uint64_t run_modf(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	double whole, rest = modf(as_double(arg[0]), &whole);

	cpu_write(cpu, arg[1], &whole, sizeof whole);
	return double_bits(rest);
}

static uint64_t run_modff(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	float whole, rest = modff((float)widened(arg[0]), &whole);

	cpu_write(cpu, arg[1], &whole, sizeof whole);
	return float_bits(rest);
}

static uint64_t run_modfl(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	long double whole, rest = modfl(extended_at(cpu, arg[1]), &whole);

	if (!cpu->trapped)
		put_extended(cpu, arg[2], whole);
	return put_extended(cpu, arg[0], rest);
}

static uint64_t run_fma(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return double_bits(fma(as_double(arg[0]), as_double(arg[1]), as_double(arg[2])));
}

static uint64_t run_fmaf(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return float_bits(fmaf((float)widened(arg[0]), (float)widened(arg[1]), (float)widened(arg[2])));
}

static uint64_t run_fmal(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	long double x = extended_at(cpu, arg[1]), y = cpu->trapped ? 0 : extended_at(cpu, arg[2]);

	return put_extended(cpu, arg[0], fmal(x, y, cpu->trapped ? 0 : extended_at(cpu, arg[3])));
}

/* To whole numbers: of a long with 32 bits, of a long long with 64; what does not fit is the least one. */
static uint64_t whole32(long double v)
{
	return crt_sign32(v > -0x1p31L - 1 && v < 0x1p31L ? (int32_t)v : INT32_MIN);
}

static uint64_t whole64(long double v)
{
	return (uint64_t)(v >= -0x1p63L && v < 0x1p63L ? (int64_t)v : INT64_MIN);
}

#define WHOLE(X) X(lround, whole32, round) X(llround, whole64, round) X(lrint, whole32, rint) X(llrint, whole64, rint)
#define X(name, cut, host) \
	static uint64_t run_##name(struct cpu *cpu, const uint64_t *arg, unsigned args) { return cut(host(as_double(arg[0]))); } \
	static uint64_t run_##name##f(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		return cut(host##f((float)widened(arg[0]))); \
	} \
	static uint64_t run_##name##l(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		return cut(host##l(extended_at(cpu, arg[0]))); \
	}
WHOLE(X)
#undef X

static uint64_t run_ilogb(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return crt_sign32(ilogb(as_double(arg[0])));
}

static uint64_t run_ilogbf(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return crt_sign32(ilogbf((float)widened(arg[0])));
}

static uint64_t run_ilogbl(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return crt_sign32(ilogbl(extended_at(cpu, arg[0])));
}

/* The number at the begin of a text of such units; *end is where it ends. */
static long double number_in(struct cpu *cpu, uint64_t va, uint64_t end_va, char kind, unsigned width)
{
	uint64_t size;
	char *text = width == 2 ? crt_fetch_wide(cpu, va) : crt_fetch(cpu, va, &size), *end;
	long double v;

	if (!text)
		return 0;
	v = kind == 'f' ? (long double)strtof(text, &end) : kind == 'l' ? strtold(text, &end) : (long double)strtod(text, &end);
	if (end_va != 0) {
		uint64_t at = va + (uint64_t)(end - text) * width;

		cpu_write(cpu, end_va, &at, sizeof at);
	}
	free(text);
	return v;
}

static uint64_t run_strtod(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return double_bits((double)number_in(cpu, arg[0], arg[1], 'd', 1));
}

static uint64_t run_strtof(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return float_bits((float)number_in(cpu, arg[0], arg[1], 'f', 1));
}

static uint64_t run_strtold(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return put_extended(cpu, arg[0], number_in(cpu, arg[1], arg[2], 'l', 1));
}

static uint64_t run_atof(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return double_bits((double)number_in(cpu, arg[0], 0, 'd', 1));
}

static uint64_t run_wcstod(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return double_bits((double)number_in(cpu, arg[0], arg[1], 'd', 2));
}

static uint64_t run__wtof(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return double_bits((double)number_in(cpu, arg[0], 0, 'd', 2));
}

/* ---- what a number is: float.h ---- */

static uint64_t run_isnan(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return isnan(as_double(arg[0])) ? 1 : 0;
}

static uint64_t run_finite(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return isfinite(as_double(arg[0])) ? 1 : 0;
}

static uint64_t run_fpclass(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	bool negative = arg[0] >> 63;

	switch (fpclassify(as_double(arg[0]))) {
	case FP_NAN: return arg[0] >> 51 & 1 ? 0x0002 : 0x0001;
	case FP_INFINITE: return negative ? 0x0004 : 0x0200;
	case FP_ZERO: return negative ? 0x0020 : 0x0040;
	case FP_SUBNORMAL: return negative ? 0x0010 : 0x0080;
	}
	return negative ? 0x0008 : 0x0100;
}

const struct library_function math_functions[] = {
#define ROW(name) { #name, run_##name }, { #name "f", run_##name##f }, { #name "l", run_##name##l },
#define X(name, ...) ROW(name)
	ONE(X) TWO(X) WHOLE(X)
#undef X
	ROW(ldexp) ROW(scalbn) ROW(frexp) ROW(modf) ROW(fma) ROW(ilogb)
	{ "_isnan", run_isnan }, { "_finite", run_finite }, { "_fpclass", run_fpclass }, { "_copysign", run_copysign },
	{ "strtod", run_strtod }, { "strtof", run_strtof }, { "strtold", run_strtold }, { "atof", run_atof },
	{ "wcstod", run_wcstod }, { "_wtof", run__wtof },
	{ NULL, NULL }
};

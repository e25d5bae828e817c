/*
 * extended.c - the 80 bits of a long double: a sign and 15 bits of exponent behind 64 bits of mantissa. See extended.h.
 */
#include "sim/host/extended.h"

#include <float.h>

#if LDBL_MANT_DIG == 64

#include <string.h>

long double extended_get(const uint8_t bytes[EXTENDED_BYTES])
{
	long double v = 0;

	memcpy(&v, bytes, EXTENDED_BYTES);
	return v;
}

void extended_put(long double v, uint8_t bytes[EXTENDED_BYTES])
{
	memcpy(bytes, &v, EXTENDED_BYTES);
}

long double extended_do(char operation, long double a, long double b)
{
	return operation == '+' ? a + b : operation == '-' ? a - b : operation == '*' ? a * b : a / b;
}

#else

#include <math.h>

#define BIAS 16383
#define MOST 0x7fff

long double extended_get(const uint8_t bytes[EXTENDED_BYTES])
{
	uint64_t mantissa = 0;
	int exponent = (bytes[9] & 0x7f) << 8 | bytes[8];
	long double v;

	for (int i = 8; i-- > 0;)
		mantissa = mantissa << 8 | bytes[i];
	if (exponent == MOST)
		v = mantissa << 1 == 0 ? (long double)INFINITY : (long double)NAN;
	else
		v = ldexpl((long double)mantissa, (exponent ? exponent : 1) - BIAS - 63);
	return bytes[9] & 0x80 ? -v : v;
}

void extended_put(long double v, uint8_t bytes[EXTENDED_BYTES])
{
	int exponent = 0;
	uint64_t mantissa = 0;
	long double m = isfinite(v) ? frexpl(fabsl(v), &exponent) : 0;

	if (m != 0 && exponent + BIAS - 1 < 1) {
		m = ldexpl(m, exponent + BIAS - 2);
		exponent = 2 - BIAS;
	}
	m = rintl(ldexpl(m, 64));
	if (m >= 0x1p64L) {
		m /= 2;
		exponent++;
	}
	mantissa = (uint64_t)m;
	exponent = mantissa == 0 ? 0 : exponent + BIAS - 1;
	if (mantissa >> 63 == 0)
		exponent = 0;
	if (!isfinite(v) || exponent >= MOST) {
		exponent = MOST;
		mantissa = isnan(v) ? 0xc000000000000000u : 0x8000000000000000u;
	}
	for (int i = 0; i < 8; i++)
		bytes[i] = (uint8_t)(mantissa >> 8 * i);
	bytes[8] = (uint8_t)exponent;
	bytes[9] = (uint8_t)(exponent >> 8 | (signbit(v) ? 0x80 : 0));
}

/* Cut instead of rounded, and odd if `error` is left: then the next rounding, to fewer digits, goes where one alone would have gone. */
static long double odd(long double v, long double error)
{
	long double cut;
	int exponent;

	if (error == 0 || v == 0 || !isfinite(v))
		return v;
	cut = (error < 0) == (v < 0) ? v : nextafterl(v, 0);
	frexpl(cut, &exponent);
	return fmodl(cut, ldexpl(1, exponent - LDBL_MANT_DIG + 1)) != 0 ? cut : nextafterl(cut, v < 0 ? -INFINITY : INFINITY);
}

static long double sum(long double a, long double b)
{
	long double s = a + b, part = s - a;

	return odd(s, (a - (s - part)) + (b - part));
}

long double extended_do(char operation, long double a, long double b)
{
	long double v, left;

	switch (operation) {
	case '+': return sum(a, b);
	case '-': return sum(a, -b);
	case '*':
		v = a * b;
		return odd(v, fmal(a, b, -v));
	default:
		v = a / b;
		left = fmal(-v, b, a);
		return odd(v, b < 0 ? -left : left);
	}
}

#endif

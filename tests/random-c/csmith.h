/*
 * What programs made by csmith expect of their runtime: arithmetic that is
 * defined for every operand, and a checksum over all variables. Written for
 * labs: it compiles for Windows and in the simulator alike. csmith calls the
 * functions safe_OP_func_TYPE_SIGNS; one macro makes each family.
 */
#ifndef CSMITH_H
#define CSMITH_H

#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* Addition and its like wrap around: computed without a sign, in 64 bits, then cut. */
#define SAFE_WRAP(T, S) \
	static T safe_unary_minus_func_##T##_##S(T a) { return (T)(0ULL - (uint64_t)a); } \
	static T safe_add_func_##T##_##S##_##S(T a, T b) { return (T)((uint64_t)a + (uint64_t)b); } \
	static T safe_sub_func_##T##_##S##_##S(T a, T b) { return (T)((uint64_t)a - (uint64_t)b); } \
	static T safe_mul_func_##T##_##S##_##S(T a, T b) { return (T)((uint64_t)a * (uint64_t)b); }

#define SAFE_DIVIDE(T, S, LEAST) \
	static T safe_div_func_##T##_##S##_##S(T a, T b) \
	{ return b == 0 || (LEAST != 0 && a == LEAST && b == (T)-1) ? a : (T)(a / b); } \
	static T safe_mod_func_##T##_##S##_##S(T a, T b) \
	{ return b == 0 || (LEAST != 0 && a == LEAST && b == (T)-1) ? a : (T)(a % b); }

/* A shift by more than the width, or of a negative value to the left, leaves the value alone. */
#define SAFE_SHIFT(T, S, R, RT) \
	static T safe_lshift_func_##T##_##S##_##R(T a, RT b) \
	{ return (int64_t)b < 0 || (uint64_t)b >= sizeof(T) * 8 || (S##_NEGATIVE(a)) ? a : (T)((uint64_t)a << b); } \
	static T safe_rshift_func_##T##_##S##_##R(T a, RT b) \
	{ return (int64_t)b < 0 || (uint64_t)b >= sizeof(T) * 8 || (S##_NEGATIVE(a)) ? a : (T)(a >> b); }
#define s_NEGATIVE(a) ((a) < 0)
#define u_NEGATIVE(a) 0

#define SAFE_ALL(T, S, LEAST) \
	SAFE_WRAP(T, S) SAFE_DIVIDE(T, S, LEAST) SAFE_SHIFT(T, S, s, int) SAFE_SHIFT(T, S, u, unsigned)

SAFE_ALL(int8_t, s, INT8_MIN)
SAFE_ALL(int16_t, s, INT16_MIN)
SAFE_ALL(int32_t, s, INT32_MIN)
SAFE_ALL(int64_t, s, INT64_MIN)
SAFE_ALL(uint8_t, u, 0)
SAFE_ALL(uint16_t, u, 0)
SAFE_ALL(uint32_t, u, 0)
SAFE_ALL(uint64_t, u, 0)

static uint32_t crc_table[256], crc32_context = 0xFFFFFFFFUL;

static void crc32_gentab(void)
{
	int i, j;

	for (i = 0; i < 256; i++) {
		uint32_t crc = (uint32_t)i;

		for (j = 8; j > 0; j--)
			crc = crc & 1 ? crc >> 1 ^ 0xEDB88320UL : crc >> 1;
		crc_table[i] = crc;
	}
}

static void crc32_byte(uint8_t b)
{
	crc32_context = (crc32_context >> 8 & 0x00FFFFFFUL) ^ crc_table[(crc32_context ^ b) & 0xFF];
}

static void transparent_crc(uint64_t value, const char *name, int print)
{
	int i;

	for (i = 0; i < 8; i++)
		crc32_byte((uint8_t)(value >> 8 * i));
	if (print)
		printf("...checksum after hashing %s : %X\n", name, crc32_context ^ 0xFFFFFFFFU);
}

static void transparent_crc_bytes(const void *bytes, int size, const char *name, int print)
{
	int i;

	for (i = 0; i < size; i++)
		crc32_byte(((const uint8_t *)bytes)[i]);
	if (print)
		printf("...checksum after hashing %s : %X\n", name, crc32_context ^ 0xFFFFFFFFU);
}

static void platform_main_begin(void)
{
	(void)transparent_crc_bytes;
}

static void platform_main_end(uint32_t crc, int flag)
{
	printf("checksum = %X\n", crc);
	(void)flag;
}


/* Numbers with a fraction: what overflows, or divides by nothing, is left alone. */
#define FLOATING(type, name) \
	static type safe_add_func_##type##_f_f(type a, type b) { return a + b; } \
	static type safe_sub_func_##type##_f_f(type a, type b) { return a - b; } \
	static type safe_mul_func_##type##_f_f(type a, type b) { return a * b; } \
	static type safe_div_func_##type##_f_f(type a, type b) { return b == 0 ? a : a / b; }
FLOATING(float, f)
FLOATING(double, d)
#define safe_convert_func_float_to_int32_t(f) ((f) > -2e9f && (f) < 2e9f ? (int32_t)(f) : 0)
#endif

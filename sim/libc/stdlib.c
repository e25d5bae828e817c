/*
 * stdlib.c - the end of a program, the time, and numbers: what labs use of stdlib.h, assert.h and time.h.
 *
 * Nothing here depends on the host: the time stands still, so that equal runs are
 * equal, and rand() is the one of the Windows C runtime, so that both sides draw alike.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/host/output.h"
#include "sim/libc/crt.h"

/* ---- the end, and the time ---- */

static uint64_t crt_exit(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	cpu_exit(cpu, (uint32_t)arg[0]);
	return 0;
}

#define EXIT_ABORTED 3          /* of abort(), as the C runtime of Windows does it */

static uint64_t crt_abort(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	cpu_exit(cpu, EXIT_ABORTED);
	return 0;
}

/* assert() of assert.h: expression, file, line. */
static uint64_t crt__assert(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t size;
	char *what = crt_fetch(cpu, arg[0], &size), *file = what ? crt_fetch(cpu, arg[1], &size) : NULL;
	char line[32];

	if (file) {
		snprintf(line, sizeof line, ", line %u\n", (uint32_t)arg[2]);
		output_flush(cpu->output);
		crt_write_error("Assertion failed: ", 18);
		crt_write_error(what, strlen(what));
		crt_write_error(", file ", 7);
		crt_write_error(file, size);
		crt_write_error(line, strlen(line));
		cpu_exit(cpu, EXIT_ABORTED);
	}
	free(what);
	free(file);
	return 0;
}

/* Without a clock, so that equal runs are equal: it is always the first of January 2000. */
static uint64_t crt_time(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t now = RECORD_NOW;

	if (arg[0] != 0)
		cpu_write(cpu, arg[0], &now, 8);
	return now;
}

/* ---- numbers ---- */

static uint64_t crt_abs(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	int64_t v = (int64_t)arg[0];

	return crt_sign32(v < 0 ? -v : v);
}

static uint64_t crt_llabs(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return (int64_t)arg[0] < 0 ? -arg[0] : arg[0];
}

/* Windows' own generator, so that a seed gives the same numbers on both sides. Source: docs/reference/sources.md, [rand]. */
static uint64_t crt_srand(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	library_state(cpu)->rand_state = (uint32_t)arg[0];
	return 0;
}

static uint64_t crt_rand(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct library *l = library_state(cpu);

	l->rand_state = l->rand_state * 214013u + 2531011u;
	return l->rand_state >> 16 & 0x7fff;
}

/* strtol and its relatives share the reading; text is fetched byte by byte, as far as it goes. */
static uint64_t parse_number(struct cpu *cpu, uint64_t va, uint64_t end, int base, bool *negative, bool *overflow)
{
	uint64_t v = 0, start = va, at = va;
	bool any = false;
	uint8_t c;

	*negative = *overflow = false;
	for (;; at++) {
		if (!cpu_read(cpu, at, &c, 1))
			return 0;
		if (!isspace(c))
			break;
	}
	if (c == '-' || c == '+') {
		*negative = c == '-';
		if (!cpu_read(cpu, ++at, &c, 1))
			return 0;
	}
	if (c == '0' && (base == 0 || base == 16)) {
		uint8_t x;

		if (!cpu_read(cpu, at + 1, &x, 1))
			return 0;
		if ((x | 32) == 'x') {
			base = 16;
			at += 2;
		} else if (base == 0) {
			base = 8;
		}
	} else if (base == 0) {
		base = 10;
	}
	for (;; at++) {
		int d;

		if (!cpu_read(cpu, at, &c, 1))
			return 0;
		d = isdigit(c) ? c - '0' : isalpha(c) && c < 128 ? (c | 32) - 'a' + 10 : 99;
		if (d >= base)
			break;
		any = true;
		if (__builtin_mul_overflow(v, (uint64_t)base, &v) || __builtin_add_overflow(v, (uint64_t)d, &v))
			*overflow = true;
	}
	if (end != 0) {
		at = any ? at : start;
		cpu_write(cpu, end, &at, 8);
	}
	return v;
}

static uint64_t signed_number(struct cpu *cpu, uint64_t va, uint64_t end, int base, int64_t min, int64_t max)
{
	bool negative, overflow;
	uint64_t v = parse_number(cpu, va, end, base, &negative, &overflow);

	if (overflow || v > (uint64_t)max + negative)
		return (uint64_t)(negative ? min : max);
	return negative ? -v : v;
}

static uint64_t crt_strtol(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return signed_number(cpu, arg[0], arg[1], (int)arg[2], INT32_MIN, INT32_MAX);
}

static uint64_t crt_strtoll(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return signed_number(cpu, arg[0], arg[1], (int)arg[2], INT64_MIN, INT64_MAX);
}

static uint64_t crt_atoi(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return signed_number(cpu, arg[0], 0, 10, INT32_MIN, INT32_MAX);
}

static uint64_t crt_atoll(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return signed_number(cpu, arg[0], 0, 10, INT64_MIN, INT64_MAX);
}

static uint64_t crt_strtoul(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	bool negative, overflow;
	uint64_t v = parse_number(cpu, arg[0], arg[1], (int)arg[2], &negative, &overflow);

	if (overflow || v > UINT32_MAX)
		return UINT32_MAX;
	return (uint32_t)(negative ? -v : v);
}

static uint64_t crt_strtoull(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	bool negative, overflow;
	uint64_t v = parse_number(cpu, arg[0], arg[1], (int)arg[2], &negative, &overflow);

	return overflow ? UINT64_MAX : negative ? -v : v;
}

const struct library_function stdlib_functions[] = {
	{ "exit", crt_exit }, { "_exit", crt_exit }, { "abort", crt_abort }, { "_assert", crt__assert },
	{ "time", crt_time }, { "clock", crt_zero },
	{ "abs", crt_abs }, { "labs", crt_abs }, { "llabs", crt_llabs }, { "_abs64", crt_llabs },
	{ "rand", crt_rand }, { "srand", crt_srand },
	{ "strtol", crt_strtol }, { "strtoll", crt_strtoll }, { "_strtoi64", crt_strtoll },
	{ "strtoul", crt_strtoul }, { "strtoull", crt_strtoull }, { "_strtoui64", crt_strtoull },
	{ "atoi", crt_atoi }, { "atol", crt_atoi }, { "atoll", crt_atoll }, { "_atoi64", crt_atoll },
	{ NULL, NULL }
};

/*
 * builtin.c - functions of the compiler that need no header: bits of numbers, sums that tell whether they fit.
 */
#include <math.h>
#include <string.h>

#include "sim/nt/status.h"
#include "sim/cpu/bits.h"
#include "sim/cpu/library.h"

static uint64_t run_trap(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct ke_exception e = { .code = STATUS_ILLEGAL_INSTRUCTION, .compiled_bytes = 2 };        /* ud2 */

	while (cpu_raise(cpu, &e))
		;
	return 0;
}

/* An operand as sign and size. */
struct magnitude { bool negative; unsigned long long size; };

static struct magnitude magnitude(uint64_t v, bool is_signed)
{
	bool negative = is_signed && (int64_t)v < 0;

	return (struct magnitude){ negative, negative ? -v : v };
}

/* Does +-size fit into `bytes` bytes? */
static bool fits(bool negative, uint64_t size, unsigned bytes, bool is_signed)
{
	uint64_t most = bytes == 8 ? UINT64_MAX : ((uint64_t)1 << bytes * 8) - 1;

	if (is_signed)
		most = most / 2 + negative;
	else if (negative && size != 0)
		return false;
	return size <= most;
}

/* a op b without a limit: its sign, its low 64 bits as a size; false if that is not all of it. */
static bool exact(char op, struct magnitude a, struct magnitude b, struct magnitude *result)
{
	if (op == '*') {
		*result = (struct magnitude){ a.negative != b.negative, a.size * b.size };
		return a.size == 0 || result->size / a.size == b.size;
	}
	if (op == '-')
		b.negative = !b.negative;
	if (a.negative == b.negative) {
		*result = (struct magnitude){ a.negative, a.size + b.size };
		return result->size >= a.size;
	}
	*result = a.size >= b.size ? (struct magnitude){ a.negative, a.size - b.size } : (struct magnitude){ b.negative, b.size - a.size };
	return true;
}

static uint64_t run_overflow(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	unsigned bytes = (unsigned)arg[5] <= 8 ? (unsigned)arg[5] : 8;
	struct magnitude m;
	bool whole = exact((char)arg[0], magnitude(arg[1], arg[2]), magnitude(arg[3], arg[4]), &m);
	uint64_t value = m.negative ? -m.size : m.size;

	cpu_write(cpu, arg[7], &value, bytes);
	return !whole || !fits(m.negative, m.size, bytes, arg[6]);
}

static unsigned ones(uint64_t v)
{
	unsigned n = 0;

	for (; v != 0; v &= v - 1)
		n++;
	return n;
}

/* Zeros below the lowest one; of 0: 64. */
static unsigned low_zeros(uint64_t v)
{
	return ones(~v & (v - 1));
}

/* Zeros above the highest one, in `bits` bits. */
static unsigned high_zeros(uint64_t v, unsigned bits)
{
	unsigned n = 0;

	while (n < bits && !(v >> (bits - 1 - n) & 1))
		n++;
	return n;
}

static uint64_t run_popcount(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return ones(arg[0]);
}

static uint64_t run_parity(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return ones(arg[0]) & 1;
}

static uint64_t run_clz(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return high_zeros(arg[0], 32);
}

static uint64_t run_clzll(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return high_zeros(arg[0], 64);
}

static uint64_t run_ctz(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return low_zeros(arg[0]);
}

static uint64_t run_ffs(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return arg[0] == 0 ? 0 : low_zeros(arg[0]) + 1;
}

static uint64_t turned(uint64_t v, unsigned bytes)
{
	uint64_t to = 0;

	for (; bytes > 0; bytes--, v >>= 8)
		to = to << 8 | (v & 0xff);
	return to;
}

static uint64_t rotated(uint64_t v, uint64_t by, unsigned bits)
{
	unsigned n = (unsigned)(by & (bits - 1));
	uint64_t all = bits == 64 ? UINT64_MAX : ((uint64_t)1 << bits) - 1;

	v &= all;
	return n == 0 ? v : (v << n | v >> (bits - n)) & all;
}

#define SIZES(X) X(16) X(32) X(64)
#define X(bits) \
	static uint64_t run_bswap##bits(struct cpu *cpu, const uint64_t *arg, unsigned args) { return turned(arg[0], bits / 8); } \
	static uint64_t run_rotateleft##bits(struct cpu *cpu, const uint64_t *arg, unsigned args) { return rotated(arg[0], arg[1], bits); }
SIZES(X)
#undef X

static uint64_t run_rotateleft8(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return rotated(arg[0], arg[1], 8);
}

/* 0: no number, 1: infinite, 2: zero, 3: below the smallest normal one of a type of that size, 4: normal. */
static uint64_t run_number_class(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	double d = fabs(as_double(arg[0]));

	return isnan(d) ? 0 : isinf(d) ? 1 : d == 0 ? 2 : d < ((unsigned)arg[1] == 4 ? 0x1p-126 : 0x1p-1022) ? 3 : 4;
}

static uint64_t run_signbit(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return arg[0] >> 63;
}

const struct library_function builtin_functions[] = {
	{ "__builtin_trap", run_trap }, { "__builtin_overflow", run_overflow },
	{ "__builtin_popcount", run_popcount }, { "__builtin_popcountl", run_popcount }, { "__builtin_popcountll", run_popcount },
	{ "__builtin_parity", run_parity }, { "__builtin_parityl", run_parity }, { "__builtin_parityll", run_parity },
	{ "__builtin_clz", run_clz }, { "__builtin_clzl", run_clz }, { "__builtin_clzll", run_clzll },
	{ "__builtin_ctz", run_ctz }, { "__builtin_ctzl", run_ctz }, { "__builtin_ctzll", run_ctz },
	{ "__builtin_ffs", run_ffs }, { "__builtin_ffsl", run_ffs }, { "__builtin_ffsll", run_ffs },
#define X(bits) { "__builtin_bswap" #bits, run_bswap##bits }, { "__builtin_rotateleft" #bits, run_rotateleft##bits },
	SIZES(X)
#undef X
	{ "__builtin_rotateleft8", run_rotateleft8 },
	{ "__builtin_number_class", run_number_class }, { "__builtin_signbit", run_signbit },
	{ NULL, NULL }
};

/*
 * interlocked.c - read, change and write in one step: the Interlocked functions, and what __sync_ and __atomic_ are made of.
 *
 * As the processor does it with a LOCK prefix, the access is a write from the beginning, also where a comparison fails
 * and nothing changes: a page that cannot be written faults as one that is written. All bytes are there before the first is
 * read. Nothing comes in between, for a library function is one instruction.
 */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "sim/cpu/library.h"

enum step { SET, ADD, AND, OR, XOR, COMPARE };

static uint64_t changed(enum step step, uint64_t old, uint64_t operand, bool equal)
{
	switch (step) {
	case SET:
		return operand;
	case ADD:
		return old + operand;
	case AND:
		return old & operand;
	case OR:
		return old | operand;
	case XOR:
		return old ^ operand;
	case COMPARE:
		break;
	}
	return equal ? operand : old;
}

/* A value of `bytes` bytes as a register holds a signed one (code.h). */
static uint64_t extended(uint64_t v, unsigned bytes)
{
	unsigned unused = 64 - bytes * 8;

	return (uint64_t)((int64_t)(v << unused) >> unused);
}

/* The value before; 0 if an exception unwinds. */
static uint64_t in_one_step(struct cpu *cpu, enum step step, uint64_t va, unsigned bytes, uint64_t operand, uint64_t comparand)
{
	uint64_t old = 0, next, left;

	if (!cpu_touch(cpu, va, ACCESS_WRITE, &left) || (left < bytes && !cpu_touch(cpu, va + left, ACCESS_WRITE, &left)) ||
	    !cpu_read(cpu, va, &old, bytes))
		return 0;
	old = extended(old, bytes);
	next = changed(step, old, operand, old == extended(comparand, bytes));
	return cpu_write(cpu, va, &next, bytes) ? old : 0;
}

#define FUNCTION(name, bytes, step, operand, comparand, result) \
	static uint64_t run_##name(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		uint64_t old = in_one_step(cpu, step, arg[0], bytes, operand, comparand); \
		return extended(result, bytes); \
	}

#define CHANGES(W, bytes) \
	FUNCTION(Exchange##W, bytes, SET, arg[1], 0, old) \
	FUNCTION(ExchangeAdd##W, bytes, ADD, arg[1], 0, old) \
	FUNCTION(And##W, bytes, AND, arg[1], 0, old) \
	FUNCTION(Or##W, bytes, OR, arg[1], 0, old) \
	FUNCTION(Xor##W, bytes, XOR, arg[1], 0, old) \
	FUNCTION(CompareExchange##W, bytes, COMPARE, arg[1], arg[2], old)
#define COUNTS(W, bytes) \
	FUNCTION(Increment##W, bytes, ADD, 1, 0, old + 1) \
	FUNCTION(Decrement##W, bytes, ADD, UINT64_MAX, 0, old - 1)
#define SUMS(W, bytes) \
	FUNCTION(Add##W, bytes, ADD, arg[1], 0, old + arg[1])

CHANGES(8, 1)
CHANGES(16, 2)
CHANGES(, 4)
CHANGES(64, 8)
COUNTS(16, 2)
COUNTS(, 4)
COUNTS(64, 8)
SUMS(, 4)
SUMS(64, 8)

/* One bit of a LONG or a LONGLONG: it was set. */
#define BIT(name, bytes, step, operand) \
	static uint64_t run_##name(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		uint64_t bit = (uint64_t)1 << (arg[1] & (bytes * 8 - 1)); \
		return (in_one_step(cpu, step, arg[0], bytes, operand, 0) & bit) != 0; \
	}
#define BITS(W, bytes) \
	BIT(bittestandset##W, bytes, OR, bit) \
	BIT(bittestandreset##W, bytes, AND, ~bit)
BITS(, 4)
BITS(64, 8)

/* step, address, operand, comparand, bytes: what the macros of builtin.h call. */
static uint64_t run_builtin(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	unsigned bytes = arg[4] == 1 || arg[4] == 2 || arg[4] == 4 ? (unsigned)arg[4] : 8;

	return in_one_step(cpu, (enum step)arg[0], arg[1], bytes, arg[2], arg[3]);
}

#define ROW(name) { "_Interlocked" #name, run_##name },
#define CHANGE_ROWS(W) ROW(Exchange##W) ROW(ExchangeAdd##W) ROW(And##W) ROW(Or##W) ROW(Xor##W) ROW(CompareExchange##W)
const struct library_function interlocked_functions[] = {
	CHANGE_ROWS(8) CHANGE_ROWS(16) CHANGE_ROWS() CHANGE_ROWS(64)
	ROW(Increment16) ROW(Increment) ROW(Increment64) ROW(Decrement16) ROW(Decrement) ROW(Decrement64) ROW(Add) ROW(Add64)
	{ "_InterlockedExchangePointer", run_Exchange64 }, { "_InterlockedCompareExchangePointer", run_CompareExchange64 },
	{ "_interlockedbittestandset", run_bittestandset }, { "_interlockedbittestandreset", run_bittestandreset },
	{ "_interlockedbittestandset64", run_bittestandset64 }, { "_interlockedbittestandreset64", run_bittestandreset64 },
	{ "__builtin_in_one_step", run_builtin },
	{ NULL, NULL }
};

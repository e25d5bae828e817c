/*
 * secure.c - the functions that end in _s: they know how large the buffer is.
 *
 * A mistake empties the buffer and is the result, which is in errno as well. On Windows a handler is asked first, and the one that a
 * program has by itself may end it; here, as in the program that the real side compiles, it lets the program go on.
 */
#include "sim/libc/errors.h"
#include "sim/libc/unit.h"

#define ALL UINT64_MAX          /* _TRUNCATE */

static uint64_t mistake(struct cpu *cpu, uint32_t number)
{
	errors_set(cpu, number);
	return number;
}

/* The same, and the buffer is empty. */
static uint64_t emptied(struct cpu *cpu, uint64_t to, unsigned width, uint32_t number)
{
	unit_put(cpu, to, width, 0);
	return mistake(cpu, number);
}

/* Put `from` behind the first `used` units, at most `most` of it. */
static uint64_t append(struct cpu *cpu, const uint64_t *arg, uint64_t used, unsigned width, uint64_t most)
{
	uint64_t to = arg[0], room = arg[1], from = arg[2];

	for (uint64_t i = 0;; i++, used++) {
		uint16_t unit = 0;

		if (i < most && !unit_get(cpu, from + i * width, width, &unit))
			return 0;
		if (!unit_put(cpu, to + used * width, width, unit))
			return 0;
		if (unit == 0)
			return 0;
		if (used + 1 == room) {
			if (arg[3] != ALL)
				return emptied(cpu, to, width, ERRNO_RANGE);
			unit_put(cpu, to + used * width, width, 0);
			return ERRNO_CUT;
		}
	}
}

static uint64_t copy(struct cpu *cpu, const uint64_t *arg, unsigned width, uint64_t most)
{
	if (arg[0] == 0 || arg[1] == 0)
		return mistake(cpu, ERRNO_INVALID);
	if (arg[2] == 0 && most != 0)
		return emptied(cpu, arg[0], width, ERRNO_INVALID);
	return append(cpu, arg, 0, width, most);
}

static uint64_t concatenate(struct cpu *cpu, const uint64_t *arg, unsigned width, uint64_t most)
{
	uint64_t used;

	if (arg[0] == 0 || arg[1] == 0)
		return mistake(cpu, ERRNO_INVALID);
	if (arg[2] == 0 && most != 0)
		return emptied(cpu, arg[0], width, ERRNO_INVALID);
	if (!unit_length(cpu, arg[0], width, arg[1], &used))
		return 0;
	if (used == arg[1])
		return emptied(cpu, arg[0], width, ERRNO_INVALID);
	return append(cpu, arg, used, width, most);
}

/* To, room, from; the fourth argument of `n` functions is how much at most. */
#define COPIES(X) \
	X(strcpy_s, copy, 1, 0) X(wcscpy_s, copy, 2, 0) X(strcat_s, concatenate, 1, 0) X(wcscat_s, concatenate, 2, 0) \
	X(strncpy_s, copy, 1, 1) X(wcsncpy_s, copy, 2, 1) X(strncat_s, concatenate, 1, 1) X(wcsncat_s, concatenate, 2, 1)
#define X(name, what, width, counted) \
	static uint64_t run_##name(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		return what(cpu, (const uint64_t[]){ arg[0], arg[1], arg[2], (counted) ? arg[3] : 0 }, width, (counted) ? arg[3] : ALL); \
	}
COPIES(X)
#undef X

/* To, room, from, size in bytes. */
static uint64_t copy_bytes(struct cpu *cpu, const uint64_t *arg, bool clear)
{
	if (arg[3] == 0)
		return 0;
	if (arg[0] == 0 || arg[2] == 0 || arg[1] < arg[3]) {
		if (arg[0] != 0 && clear)
			cpu_fill(cpu, arg[0], 0, arg[1]);
		return mistake(cpu, arg[0] == 0 || arg[2] == 0 ? ERRNO_INVALID : ERRNO_RANGE);
	}
	cpu_move(cpu, arg[0], arg[2], arg[3]);
	return 0;
}

static uint64_t run_memcpy_s(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return copy_bytes(cpu, arg, true);
}

static uint64_t run_memmove_s(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return copy_bytes(cpu, arg, false);
}

/* Text, room. */
static uint64_t change_case(struct cpu *cpu, const uint64_t *arg, uint16_t first)
{
	uint64_t length;

	if (arg[0] == 0)
		return mistake(cpu, ERRNO_INVALID);
	if (!unit_length(cpu, arg[0], 1, arg[1], &length))
		return 0;
	if (length == arg[1])
		return emptied(cpu, arg[0], 1, ERRNO_INVALID);
	for (uint64_t i = 0; i < length; i++) {
		uint16_t unit;

		if (!unit_get(cpu, arg[0] + i, 1, &unit))
			return 0;
		if (unit >= first && unit < first + 26 && !unit_put(cpu, arg[0] + i, 1, unit ^ 32))
			return 0;
	}
	return 0;
}

static uint64_t run__strupr_s(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return change_case(cpu, arg, 'a');
}

static uint64_t run__strlwr_s(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return change_case(cpu, arg, 'A');
}

const struct library_function secure_functions[] = {
#define X(name, what, width, counted) { #name, run_##name },
	COPIES(X)
#undef X
	{ "memcpy_s", run_memcpy_s }, { "memmove_s", run_memmove_s }, { "_strupr_s", run__strupr_s }, { "_strlwr_s", run__strlwr_s },
	{ NULL, NULL }
};

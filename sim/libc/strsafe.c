/*
 * strsafe.c - strsafe.h: copies, sums and formats that end with a zero whatever happens.
 *
 * What does not fit is cut, and the result says so. A room is in characters (Cch) or in bytes (Cb).
 * Source: docs/reference/sources.md, [strsafe].
 */
#include <stdlib.h>

#include "sim/libc/crt.h"
#include "sim/libc/format.h"
#include "sim/libc/unit.h"

#define DONE      0u
#define TOO_SMALL 0x8007007au           /* STRSAFE_E_INSUFFICIENT_BUFFER */
#define BAD       0x80070057u           /* STRSAFE_E_INVALID_PARAMETER */
#define ROOM_MAX  0x7fffffffu           /* characters */
#define ALL       UINT64_MAX

/* A buffer: its room in characters. */
struct room { uint64_t va, units; unsigned width; };

static uint64_t result(uint32_t code)
{
	return crt_sign32((int32_t)code);
}

static bool is_good(const struct room *r)
{
	return r->va != 0 && r->units > 0 && r->units <= ROOM_MAX;
}

/* Put `from`, no more than `most` characters, behind the first `used`. */
static uint64_t put(struct cpu *cpu, const struct room *r, uint64_t used, uint64_t from, uint64_t most)
{
	for (uint64_t i = 0;; i++, used++) {
		uint16_t unit = 0;
		bool full = used + 1 == r->units;

		if (i < most && !unit_get(cpu, from + i * r->width, r->width, &unit))
			return 0;
		if (!unit_put(cpu, r->va + used * r->width, r->width, full ? 0 : unit))
			return 0;
		if (unit == 0 || full)
			return result(unit == 0 ? DONE : TOO_SMALL);
	}
}

static uint64_t copy(struct cpu *cpu, const struct room *r, const uint64_t *arg, unsigned args, uint64_t most)
{
	return is_good(r) ? put(cpu, r, 0, arg[2], most) : result(BAD);
}

static uint64_t concatenate(struct cpu *cpu, const struct room *r, const uint64_t *arg, unsigned args, uint64_t most)
{
	uint64_t used;

	if (!is_good(r))
		return result(BAD);
	if (!unit_length(cpu, r->va, r->width, r->units, &used))
		return 0;
	return used == r->units ? result(BAD) : put(cpu, r, used, arg[2], most);
}

/* The text is what there is; its length goes where the third argument says, in characters or bytes. */
static uint64_t length(struct cpu *cpu, const struct room *r, const uint64_t *arg, unsigned args, uint64_t unit_size)
{
	uint64_t n = 0;
	bool good;

	if (r->va != 0 && r->units <= ROOM_MAX && !unit_length(cpu, r->va, r->width, r->units, &n))
		return 0;
	good = r->va != 0 && r->units <= ROOM_MAX && n < r->units;
	n = good ? n * unit_size : 0;
	if (arg[2] != 0)
		cpu_write(cpu, arg[2], &n, 8);
	return result(good ? DONE : BAD);
}

static uint64_t print(struct cpu *cpu, const struct room *r, const uint64_t *arg, unsigned args, uint64_t unused)
{
	enum format_style style = r->width == 2 ? FORMAT_WIDE_OLD : FORMAT_OLD;
	uint16_t *unit;
	char *text;
	size_t size, i;
	bool fits;

	if (!is_good(r))
		return result(BAD);
	if (!format_text(cpu, style, arg[2], arg + 3, args > 3 ? args - 3 : 0, &text, &size))
		return 0;
	unit = malloc(size * sizeof *unit + 1);
	if (r->width == 2)
		size = unit ? format_unpack(text, size, unit) : 0;
	fits = size < r->units;
	for (i = 0; i < size && i + 1 < r->units; i++)
		if (!unit_put(cpu, r->va + i * r->width, r->width, r->width == 2 ? unit[i] : (uint8_t)text[i]))
			break;
	if (!cpu->trapped)
		unit_put(cpu, r->va + i * r->width, r->width, 0);
	free(unit);
	free(text);
	return result(fits ? DONE : TOO_SMALL);
}

/* X(name, what, the limit that it gets): each with an A and a W, for rooms in characters and in bytes. */
#define EACH(X, name, what, limit) \
	X(StringCch##name##A, what, 1, 1, limit) X(StringCch##name##W, what, 2, 1, limit) \
	X(StringCb##name##A, what, 1, 1, limit) X(StringCb##name##W, what, 2, 2, limit)
#define FUNCTIONS(X) \
	EACH(X, Copy, copy, ALL) EACH(X, CopyN, copy, arg[3] / UNIT) EACH(X, Cat, concatenate, ALL) \
	EACH(X, CatN, concatenate, arg[3] / UNIT) EACH(X, Length, length, UNIT) EACH(X, Printf, print, ALL)

/* `size`: bytes of what a room counts; 1 for characters of any width. */
#define X(name, what, character, size, limit) \
	static uint64_t run_##name(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		enum { UNIT = size }; \
		struct room r = { arg[0], arg[1] / UNIT, character }; \
		return what(cpu, &r, arg, args, limit); \
	}
FUNCTIONS(X)
#undef X

#define LISTS(X) X(StringCch, A, false) X(StringCch, W, true) X(StringCb, A, false) X(StringCb, W, true)
#define X(family, kind, wide) \
	static uint64_t run_##family##VPrintf##kind(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		return crt_with_list(cpu, arg, 3, wide, run_##family##Printf##kind); \
	}
LISTS(X)
#undef X

const struct library_function strsafe_functions[] = {
#define X(name, what, character, size, limit) { #name, run_##name },
	FUNCTIONS(X)
#undef X
#define X(family, kind, wide) { #family "VPrintf" #kind, run_##family##VPrintf##kind },
	LISTS(X)
#undef X
	{ NULL, NULL }
};

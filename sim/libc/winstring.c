/*
 * winstring.c - texts as Windows itself has them: lstrlen and its kin, wsprintf, and from bytes to 16-bit characters and back.
 *
 * Of the code pages there are two: UTF-8, and everything else, which is the first 256 characters.
 * Source: docs/reference/sources.md, [code-pages].
 */
#include <stdlib.h>
#include <string.h>

#include "core/letter.h"
#include "sim/libc/crt.h"
#include "sim/libc/format.h"
#include "sim/libc/unit.h"

#define CODE_PAGE_UTF8            65001
#define PRINTED_MAX               1024  /* of wsprintf */
#define ERROR_INVALID_PARAMETER   87u
#define ERROR_INSUFFICIENT_BUFFER 122u

/* ---- lstrlen and its kin ---- */

#define STRINGS(X) \
	X(lstrlen, length) X(lstrcpy, copy) X(lstrcat, concatenate) X(lstrcmp, compare) X(lstrcmpi, compare_folded) X(lstrcpyn, copy_part)

static uint64_t length(struct cpu *cpu, const uint64_t *arg, unsigned width)
{
	uint64_t n = 0;

	if (arg[0] != 0)
		unit_length(cpu, arg[0], width, UINT64_MAX, &n);
	return n;
}

static uint64_t copy_to(struct cpu *cpu, uint64_t to, uint64_t from, unsigned width, uint64_t most)
{
	uint16_t unit = 1;

	for (uint64_t i = 0; unit != 0; i++) {
		if (!unit_get(cpu, from + i * width, width, &unit))
			return 0;
		if (i + 1 == most)
			unit = 0;
		if (!unit_put(cpu, to + i * width, width, unit))
			return 0;
	}
	return 1;
}

static uint64_t copy(struct cpu *cpu, const uint64_t *arg, unsigned width)
{
	return copy_to(cpu, arg[0], arg[1], width, UINT64_MAX) ? arg[0] : 0;
}

static uint64_t copy_part(struct cpu *cpu, const uint64_t *arg, unsigned width)
{
	return (int32_t)arg[2] > 0 && copy_to(cpu, arg[0], arg[1], width, (uint64_t)(int32_t)arg[2]) ? arg[0] : 0;
}

static uint64_t concatenate(struct cpu *cpu, const uint64_t *arg, unsigned width)
{
	uint64_t n;

	return unit_length(cpu, arg[0], width, UINT64_MAX, &n) && copy_to(cpu, arg[0] + n * width, arg[1], width, UINT64_MAX) ? arg[0] : 0;
}

static uint64_t compare_units(struct cpu *cpu, const uint64_t *arg, unsigned width, bool fold)
{
	uint16_t x = 1, y = 1;

	for (uint64_t i = 0; x != 0; i++) {
		if (!unit_get(cpu, arg[0] + i * width, width, &x) || !unit_get(cpu, arg[1] + i * width, width, &y))
			return 0;
		if (fold) {
			x = unit_lower(x);
			y = unit_lower(y);
		}
		if (x != y)
			return x < y ? UINT64_MAX : 1;
	}
	return 0;
}

static uint64_t compare(struct cpu *cpu, const uint64_t *arg, unsigned width)
{
	return compare_units(cpu, arg, width, false);
}

static uint64_t compare_folded(struct cpu *cpu, const uint64_t *arg, unsigned width)
{
	return compare_units(cpu, arg, width, true);
}

#define X(name, what) \
	static uint64_t run_##name##A(struct cpu *cpu, const uint64_t *arg, unsigned args) { return what(cpu, arg, 1); } \
	static uint64_t run_##name##W(struct cpu *cpu, const uint64_t *arg, unsigned args) { return what(cpu, arg, 2); }
STRINGS(X)
#undef X

/* ---- wsprintf ---- */

/* To, format, arguments; no more than 1024 characters. */
static uint64_t print(struct cpu *cpu, enum format_style style, const uint64_t *arg, unsigned args)
{
	unsigned width = format_is_wide(style) ? 2 : 1;
	uint16_t unit[PRINTED_MAX * 3];
	size_t size, n;
	char *text;

	if (!format_text(cpu, style, arg[1], arg + 2, args > 2 ? args - 2 : 0, &text, &size))
		return 0;
	if (size > PRINTED_MAX)
		size = PRINTED_MAX;
	for (n = 0; width == 1 && n < size; n++)
		unit[n] = (uint8_t)text[n];
	if (width == 2)
		n = format_unpack(text, size, unit);
	free(text);
	for (size_t i = 0; i <= n; i++)
		if (!unit_put(cpu, arg[0] + i * width, width, i < n ? unit[i] : 0))
			return 0;
	return n;
}

static uint64_t run_wsprintfA(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return print(cpu, FORMAT_OLD, arg, args);
}

static uint64_t run_wsprintfW(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return print(cpu, FORMAT_WIDE_OLD, arg, args);
}

static uint64_t run_wvsprintfA(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return crt_with_list(cpu, arg, 2, false, run_wsprintfA);
}

static uint64_t run_wvsprintfW(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return crt_with_list(cpu, arg, 2, true, run_wsprintfW);
}

/* ---- code pages ---- */

/* What comes out of a conversion: counted, and written as far as there is room. */
struct converted { struct cpu *cpu; uint64_t to, room, n; unsigned width; bool full; };

static void give(struct converted *c, uint16_t unit)
{
	if (c->room > 0 && c->n == c->room)
		c->full = true;
	else if (c->room > 0)
		unit_put(c->cpu, c->to + c->n * c->width, c->width, unit);
	c->n++;
}

static uint64_t finished(const struct converted *c)
{
	if (c->full)
		c->cpu->last_error = ERROR_INSUFFICIENT_BUFFER;
	return c->full || c->cpu->trapped ? 0 : c->n;
}

/* The text that is to be converted: -1 says that it has a zero, which goes along. NULL: there is none, or trapped. */
static uint16_t *source(struct cpu *cpu, uint64_t from, int32_t count, unsigned width, uint64_t *units)
{
	uint16_t *unit;

	if (from == 0 || count == 0 || count < -1) {
		cpu->last_error = ERROR_INVALID_PARAMETER;
		return NULL;
	}
	*units = (uint64_t)count;
	if (count == -1) {
		if (!unit_length(cpu, from, width, UINT64_MAX, units))
			return NULL;
		++*units;
	}
	unit = malloc(*units * sizeof *unit);
	for (uint64_t i = 0; unit && i < *units; i++)
		if (!unit_get(cpu, from + i * width, width, &unit[i])) {
			free(unit);
			return NULL;
		}
	return unit;
}

/* Code page, flags, from, how many, to, room. */
static uint64_t run_MultiByteToWideChar(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct converted c = { .cpu = cpu, .to = arg[4], .room = (uint64_t)(int32_t)arg[5], .width = 2 };
	uint64_t units;
	uint16_t *unit = source(cpu, arg[2], (int32_t)arg[3], 1, &units);

	for (uint64_t i = 0, used; unit && i < units && !c.full; i += used) {
		char bytes[4];
		uint32_t letter = unit[i];

		used = 1;
		if ((uint32_t)arg[0] == CODE_PAGE_UTF8 && letter >= 0x80) {
			for (used = 0; used < 4 && i + used < units; used++)
				bytes[used] = (char)unit[i + used];
			used = letter_take(bytes, used, &letter);
			letter = letter_is_byte(letter) ? 0xfffd : letter;
		}
		if (letter > 0xffff)
			give(&c, (uint16_t)(0xd800 + ((letter - 0x10000) >> 10)));
		give(&c, (uint16_t)(letter > 0xffff ? 0xdc00 + ((letter - 0x10000) & 0x3ff) : letter));
	}
	if (!unit)
		return 0;
	free(unit);
	return finished(&c);
}

static bool is_half(uint16_t unit, uint16_t first)
{
	return (unit & 0xfc00) == first;
}

/* Code page, flags, from, how many, to, room, default, used default. */
static uint64_t run_WideCharToMultiByte(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct converted c = { .cpu = cpu, .to = arg[4], .room = (uint64_t)(int32_t)arg[5], .width = 1 };
	uint64_t units;
	uint16_t *unit = source(cpu, arg[2], (int32_t)arg[3], 2, &units);

	for (uint64_t i = 0; unit && i < units && !c.full; i++) {
		uint32_t letter = unit[i];
		char bytes[LETTER_BYTES];
		size_t n;

		if ((uint32_t)arg[0] != CODE_PAGE_UTF8) {
			give(&c, letter <= 0xff ? (uint16_t)letter : '?');
			continue;
		}
		if (is_half(unit[i], 0xd800) && i + 1 < units && is_half(unit[i + 1], 0xdc00)) {
			letter = 0x10000 + ((uint32_t)(unit[i] & 0x3ff) << 10) + (unit[i + 1] & 0x3ff);
			i++;
		} else if (is_half(unit[i], 0xd800) || is_half(unit[i], 0xdc00)) {
			letter = 0xfffd;
		}
		n = letter_put(letter, bytes);
		for (size_t b = 0; b < n; b++)
			give(&c, (uint8_t)bytes[b]);
	}
	if (!unit)
		return 0;
	free(unit);
	return finished(&c);
}

const struct library_function winstring_functions[] = {
#define X(name, what) { #name "A", run_##name##A }, { #name "W", run_##name##W },
	STRINGS(X)
#undef X
	{ "wsprintfA", run_wsprintfA }, { "wsprintfW", run_wsprintfW }, { "wvsprintfA", run_wvsprintfA }, { "wvsprintfW", run_wvsprintfW },
	{ "MultiByteToWideChar", run_MultiByteToWideChar }, { "WideCharToMultiByte", run_WideCharToMultiByte },
	{ NULL, NULL }
};

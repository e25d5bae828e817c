/*
 * wide.c - wchar.h and wctype.h: texts of 16-bit units.
 *
 * As in text.c, a unit is read after the other. Letters are those of the C locale, in which a unit above 255 is no character.
 */
#include <ctype.h>
#include <stdlib.h>

#include "sim/libc/crt.h"
#include "sim/libc/unit.h"

#define WIDE 2
#define NONE UINT64_MAX

static uint64_t run_wcslen(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t length = 0;

	unit_length(cpu, arg[0], WIDE, UINT64_MAX, &length);
	return length;
}

static uint64_t run_wcsnlen(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t length = 0;

	unit_length(cpu, arg[0], WIDE, arg[1], &length);
	return length;
}

/* ---- copies ---- */

/* False: trapped. The zero is among them, if it comes within `most`. */
static bool copy(struct cpu *cpu, uint64_t to, uint64_t from, uint64_t most, uint64_t *done)
{
	uint16_t unit = 1;

	for (*done = 0; *done < most && unit != 0; ++*done)
		if (!unit_get(cpu, from + *done * WIDE, WIDE, &unit) || !unit_put(cpu, to + *done * WIDE, WIDE, unit))
			return false;
	return true;
}

static uint64_t run_wcscpy(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t done;

	copy(cpu, arg[0], arg[1], UINT64_MAX, &done);
	return arg[0];
}

static uint64_t run_wcsncpy(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t done;

	if (copy(cpu, arg[0], arg[1], arg[2], &done))
		cpu_fill(cpu, arg[0] + done * WIDE, 0, (arg[2] - done) * WIDE);
	return arg[0];
}

static uint64_t run_wcscat(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t length, done;

	if (unit_length(cpu, arg[0], WIDE, UINT64_MAX, &length))
		copy(cpu, arg[0] + length * WIDE, arg[1], UINT64_MAX, &done);
	return arg[0];
}

static uint64_t run_wcsncat(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t length, done, n;

	if (unit_length(cpu, arg[0], WIDE, UINT64_MAX, &length) && unit_length(cpu, arg[1], WIDE, arg[2], &n) &&
	    copy(cpu, arg[0] + length * WIDE, arg[1], n, &done))
		unit_put(cpu, arg[0] + (length + n) * WIDE, WIDE, 0);
	return arg[0];
}

/* ---- comparing and searching ---- */

static uint64_t compare(struct cpu *cpu, const uint64_t *arg, uint64_t most, bool fold, bool texts)
{
	for (uint64_t i = 0; i < most; i++) {
		uint16_t x, y;

		if (!unit_get(cpu, arg[0] + i * WIDE, WIDE, &x) || !unit_get(cpu, arg[1] + i * WIDE, WIDE, &y))
			return 0;
		if (fold) {
			x = unit_lower(x);
			y = unit_lower(y);
		}
		if (x != y)
			return fold ? crt_sign32((int32_t)x - y) : x < y ? crt_sign32(-1) : 1;
		if (texts && x == 0)
			break;
	}
	return 0;
}

static uint64_t run_wcscmp(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return compare(cpu, arg, UINT64_MAX, false, true);
}

static uint64_t run_wcsncmp(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return compare(cpu, arg, arg[2], false, true);
}

static uint64_t run__wcsicmp(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return compare(cpu, arg, UINT64_MAX, true, true);
}

static uint64_t run__wcsnicmp(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return compare(cpu, arg, arg[2], true, true);
}

static uint64_t run_wmemcmp(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return compare(cpu, arg, arg[2], false, false);
}

/* Is the unit in the text at `set`? False: trapped. */
static bool is_in(struct cpu *cpu, uint64_t set, uint16_t unit, bool *in)
{
	uint16_t u = 1;

	for (*in = false; !*in && u != 0; set += WIDE) {
		if (!unit_get(cpu, set, WIDE, &u))
			return false;
		*in = u != 0 && u == unit;
	}
	return true;
}

/* From `at` on, the first unit that is in the set or is not, or the end. False: trapped. */
static bool skip(struct cpu *cpu, uint64_t *at, uint64_t set, bool until, uint16_t *unit)
{
	for (;; *at += WIDE) {
		bool in;

		if (!unit_get(cpu, *at, WIDE, unit) || !is_in(cpu, set, *unit, &in))
			return false;
		if (*unit == 0 || in == until)
			return true;
	}
}

static uint64_t find(struct cpu *cpu, uint64_t va, uint16_t wanted, bool last)
{
	uint64_t found = 0;
	uint16_t unit = 1;

	for (; unit != 0 && (last || !found); va += WIDE) {
		if (!unit_get(cpu, va, WIDE, &unit))
			return 0;
		if (unit == wanted)
			found = va;
	}
	return found;
}

static uint64_t run_wcschr(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return find(cpu, arg[0], (uint16_t)arg[1], false);
}

static uint64_t run_wcsrchr(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return find(cpu, arg[0], (uint16_t)arg[1], true);
}

static uint64_t span(struct cpu *cpu, const uint64_t *arg, bool until)
{
	uint64_t at = arg[0];
	uint16_t unit;

	return skip(cpu, &at, arg[1], until, &unit) ? (at - arg[0]) / WIDE : 0;
}

static uint64_t run_wcsspn(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return span(cpu, arg, false);
}

static uint64_t run_wcscspn(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return span(cpu, arg, true);
}

static uint64_t run_wcspbrk(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t at = arg[0];
	uint16_t unit;

	return skip(cpu, &at, arg[1], true, &unit) && unit != 0 ? at : 0;
}

static uint64_t run_wcsstr(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	for (uint64_t at = arg[0];; at += WIDE) {
		for (uint64_t i = 0;; i += WIDE) {
			uint16_t x, y;

			if (!unit_get(cpu, arg[1] + i, WIDE, &y))
				return 0;
			if (y == 0)
				return at;
			if (!unit_get(cpu, at + i, WIDE, &x) || x == 0)
				return 0;
			if (x != y)
				break;
		}
	}
}

/* The next part that no unit of the set is in; *next is where it goes on. */
static uint64_t token(struct cpu *cpu, uint64_t from, uint64_t set, uint64_t *next)
{
	uint16_t unit;
	uint64_t at;

	if (from == 0 || !skip(cpu, &from, set, false, &unit))
		return 0;
	*next = 0;
	if (unit == 0)
		return 0;
	at = from;
	if (!skip(cpu, &at, set, true, &unit))
		return 0;
	if (unit != 0) {
		if (!unit_put(cpu, at, WIDE, 0))
			return 0;
		at += WIDE;
	}
	*next = at;
	return from;
}

static uint64_t run_wcstok(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t *next = &library_state(cpu)->token;

	return token(cpu, arg[0] ? arg[0] : *next, arg[1], next);
}

static uint64_t run_wcstok_s(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t next = 0, found;

	if (!arg[0] && !cpu_read(cpu, arg[2], &next, sizeof next))
		return 0;
	found = token(cpu, arg[0] ? arg[0] : next, arg[1], &next);
	cpu_write(cpu, arg[2], &next, sizeof next);
	return found;
}

/* ---- changing, and blocks ---- */

static uint64_t change_case(struct cpu *cpu, uint64_t va, uint16_t first)
{
	uint16_t unit;

	for (uint64_t at = va; unit_get(cpu, at, WIDE, &unit) && unit != 0; at += WIDE)
		if (unit >= first && unit < first + 26 && !unit_put(cpu, at, WIDE, unit ^ 32))
			return 0;
	return va;
}

static uint64_t run__wcsupr(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return change_case(cpu, arg[0], 'a');
}

static uint64_t run__wcslwr(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return change_case(cpu, arg[0], 'A');
}

static uint64_t run__wcsrev(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t length;

	if (!unit_length(cpu, arg[0], WIDE, UINT64_MAX, &length))
		return 0;
	for (uint64_t i = 0, j = length; i + 1 < j; i++) {
		uint64_t a = arg[0] + i * WIDE, b = arg[0] + --j * WIDE;
		uint16_t x, y;

		if (!unit_get(cpu, a, WIDE, &x) || !unit_get(cpu, b, WIDE, &y) || !unit_put(cpu, a, WIDE, y) || !unit_put(cpu, b, WIDE, x))
			return 0;
	}
	return arg[0];
}

static uint64_t run_wmemset(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	for (uint64_t i = 0; i < arg[2]; i++)
		if (!unit_put(cpu, arg[0] + i * WIDE, WIDE, (uint16_t)arg[1]))
			return 0;
	return arg[0];
}

static uint64_t run_wmemmove(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	cpu_move(cpu, arg[0], arg[1], arg[2] * WIDE);
	return arg[0];
}

/* ---- bytes and units: in the C locale each byte is the unit of that number ---- */

static uint64_t run_mbstowcs(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint16_t unit = 1;
	uint64_t i;

	for (i = 0; arg[0] == 0 || i < arg[2]; i++) {
		if (!unit_get(cpu, arg[1] + i, 1, &unit) || (arg[0] && !unit_put(cpu, arg[0] + i * WIDE, WIDE, unit)))
			return 0;
		if (unit == 0)
			break;
	}
	return i;
}

static uint64_t run_wcstombs(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint16_t unit = 1;
	uint64_t i;

	for (i = 0; arg[0] == 0 || i < arg[2]; i++) {
		if (!unit_get(cpu, arg[1] + i * WIDE, WIDE, &unit))
			return 0;
		if (unit > 0xff)
			return NONE;
		if (arg[0] && !unit_put(cpu, arg[0] + i, 1, unit))
			return 0;
		if (unit == 0)
			break;
	}
	return i;
}

static uint64_t run_btowc(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return (int32_t)arg[0] < 0 ? 0xffff : (uint8_t)arg[0];
}

static uint64_t run_wctob(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return (uint16_t)arg[0] <= 0xff ? (uint8_t)arg[0] : crt_sign32(-1);
}

/* ---- numbers ---- */

char *crt_fetch_wide(struct cpu *cpu, uint64_t va)
{
	char *text = NULL;
	size_t n = 0, room = 0;
	uint16_t unit;

	for (;; va += WIDE) {
		if (!unit_get(cpu, va, WIDE, &unit))
			break;
		if (n + 1 >= room) {
			char *bigger = realloc(text, room = 2 * room + 64);

			if (!bigger)
				break;
			text = bigger;
		}
		text[n++] = unit < 0x80 ? (char)unit : '\0';
		if (text[n - 1] == '\0')
			return text;
	}
	free(text);
	return NULL;
}

/* ---- wctype.h ---- */

#define CLASSES(X) \
	X(alpha, isalpha) X(digit, isdigit) X(alnum, isalnum) X(space, isspace) X(upper, isupper) X(lower, islower) X(print, isprint) \
	X(punct, ispunct) X(xdigit, isxdigit) X(cntrl, iscntrl) X(graph, isgraph)
#define X(name, narrow) \
	static uint64_t run_isw##name(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		return (uint16_t)arg[0] < 128 && narrow((int)arg[0]) != 0; \
	}
CLASSES(X)
#undef X

static uint64_t run_towupper(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint16_t c = (uint16_t)arg[0];

	return c >= 'a' && c <= 'z' ? c - 32u : c;
}

static uint64_t run_towlower(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return unit_lower((uint16_t)arg[0]);
}

const struct library_function wide_functions[] = {
	{ "wcslen", run_wcslen }, { "wcsnlen", run_wcsnlen },
	{ "wcscpy", run_wcscpy }, { "wcsncpy", run_wcsncpy }, { "wcscat", run_wcscat }, { "wcsncat", run_wcsncat },
	{ "wcscmp", run_wcscmp }, { "wcsncmp", run_wcsncmp }, { "_wcsicmp", run__wcsicmp }, { "_wcsnicmp", run__wcsnicmp },
	{ "wcscoll", run_wcscmp }, { "_wcsicoll", run__wcsicmp },
	{ "wcschr", run_wcschr }, { "wcsrchr", run_wcsrchr }, { "wcsstr", run_wcsstr }, { "wcsspn", run_wcsspn },
	{ "wcscspn", run_wcscspn },
	{ "wcspbrk", run_wcspbrk }, { "wcstok", run_wcstok }, { "wcstok_s", run_wcstok_s },
	{ "_wcsupr", run__wcsupr }, { "_wcslwr", run__wcslwr }, { "_wcsrev", run__wcsrev },
	{ "wmemset", run_wmemset }, { "wmemcpy", run_wmemmove }, { "wmemmove", run_wmemmove }, { "wmemcmp", run_wmemcmp },
	{ "mbstowcs", run_mbstowcs }, { "wcstombs", run_wcstombs }, { "btowc", run_btowc }, { "wctob", run_wctob },
#define X(name, narrow) { "isw" #name, run_isw##name },
	CLASSES(X)
#undef X
	{ "towupper", run_towupper }, { "towlower", run_towlower },
	{ NULL, NULL }
};

/*
 * stdlib.c - the end of a program, signals, and numbers: what labs use of stdlib.h, assert.h, signal.h and locale.h.
 *
 * Nothing here depends on the host, and rand() is the one of the Windows C runtime, so that both sides draw alike.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "sim/host/output.h"
#include "sim/libc/crt.h"
#include "sim/libc/errors.h"
#include "sim/libc/stream.h"
#include "sim/libc/unit.h"
#include "sim/nt/status.h"

/* ---- the end, and the time ---- */

static uint64_t crt_exit(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	if (library_at_exit(cpu))
		cpu_exit(cpu, (uint32_t)arg[0]);
	return 0;
}

static uint64_t crt__exit(struct cpu *cpu, const uint64_t *arg, unsigned args)
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

/* The functions of atexit are called in the reverse order; one of them may end the program, too. */
static uint64_t crt_atexit(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct library *l = library_state(cpu);

	if (l->at_exit_count == LIBRARY_AT_EXIT)
		return 1;
	l->at_exit[l->at_exit_count++] = arg[0];
	return 0;
}

/* Nobody but the lab is in this machine: there is no environment, and no command that could be run. */
static uint64_t run_command(struct cpu *cpu, const char *text)
{
	static const char *const harmless[] = { "pause", "cls", "color", "title", "echo off", "mode", "chcp" };

	if (strncasecmp(text, "pause", 5) == 0)
		stream_get(cpu, STREAM_IN);
	for (size_t i = 0; i < sizeof harmless / sizeof harmless[0]; i++)
		if (strncasecmp(text, harmless[i], strlen(harmless[i])) == 0)
			return 0;
	output_flush(cpu->output);
	crt_write_error("system: no command is run here: ", 32);
	crt_write_error(text, strlen(text));
	crt_write_error("\n", 1);
	return 1;
}

static uint64_t system_of(struct cpu *cpu, char *text)
{
	uint64_t result = text ? run_command(cpu, text) : 0;

	free(text);
	return result;
}

static uint64_t crt_system(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t size;

	return arg[0] == 0 ? 1 : system_of(cpu, crt_fetch(cpu, arg[0], &size));
}

static uint64_t crt__wsystem(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return arg[0] == 0 ? 1 : system_of(cpu, crt_fetch_wide(cpu, arg[0]));
}

/* Where the size goes, buffer, room, name. */
static uint64_t crt_getenv_s(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	if (arg[0] == 0)
		return ERRNO_INVALID;
	if (cpu_fill(cpu, arg[0], 0, 8) && arg[1] != 0 && arg[2] != 0)
		cpu_fill(cpu, arg[1], 0, 1);
	return 0;
}

/* Where the block and its size go, name. */
static uint64_t crt__dupenv_s(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	if (arg[0] == 0)
		return ERRNO_INVALID;
	if (cpu_fill(cpu, arg[0], 0, 8) && arg[1] != 0)
		cpu_fill(cpu, arg[1], 0, 8);
	return 0;
}

/* ---- signals: those that a program raises itself ---- */

#define SIGNALS 32
#define SIGNAL_IGNORED 1

static uint64_t crt_signal(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct library *l = library_state(cpu);
	uint64_t old;

	if (arg[0] >= SIGNALS) {
		errors_set(cpu, ERRNO_INVALID);
		return UINT64_MAX;
	}
	old = l->signal[arg[0]];
	l->signal[arg[0]] = arg[1];
	return old;
}

/* A handler is used once. Without one the program ends. */
static uint64_t crt_raise(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct library *l = library_state(cpu);
	uint64_t handler, result;

	if (arg[0] >= SIGNALS) {
		errors_set(cpu, ERRNO_INVALID);
		return crt_sign32(-1);
	}
	handler = l->signal[arg[0]];
	if (handler == 0)
		cpu_exit(cpu, EXIT_ABORTED);
	if (handler > SIGNAL_IGNORED) {
		l->signal[arg[0]] = 0;
		cpu_call(cpu, handler, arg, 1, &result);
	}
	return 0;
}

/* The C locale is the one that there is: is it asked for? The caller gives the name. */
static uint64_t set_locale(struct cpu *cpu, char *name, unsigned width)
{
	uint64_t place = cpu->runtime + RUNTIME_TEXT;
	bool good = name && (strcmp(name, "C") == 0 || *name == '\0');

	free(name);
	return good && unit_put(cpu, place, width, 'C') && unit_put(cpu, place + width, width, 0) ? place : 0;
}

static uint64_t crt_setlocale(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t size;

	return set_locale(cpu, arg[1] ? crt_fetch(cpu, arg[1], &size) : strdup("C"), 1);
}

static uint64_t crt__wsetlocale(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return set_locale(cpu, arg[1] ? crt_fetch_wide(cpu, arg[1]) : strdup("C"), 2);
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

/*
 * strtol and its relatives share the reading; text is fetched unit by unit, as far as it goes. A number that does not fit is an error.
 */
struct reading { uint64_t va, end; int base; unsigned width; };

struct number { uint64_t size; bool negative, overflow; };

static unsigned digit_of(uint16_t c)
{
	return c >= '0' && c <= '9' ? c - (unsigned)'0' : (c | 32) >= 'a' && (c | 32) <= 'z' ? (c | 32) - 'a' + 10u : 99;
}

static bool is_blank(uint16_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool read_number(struct cpu *cpu, const struct reading *r, struct number *n)
{
	uint64_t at = r->va;
	int base = r->base;
	uint16_t c, x;
	bool any = false;

	*n = (struct number){ 0, false, false };
	for (;; at += r->width) {
		if (!unit_get(cpu, at, r->width, &c))
			return false;
		if (!is_blank(c))
			break;
	}
	if (c == '-' || c == '+') {
		n->negative = c == '-';
		if (!unit_get(cpu, at += r->width, r->width, &c))
			return false;
	}
	if (c == '0' && (base == 0 || base == 16)) {
		if (!unit_get(cpu, at + r->width, r->width, &x))
			return false;
		if ((x | 32) == 'x') {
			base = 16;
			at += (uint64_t)2 * r->width;
		} else if (base == 0) {
			base = 8;
		}
	} else if (base == 0) {
		base = 10;
	}
	for (;; at += r->width) {
		if (!unit_get(cpu, at, r->width, &c))
			return false;
		if (digit_of(c) >= (unsigned)base)
			break;
		any = true;
		n->overflow |= __builtin_mul_overflow(n->size, (uint64_t)base, &n->size);
		n->overflow |= __builtin_add_overflow(n->size, (uint64_t)digit_of(c), &n->size);
	}
	if (!any)
		at = r->va;
	return r->end == 0 || cpu_write(cpu, r->end, &at, 8);
}

static uint64_t too_large(struct cpu *cpu, uint64_t limit)
{
	errors_set(cpu, ERRNO_RANGE);
	return limit;
}

static uint64_t signed_number(struct cpu *cpu, const struct reading *r, int64_t min, int64_t max)
{
	struct number n;

	if (!read_number(cpu, r, &n))
		return 0;
	if (n.overflow || n.size > (uint64_t)max + n.negative)
		return too_large(cpu, (uint64_t)(n.negative ? min : max));
	return n.negative ? -n.size : n.size;
}

static uint64_t unsigned_number(struct cpu *cpu, const struct reading *r, uint64_t max)
{
	struct number n;

	if (!read_number(cpu, r, &n))
		return 0;
	if (n.overflow || n.size > max)
		return too_large(cpu, max);
	return (n.negative ? -n.size : n.size) & max;
}

/* X(bytes, units, which of the two above, its limits): of both kinds of texts. */
#define READERS(X) \
	X(strtol, wcstol, signed_number, INT32_MIN, INT32_MAX) X(strtoll, wcstoll, signed_number, INT64_MIN, INT64_MAX) \
	X(strtoul, wcstoul, unsigned_number, UINT32_MAX) X(strtoull, wcstoull, unsigned_number, UINT64_MAX)
#define X(name, wide, read, ...) \
	static uint64_t crt_##name(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		return read(cpu, &(struct reading){ arg[0], arg[1], (int)arg[2], 1 }, __VA_ARGS__); \
	} \
	static uint64_t crt_##wide(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		return read(cpu, &(struct reading){ arg[0], arg[1], (int)arg[2], 2 }, __VA_ARGS__); \
	}
READERS(X)
#undef X

#define DECIMALS(X) X(atoi, _wtoi, INT32_MIN, INT32_MAX) X(atoll, _wtoi64, INT64_MIN, INT64_MAX)
#define X(name, wide, min, max) \
	static uint64_t crt_##name(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		return signed_number(cpu, &(struct reading){ arg[0], 0, 10, 1 }, min, max); \
	} \
	static uint64_t crt_##wide(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		return signed_number(cpu, &(struct reading){ arg[0], 0, 10, 2 }, min, max); \
	}
DECIMALS(X)
#undef X

/* ---- numbers become texts: _itoa and its relatives ---- */

/* `room` all ones: as much as it takes. */
static uint64_t write_number(struct cpu *cpu, uint64_t v, bool negative, uint64_t to, uint64_t room, unsigned radix, unsigned width)
{
	char digits[72], *p = digits + sizeof digits;
	uint64_t size;

	if (to == 0 || room == 0 || radix < 2 || radix > 36) {
		errors_set(cpu, ERRNO_INVALID);
		return ERRNO_INVALID;
	}
	if (negative)
		v = -v;
	do
		*--p = "0123456789abcdefghijklmnopqrstuvwxyz"[v % radix];
	while ((v /= radix) != 0);
	if (negative)
		*--p = '-';
	size = (uint64_t)(digits + sizeof digits - p);
	if (size >= room) {
		unit_put(cpu, to, width, 0);
		errors_set(cpu, ERRNO_RANGE);
		return ERRNO_RANGE;
	}
	for (uint64_t i = 0; i < size; i++)
		if (!unit_put(cpu, to + i * width, width, (uint16_t)p[i]))
			return 0;
	unit_put(cpu, to + size * width, width, 0);
	return 0;
}

/* X(name, wide, secure, type, signed): a number with a sign has one with base 10 only. */
#define WRITERS(X) \
	X(_itoa, _itow, _itoa_s, uint32_t, (int32_t)arg[0] < 0) X(_ltoa, _ltow, _ltoa_s, uint32_t, (int32_t)arg[0] < 0) \
	X(_ultoa, _ultow, _ultoa_s, uint32_t, false) X(_i64toa, _i64tow, _i64toa_s, uint64_t, (int64_t)arg[0] < 0) \
	X(_ui64toa, _ui64tow, _ui64toa_s, uint64_t, false)
#define X(name, wide, secure, type, is_negative) \
	static uint64_t as_text_##name(struct cpu *cpu, const uint64_t *arg, uint64_t room, uint64_t radix, unsigned width) \
	{ \
		bool negative = (int)radix == 10 && (is_negative); \
		return write_number(cpu, negative ? arg[0] : (type)arg[0], negative, arg[1], room, (unsigned)radix, width); \
	} \
	static uint64_t crt_##name(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		as_text_##name(cpu, arg, UINT64_MAX, arg[2], 1); \
		return arg[1]; \
	} \
	static uint64_t crt_##wide(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		as_text_##name(cpu, arg, UINT64_MAX, arg[2], 2); \
		return arg[1]; \
	} \
	static uint64_t crt_##secure(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		return as_text_##name(cpu, arg, arg[2], arg[3], 1); \
	}
WRITERS(X)
#undef X

/* ---- parts and bits ---- */

/* A structure is given back at the address that comes first. */
static uint64_t divide(struct cpu *cpu, const uint64_t *arg, int64_t a, int64_t b, unsigned bytes)
{
	struct ke_exception e = { .code = b == 0 ? STATUS_INTEGER_DIVIDE_BY_ZERO : STATUS_INTEGER_OVERFLOW };
	int64_t part[2];
	int32_t small[2];

	if (b == 0 || (b == -1 && a == (bytes == 4 ? INT32_MIN : INT64_MIN))) {
		cpu_raise(cpu, &e);
		return 0;
	}
	part[0] = a / b;
	part[1] = a % b;
	small[0] = (int32_t)part[0];
	small[1] = (int32_t)part[1];
	cpu_write(cpu, arg[0], bytes == 4 ? (void *)small : part, (uint64_t)2 * bytes);
	return arg[0];
}

static uint64_t crt_div(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return divide(cpu, arg, (int32_t)arg[1], (int32_t)arg[2], 4);
}

static uint64_t crt_lldiv(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return divide(cpu, arg, (int64_t)arg[1], (int64_t)arg[2], 8);
}

static uint64_t crt__rotl(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	unsigned n = (unsigned)arg[1] & 31;
	uint32_t v = (uint32_t)arg[0];

	return n ? v << n | v >> (32 - n) : v;
}

static uint64_t crt__rotr(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return crt__rotl(cpu, (const uint64_t[]){ arg[0], 32 - (arg[1] & 31) }, 2);
}

static uint64_t crt__byteswap_ushort(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return __builtin_bswap16((uint16_t)arg[0]);
}

static uint64_t crt__byteswap_ulong(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return __builtin_bswap32((uint32_t)arg[0]);
}

static uint64_t crt__byteswap_uint64(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return __builtin_bswap64(arg[0]);
}

const struct library_function stdlib_functions[] = {
	{ "exit", crt_exit }, { "_exit", crt__exit }, { "_Exit", crt__exit }, { "atexit", crt_atexit },
	{ "abort", crt_abort }, { "_assert", crt__assert },
	{ "system", crt_system }, { "_wsystem", crt__wsystem }, { "getenv", crt_zero }, { "getenv_s", crt_getenv_s },
	{ "_dupenv_s", crt__dupenv_s }, { "signal", crt_signal }, { "raise", crt_raise }, { "setlocale", crt_setlocale },
	{ "_wsetlocale", crt__wsetlocale },
	{ "abs", crt_abs }, { "labs", crt_abs }, { "llabs", crt_llabs }, { "_abs64", crt_llabs },
	{ "rand", crt_rand }, { "srand", crt_srand },
#define X(name, wide, ...) { #name, crt_##name }, { #wide, crt_##wide },
	READERS(X) DECIMALS(X)
#undef X
#define X(name, wide, secure, ...) { #name, crt_##name }, { #wide, crt_##wide }, { #secure, crt_##secure },
	WRITERS(X)
#undef X
	{ "_strtoi64", crt_strtoll }, { "_strtoui64", crt_strtoull }, { "_wcstoi64", crt_wcstoll }, { "_wcstoui64", crt_wcstoull },
	{ "atol", crt_atoi }, { "_atoi64", crt_atoll }, { "_wtol", crt__wtoi },
	{ "itoa", crt__itoa }, { "ltoa", crt__ltoa }, { "ultoa", crt__ultoa },
	{ "div", crt_div }, { "ldiv", crt_div }, { "lldiv", crt_lldiv }, { "_rotl", crt__rotl }, { "_rotr", crt__rotr },
	{ "_byteswap_ushort", crt__byteswap_ushort }, { "_byteswap_ulong", crt__byteswap_ulong },
	{ "_byteswap_uint64", crt__byteswap_uint64 },
	{ NULL, NULL }
};

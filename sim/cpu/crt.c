/*
 * crt.c - the C library that labs use, on simulated memory.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "../win32/virtual.h"
#include "library.h"
#include "output.h"

static uint64_t sign32(int64_t v)
{
	return (uint64_t)(int64_t)(int32_t)v;
}

/* ---- stdio.h ---- */

static void say(struct cpu *cpu, const char *text, size_t size_bytes)
{
	record_output(cpu->record, cpu_line(cpu), text, size_bytes);
	output_write(cpu->output, text, size_bytes);
}

static uint64_t crt_printf(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	char *text;
	size_t size;

	if (args == 0 || !format_text(cpu, arg[0], arg + 1, args - 1, &text, &size))
		return 0;
	say(cpu, text ? text : "", size);
	free(text);
	return sign32((int64_t)size);
}

/* strlen, piece by piece; false: trapped. */
static bool string_size(struct cpu *cpu, uint64_t va, uint64_t *size)
{
	*size = 0;
	for (;;) {
		uint64_t left;
		const uint8_t *host = cpu_touch(cpu, va + *size, ACCESS_READ, &left), *end;

		if (host == NULL)
			return false;
		end = memchr(host, 0, left);
		if (end != NULL) {
			*size += (uint64_t)(end - host);
			return true;
		}
		*size += left;
	}
}

static uint64_t crt_puts(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t size;
	char *text;

	if (!string_size(cpu, arg[0], &size))
		return 0;
	text = malloc(size + 1);
	if (text != NULL && cpu_read(cpu, arg[0], text, size)) {
		text[size] = '\n';
		say(cpu, text, size + 1);
	}
	free(text);
	return 0;
}

static uint64_t crt_putchar(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	char c = (char)arg[0];

	say(cpu, &c, 1);
	return (uint8_t)c;
}

static uint64_t crt_zero(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return 0;
}

static uint64_t crt_snprintf(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	char *text;
	size_t size, fits;

	if (!format_text(cpu, arg[2], arg + 3, args > 3 ? args - 3 : 0, &text, &size))
		return 0;
	fits = arg[1] == 0 ? 0 : size < arg[1] ? size : arg[1] - 1;
	if (cpu_write(cpu, arg[0], text, fits) && arg[1] != 0)
		cpu_fill(cpu, arg[0] + fits, 0, 1);
	free(text);
	return sign32((int64_t)size);
}

static uint64_t crt_sprintf(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	char *text;
	size_t size;

	if (!format_text(cpu, arg[1], arg + 2, args > 2 ? args - 2 : 0, &text, &size))
		return 0;
	if (cpu_write(cpu, arg[0], text, size))
		cpu_fill(cpu, arg[0] + size, 0, 1);
	free(text);
	return sign32((int64_t)size);
}

/* ---- string.h ---- */

static uint64_t crt_memset(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	cpu_fill(cpu, arg[0], (uint8_t)arg[1], arg[2]);
	return arg[0];
}

static uint64_t crt_memmove(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	cpu_move(cpu, arg[0], arg[1], arg[2]);
	return arg[0];
}

/* Compare until a difference, `most` bytes, or (strings) a zero. */
static uint64_t compare(struct cpu *cpu, uint64_t a, uint64_t b, uint64_t most, bool strings)
{
	for (uint64_t i = 0; i < most; i++) {
		uint8_t x, y;

		if (!cpu_read(cpu, a + i, &x, 1) || !cpu_read(cpu, b + i, &y, 1))
			return 0;
		if (x != y)
			return x < y ? sign32(-1) : 1;
		if (strings && x == 0)
			break;
	}
	return 0;
}

static uint64_t crt_memcmp(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return compare(cpu, arg[0], arg[1], arg[2], false);
}

static uint64_t crt_strcmp(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return compare(cpu, arg[0], arg[1], UINT64_MAX, true);
}

static uint64_t crt_strncmp(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return compare(cpu, arg[0], arg[1], arg[2], true);
}

static uint64_t crt_strlen(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t size = 0;

	string_size(cpu, arg[0], &size);
	return size;
}

static bool copy_string(struct cpu *cpu, uint64_t to, uint64_t from)
{
	for (uint64_t i = 0;; i++) {
		uint8_t c;

		if (!cpu_read(cpu, from + i, &c, 1) || !cpu_write(cpu, to + i, &c, 1))
			return false;
		if (c == 0)
			return true;
	}
}

static uint64_t crt_strcpy(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	copy_string(cpu, arg[0], arg[1]);
	return arg[0];
}

static uint64_t crt_strncpy(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint8_t c = 1;

	for (uint64_t i = 0; i < arg[2]; i++) {
		if (c != 0 && !cpu_read(cpu, arg[1] + i, &c, 1))
			return 0;
		if (!cpu_write(cpu, arg[0] + i, &c, 1))
			return 0;
	}
	return arg[0];
}

static uint64_t crt_strcat(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t size;

	if (string_size(cpu, arg[0], &size))
		copy_string(cpu, arg[0] + size, arg[1]);
	return arg[0];
}

static uint64_t find_char(struct cpu *cpu, uint64_t va, uint8_t wanted, uint64_t most, bool string, bool last)
{
	uint64_t found = 0;

	for (uint64_t i = 0; i < most; i++) {
		uint8_t c;

		if (!cpu_read(cpu, va + i, &c, 1))
			return 0;
		if (c == wanted) {
			found = va + i;
			if (!last)
				break;
		}
		if (string && c == 0)
			break;
	}
	return found;
}

static uint64_t crt_strchr(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return find_char(cpu, arg[0], (uint8_t)arg[1], UINT64_MAX, true, false);
}

static uint64_t crt_strrchr(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return find_char(cpu, arg[0], (uint8_t)arg[1], UINT64_MAX, true, true);
}

static uint64_t crt_memchr(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return find_char(cpu, arg[0], (uint8_t)arg[1], arg[2], false, false);
}

/* ---- ctype.h ---- */

#define CTYPE(name) \
	static uint64_t crt_##name(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		int c = (int)arg[0]; \
		return c >= 0 && c < 128 ? sign32(name(c) != 0) : 0; \
	}
CTYPE(isalpha) CTYPE(isdigit) CTYPE(isalnum) CTYPE(isspace) CTYPE(isupper) CTYPE(islower) CTYPE(isprint)
CTYPE(ispunct) CTYPE(isxdigit) CTYPE(iscntrl) CTYPE(isgraph)

static uint64_t crt_toupper(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	int c = (int)arg[0];

	return sign32(c >= 'a' && c <= 'z' ? c - 32 : c);
}

static uint64_t crt_tolower(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	int c = (int)arg[0];

	return sign32(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

/* ---- stdlib.h ---- */

static uint64_t crt_exit(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	cpu_exit(cpu, (uint32_t)arg[0]);
	return 0;
}

static uint64_t crt_abs(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	int64_t v = (int64_t)arg[0];

	return sign32(v < 0 ? -v : v);
}

/* Windows' own generator, so that a seed gives the same numbers on both sides. Source: docs/sources.md, [rand]. */
struct library { uint32_t rand_state; };

static struct library *state(struct cpu *cpu)
{
	if (cpu->library == NULL) {
		cpu->library = calloc(1, sizeof *cpu->library);
		if (cpu->library == NULL)
			abort();
		cpu->library->rand_state = 1;
	}
	return cpu->library;
}

static uint64_t crt_srand(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	state(cpu)->rand_state = (uint32_t)arg[0];
	return 0;
}

static uint64_t crt_rand(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct library *l = state(cpu);

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

static uint64_t signed_number(struct cpu *cpu, uint64_t va, uint64_t end, int base, int64_t least, int64_t most)
{
	bool negative, overflow;
	uint64_t v = parse_number(cpu, va, end, base, &negative, &overflow);

	if (overflow || v > (uint64_t)most + negative)
		return (uint64_t)(negative ? least : most);
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

const struct library_function crt_functions[] = {
	{ "printf", crt_printf }, { "puts", crt_puts }, { "putchar", crt_putchar }, { "fflush", crt_zero },
	{ "sprintf", crt_sprintf }, { "snprintf", crt_snprintf }, { "_snprintf", crt_snprintf },
	{ "memset", crt_memset }, { "memcpy", crt_memmove }, { "memmove", crt_memmove }, { "memcmp", crt_memcmp },
	{ "memchr", crt_memchr }, { "strlen", crt_strlen }, { "strcpy", crt_strcpy }, { "strncpy", crt_strncpy },
	{ "strcat", crt_strcat }, { "strcmp", crt_strcmp }, { "strncmp", crt_strncmp }, { "strchr", crt_strchr },
	{ "strrchr", crt_strrchr },
	{ "isalpha", crt_isalpha }, { "isdigit", crt_isdigit }, { "isalnum", crt_isalnum }, { "isspace", crt_isspace },
	{ "isupper", crt_isupper }, { "islower", crt_islower }, { "isprint", crt_isprint }, { "ispunct", crt_ispunct },
	{ "isxdigit", crt_isxdigit }, { "iscntrl", crt_iscntrl }, { "isgraph", crt_isgraph },
	{ "toupper", crt_toupper }, { "tolower", crt_tolower },
	{ "exit", crt_exit }, { "_exit", crt_exit }, { "abs", crt_abs }, { "labs", crt_abs },
	{ "rand", crt_rand }, { "srand", crt_srand },
	{ "strtol", crt_strtol }, { "strtoll", crt_strtoll }, { "strtoul", crt_strtoul }, { "strtoull", crt_strtoull },
	{ "atoi", crt_atoi }, { "atol", crt_atoi },
	{ NULL, NULL }
};

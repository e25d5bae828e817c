/*
 * text.c - string.h and ctype.h, on simulated memory.
 *
 * Bytes are read and written in the order in which a simple library would, one
 * after the other, so a string without an end runs into the page behind it.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "sim/cpu/library.h"
#include "sim/libc/text.h"

static uint64_t sign32(int64_t v)
{
	return (uint64_t)(int64_t)(int32_t)v;
}

bool text_size(struct cpu *cpu, uint64_t va, uint64_t *size)
{
	*size = 0;
	for (;;) {
		uint64_t left;
		const uint8_t *host = cpu_touch(cpu, va + *size, ACCESS_READ, &left), *end;

		if (!host)
			return false;
		end = memchr(host, 0, left);
		if (end) {
			*size += (uint64_t)(end - host);
			return true;
		}
		*size += left;
	}
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

/* Compare until a difference, `limit` bytes, or (strings) a zero. */
static uint64_t compare(struct cpu *cpu, uint64_t a, uint64_t b, uint64_t limit, bool strings)
{
	for (uint64_t i = 0; i < limit; i++) {
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

	text_size(cpu, arg[0], &size);
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

	if (text_size(cpu, arg[0], &size))
		copy_string(cpu, arg[0] + size, arg[1]);
	return arg[0];
}

static uint64_t find_char(struct cpu *cpu, uint64_t va, uint8_t wanted, uint64_t limit, bool string, bool last)
{
	uint64_t found = 0;

	for (uint64_t i = 0; i < limit; i++) {
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

static uint64_t crt_strncat(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t size, i;
	uint8_t c;

	if (!text_size(cpu, arg[0], &size))
		return 0;
	for (i = 0; i < arg[2]; i++) {
		if (!cpu_read(cpu, arg[1] + i, &c, 1))
			return 0;
		if (c == 0)
			break;
		if (!cpu_write(cpu, arg[0] + size + i, &c, 1))
			return 0;
	}
	cpu_fill(cpu, arg[0] + size + i, 0, 1);
	return arg[0];
}

/* ---- searching ---- */

struct set { bool has[256]; };

static bool read_set(struct cpu *cpu, uint64_t va, struct set *set)
{
	uint8_t c;

	memset(set, 0, sizeof *set);
	for (;; va++) {
		if (!cpu_read(cpu, va, &c, 1))
			return false;
		if (c == 0)
			return true;
		set->has[c] = true;
	}
}

/* From `va` on, the first character that is in the set (`in`) or is not, or the end. False: trapped. */
static bool skip_set(struct cpu *cpu, uint64_t *va, const struct set *set, bool in, uint8_t *c)
{
	for (;; (*va)++) {
		if (!cpu_read(cpu, *va, c, 1))
			return false;
		if (*c == 0 || set->has[*c] == in)
			return true;
	}
}

static uint64_t span(struct cpu *cpu, const uint64_t *arg, bool until)
{
	uint64_t at = arg[0];
	struct set set;
	uint8_t c;

	if (!read_set(cpu, arg[1], &set) || !skip_set(cpu, &at, &set, until, &c))
		return 0;
	return at - arg[0];
}

static uint64_t crt_strcspn(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return span(cpu, arg, true);
}

static uint64_t crt_strspn(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return span(cpu, arg, false);
}

static uint64_t crt_strpbrk(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t at = arg[0];
	struct set set;
	uint8_t c;

	if (!read_set(cpu, arg[1], &set) || !skip_set(cpu, &at, &set, true, &c))
		return 0;
	return c ? at : 0;
}

/* The next part that has none of the set; *next is where it goes on. */
static uint64_t token(struct cpu *cpu, uint64_t from, uint64_t delimiters, uint64_t *next)
{
	struct set set;
	uint64_t at;
	uint8_t c;

	if (from == 0 || !read_set(cpu, delimiters, &set) || !skip_set(cpu, &from, &set, false, &c))
		return 0;
	*next = 0;
	if (c == 0)
		return 0;
	at = from;
	if (!skip_set(cpu, &at, &set, true, &c))
		return 0;
	if (c != 0) {
		if (!cpu_fill(cpu, at, 0, 1))
			return 0;
		at++;
	}
	*next = at;
	return from;
}

static uint64_t crt_strtok(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t *next = &library_state(cpu)->token;

	return token(cpu, arg[0] ? arg[0] : *next, arg[1], next);
}

static uint64_t crt_strtok_s(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t next = 0, found;

	if (!arg[0] && !cpu_read(cpu, arg[2], &next, sizeof next))
		return 0;
	found = token(cpu, arg[0] ? arg[0] : next, arg[1], &next);
	cpu_write(cpu, arg[2], &next, sizeof next);
	return found;
}

static uint64_t crt_strstr(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	for (uint64_t at = arg[0];; at++) {
		for (uint64_t i = 0;; i++) {
			uint8_t x, y;

			if (!cpu_read(cpu, arg[1] + i, &y, 1))
				return 0;
			if (y == 0)
				return at;
			if (!cpu_read(cpu, at + i, &x, 1))
				return 0;
			if (x == 0)
				return 0;
			if (x != y)
				break;
		}
	}
}

/* ---- without regard to case ---- */

static int lower(uint8_t c)
{
	return c >= 'A' && c <= 'Z' ? c + 32 : c;
}

static uint64_t compare_lower(struct cpu *cpu, const uint64_t *arg, uint64_t limit)
{
	for (uint64_t i = 0; i < limit; i++) {
		uint8_t x, y;

		if (!cpu_read(cpu, arg[0] + i, &x, 1) || !cpu_read(cpu, arg[1] + i, &y, 1))
			return 0;
		if (lower(x) != lower(y))
			return sign32(lower(x) - lower(y));
		if (x == 0)
			break;
	}
	return 0;
}

static uint64_t crt_stricmp(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return compare_lower(cpu, arg, UINT64_MAX);
}

static uint64_t crt_strnicmp(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return compare_lower(cpu, arg, arg[2]);
}

static uint64_t change_case(struct cpu *cpu, uint64_t va, uint8_t first)
{
	uint8_t c;

	for (uint64_t at = va;; at++) {
		if (!cpu_read(cpu, at, &c, 1))
			return 0;
		if (c == 0)
			return va;
		if (c >= first && c < first + 26) {
			c ^= 32;
			if (!cpu_write(cpu, at, &c, 1))
				return 0;
		}
	}
}

static uint64_t crt_strupr(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return change_case(cpu, arg[0], 'a');
}

static uint64_t crt_strlwr(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return change_case(cpu, arg[0], 'A');
}

static uint64_t crt_memicmp(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	for (uint64_t i = 0; i < arg[2]; i++) {
		uint8_t x, y;

		if (!cpu_read(cpu, arg[0] + i, &x, 1) || !cpu_read(cpu, arg[1] + i, &y, 1))
			return 0;
		if (lower(x) != lower(y))
			return sign32(lower(x) - lower(y));
	}
	return 0;
}

/* ---- other ways to copy and to change ---- */

/* Up to and with the first `arg[2]`: where the copy goes on, or 0. */
static uint64_t crt_memccpy(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	for (uint64_t i = 0; i < arg[3]; i++) {
		uint8_t c;

		if (!cpu_read(cpu, arg[1] + i, &c, 1) || !cpu_write(cpu, arg[0] + i, &c, 1))
			return 0;
		if (c == (uint8_t)arg[2])
			return arg[0] + i + 1;
	}
	return 0;
}

static uint64_t crt_strnlen(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t end = find_char(cpu, arg[0], 0, arg[1], false, false);

	return end ? end - arg[0] : arg[1];
}

static uint64_t crt_strrev(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t size;

	if (!text_size(cpu, arg[0], &size))
		return 0;
	for (uint64_t i = 0, j = size; i + 1 < j; i++) {
		uint8_t x, y;

		j--;
		if (!cpu_read(cpu, arg[0] + i, &x, 1) || !cpu_read(cpu, arg[0] + j, &y, 1) || !cpu_write(cpu, arg[0] + i, &y, 1) ||
		    !cpu_write(cpu, arg[0] + j, &x, 1))
			return 0;
	}
	return arg[0];
}

static uint64_t set_text(struct cpu *cpu, uint64_t va, uint8_t value, uint64_t most)
{
	for (uint64_t at = va; at - va < most; at++) {
		uint8_t c;

		if (!cpu_read(cpu, at, &c, 1) || (c != 0 && !cpu_write(cpu, at, &value, 1)))
			return 0;
		if (c == 0)
			break;
	}
	return va;
}

static uint64_t crt_strset(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return set_text(cpu, arg[0], (uint8_t)arg[1], UINT64_MAX);
}

static uint64_t crt_strnset(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return set_text(cpu, arg[0], (uint8_t)arg[1], arg[2]);
}

/* ---- ctype.h ---- */

#define CTYPE(name) \
	static uint64_t crt_##name(struct cpu *cpu, const uint64_t *arg, unsigned args) \
	{ \
		int c = (int)arg[0]; \
		return c >= 0 && c < 128 ? sign32(name(c) != 0) : 0; \
	}
CTYPE(isalpha) CTYPE(isdigit) CTYPE(isalnum) CTYPE(isspace) CTYPE(isupper) CTYPE(islower) CTYPE(isprint)
CTYPE(ispunct) CTYPE(isxdigit) CTYPE(iscntrl) CTYPE(isgraph) CTYPE(isblank)

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

/* These two do not look whether it is a letter. */
static uint64_t crt__toupper(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return sign32((int32_t)arg[0] - 32);
}

static uint64_t crt__tolower(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return sign32((int32_t)arg[0] + 32);
}

static uint64_t crt_isascii(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return (uint32_t)arg[0] < 0x80;
}

static uint64_t crt_toascii(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return arg[0] & 0x7f;
}

const struct library_function text_functions[] = {
	{ "memset", crt_memset }, { "memcpy", crt_memmove }, { "memmove", crt_memmove }, { "memcmp", crt_memcmp },
	{ "memchr", crt_memchr }, { "strlen", crt_strlen }, { "strcpy", crt_strcpy }, { "strncpy", crt_strncpy },
	{ "strcat", crt_strcat }, { "strncat", crt_strncat }, { "strcmp", crt_strcmp }, { "strncmp", crt_strncmp },
	{ "strchr", crt_strchr }, { "strrchr", crt_strrchr }, { "strstr", crt_strstr }, { "strspn", crt_strspn },
	{ "strcspn", crt_strcspn }, { "strpbrk", crt_strpbrk }, { "strtok", crt_strtok },
	{ "_stricmp", crt_stricmp }, { "stricmp", crt_stricmp }, { "strcasecmp", crt_stricmp },
	{ "_strnicmp", crt_strnicmp }, { "strnicmp", crt_strnicmp }, { "strncasecmp", crt_strnicmp },
	{ "_strupr", crt_strupr }, { "_strlwr", crt_strlwr }, { "strupr", crt_strupr }, { "strlwr", crt_strlwr },

	{ "isalpha", crt_isalpha }, { "isdigit", crt_isdigit }, { "isalnum", crt_isalnum }, { "isspace", crt_isspace },
	{ "isupper", crt_isupper }, { "islower", crt_islower }, { "isprint", crt_isprint }, { "ispunct", crt_ispunct },
	{ "isxdigit", crt_isxdigit }, { "iscntrl", crt_iscntrl }, { "isgraph", crt_isgraph }, { "isblank", crt_isblank },
	{ "toupper", crt_toupper }, { "tolower", crt_tolower }, { "_toupper", crt__toupper }, { "_tolower", crt__tolower },
	{ "isascii", crt_isascii }, { "__isascii", crt_isascii }, { "toascii", crt_toascii },
	{ "strnlen", crt_strnlen }, { "strcoll", crt_strcmp }, { "_stricoll", crt_stricmp }, { "_memicmp", crt_memicmp },
	{ "memicmp", crt_memicmp }, { "_memccpy", crt_memccpy }, { "memccpy", crt_memccpy }, { "strtok_s", crt_strtok_s },
	{ "_strrev", crt_strrev }, { "strrev", crt_strrev }, { "_strset", crt_strset }, { "strset", crt_strset },
	{ "_strnset", crt_strnset },
	{ NULL, NULL }
};

/*
 * crt.c - stdio.h, stdlib.h and what little of the others labs use, on simulated memory.
 *
 * Standard output is the lab's text and goes to the recorder where the real side
 * tells it too: printf, puts and putchar. Standard error goes past both.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/win32/virtual.h"
#include "sim/cpu/library.h"
#include "sim/host/output.h"
#include "sim/libc/format.h"
#include "sim/libc/heap.h"
#include "sim/libc/text.h"

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

/* A copy of a string with its zero; the caller frees it. NULL: trapped. */
static char *fetch(struct cpu *cpu, uint64_t va, uint64_t *size)
{
	char *text;

	if (!text_size(cpu, va, size))
		return NULL;
	text = malloc(*size + 1);
	if (text != NULL && cpu_read(cpu, va, text, *size)) {
		text[*size] = '\0';
		return text;
	}
	free(text);
	return NULL;
}

static uint64_t crt_puts(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t size;
	char *text = fetch(cpu, arg[0], &size);

	if (text != NULL) {
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

/* ---- streams: stdout and stderr of stdio.h are these two numbers ---- */

#define STREAM_OUT 1
#define STREAM_ERR 2

static void write_error(const char *text, size_t size)
{
	while (size > 0) {
		ssize_t n = write(STDERR_FILENO, text, size);

		if (n <= 0)
			return;
		text += n;
		size -= (size_t)n;
	}
}

/* Anything else is no stream of ours: a use of it is an access to what it points at. */
static void write_stream(struct cpu *cpu, uint64_t stream, const char *text, size_t size)
{
	uint64_t left;

	if (stream == STREAM_OUT) {
		output_write(cpu->output, text, size);
	} else if (stream == STREAM_ERR) {
		output_flush(cpu->output);
		write_error(text, size);
	} else if (cpu_touch(cpu, stream, ACCESS_READ, &left) != NULL) {
		cpu_touch(cpu, stream, ACCESS_EXECUTE, &left);
	}
}

static uint64_t crt_fprintf(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	char *text;
	size_t size;

	if (!format_text(cpu, arg[1], arg + 2, args > 2 ? args - 2 : 0, &text, &size))
		return 0;
	write_stream(cpu, arg[0], text ? text : "", size);
	free(text);
	return sign32((int64_t)size);
}

static uint64_t crt_fputs(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t size;
	char *text = fetch(cpu, arg[0], &size);

	if (text != NULL)
		write_stream(cpu, arg[1], text, size);
	free(text);
	return 0;
}

static uint64_t crt_fputc(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	char c = (char)arg[0];

	write_stream(cpu, arg[1], &c, 1);
	return (uint8_t)c;
}

/* A lab has no input: it is at its end. */
static uint64_t crt_getchar(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return sign32(-1);
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

/* The older one does not end a text that fills the buffer, and tells a longer one by -1. */
static uint64_t crt__snprintf(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	char *text;
	size_t size;
	bool good;

	if (!format_text(cpu, arg[2], arg + 3, args > 3 ? args - 3 : 0, &text, &size))
		return 0;
	good = cpu_write(cpu, arg[0], text, size < arg[1] ? size : arg[1]);
	if (good && size < arg[1])
		cpu_fill(cpu, arg[0] + size, 0, 1);
	free(text);
	return size > arg[1] ? sign32(-1) : sign32((int64_t)size);
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

/* ---- the end, and the time ---- */

static uint64_t crt_exit(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	cpu_exit(cpu, (uint32_t)arg[0]);
	return 0;
}

#define STATUS_ABORTED 3

static uint64_t crt_abort(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	cpu_exit(cpu, STATUS_ABORTED);
	return 0;
}

/* assert() of assert.h: expression, file, line. */
static uint64_t crt__assert(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t size;
	char *what = fetch(cpu, arg[0], &size), *file = what ? fetch(cpu, arg[1], &size) : NULL;
	char line[32];

	if (file != NULL) {
		snprintf(line, sizeof line, ", line %u\n", (uint32_t)arg[2]);
		output_flush(cpu->output);
		write_error("Assertion failed: ", 18);
		write_error(what, strlen(what));
		write_error(", file ", 7);
		write_error(file, size);
		write_error(line, strlen(line));
		cpu_exit(cpu, STATUS_ABORTED);
	}
	free(what);
	free(file);
	return 0;
}

/* Without a clock, so that equal runs are equal: it is always the first of January 2000. */
#define NOW 946684800

static uint64_t crt_time(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t now = NOW;

	if (arg[0] != 0)
		cpu_write(cpu, arg[0], &now, 8);
	return now;
}

/* ---- the heap ---- */

static struct heap *heap_of(struct cpu *cpu)
{
	struct library *l = library_state(cpu);

	if (l->heap == NULL)
		l->heap = heap_new(cpu->vm);
	if (l->heap == NULL)
		abort();
	return l->heap;
}

/* What Windows does to a program that frees what is no block: it ends, and no handler is asked. */
#define STATUS_HEAP_CORRUPTION 0xC0000374u

static void no_such_block(struct cpu *cpu)
{
	cpu->unhandled = (struct ke_exception){ .code = STATUS_HEAP_CORRUPTION, .flags = EXCEPTION_NONCONTINUABLE,
	                                        .instruction = code_address(cpu->pc) };
	cpu->is_unhandled = true;
	record_unhandled(cpu->record, &cpu->unhandled);
	cpu_exit(cpu, STATUS_HEAP_CORRUPTION);
}

static uint64_t crt_malloc(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return heap_alloc(heap_of(cpu), arg[0]);
}

static uint64_t crt_calloc(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t size, va;

	if (__builtin_mul_overflow(arg[0], arg[1], &size))
		return 0;
	va = heap_alloc(heap_of(cpu), size);
	if (va != 0)
		cpu_fill(cpu, va, 0, size);
	return va;
}

static uint64_t crt_free(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	if (arg[0] != 0 && !heap_free(heap_of(cpu), arg[0]))
		no_such_block(cpu);
	return 0;
}

static uint64_t crt_realloc(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct heap *heap = heap_of(cpu);
	uint64_t old, va, size = arg[1];

	if (arg[0] == 0)
		return heap_alloc(heap, size);
	if (!heap_size(heap, arg[0], &old)) {
		no_such_block(cpu);
		return 0;
	}
	if (size == 0) {
		heap_free(heap, arg[0]);
		return 0;
	}
	if (heap_resize(heap, arg[0], size))
		return arg[0];
	va = heap_alloc(heap, size);
	if (va == 0 || !cpu_move(cpu, va, arg[0], old < size ? old : size))
		return 0;
	heap_free(heap, arg[0]);
	return va;
}

static uint64_t crt__msize(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t size = 0;

	if (!heap_size(heap_of(cpu), arg[0], &size))
		no_such_block(cpu);
	return size;
}

static uint64_t crt_strdup(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t size, va;

	if (arg[0] == 0 || !text_size(cpu, arg[0], &size))
		return 0;
	va = heap_alloc(heap_of(cpu), size + 1);
	if (va != 0)
		cpu_move(cpu, va, arg[0], size + 1);
	return va;
}

/* ---- numbers ---- */

static uint64_t crt_abs(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	int64_t v = (int64_t)arg[0];

	return sign32(v < 0 ? -v : v);
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

const struct library_function crt_functions[] = {
	{ "printf", crt_printf }, { "puts", crt_puts }, { "putchar", crt_putchar }, { "fflush", crt_zero },
	{ "fprintf", crt_fprintf }, { "fputs", crt_fputs }, { "fputc", crt_fputc }, { "putc", crt_fputc },
	{ "setbuf", crt_zero }, { "setvbuf", crt_zero }, { "getchar", crt_getchar },
	{ "sprintf", crt_sprintf }, { "snprintf", crt_snprintf }, { "_snprintf", crt__snprintf },
	{ "exit", crt_exit }, { "_exit", crt_exit }, { "abort", crt_abort }, { "_assert", crt__assert },
	{ "time", crt_time }, { "clock", crt_zero },
	{ "malloc", crt_malloc }, { "calloc", crt_calloc }, { "realloc", crt_realloc }, { "free", crt_free },
	{ "_msize", crt__msize }, { "_strdup", crt_strdup }, { "strdup", crt_strdup },
	{ "abs", crt_abs }, { "labs", crt_abs }, { "llabs", crt_llabs }, { "_abs64", crt_llabs },
	{ "rand", crt_rand }, { "srand", crt_srand },
	{ "strtol", crt_strtol }, { "strtoll", crt_strtoll }, { "_strtoi64", crt_strtoll },
	{ "strtoul", crt_strtoul }, { "strtoull", crt_strtoull }, { "_strtoui64", crt_strtoull },
	{ "atoi", crt_atoi }, { "atol", crt_atoi }, { "atoll", crt_atoll }, { "_atoi64", crt_atoll },
	{ NULL, NULL }
};

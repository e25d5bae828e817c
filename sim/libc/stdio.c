/*
 * stdio.c - stdio.h on simulated memory: printf and its family, two streams, no input.
 *
 * Standard output is the lab's text and goes to the recorder where the real side
 * records it too: printf, puts and putchar. Standard error goes past both.
 */
#include <stdlib.h>
#include <unistd.h>

#include "sim/host/output.h"
#include "sim/libc/crt.h"
#include "sim/libc/format.h"
#include "sim/libc/text.h"

static void say(struct cpu *cpu, const char *text, size_t size_bytes)
{
	record_output(cpu->record, cpu_line(cpu), text, size_bytes);
	output_write(cpu->output, text, size_bytes);
}

static uint64_t crt_printf(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	char *text;
	size_t size;

	if (args == 0 || !format_text(cpu, false, arg[0], arg + 1, args - 1, &text, &size))
		return 0;
	say(cpu, text ? text : "", size);
	free(text);
	return crt_sign32((int64_t)size);
}

char *crt_fetch(struct cpu *cpu, uint64_t va, uint64_t *size)
{
	char *text;

	if (!text_size(cpu, va, size))
		return NULL;
	text = malloc(*size + 1);
	if (text && cpu_read(cpu, va, text, *size)) {
		text[*size] = '\0';
		return text;
	}
	free(text);
	return NULL;
}

static uint64_t crt_puts(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t size;
	char *text = crt_fetch(cpu, arg[0], &size);

	if (text) {
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

/* ---- streams: stdout and stderr of stdio.h are these two addresses, at which nothing is ---- */

#define STREAM_OUT 0x130
#define STREAM_ERR 0x160

void crt_write_error(const char *text, size_t size)
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
		crt_write_error(text, size);
	} else if (cpu_touch(cpu, stream, ACCESS_READ, &left)) {
		cpu_touch(cpu, stream, ACCESS_EXECUTE, &left);
	}
}

static uint64_t crt_fprintf(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	char *text;
	size_t size;

	if (!format_text(cpu, false, arg[1], arg + 2, args > 2 ? args - 2 : 0, &text, &size))
		return 0;
	write_stream(cpu, arg[0], text ? text : "", size);
	free(text);
	return crt_sign32((int64_t)size);
}

static uint64_t crt_fputs(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t size;
	char *text = crt_fetch(cpu, arg[0], &size);

	if (text)
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
	return crt_sign32(-1);
}

uint64_t crt_zero(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return 0;
}

static uint64_t crt_snprintf(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	char *text;
	size_t size, fits;

	if (!format_text(cpu, false, arg[2], arg + 3, args > 3 ? args - 3 : 0, &text, &size))
		return 0;
	fits = arg[1] == 0 ? 0 : size < arg[1] ? size : arg[1] - 1;
	if (cpu_write(cpu, arg[0], text, fits) && arg[1] != 0)
		cpu_fill(cpu, arg[0] + fits, 0, 1);
	free(text);
	return crt_sign32((int64_t)size);
}

/* The older one does not end a text that fills the buffer, and answers -1 for a longer one. */
static uint64_t crt__snprintf(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	char *text;
	size_t size;
	bool good;

	if (!format_text(cpu, true, arg[2], arg + 3, args > 3 ? args - 3 : 0, &text, &size))
		return 0;
	good = cpu_write(cpu, arg[0], text, size < arg[1] ? size : arg[1]);
	if (good && size < arg[1])
		cpu_fill(cpu, arg[0] + size, 0, 1);
	free(text);
	return size > arg[1] ? crt_sign32(-1) : crt_sign32((int64_t)size);
}

static uint64_t crt_sprintf(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	char *text;
	size_t size;

	if (!format_text(cpu, false, arg[1], arg + 2, args > 2 ? args - 2 : 0, &text, &size))
		return 0;
	if (cpu_write(cpu, arg[0], text, size))
		cpu_fill(cpu, arg[0] + size, 0, 1);
	free(text);
	return crt_sign32((int64_t)size);
}

/* ---- the same with a va_list: its slots are read as far as the format can ask for ---- */

static bool slots(struct cpu *cpu, uint64_t format, uint64_t list, uint64_t *arg, unsigned *args)
{
	uint64_t size;
	char *text = crt_fetch(cpu, format, &size);

	if (!text)
		return false;
	for (uint64_t i = 0; i < size; i++)
		*args += *args < ARGS_MAX && (text[i] == '%' || text[i] == '*') && !(i > 0 && text[i] == '%' && text[i - 1] == '%');
	free(text);
	return cpu_read(cpu, list, arg, *args * sizeof *arg);
}

/* `fixed` arguments with the format last, then the list: called as if the list were arguments. */
static uint64_t with_list(struct cpu *cpu, const uint64_t *arg, unsigned fixed,
                          uint64_t (*run)(struct cpu *cpu, const uint64_t *arg, unsigned args))
{
	uint64_t all[ARGS_MAX + 4];
	unsigned args = 0;

	for (unsigned i = 0; i < fixed; i++)
		all[i] = arg[i];
	if (!slots(cpu, arg[fixed - 1], arg[fixed], all + fixed, &args))
		return 0;
	return run(cpu, all, fixed + args);
}

static uint64_t crt_vprintf(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return with_list(cpu, arg, 1, crt_printf);
}

static uint64_t crt_vfprintf(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return with_list(cpu, arg, 2, crt_fprintf);
}

static uint64_t crt_vsprintf(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return with_list(cpu, arg, 2, crt_sprintf);
}

static uint64_t crt_vsnprintf(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return with_list(cpu, arg, 3, crt_snprintf);
}

static uint64_t crt__vsnprintf(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return with_list(cpu, arg, 3, crt__snprintf);
}

const struct library_function stdio_functions[] = {
	{ "vprintf", crt_vprintf }, { "vfprintf", crt_vfprintf }, { "vsprintf", crt_vsprintf },
	{ "vsnprintf", crt_vsnprintf }, { "_vsnprintf", crt__vsnprintf },
	{ "printf", crt_printf }, { "puts", crt_puts }, { "putchar", crt_putchar }, { "fflush", crt_zero },
	{ "fprintf", crt_fprintf }, { "fputs", crt_fputs }, { "fputc", crt_fputc }, { "putc", crt_fputc },
	{ "setbuf", crt_zero }, { "setvbuf", crt_zero }, { "getchar", crt_getchar },
	{ "sprintf", crt_sprintf }, { "snprintf", crt_snprintf }, { "_snprintf", crt__snprintf },
	{ NULL, NULL }
};

/*
 * stdio.c - the rest of stdio.h: characters, lines and blocks, of bytes and of 16-bit units, to and from streams.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/libc/crt.h"
#include "sim/libc/errors.h"
#include "sim/libc/stream.h"
#include "sim/libc/text.h"

#define END (-1)                /* EOF */
#define WIDE_END 0xffff         /* WEOF */

char *crt_fetch(struct cpu *cpu, uint64_t va, uint64_t *size)
{
	char *text;

	if (!text_size(cpu, va, size))
		return NULL;
	text = malloc(*size + 2);
	if (text && cpu_read(cpu, va, text, *size)) {
		text[*size] = '\0';
		return text;
	}
	free(text);
	return NULL;
}

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

uint64_t crt_zero(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return 0;
}

/* ---- output ---- */

static uint64_t put_line(struct cpu *cpu, uint64_t va, uint64_t stream, bool newline)
{
	uint64_t size;
	char *text = crt_fetch(cpu, va, &size);
	bool good = text != NULL;

	if (text) {
		text[size] = '\n';
		good = stream_put(cpu, stream, text, size + newline);
	}
	free(text);
	return good ? 0 : crt_sign32(END);
}

static uint64_t run_puts(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return put_line(cpu, arg[0], STREAM_OUT, true);
}

static uint64_t run_fputs(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return put_line(cpu, arg[0], arg[1], false);
}

static uint64_t run__cputs(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return put_line(cpu, arg[0], STREAM_OUT, false);
}

static uint64_t run_fputc(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	char c = (char)arg[0];

	return stream_put(cpu, arg[1], &c, 1) ? (uint8_t)c : crt_sign32(END);
}

static uint64_t run_putchar(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return run_fputc(cpu, (const uint64_t[]){ arg[0], STREAM_OUT }, 2);
}

/* From, size, count, stream. */
static uint64_t run_fwrite(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t size = arg[1] * arg[2];
	char *bytes;
	bool good;

	if (size == 0 || size / arg[1] != arg[2] || size > (uint64_t)1 << 28)
		return 0;
	bytes = malloc(size);
	good = bytes && cpu_read(cpu, arg[0], bytes, size) && stream_put(cpu, arg[3], bytes, size);
	free(bytes);
	return good ? arg[2] : 0;
}

/* A unit is written as the byte that it has in the C locale. */
static bool put_unit(struct cpu *cpu, uint64_t stream, uint16_t unit)
{
	char c = (char)unit;

	return unit <= 0xff && stream_put(cpu, stream, &c, 1);
}

static uint64_t put_wide(struct cpu *cpu, uint64_t va, uint64_t stream, bool newline)
{
	char *text = NULL;
	size_t n = 0, room = 0;
	uint16_t unit;
	bool good;

	while ((good = cpu_read(cpu, va, &unit, 2)) && unit != 0 && unit <= 0xff) {
		if (n + 2 > room) {
			char *bigger = realloc(text, room = 2 * room + 64);

			if (!bigger)
				break;
			text = bigger;
		}
		text[n++] = (char)unit;
		va += 2;
	}
	if (good) {
		good = unit == 0;
		if (newline && good && text)
			text[n++] = '\n';
		good &= stream_put(cpu, stream, text ? text : newline ? "\n" : "", text ? n : newline);
	}
	free(text);
	return good ? 0 : crt_sign32(END);
}

static uint64_t run_fputws(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return put_wide(cpu, arg[0], arg[1], false);
}

static uint64_t run__putws(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return put_wide(cpu, arg[0], STREAM_OUT, true);
}

static uint64_t run_fputwc(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return put_unit(cpu, arg[1], (uint16_t)arg[0]) ? (uint16_t)arg[0] : WIDE_END;
}

static uint64_t run_putwchar(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return run_fputwc(cpu, (const uint64_t[]){ arg[0], STREAM_OUT }, 2);
}

/* ---- input ---- */

static uint64_t run_fgetc(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return crt_sign32(stream_get(cpu, arg[0]));
}

static uint64_t run_getchar(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return crt_sign32(stream_get(cpu, STREAM_IN));
}

static uint64_t run_fgetwc(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return (uint16_t)stream_get(cpu, arg[0]);
}

static uint64_t run_getwchar(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return (uint16_t)stream_get(cpu, STREAM_IN);
}

static uint64_t run_ungetc(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	if ((int32_t)arg[0] < 0)
		return crt_sign32(END);
	stream_unget(cpu, arg[1], (uint8_t)arg[0]);
	return (uint8_t)arg[0];
}

static uint64_t run_ungetwc(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	if ((uint16_t)arg[0] == WIDE_END)
		return WIDE_END;
	stream_unget(cpu, arg[1], (uint8_t)arg[0]);
	return (uint16_t)arg[0];
}

/* How a line is read: with its newline or without; what does not fit stays in the stream, or is a mistake. */
struct line { uint64_t to, room, stream; unsigned unit_bytes; bool keep_newline; };

/* True: a line, or what was left of one. */
static bool get_line(struct cpu *cpu, const struct line *l, bool *fits)
{
	uint64_t n = 0;
	int c = 0;

	*fits = true;
	while (n + 1 < l->room && (c = stream_get(cpu, l->stream)) >= 0 && (c != '\n' || l->keep_newline)) {
		if (!cpu_write(cpu, l->to + n++ * l->unit_bytes, &(uint16_t){ (uint16_t)c }, l->unit_bytes))
			return false;
		if (c == '\n')
			break;
	}
	if (cpu->trapped || (c < 0 && n == 0))
		return false;
	*fits = c == '\n' || c < 0;
	return cpu_fill(cpu, l->to + n * l->unit_bytes, 0, l->unit_bytes);
}

static uint64_t run_fgets(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct line l = { arg[0], (uint64_t)((int32_t)arg[1] > 0 ? (int32_t)arg[1] : 0), arg[2], 1, true };
	bool fits;

	return l.room != 0 && get_line(cpu, &l, &fits) ? arg[0] : 0;
}

static uint64_t run_fgetws(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct line l = { arg[0], (uint64_t)((int32_t)arg[1] > 0 ? (int32_t)arg[1] : 0), arg[2], 2, true };
	bool fits;

	return l.room != 0 && get_line(cpu, &l, &fits) ? arg[0] : 0;
}

static uint64_t run_gets(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	bool fits;

	return get_line(cpu, &(struct line){ arg[0], UINT64_MAX, STREAM_IN, 1, false }, &fits) ? arg[0] : 0;
}

/* A line that does not fit is none: the buffer is empty. */
static uint64_t get_line_secure(struct cpu *cpu, const uint64_t *arg, unsigned unit_bytes)
{
	bool fits = false;
	int c;

	if (arg[0] == 0 || arg[1] == 0) {
		errors_set(cpu, ERRNO_INVALID);
		return 0;
	}
	if (!get_line(cpu, &(struct line){ arg[0], arg[1], STREAM_IN, unit_bytes, false }, &fits))
		return 0;
	if (fits || stream_peek(cpu, STREAM_IN) == '\n') {
		if (!fits)
			stream_get(cpu, STREAM_IN);
		return arg[0];
	}
	do
		c = stream_get(cpu, STREAM_IN);
	while (c >= 0 && c != '\n');
	cpu_fill(cpu, arg[0], 0, unit_bytes);
	errors_set(cpu, ERRNO_RANGE);
	return 0;
}

static uint64_t run_gets_s(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return get_line_secure(cpu, arg, 1);
}

static uint64_t run__getws_s(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return get_line_secure(cpu, arg, 2);
}

/* To, size, count, stream. */
static uint64_t run_fread(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint64_t size = arg[1] * arg[2], n = 0;
	int c;

	if (size == 0 || size / arg[1] != arg[2])
		return 0;
	while (n < size && (c = stream_get(cpu, arg[3])) >= 0)
		if (!cpu_write(cpu, arg[0] + n++, &(uint8_t){ (uint8_t)c }, 1))
			return 0;
	return n / arg[1];
}

/* ---- how a stream stands ---- */

static uint64_t run_feof(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	const struct library_stream *s = stream_state(cpu, arg[0]);

	return s && s->ended ? 0x10 : 0;
}

static uint64_t run_ferror(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	const struct library_stream *s = stream_state(cpu, arg[0]);

	return s && s->failed ? 0x20 : 0;
}

static uint64_t run_clearerr(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	struct library_stream *s = stream_state(cpu, arg[0]);

	if (s)
		s->ended = s->failed = false;
	return 0;
}

/* The number of a stream. */
static uint64_t run_fileno(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return stream_state(cpu, arg[0]) ? (arg[0] - STREAM_IN) / STREAM_STEP : crt_sign32(-1);
}

#define MODE_BINARY 0x8000
#define MODE_TEXT   0x4000

/* Number of a stream, mode: how its lines end, and the mode before. Wide texts are written as bytes in any mode. */
static uint64_t run__setmode(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	uint32_t number = (uint32_t)arg[0], mode = (uint32_t)arg[1];
	struct library_stream *s = number < LIBRARY_STREAMS ? stream_state(cpu, STREAM_IN + (uint64_t)number * STREAM_STEP) : NULL;
	bool was_binary;

	if (!s)
		return crt_sign32(-1);
	was_binary = s->file ? !s->text : s->binary;
	s->text = s->file && mode != MODE_BINARY;
	s->binary = mode == MODE_BINARY;
	return was_binary ? MODE_BINARY : MODE_TEXT;
}

const struct library_function stdio_functions[] = {
	{ "puts", run_puts }, { "putchar", run_putchar }, { "fputs", run_fputs }, { "fputc", run_fputc }, { "putc", run_fputc },
	{ "fwrite", run_fwrite }, { "_cputs", run__cputs }, { "cputs", run__cputs },
	{ "fputws", run_fputws }, { "_putws", run__putws }, { "fputwc", run_fputwc }, { "putwc", run_fputwc }, { "putwchar", run_putwchar },
	{ "fflush", crt_zero }, { "_flushall", crt_zero }, { "setbuf", crt_zero }, { "setvbuf", crt_zero },
	{ "getchar", run_getchar }, { "fgetc", run_fgetc }, { "getc", run_fgetc }, { "ungetc", run_ungetc },
	{ "getwchar", run_getwchar }, { "fgetwc", run_fgetwc }, { "getwc", run_fgetwc }, { "ungetwc", run_ungetwc },
	{ "fgets", run_fgets }, { "gets", run_gets }, { "gets_s", run_gets_s }, { "fgetws", run_fgetws }, { "_getws_s", run__getws_s },
	{ "fread", run_fread }, { "feof", run_feof }, { "ferror", run_ferror }, { "clearerr", run_clearerr },
	{ "fileno", run_fileno }, { "_fileno", run_fileno }, { "_setmode", run__setmode }, { "_isatty", crt_zero }, { "isatty", crt_zero },
	{ NULL, NULL }
};

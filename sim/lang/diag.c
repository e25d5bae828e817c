/*
 * diag.c - messages of the compiler: place, text, source line, caret. See diag.h.
 *
 * What is shown of a source comes from a stranger's file and goes to a terminal: so it is
 * shown as core/letter.h has it, and a long line is cut around the place that is meant.
 */
#include "sim/lang/diag.h"

#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "core/letter.h"
#include "sim/host/exit_status.h"

#define LINE_SHOWN 160                  /* columns */
#define MESSAGE_BYTES 1024

/* The text of a line, without its end. */
static const char *line_of(const struct source *s, uint32_t line, size_t *size_bytes)
{
	const char *p = s->text, *end = s->text + s->size_bytes, *q;

	for (uint32_t n = 1; n < line && p < end; n++) {
		q = memchr(p, '\n', (size_t)(end - p));
		if (!q)
			return NULL;
		p = q + 1;
	}
	if (p >= end)
		return NULL;
	q = memchr(p, '\n', (size_t)(end - p));
	*size_bytes = (size_t)((q == NULL ? end : q) - p);
	return p;
}

/* What fits into `columns` from `first` on, as it may be shown; a tab is a space. Returns the columns before `mark`. */
static unsigned put_text(FILE *out, const char *text, size_t size, const char *mark, unsigned columns)
{
	char shown[LETTER_SHOWN];
	unsigned used = 0, before = 0;
	uint32_t c;

	for (size_t at = 0, n; at < size && used < columns; at += n) {
		n = letter_take(text + at, size - at, &c);
		if (text + at < mark)
			before = used;
		if (c == '\t' || c == '\r' || c == '\n')
			c = ' ';
		size_t bytes = letter_show(c, shown);

		fwrite(shown, 1, bytes, out);
		used += bytes > n || letter_is_byte(c) ? (unsigned)bytes : letter_columns(c);
		if (text + at + n <= mark)
			before = used;
	}
	return before;
}

static void put_name(FILE *out, const char *text)
{
	put_text(out, text, strlen(text), text, UINT_MAX);
}

/* The line with a caret under the column. */
static void show_line(struct diag *d, struct place_in_source at)
{
	size_t size = 0, first = 0;
	const char *text = line_of(at.source, at.line, &size);

	if (!text)
		return;
	if (at.column > LINE_SHOWN - 20)
		first = at.column - (LINE_SHOWN - 20);
	while (first && first < size && ((unsigned char)text[first] & 0xc0) == 0x80)
		first++;
	if (first > size)
		first = size;
	fprintf(d->out, "%5u | ", at.line);
	unsigned before = put_text(d->out, text + first, size - first, text + at.column - 1, LINE_SHOWN);

	fprintf(d->out, "\n      | %*s^\n", (int)before, "");
}

static void say(struct diag *d, struct place_in_source at, const char *kind, const char *format, va_list args)
{
	char text[MESSAGE_BYTES];

	if (d->errors >= DIAG_ERRORS_SHOWN)
		return;
	vsnprintf(text, sizeof text, format, args);
	d->unsupported |= strstr(text, "by the simulator") != NULL;
	if (at.source) {
		put_name(d->out, at.source->name);
		fprintf(d->out, ":%u:%u: ", at.line, at.column);
	}
	fprintf(d->out, "%s: ", kind);
	put_name(d->out, text);
	fputc('\n', d->out);
	if (at.source)
		show_line(d, at);
}

static void count_error(struct diag *d)
{
	if (++d->errors >= DIAG_ERRORS_MAX)
		d->stopped = true;
}

void diag_finish(struct diag *d)
{
	if (d->errors > DIAG_ERRORS_SHOWN)
		fprintf(d->out, "sim: %s%u errors, of which the first %d are shown\n", d->stopped ? "at least " : "", d->errors,
		        DIAG_ERRORS_SHOWN);
	if (d->unsupported)
		fprintf(d->out, "sim: what it takes and what it refuses: docs/reference/language.md\n");
}

void diag_refuse(struct diag *d, const struct source *s, uint32_t line, const char *text)
{
	put_name(d->out, s->name);
	fprintf(d->out, ":%u:1: error: %s\n", line, text);
	count_error(d);
}

void diag_error(struct diag *d, struct place_in_source at, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(d, at, "error", format, args);
	va_end(args);
	count_error(d);
}

void diag_warning(struct diag *d, struct place_in_source at, const char *format, ...)
{
	va_list args;

	if ((at.source && at.source->system) || d->again)
		return;
	va_start(args, format);
	say(d, at, "warning", format, args);
	va_end(args);
	d->warnings++;
}

void diag_note(struct diag *d, struct place_in_source at, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(d, at, "note", format, args);
	va_end(args);
}

void diag_syntax(struct diag *d, struct place_in_source at, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(d, at, "error", format, args);
	va_end(args);
	count_error(d);
	diag_give_up(d);
}

void diag_give_up(struct diag *d)
{
	if (!d->sync)
		exit(EXIT_BAD_INPUT);
	longjmp(*d->sync, 1);
}

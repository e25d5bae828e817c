/*
 * diag.c - messages of the compiler: place, text, source line, caret. See diag.h.
 *
 * What is shown of a source line comes from a stranger's file and goes to a terminal, so
 * control bytes become spaces and a long line is cut around the place that is meant.
 */
#include "sim/lang/diag.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "sim/host/exit_status.h"

#define LINE_SHOWN_BYTES 160

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

/* The line with a caret under the column; control bytes become spaces so that none reaches a terminal. */
static void show_line(struct diag *d, struct place_in_source at)
{
	char shown[LINE_SHOWN_BYTES + 1];
	size_t size = 0, first = 0, n = 0;
	const char *text = line_of(at.source, at.line, &size);

	if (!text)
		return;
	if (at.column > LINE_SHOWN_BYTES - 20)
		first = at.column - (LINE_SHOWN_BYTES - 20);
	for (; n < LINE_SHOWN_BYTES && first + n < size; n++) {
		unsigned char c = (unsigned char)text[first + n];

		shown[n] = c < ' ' || c == 0x7f ? ' ' : (char)c;
	}
	shown[n] = '\0';
	fprintf(d->out, "%5u | %s\n      | %*s^\n", at.line, shown, (int)(at.column - 1 - first), "");
}

static void say(struct diag *d, struct place_in_source at, const char *kind, const char *format, va_list args)
{
	if (d->errors >= DIAG_ERRORS_SHOWN)
		return;
	if (!at.source) {
		fprintf(d->out, "%s: ", kind);
		vfprintf(d->out, format, args);
		fputc('\n', d->out);
		return;
	}
	fprintf(d->out, "%s:%u:%u: %s: ", at.source->name, at.line, at.column, kind);
	vfprintf(d->out, format, args);
	fputc('\n', d->out);
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

	if (at.source && at.source->system)
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

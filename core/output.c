/*
 * output.c - printf, puts and putchar of the lab: written, and told.
 *
 * The text is made before the event is opened, for the arguments may fault: a
 * bad pointer for %s raises its exception in here, and the lab's filter may
 * print in turn. Nothing shared is in use at that moment.
 *
 * What other functions of the C library write to the standard output is told by library.c.
 *
 * Knows of: console. Neighbours: tracer.h.
 */
#include "tracer.h"

#include <string.h>

#include "console.h"

int fl_printf(unsigned line, const char *format, ...);
int fl_puts(unsigned line, const char *text);
int fl_putchar(unsigned line, int c);

struct output {
	unsigned line;
	const char *text;
	size_t size_bytes;
};

static void tell(void *argument)
{
	const struct output *o = argument;

	tracer.outputs++;
	trace_bytes(tracer_event("output", o->line), "text", o->text, o->size_bytes);
	printed_tell(&tracer.trace, o->text, o->size_bytes, tracer_what, NULL);
	tracer_close();
}

void output_tell(uint32_t line, const char *text, size_t size_bytes)
{
	DWORD last_error = tracer_enter();
	struct output o = { line, text, size_bytes };

	aside(tell, &o);
	tracer_leave(last_error);
}

/* library.c is not to tell of it a second time. */
static bool put(unsigned line, const char *text, size_t size_bytes)
{
	struct thread *self = threads_self();
	size_t written;

	self->telling = true;
	written = fwrite(text, 1, size_bytes, stdout);
	self->telling = false;
	output_tell(line, text, size_bytes);
	return written == size_bytes;
}

int fl_printf(unsigned line, const char *format, ...)
{
	struct console_text text;
	va_list arguments;
	bool good;

	va_start(arguments, format);
	good = console_text(&text, format, arguments);
	va_end(arguments);
	good = good && put(line, text.text, text.length);
	console_forget(&text);
	return good ? (int)text.length : -1;
}

int fl_puts(unsigned line, const char *text)
{
	size_t length = strlen(text);
	char usual[CONSOLE_USUAL], *copy = length + 1 < sizeof usual ? usual : console_take(length + 1);
	bool good;

	if (!copy)
		return EOF;
	memcpy(copy, text, length);
	copy[length] = '\n';
	good = put(line, copy, length + 1);
	console_give(copy, usual);
	return good ? 0 : EOF;
}

int fl_putchar(unsigned line, int c)
{
	char byte = (char)c;

	return put(line, &byte, 1) ? (unsigned char)c : EOF;
}

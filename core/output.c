/*
 * output.c - printf, puts and putchar of the lab: written, and told.
 *
 * The text is made before the event is opened, for the arguments may fault: a
 * bad pointer for %s raises its exception in here, and the lab's filter may
 * print in turn. Nothing shared is in use at that moment.
 *
 * Neighbours: tracer.h.
 */
#include "tracer.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define USUAL 512       /* bytes of a text that needs no memory of its own */

int fl_printf(unsigned line, const char *format, ...);
int fl_puts(unsigned line, const char *text);
int fl_putchar(unsigned line, int c);

static void tell(unsigned line, const char *text, size_t size_bytes)
{
	DWORD last_error = tracer_enter();

	trace_bytes(tracer_event("output", line), "text", text, size_bytes);
	printed_tell(&tracer.trace, text, size_bytes, tracer_what, NULL);
	tracer_close();
	tracer_leave(last_error);
}

static bool put(unsigned line, const char *text, size_t size_bytes)
{
	size_t written = fwrite(text, 1, size_bytes, stdout);

	tell(line, text, size_bytes);
	return written == size_bytes;
}

int fl_printf(unsigned line, const char *format, ...)
{
	char usual[USUAL], *text = usual;
	va_list arguments, again;
	int length;
	bool good;

	va_start(arguments, format);
	va_copy(again, arguments);
	length = vsnprintf(usual, sizeof usual, format, arguments);
	if (length >= (int)sizeof usual) {
		text = tracer_memory((size_t)length + 1);
		length = text ? vsnprintf(text, (size_t)length + 1, format, again) : -1;
	}
	va_end(again);
	va_end(arguments);
	good = length >= 0 && put(line, text, (size_t)length);
	if (text != usual)
		tracer_forget(text);
	return good ? length : -1;
}

int fl_puts(unsigned line, const char *text)
{
	size_t length = strlen(text);
	char usual[USUAL], *copy = length + 1 < sizeof usual ? usual : tracer_memory(length + 1);
	bool good;

	if (!copy)
		return EOF;
	memcpy(copy, text, length);
	copy[length] = '\n';
	good = put(line, copy, length + 1);
	if (copy != usual)
		tracer_forget(copy);
	return good ? 0 : EOF;
}

int fl_putchar(unsigned line, int c)
{
	char byte = (char)c;

	return put(line, &byte, 1) ? (unsigned char)c : EOF;
}

/*
 * older.c - what the older library prints, in one piece: the functions that end in _s, and _cprintf.
 *
 * They are that library's own, which mingw-w64's formatting does not replace: an exponent has three digits, a pointer
 * capital letters. The library writes letter by letter where nothing is kept back (console.c), and wide text as it is in
 * memory (wide.c); so here a text is made as a whole, then written.
 *
 * Linked into every lab, traced or not. Neighbours: console.h.
 */
#define _CRTIMP /* some of these functions are ours, and not imported */
#include "console.h"

#include <wchar.h>

#define MOST ((size_t)1 << 24)  /* characters of a text */

int vfprintf_s(FILE *file, const char *format, va_list arguments)
{
	char usual[CONSOLE_USUAL], *text = usual;
	va_list again;
	int length;

	va_copy(again, arguments);
	length = _vscprintf(format, arguments);
	if (length >= CONSOLE_USUAL)
		text = console_take((size_t)length + 1);
	if (length >= 0 && text)
		length = _vsnprintf(text, (size_t)length + 1, format, again);
	if (length >= 0 && (!text || fwrite(text, 1, (size_t)length, file) != (size_t)length))
		length = -1;
	va_end(again);
	console_give(text, usual);
	return length;
}

int vfwprintf_s(FILE *file, const wchar_t *format, va_list arguments)
{
	wchar_t usual[CONSOLE_USUAL], *text = usual;
	va_list again;
	int length;
	bool good;

	va_copy(again, arguments);
	length = _vscwprintf(format, arguments);
	if (length >= CONSOLE_USUAL && (size_t)length < MOST)
		text = console_take(((size_t)length + 1) * sizeof *text);
	if (length >= 0 && text)
		length = _vsnwprintf(text, (size_t)length + 1, format, again);
	va_end(again);
	good = length >= 0 && text &&
	       (file == stdout ? console_write_wide(text, (size_t)length, file) : fputws(text, file) >= 0);
	console_give(text, usual);
	return good ? length : -1;
}

/* Each with a list, to a stream, and to the standard output. */
#define TO_STREAM(name, list, type) \
	int name(FILE *file, const type *format, ...) \
	{ \
		va_list arguments; \
		int length; \
		\
		va_start(arguments, format); \
		length = list(file, format, arguments); \
		va_end(arguments); \
		return length; \
	}
#define TO_OUTPUT(name, list, type) \
	int name(const type *format, ...) \
	{ \
		va_list arguments; \
		int length; \
		\
		va_start(arguments, format); \
		length = list(stdout, format, arguments); \
		va_end(arguments); \
		return length; \
	}
#define IMPORTED(name) void *const __imp_##name = (void *)name;

int vprintf_s(const char *format, va_list arguments)
{
	return vfprintf_s(stdout, format, arguments);
}

int vwprintf_s(const wchar_t *format, va_list arguments)
{
	return vfwprintf_s(stdout, format, arguments);
}

TO_STREAM(fprintf_s, vfprintf_s, char)
TO_STREAM(fwprintf_s, vfwprintf_s, wchar_t)
TO_OUTPUT(printf_s, vfprintf_s, char)
TO_OUTPUT(wprintf_s, vfwprintf_s, wchar_t)
TO_OUTPUT(_cprintf, vfprintf_s, char)
TO_OUTPUT(cprintf, vfprintf_s, char)

IMPORTED(vfprintf_s) IMPORTED(vprintf_s) IMPORTED(fprintf_s) IMPORTED(printf_s) IMPORTED(_cprintf) IMPORTED(cprintf)
IMPORTED(vfwprintf_s) IMPORTED(vwprintf_s) IMPORTED(fwprintf_s) IMPORTED(wprintf_s)

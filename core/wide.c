/*
 * wide.c - wide text on the standard output of a lab: plain text, as Windows has it.
 *
 * The standard output is in binary mode (console.c), and a C library writes wide characters as they are
 * in memory then. Without that mode they come out in the locale's spelling; so they do here. And %s is a wide
 * string, as on Windows: the formatting of mingw-w64 has it the other way round, and so it has the answer of
 * swprintf to a text that does not fit.
 *
 * Other files are left to the C library. Linked into every lab, traced or not. Neighbours: console.h.
 */
#define _CRTIMP /* some of these functions are ours, and not imported */
#include "console.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <windows.h>

#ifdef _UCRT
#define LIBRARY L"ucrtbase.dll"
#else
#define LIBRARY L"msvcrt.dll"
#endif

/* The C library's own function, which the ones here stand in front of. */
static void *library(const char *name)
{
	return (void *)GetProcAddress(GetModuleHandleW(LIBRARY), name);
}

/* ---- characters ---- */

/* As much of it as can be spelled, in one piece. */
bool console_write_wide(const wchar_t *from, size_t length, FILE *file)
{
	char usual[CONSOLE_USUAL], *bytes = usual;
	size_t used = 0, i = 0;
	bool good;

	if (length * MB_LEN_MAX > sizeof usual)
		bytes = console_take(length * MB_LEN_MAX);
	for (; bytes && i < length; i++) {
		int n = wctomb(bytes + used, from[i]);

		if (n <= 0) {
			errno = EILSEQ;
			break;
		}
		used += (size_t)n;
	}
	good = bytes && fwrite(bytes, 1, used, file) == used && i == length;
	console_give(bytes, usual);
	return good;
}

int fputws(const wchar_t *text, FILE *file)
{
	if (file == stdout)
		return console_write_wide(text, wcslen(text), file) ? 0 : EOF;
	return ((int (*)(const wchar_t *, FILE *))library("fputws"))(text, file);
}

wint_t fputwc(wchar_t c, FILE *file)
{
	if (file == stdout)
		return console_write_wide(&c, 1, file) ? c : WEOF;
	return ((wint_t (*)(wchar_t, FILE *))library("fputwc"))(c, file);
}

int _putws(const wchar_t *text)
{
	wchar_t usual[CONSOLE_USUAL], *line = usual;
	size_t length = wcslen(text);
	bool good;

	if (length + 1 > CONSOLE_USUAL)
		line = console_take((length + 1) * sizeof *line);
	if (!line)
		return EOF;
	wmemcpy(line, text, length);
	line[length] = L'\n';
	good = console_write_wide(line, length + 1, stdout);
	console_give(line, usual);
	return good ? 0 : EOF;
}

/* Where the library's headers ask for it by its import. */
int (*__imp_fputws)(const wchar_t *, FILE *) = fputws;
wint_t (*__imp_fputwc)(wchar_t, FILE *) = fputwc;
int (*__imp__putws)(const wchar_t *) = _putws;

/* ---- formats ---- */

/* The conversion behind the % at `from`: its letter, with the length before it in `size`. */
static const wchar_t *conversion(const wchar_t *from, wchar_t *size)
{
	*size = 0;
	for (from++; *from && wcschr(L"-+ #0'*.123456789", *from); from++)
		;
	for (; *from && wcschr(L"hlLwjzt", *from); from++)
		*size = *from;
	return from;
}

/* `to` has room for twice the format. %s becomes %ls, and %S becomes %hs. */
static void as_on_windows(const wchar_t *from, wchar_t *to)
{
	while (*from) {
		wchar_t size;
		const wchar_t *letter = *from == '%' ? conversion(from, &size) : from;

		if (letter == from || !*letter) {
			*to++ = *from++;
			continue;
		}
		while (from < letter)
			if (size == 'w' && *from == 'w')
				from++;
			else
				*to++ = *from++;
		if (wcschr(L"scSC", *letter) && (!size || size == 'w'))
			*to++ = *letter == 's' || *letter == 'c' || size ? 'l' : 'h';
		*to++ = *letter == 'S' ? 's' : *letter == 'C' ? 'c' : *letter;
		from++;
	}
	*to = 0;
}

/* mingw-w64's own formatting, whatever the length. */
int __mingw_wpformat(int flags, void *to, int most, const wchar_t *format, va_list arguments);

/* The text that the format makes, cut to what fits; the length of the whole of it, or -1. */
static int make_wide(wchar_t *to, size_t room, const wchar_t *format, va_list arguments)
{
	wchar_t usual[CONSOLE_USUAL], *own = usual;
	size_t need = 2 * wcslen(format) + 1;
	int length;

	if (need > CONSOLE_USUAL)
		own = console_take(need * sizeof *own);
	if (!own)
		return -1;
	as_on_windows(format, own);
	length = __mingw_wpformat(0, to, room ? (int)room - 1 : 0, own, arguments);
	if (room && length >= 0)
		to[(size_t)length < room ? (size_t)length : room - 1] = 0;
	console_give(own, usual);
	return length;
}

/* Of swprintf and its kin. */
int __mingw_vsnwprintf(wchar_t *to, size_t room, const wchar_t *format, va_list arguments)
{
	int length = make_wide(to, room, format, arguments);

	return room && length >= 0 && (size_t)length >= room ? -1 : length;
}

/* What `make` makes, written; its length, or -1. */
static int print_wide(FILE *file, const wchar_t *format, va_list arguments,
                      int (*make)(wchar_t *, size_t, const wchar_t *, va_list))
{
	wchar_t usual[CONSOLE_USUAL], *text = usual;
	va_list again;
	bool good;
	int length;

	va_copy(again, arguments);
	length = make(usual, CONSOLE_USUAL, format, arguments);
	if (length >= CONSOLE_USUAL) {
		text = console_take(((size_t)length + 1) * sizeof *text);
		length = text ? make(text, (size_t)length + 1, format, again) : -1;
	}
	va_end(again);
	good = length >= 0 && (file == stdout ? console_write_wide(text, (size_t)length, file) : fputws(text, file) >= 0);
	console_give(text, usual);
	return good ? length : -1;
}

int __mingw_vfwprintf(FILE *file, const wchar_t *format, va_list arguments)
{
	return print_wide(file, format, arguments, make_wide);
}

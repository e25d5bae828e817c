/*
 * console.c - the standard output of a lab, as a console shows it: what is printed is there at once, and in one piece.
 *
 * A C library keeps text back when its output is no console, and loses it when the program dies. Here somebody looks at
 * the text, and at what came before a violation above all. So nothing is kept back. The formatting of mingw-w64
 * writes letter by letter then, and half a text stays behind when an argument faults; so a text is made as a
 * whole, then written. Lines end as the lab ends them.
 *
 * Linked into every lab, traced or not, so that both print alike. Neighbours: console.h, wide.c.
 */
#include "console.h"

#include <fcntl.h>
#include <io.h>
#include <windows.h>

__attribute__((constructor(101))) static void start(void)
{
	_setmode(1, _O_BINARY);
	setvbuf(stdout, NULL, _IONBF, 0);
}

void *console_take(size_t size_bytes)
{
	return VirtualAlloc(NULL, size_bytes, MEM_RESERVE | MEM_COMMIT | MEM_TOP_DOWN, PAGE_READWRITE);
}

void console_give(void *memory, const void *usual)
{
	if (memory && memory != usual)
		VirtualFree(memory, 0, MEM_RELEASE);
}

/* ---- text ---- */

bool console_text(struct console_text *text, const char *format, va_list arguments)
{
	va_list again;
	int length;

	va_copy(again, arguments);
	text->text = text->usual;
	length = __mingw_vsnprintf(text->usual, sizeof text->usual, format, arguments);
	if (length >= (int)sizeof text->usual) {
		text->text = console_take((size_t)length + 1);
		length = text->text ? __mingw_vsnprintf(text->text, (size_t)length + 1, format, again) : -1;
	}
	va_end(again);
	text->length = length < 0 ? 0 : (size_t)length;
	return length >= 0;
}

void console_forget(struct console_text *text)
{
	console_give(text->text, text->usual);
}

/* In place of the C library's own, which printf, fprintf and their kin are made of. */
int __mingw_vfprintf(FILE *file, const char *format, va_list arguments)
{
	struct console_text text;
	bool good = console_text(&text, format, arguments) && fwrite(text.text, 1, text.length, file) == text.length;

	console_forget(&text);
	return good ? (int)text.length : -1;
}

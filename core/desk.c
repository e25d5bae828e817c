/*
 * desk.c - what a lab asks of the person before the screen: keys, buttons, commands. There is nobody.
 *
 * A lab runs where nobody sees a window or presses a key, perhaps hundreds of them in a night. So the keys of
 * conio.h are bytes of the standard input, and what goes to the console by it goes to the standard output, as if it had not been
 * redirected. A message box prints its text, and its first button is pressed. No command is run: a lab reaches
 * nothing but itself. The simulator has the same in sim/libc/conio.c, sim/libc/stdlib.c and sim/libc/desk.c.
 *
 * Linked into every lab, traced or not. Neighbours: console.h.
 */
#define _CRTIMP /* some of these functions are ours, and not imported */
#define _USER32_
#include "console.h"

#include <conio.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <windows.h>

/* ---- keys: Enter is \r; at the end of the input there is nothing to wait for ---- */

int _getch(void)
{
	int c = getchar();

	return c == '\n' ? '\r' : c;
}

int _getche(void)
{
	int c = _getch();

	if (c >= 0)
		putchar(c);
	return c;
}

int _kbhit(void)
{
	return 1;
}

int _ungetch(int c)
{
	return ungetc(c, stdin);
}

int _putch(int c)
{
	return putchar(c) < 0 ? EOF : c;
}

int _cputs(const char *text)
{
	return fputs(text, stdout) < 0 ? EOF : 0;
}

#define IMPORTED(name) void *const __imp_##name = (void *)name;
IMPORTED(_getch) IMPORTED(_getche) IMPORTED(_kbhit) IMPORTED(_ungetch) IMPORTED(_putch) IMPORTED(_cputs)

/* Their names without the underscore. */
#define ALSO(name) \
	__asm__(".globl " #name "\n.set " #name ", _" #name "\n.data\n" \
	        ".globl __imp_" #name "\n__imp_" #name ": .quad _" #name "\n.text");
ALSO(getch) ALSO(getche) ALSO(kbhit) ALSO(ungetch) ALSO(putch) ALSO(cputs)

/* ---- a line: the older library has no such function ---- */

char *gets_s(char *to, size_t room)
{
	size_t n = 0;
	int c;

	if (!to || !room) {
		errno = EINVAL;
		return NULL;
	}
	while ((c = getchar()) != EOF && c != '\n')
		if (n < room)
			to[n++] = (char)c;
	if (n == room) {
		to[0] = '\0';
		errno = ERANGE;
		return NULL;
	}
	to[n] = '\0';
	return c == EOF && n == 0 ? NULL : to;
}

IMPORTED(gets_s)

/* ---- buttons ---- */

static int first_button(UINT type)
{
	static const int button[] = { IDOK, IDOK, IDABORT, IDYES, IDYES, IDRETRY, IDCANCEL };

	return (type & 0xf) < sizeof button / sizeof button[0] ? button[type & 0xf] : 0;
}

/* [caption] text, in one piece. */
static int show(const char *text, const char *caption, UINT type)
{
	size_t room = strlen(text) + strlen(caption) + 8;
	char usual[CONSOLE_USUAL], *line = room <= sizeof usual ? usual : console_take(room);

	if (!line)
		return 0;
	fwrite(line, 1, (size_t)sprintf(line, "[%s] %s\n", caption, text), stdout);
	console_give(line, usual);
	return first_button(type);
}

int WINAPI MessageBoxA(HWND window, LPCSTR text, LPCSTR caption, UINT type)
{
	(void)window;
	return show(text ? text : "", caption ? caption : "Error", type);
}

static const char *bytes(const wchar_t *from, char *to, size_t room)
{
	size_t n = 0;

	for (; from[n] && n + 1 < room; n++)
		to[n] = from[n] <= 0xff ? (char)from[n] : '?';
	to[n] = '\0';
	return to;
}

int WINAPI MessageBoxW(HWND window, LPCWSTR text, LPCWSTR caption, UINT type)
{
	char t[CONSOLE_USUAL * 4], c[CONSOLE_USUAL];

	(void)window;
	return show(text ? bytes(text, t, sizeof t) : "", caption ? bytes(caption, c, sizeof c) : "Error", type);
}

IMPORTED(MessageBoxA) IMPORTED(MessageBoxW)

/* ---- commands ---- */

int system(const char *command)
{
	static const char *const harmless[] = { "pause", "cls", "color", "title", "echo off", "mode", "chcp" };

	if (!command)
		return 1;
	if (_strnicmp(command, "pause", 5) == 0)
		getchar();
	for (size_t i = 0; i < sizeof harmless / sizeof harmless[0]; i++)
		if (_strnicmp(command, harmless[i], strlen(harmless[i])) == 0)
			return 0;
	fprintf(stderr, "system: no command is run here: %s\n", command);
	return 1;
}

int _wsystem(const wchar_t *command)
{
	char text[CONSOLE_USUAL];

	return system(command ? bytes(command, text, sizeof text) : NULL);
}

IMPORTED(system) IMPORTED(_wsystem)

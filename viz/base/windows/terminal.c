/*
 * terminal.c - see viz/base/terminal.h: the console of Windows 10 and later.
 *
 * Output is the same control sequences as elsewhere, which this console knows when it is asked to. Keys are
 * read as records, not as text: a record names the key. Ctrl-C comes as a console event and not as a
 * key; its handler runs in a thread of its own, restores the screen, and lets the system end the program.
 * Source: docs/reference/sources.md, [console].
 */
#include "viz/base/terminal.h"

#include <io.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

#ifndef ENABLE_VIRTUAL_TERMINAL_PROCESSING
#define ENABLE_VIRTUAL_TERMINAL_PROCESSING 4
#endif

enum { BYTES_MAX = 4 };                /* of a character in UTF-8 */

static HANDLE keys, screen;
static DWORD keys_found, screen_found;
static volatile LONG taken;
static unsigned char typed[BYTES_MAX]; /* the rest of a character that was typed */
static int typed_count, typed_at;
static unsigned last_columns, last_rows;

/* ---- the screen ---- */

void terminal_put(const char *text, size_t size)
{
	DWORD n;

	while (size && WriteFile(screen, text, size > 8192 ? 8192 : (DWORD)size, &n, NULL) && n) {
		text += n;
		size -= n;
	}
}

static void say(const char *text)
{
	terminal_put(text, strlen(text));
}

static void give_screen(void)
{
	if (!InterlockedExchange(&taken, 0))
		return;
	say("\033[0m\033[2J\033[H\033[?25h\033[?1049l");
	SetConsoleMode(screen, screen_found);
	SetConsoleMode(keys, keys_found);
}

/* FALSE: go on with what the system does, which is the end of the program. */
static BOOL WINAPI note_event(DWORD event)
{
	give_screen();
	return FALSE;
}

bool terminal_enter(void)
{
	keys = GetStdHandle(STD_INPUT_HANDLE);
	screen = GetStdHandle(STD_OUTPUT_HANDLE);
	if (!GetConsoleMode(keys, &keys_found) || !GetConsoleMode(screen, &screen_found))
		return false;
	SetConsoleCtrlHandler(note_event, TRUE);
	taken = 1;
	SetConsoleMode(screen, screen_found | ENABLE_PROCESSED_OUTPUT | ENABLE_VIRTUAL_TERMINAL_PROCESSING);
	SetConsoleMode(keys, ENABLE_PROCESSED_INPUT | ENABLE_WINDOW_INPUT);
	say("\033[?1049h\033[?25l\033[H\033[2J");
	return true;
}

void terminal_leave(void)
{
	give_screen();
	SetConsoleCtrlHandler(note_event, FALSE);
}

void terminal_size(unsigned *columns, unsigned *rows)
{
	CONSOLE_SCREEN_BUFFER_INFO info;
	bool known = GetConsoleScreenBufferInfo(GetStdHandle(STD_OUTPUT_HANDLE), &info);

	*columns = known ? (unsigned)(info.srWindow.Right - info.srWindow.Left + 1) : 80;
	*rows = known ? (unsigned)(info.srWindow.Bottom - info.srWindow.Top + 1) : 24;
}

/* Windows tells of its buffer's size, not of the window's: so it is asked. */
bool terminal_resized(void)
{
	unsigned columns, rows;
	bool changed;

	terminal_size(&columns, &rows);
	changed = columns != last_columns || rows != last_rows;
	last_columns = columns;
	last_rows = rows;
	return changed;
}

/* ---- keys ---- */

static int key_of(const KEY_EVENT_RECORD *key)
{
	static const struct { WORD code; enum terminal_key key; } known[] = {
		{ VK_LEFT, TK_LEFT }, { VK_RIGHT, TK_RIGHT }, { VK_UP, TK_UP }, { VK_DOWN, TK_DOWN }, { VK_HOME, TK_HOME },
		{ VK_END, TK_END }, { VK_PRIOR, TK_PAGE_UP }, { VK_NEXT, TK_PAGE_DOWN }, { VK_ESCAPE, TK_ESCAPE },
	};

	if (!key->bKeyDown)
		return TK_NONE;
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (known[i].code == key->wVirtualKeyCode)
			return known[i].key;
	if (key->wVirtualKeyCode == VK_TAB && key->dwControlKeyState & SHIFT_PRESSED)
		return TK_BACK_TAB;
	if (key->wVirtualKeyCode == VK_BACK)
		return 127;
	typed_at = 0;
	typed_count = key->uChar.UnicodeChar ?
	              WideCharToMultiByte(CP_UTF8, 0, &key->uChar.UnicodeChar, 1, (char *)typed, BYTES_MAX, NULL, NULL) : 0;
	return typed_count ? typed[typed_at++] : TK_NONE;
}

int terminal_key(void)
{
	INPUT_RECORD record;
	DWORD n;

	if (typed_at < typed_count)
		return typed[typed_at++];
	for (;;) {
		int key = TK_NONE;

		if (!ReadConsoleInputW(keys, &record, 1, &n) || !n)
			return TK_GONE;
		if (record.EventType == WINDOW_BUFFER_SIZE_EVENT)
			return TK_NONE;
		if (record.EventType == KEY_EVENT)
			key = key_of(&record.Event.KeyEvent);
		if (key != TK_NONE)
			return key;
	}
}

/* Is a key down among what waits? That it went up again is told, too. */
bool terminal_hurried(void)
{
	INPUT_RECORD waiting[32];
	DWORD n;

	if (typed_at < typed_count)
		return true;
	if (!PeekConsoleInputW(keys, waiting, sizeof waiting / sizeof waiting[0], &n))
		return false;
	for (DWORD i = 0; i < n; i++)
		if (waiting[i].EventType == KEY_EVENT && waiting[i].Event.KeyEvent.bKeyDown)
			return true;
	return false;
}

/* ---- is there one? ---- */

static bool is_console(DWORD stream)
{
	DWORD mode;

	return GetConsoleMode(GetStdHandle(stream), &mode);
}

/* Can this console do what the sequences say? Older ones refuse the mode. */
static bool able(void)
{
	HANDLE out = GetStdHandle(STD_OUTPUT_HANDLE);
	DWORD mode;

	return GetConsoleMode(out, &mode) && SetConsoleMode(out, mode | ENABLE_VIRTUAL_TERMINAL_PROCESSING);
}

bool terminal_colour(void)
{
	const char *no = getenv("NO_COLOR");

	return (!no || !*no) && able();
}

bool terminal_usable(void)
{
	if (is_console(STD_INPUT_HANDLE) && able())
		return true;
	fprintf(stderr, "viz: step needs a terminal on standard input and output; viz show --step N prints a step anywhere\n");
	return false;
}

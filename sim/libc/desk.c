/*
 * desk.c - Win32 calls that no trace tells of: the screen, the person before it, the version of the system.
 *
 * They change no memory that a picture could show, and what they answer is the machine's affair. There is nobody: a
 * message box prints its text, and its first button is pressed (core/desk.c does the same). The system is the Windows 10
 * that a program without a manifest sees, which is told the number of Windows 8.
 *
 * Source: docs/reference/sources.md, [desk].
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/libc/crt.h"
#include "sim/libc/errors.h"
#include "sim/libc/stream.h"
#include "sim/libc/unit.h"

#define VERSION_MAJOR 6
#define VERSION_MINOR 2
#define VERSION_BUILD 9200
#define PLATFORM_NT   2

#define ERROR_INSUFFICIENT_BUFFER 122u
#define ERROR_ENVVAR_NOT_FOUND    203u

static uint64_t run_true(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return 1;
}

/* ---- message boxes ---- */

static uint64_t first_button(uint64_t type)
{
	static const uint8_t button[] = { 1, 1, 3, 6, 6, 4, 2 };        /* IDOK, IDOK, IDABORT, IDYES, IDYES, IDRETRY, IDCANCEL */

	return (type & 0xf) < sizeof button ? button[type & 0xf] : 0;
}

/* The text as bytes; what has none is a question mark. The caller frees it. NULL: trapped. */
static char *bytes_of(struct cpu *cpu, uint64_t va, unsigned width, const char *without)
{
	uint64_t length, n = 0;
	char *text;
	uint16_t unit;

	if (va == 0)
		return strdup(without);
	if (!unit_length(cpu, va, width, UINT64_MAX, &length))
		return NULL;
	text = malloc(length + 1);
	for (; text && n < length && unit_get(cpu, va + n * width, width, &unit); n++)
		text[n] = unit <= 0xff ? (char)unit : '?';
	if (text)
		text[n] = '\0';
	return text;
}

static uint64_t message_box(struct cpu *cpu, const uint64_t *arg, unsigned width)
{
	char *text = bytes_of(cpu, arg[1], width, ""), *caption = text ? bytes_of(cpu, arg[2], width, "Error") : NULL;
	size_t room = caption ? strlen(text) + strlen(caption) + 8 : 0;
	char *line = room ? malloc(room) : NULL;

	if (line)
		stream_put(cpu, STREAM_OUT, line, (size_t)snprintf(line, room, "[%s] %s\n", caption, text));
	free(line);
	free(caption);
	free(text);
	return first_button(arg[3]);
}

static uint64_t run_MessageBoxA(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return message_box(cpu, arg, 1);
}

static uint64_t run_MessageBoxW(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return message_box(cpu, arg, 2);
}

/* ---- the version, and the process ---- */

static uint64_t run_GetVersion(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return VERSION_MAJOR | VERSION_MINOR << 8 | (uint32_t)VERSION_BUILD << 16;
}

/* OSVERSIONINFO of this width of characters. */
static uint64_t get_version(struct cpu *cpu, uint64_t va, unsigned width)
{
	const uint32_t version[] = { VERSION_MAJOR, VERSION_MINOR, VERSION_BUILD, PLATFORM_NT };
	uint32_t size;

	if (!cpu_read(cpu, va, &size, sizeof size))
		return 0;
	if (size < 20 + 128 * width) {
		cpu->last_error = ERROR_INSUFFICIENT_BUFFER;
		return 0;
	}
	return cpu_write(cpu, va + 4, version, sizeof version) && cpu_fill(cpu, va + 20, 0, width);
}

static uint64_t run_GetVersionExA(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return get_version(cpu, arg[0], 1);
}

static uint64_t run_GetVersionExW(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return get_version(cpu, arg[0], 2);
}


/* The name in quotes, then the arguments, as far as there is room. */
static uint64_t command_line(struct cpu *cpu, uint64_t place, uint64_t room, unsigned width)
{
	uint64_t at = cpu->runtime + place, n = 0;
	bool good = true;

	for (int i = 0; i < cpu->argc; i++) {
		char text[256];

		snprintf(text, sizeof text, i == 0 ? "\"%s\"" : " %s", cpu->argv[i]);
		for (const char *c = text; good && *c != '\0' && n + 1 < room / width; c++, n++)
			good = unit_put(cpu, at + n * width, width, (uint8_t)*c);
	}
	return good && unit_put(cpu, at + n * width, width, 0) ? at : 0;
}

static uint64_t run_GetCommandLineA(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return command_line(cpu, RUNTIME_LINE, RUNTIME_LINE_W - RUNTIME_LINE, 1);
}

static uint64_t run_GetCommandLineW(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return command_line(cpu, RUNTIME_LINE_W, RUNTIME_BYTES - RUNTIME_LINE_W, 2);
}

/* There is no environment. */
static uint64_t run_GetEnvironmentVariable(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	cpu->last_error = ERROR_ENVVAR_NOT_FOUND;
	return 0;
}

/* ---- time: see api_process.c ---- */

#define TICKS_SECOND 10000000u          /* of 100 ns */
#define TICKS_BEFORE 11644473600u       /* seconds from 1601 to 1970 */

static uint64_t run_GetTickCount64(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return cpu->ticks++;
}

static uint64_t run_QueryPerformanceFrequency(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return cpu_write(cpu, arg[0], &(uint64_t){ TICKS_SECOND }, 8);
}

static uint64_t run_QueryPerformanceCounter(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	return cpu_write(cpu, arg[0], &(uint64_t){ (uint64_t)cpu->ticks++ * (TICKS_SECOND / 1000) }, 8);
}

static uint64_t run_GetSystemTimeAsFileTime(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	cpu_write(cpu, arg[0], &(uint64_t){ ((uint64_t)RECORD_NOW + TICKS_BEFORE) * TICKS_SECOND }, 8);
	return 0;
}

/* SYSTEMTIME: the first of January 2000 was a Saturday. */
static uint64_t run_GetSystemTime(struct cpu *cpu, const uint64_t *arg, unsigned args)
{
	const uint16_t time[] = { 2000, 1, 6, 1, 0, 0, 0, 0 };

	cpu_write(cpu, arg[0], time, sizeof time);
	return 0;
}

const struct library_function desk_functions[] = {
	{ "OutputDebugStringA", crt_zero }, { "OutputDebugStringW", crt_zero }, { "IsDebuggerPresent", crt_zero },
	{ "Beep", run_true }, { "MessageBeep", run_true }, { "SetConsoleTitleA", run_true }, { "SetConsoleTitleW", run_true },
	{ "SetConsoleTextAttribute", run_true }, { "SetConsoleCursorPosition", run_true }, { "SetConsoleCP", run_true },
	{ "FlushInstructionCache", run_true }, { "SetConsoleOutputCP", run_true }, { "SetConsoleCtrlHandler", run_true },
	{ "MessageBoxA", run_MessageBoxA }, { "MessageBoxW", run_MessageBoxW },
	{ "GetVersion", run_GetVersion }, { "GetVersionExA", run_GetVersionExA }, { "GetVersionExW", run_GetVersionExW },
	{ "GetCommandLineA", run_GetCommandLineA }, { "GetCommandLineW", run_GetCommandLineW },
	{ "GetEnvironmentVariableA", run_GetEnvironmentVariable }, { "GetEnvironmentVariableW", run_GetEnvironmentVariable },
	{ "GetTickCount64", run_GetTickCount64 }, { "QueryPerformanceFrequency", run_QueryPerformanceFrequency },
	{ "QueryPerformanceCounter", run_QueryPerformanceCounter }, { "GetSystemTimeAsFileTime", run_GetSystemTimeAsFileTime },
	{ "GetSystemTime", run_GetSystemTime }, { "GetLocalTime", run_GetSystemTime },
	{ NULL, NULL }
};

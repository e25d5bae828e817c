/* tracer.c - see tracer.h: the tracer's life, from before main to the last line. */
#include "tracer.h"

#include <fcntl.h>
#include <io.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_EVENTS 1000000u
#define UNWRITTEN 176                   /* how a lab ends whose trace cannot be written; core/run knows it */
#define MAX_BYTES (512ull << 20)
#define MAX_SOURCE (1u << 20)
#define WATCH_STACK 65536       /* bytes */
#define WATCH_MS 100            /* how often processor time is looked at */

struct tracer tracer = { .file = INVALID_HANDLE_VALUE };

/* data.s, made by core/run, or data.c, made by weave: the text of the lab and the name of its file. */
extern const char fl_source[], fl_name[];
extern const uint32_t fl_source_size;

void *tracer_memory(size_t size_bytes)
{
	return VirtualAlloc(NULL, size_bytes, MEM_RESERVE | MEM_COMMIT | MEM_TOP_DOWN, PAGE_READWRITE);
}

void tracer_forget(void *memory)
{
	if (memory)
		VirtualFree(memory, 0, MEM_RELEASE);
}

static void *grow(void *context, void *old, size_t old_bytes, size_t size_bytes)
{
	void *memory = size_bytes ? tracer_memory(size_bytes) : NULL;

	(void)context;
	if (memory && old)
		memcpy(memory, old, old_bytes < size_bytes ? old_bytes : size_bytes);
	if (old && (memory || !size_bytes))
		tracer_forget(old);
	return memory;
}

static bool write_all(HANDLE file, const char *text, size_t size_bytes)
{
	while (size_bytes) {
		DWORD part = size_bytes > 1u << 30 ? 1u << 30 : (DWORD)size_bytes, written;

		if (!WriteFile(file, text, part, &written, NULL) || !written)
			return false;
		text += written;
		size_bytes -= written;
	}
	return true;
}

static bool sink(void *context, const char *line, size_t size_bytes)
{
	(void)context;
	tracer.events++;
	tracer.bytes += size_bytes;
	return tracer.file == INVALID_HANDLE_VALUE || write_all(tracer.file, line, size_bytes);
}

void tracer_say(const char *text, ...)
{
	char line[1024];
	size_t used = 0;
	va_list parts;

	va_start(parts, text);
	for (; text; text = va_arg(parts, const char *))
		for (; *text && used < sizeof line; text++)
			line[used++] = *text;
	va_end(parts);
	write_all(GetStdHandle(STD_ERROR_HANDLE), line, used);
}

DWORD tracer_enter(void)
{
	DWORD last_error = GetLastError();

	InterlockedExchange(&tracer.inside, 1);
	tracer.stale = true;
	seh_flush();
	return last_error;
}

void tracer_leave(DWORD last_error)
{
	InterlockedExchange(&tracer.inside, 0);
	SetLastError(last_error);
}

struct trace *tracer_event(const char *type, uint32_t line)
{
	trace_event(&tracer.trace, type, line);
	tracer.line = line;
	return &tracer.trace;
}

/* Nobody may take an incomplete trace for a whole one: without a place to write to, the lab ends. */
static void give_up(void)
{
	DWORD error = GetLastError();
	bool full = error == ERROR_DISK_FULL || error == ERROR_HANDLE_DISK_FULL;

	tracer_say("faultlab: the trace cannot be written", full ? ": the disk is full\n" : "\n", (char *)NULL);
	TerminateProcess(GetCurrentProcess(), UNWRITTEN);
	ExitProcess(UNWRITTEN);
}

static void write_event(void)
{
	if (!trace_end(&tracer.trace))
		give_up();
	if (tracer.ended)
		return;
	if (tracer.events > MAX_EVENTS)
		tracer_stop(tracer.line, "stopped after 1000000 events");
	if (tracer.bytes > MAX_BYTES)
		tracer_stop(tracer.line, "stopped when the trace had grown to 512 MiB");
}

void tracer_close(void)
{
	view_write(&tracer.trace);
	write_event();
}

void tracer_exit(uint32_t line, int64_t code)
{
	if (tracer.ended)
		return;
	tracer.ended = true;
	trace_number(tracer_event("exit", line), "code", (int32_t)code);
	tracer_close();
}

static void say_stopped(uint32_t line, const char *reason)
{
	char digits[12];
	size_t i = sizeof digits - 1;
	bool known = line != 0;

	digits[i] = '\0';
	do
		digits[--i] = (char)('0' + line % 10);
	while (line /= 10);
	tracer_say(tracer.lab, known ? ":" : "", known ? digits + i : "", ": ", reason, "\n", (char *)NULL);
}

void tracer_stop(uint32_t line, const char *reason)
{
	struct trace *t;

	tracer.ended = true;
	t = tracer_event("exit", line);
	trace_number(t, "code", STOPPED);
	trace_string(t, "reason", reason);
	tracer_close();
	say_stopped(line, reason);
	TerminateProcess(GetCurrentProcess(), STOPPED);
	ExitProcess(STOPPED);
}

/* Where the suspended lab is. */
static uint32_t line_of_thread(void)
{
	CONTEXT context = { .ContextFlags = CONTEXT_FULL };

	return GetThreadContext(tracer.main_thread, &context) ? lines_of(&context) : 0;
}

/* Stop the lab from outside, at a moment when the tracer is not in the middle of a line (TRACER-3). */
static void watch_stop(unsigned seconds, const char *of_what)
{
	char reason[96];

	snprintf(reason, sizeof reason, "stopped: still running after %u s%s", seconds, of_what);
	for (;;) {
		SuspendThread(tracer.main_thread);
		if (!tracer.inside)
			break;
		ResumeThread(tracer.main_thread);
		Sleep(1);
	}
	tracer_enter();
	tracer_stop(line_of_thread(), reason);
}

/*
 * How long the lab may run, 0: for ever. A grader's machine may be busy, and a lab must not lose by that: it gives
 * processor time, and so much of the other kind that only a lab which waits for nothing can use it up.
 */
static struct {
	unsigned seconds, processor_seconds;
} allowed;

static unsigned processor_seconds_used(void)
{
	FILETIME began, ended, kernel = { 0, 0 }, user = { 0, 0 };

	GetProcessTimes(GetCurrentProcess(), &began, &ended, &kernel, &user);
	return (unsigned)((((uint64_t)kernel.dwHighDateTime << 32 | kernel.dwLowDateTime) +
	                   ((uint64_t)user.dwHighDateTime << 32 | user.dwLowDateTime)) / 10000000);
}

static DWORD WINAPI watch(void *unused)
{
	ULONGLONG end = GetTickCount64() + allowed.seconds * 1000ull;

	while (!allowed.seconds || GetTickCount64() < end) {
		Sleep(allowed.processor_seconds ? WATCH_MS : allowed.seconds * 1000);
		if (allowed.processor_seconds && processor_seconds_used() >= allowed.processor_seconds)
			watch_stop(allowed.processor_seconds, " of processor time");
	}
	watch_stop(allowed.seconds, "");
	return 0;
}

static unsigned setting(const char *name, char *out, unsigned room)
{
	unsigned length = GetEnvironmentVariableA(name, out, room);

	out[length < room ? length : 0] = '\0';
	return length < room ? length : 0;
}

static int nibble(char c)
{
	return c >= 'a' ? c - 'a' + 10 : c - '0';
}

/*
 * The name of the lab as core/run says it, in hexadecimal: it may hold bytes that no environment carries safely.
 * A lab that is started by itself has the name that it was compiled under.
 */
static void read_lab_name(void)
{
	char hex[2 * sizeof tracer.lab];
	unsigned length = setting("FAULTLAB_LAB", hex, sizeof hex), i;

	for (i = 0; i + 1 < length; i += 2)
		tracer.lab[i / 2] = (char)(nibble(hex[i]) << 4 | nibble(hex[i + 1]));
	tracer.lab[i / 2] = '\0';
	if (!length)
		snprintf(tracer.lab, sizeof tracer.lab, "%s", fl_name);
}

static void open_file(void)
{
	WCHAR path[4096];
	DWORD length = GetEnvironmentVariableW(L"FAULTLAB_TRACE", path, 4096);

	if (!length || length >= 4096)
		return;
	tracer.file = CreateFileW(path, GENERIC_WRITE, FILE_SHARE_READ, NULL, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);
	if (tracer.file == INVALID_HANDLE_VALUE) {
		tracer_say("faultlab: the trace cannot be opened\n", (char *)NULL);
		ExitProcess(1);
	}
}

static void read_platform(char *out, size_t room)
{
	HMODULE ntdll = GetModuleHandleW(L"ntdll.dll");
	const char *(*version)(void) = (const char *(*)(void))(void *)GetProcAddress(ntdll, "wine_get_version");
	LONG (WINAPI *windows)(OSVERSIONINFOW *) = (LONG (WINAPI *)(OSVERSIONINFOW *))(void *)GetProcAddress(ntdll, "RtlGetVersion");
	OSVERSIONINFOW info = { .dwOSVersionInfoSize = sizeof info };

	tracer.wine = version != NULL;
	if (version) {
		snprintf(out, room, "Wine %s", version());
		return;
	}
	if (windows)
		windows(&info);
	snprintf(out, room, "Windows %lu.%lu.%lu", info.dwMajorVersion, info.dwMinorVersion, info.dwBuildNumber);
}

static void write_begin(void)
{
	struct trace *t = &tracer.trace;
	char platform[64], recorder[64];
	size_t source = fl_source_size;

	read_platform(platform, sizeof platform);
	trace_begin(t, "real", tracer.lab, platform);
	if (__argc > 1) {
		trace_open_array(t, "args");
		for (int i = 1; i < __argc; i++)
			trace_string(t, NULL, __argv[i]);
		trace_close_array(t);
	}
	if (setting("FAULTLAB_RECORDED", recorder, sizeof recorder)) {
		trace_bool(t, "recorded", true);
		trace_string(t, "recorded_by", recorder);
	}
	trace_bytes(t, "source", fl_source, source < MAX_SOURCE ? source : MAX_SOURCE);
	if (!trace_end(t))
		give_up();
}

static unsigned number(const char *name)
{
	char text[12];

	return setting(name, text, sizeof text) ? (unsigned)strtoul(text, NULL, 10) : 0;
}

static void start_watch(void)
{
	allowed.seconds = number("FAULTLAB_TIMEOUT");
	allowed.processor_seconds = number("FAULTLAB_PROCESSOR_TIME");
	DuplicateHandle(GetCurrentProcess(), GetCurrentThread(), GetCurrentProcess(), &tracer.main_thread, 0, FALSE,
	                DUPLICATE_SAME_ACCESS);
	if (allowed.seconds || allowed.processor_seconds)
		CloseHandle(CreateThread(NULL, WATCH_STACK, watch, NULL, STACK_SIZE_PARAM_IS_A_RESERVATION, NULL));
}

static int exit_code;
uint32_t tracer_exit_line;

/* Registered first, so it runs after everything that the lab registered. */
static void at_exit(void)
{
	DWORD last_error = tracer_enter();

	tracer_exit(tracer_exit_line, exit_code);
	tracer_leave(last_error);
}

void __real_exit(int code) __attribute__((noreturn));
void __wrap_exit(int code) __attribute__((noreturn));

/* exit() of the lab, and of the C runtime when main returns (the linker's --wrap=exit). */
void __wrap_exit(int code)
{
	exit_code = code;
	__real_exit(code);
}

/* Before main. The order matters: what takes memory comes first (TRACER-2). */
__attribute__((constructor)) static void start(void)
{
	tracer.thread = GetCurrentThreadId();
	tracer.stack = (NT_TIB *)NtCurrentTeb();
	tracer.inside = 1;
	_setmode(_fileno(stdout), _O_BINARY);
	setvbuf(stdout, NULL, _IONBF, 0);
	trace_init(&tracer.trace, sink, grow, NULL);
	places_init(&tracer.places, &tracer.trace);
	handles_init(&tracer.handles, &tracer.trace);
	read_lab_name();
	open_file();
	start_watch();
	tracer_start_clocks();
	atexit(at_exit);
	seh_start();
	write_begin();
	tracer_leave(0);
}

/* tracer.c - see tracer.h: the tracer's life, from before main to the last line. */
#include "tracer.h"

#include <stdarg.h>
#include <string.h>

#include "words.h"

#define MAX_EVENTS 1000000u
#define UNWRITTEN 176                   /* how a lab ends whose trace cannot be written; core/run knows it */
#define MAX_BYTES (512ull << 20)
#define MAX_SOURCE (1u << 20)
#define PATIENCE 1000                   /* looks at a tracer that another thread has, before one looks whether that one lives */

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
	if (tracer.closed)
		return true;
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

/* Has the thread that has the tracer died of what nobody stood in front of (THREADS-2)? */
static bool is_dead(LONG id)
{
	HANDLE thread = id ? OpenThread(SYNCHRONIZE, FALSE, (DWORD)id) : NULL;
	bool dead = id && (!thread || WaitForSingleObject(thread, 0) == WAIT_OBJECT_0);

	if (thread)
		CloseHandle(thread);
	return dead;
}

/* What a dead thread has begun to write is not written. */
static bool take_from_dead(LONG self)
{
	LONG owner = tracer.inside;

	if (!is_dead(owner) || InterlockedCompareExchange(&tracer.inside, self, owner) != owner)
		return false;
	trace_drop(&tracer.trace);
	return true;
}

/* One event at a time: another thread of the lab waits for the end of it. */
void tracer_take(void)
{
	struct thread *t = threads_self();
	LONG self = (LONG)GetCurrentThreadId();

	for (unsigned tries = 1; tracer.inside != self && InterlockedCompareExchange(&tracer.inside, self, 0); tries++) {
		if (tries % PATIENCE == 0 && take_from_dead(self))
			break;
		Sleep(tries > PATIENCE);
	}
	tracer.turns += t != tracer.self;
	tracer.self = t;
	tracer.trace.thread = t->number;
}

bool tracer_is_inside(void)
{
	return tracer.inside == (LONG)GetCurrentThreadId();
}

DWORD tracer_enter(void)
{
	DWORD last_error = GetLastError();

	tracer_take();
	tracer.stale = true;
	if (tracer.self->pending)
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
void tracer_give_up(void)
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
		tracer_give_up();
	tracer.closed |= tracer.ended;
	if (tracer.ended)
		return;
	if (tracer.trace.thread == THREADS_MOST)
		tracer_stop(tracer.line, "stopped after 100000 threads");
	if (tracer.events > MAX_EVENTS)
		tracer_stop(tracer.line, "stopped after 1000000 events");
	if (tracer.bytes > MAX_BYTES)
		tracer_stop(tracer.line, "stopped when the trace had grown to 512 MiB");
}

static void close_event(void *unused)
{
	(void)unused;
	view_write(&tracer.trace);
	write_event();
}

void tracer_close(void)
{
	aside(close_event, NULL);
}

void tracer_exit(uint32_t line, int64_t code)
{
	if (tracer.ended)
		return;
	seh_flush_all();
	tracer.ended = true;
	trace_number(tracer_event("exit", line), "code", (int32_t)code);
	tracer_close();
}

static void say_stopped(uint32_t line, const char *reason)
{
	struct words where = { .used = 0 };

	if (line) {
		words_add(&where, ":");
		words_number(&where, line);
	}
	tracer_say(tracer.lab, where.text, ": ", reason, "\n", (char *)NULL);
}

void tracer_stop(uint32_t line, const char *reason)
{
	struct trace *t;

	seh_flush_all();
	tracer.ended = true;
	t = tracer_event("exit", line);
	trace_number(t, "code", STOPPED);
	trace_string(t, "reason", reason);
	tracer_close();
	say_stopped(line, reason);
	TerminateProcess(GetCurrentProcess(), STOPPED);
	ExitProcess(STOPPED);
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
	for (i = 0; !length && i + 1 < sizeof tracer.lab && fl_name[i]; i++)
		tracer.lab[i] = fl_name[i];
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

static void read_platform(struct words *platform)
{
	HMODULE ntdll = GetModuleHandleW(L"ntdll.dll");
	const char *(*version)(void) = (const char *(*)(void))(void *)GetProcAddress(ntdll, "wine_get_version");
	LONG (WINAPI *windows)(OSVERSIONINFOW *) = (LONG (WINAPI *)(OSVERSIONINFOW *))(void *)GetProcAddress(ntdll, "RtlGetVersion");
	OSVERSIONINFOW info = { .dwOSVersionInfoSize = sizeof info };

	tracer.wine = version != NULL;
	if (version) {
		words_add(platform, "Wine ");
		words_add(platform, version());
		return;
	}
	if (windows)
		windows(&info);
	words_add(platform, "Windows ");
	words_number(platform, info.dwMajorVersion);
	words_add(platform, ".");
	words_number(platform, info.dwMinorVersion);
	words_add(platform, ".");
	words_number(platform, info.dwBuildNumber);
}

/* Of a program that begins in wmain only the wide ones are there. */
static void write_argument(struct trace *t, int i)
{
	char text[4096];

	if (__argv) {
		trace_string(t, NULL, __argv[i]);
		return;
	}
	text[0] = '\0';
	WideCharToMultiByte(CP_ACP, 0, __wargv[i], -1, text, sizeof text, NULL, NULL);
	text[sizeof text - 1] = '\0';
	trace_string(t, NULL, text);
}

static void write_begin(void)
{
	struct trace *t = &tracer.trace;
	struct words platform = { .used = 0 };
	char recorder[64];
	size_t source = fl_source_size;

	read_platform(&platform);
	trace_begin(t, "real", tracer.lab, platform.text);
	if (__argc > 1) {
		trace_open_array(t, "args");
		for (int i = 1; i < __argc; i++)
			write_argument(t, i);
		trace_close_array(t);
	}
	if (setting("FAULTLAB_RECORDED", recorder, sizeof recorder)) {
		trace_bool(t, "recorded", true);
		trace_string(t, "recorded_by", recorder);
	}
	trace_bytes(t, "source", fl_source, source < MAX_SOURCE ? source : MAX_SOURCE);
	if (!trace_end(t))
		tracer_give_up();
}

unsigned tracer_setting(const char *name)
{
	char text[12];
	unsigned value = 0;

	setting(name, text, sizeof text);
	for (const char *c = text; *c >= '0' && *c <= '9'; c++)
		value = value * 10 + (unsigned)(*c - '0');
	return value;
}

uint32_t tracer_exit_line;

/* Where the sections of own.lds are. */
static void find_own(void)
{
	uintptr_t image = (uintptr_t)GetModuleHandleW(NULL);
	const IMAGE_NT_HEADERS64 *header = (const void *)(image + (uintptr_t)((const IMAGE_DOS_HEADER *)image)->e_lfanew);
	const IMAGE_SECTION_HEADER *section = IMAGE_FIRST_SECTION(header);

	for (unsigned i = 0; i < header->FileHeader.NumberOfSections; i++, section++) {
		uintptr_t low = image + section->VirtualAddress, high = low + ((section->Misc.VirtualSize + 4095) & ~4095u);

		if (section->Name[0] != '.' || section->Name[1] != 'f' || section->Name[2] != 'l')
			continue;
		if (!tracer.own_low)
			tracer.own_low = low;
		tracer.own_high = high;
	}
}

/* Before main. The order matters: what takes memory comes first (TRACER-2). */
__attribute__((constructor)) static void start(void)
{
	tracer.thread = GetCurrentThreadId();
	threads_begin();
	tracer_take();
	find_own();
	aside_start();
	trace_init(&tracer.trace, sink, grow, NULL);
	places_init(&tracer.places, &tracer.trace);
	handles_init(&tracer.handles, &tracer.trace);
	read_lab_name();
	open_file();
	watch_start();
	tracer_start_clocks();
	library_start();
	seh_start();
	write_begin();
	threads_start();
	tracer_leave(0);
}

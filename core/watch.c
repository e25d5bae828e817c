/*
 * watch.c - a thread that looks at the lab's from outside: how long it runs, and whether it is still there.
 *
 * Neighbours: tracer.h.
 */
#include "tracer.h"

#include "words.h"

#define STACK_BYTES 65536
#define GAP_BYTES (1u << 20)    /* a stack of Wine's is not smaller */
#define GAPS 64
#define WATCH_MS 100            /* how often it is looked at */
#define THREAD_AM_I_LAST 12     /* what NtQueryInformationThread is asked */
#define USED_UP 0x3000          /* from the bottom of a stack: committed when it has grown as far as it can */
#define OVERFLOW_CODE 1         /* with which Wine ends a process whose last thread has used up its stack */

/*
 * How long the lab may run, 0: for ever. A grader's machine may be busy, and a lab must not lose by that: it gives
 * processor time, and so much of the other kind that only a lab which waits for nothing can use it up.
 */
static struct {
	unsigned seconds, processor_seconds;
} allowed;

/* Where the suspended lab is. */
static uint32_t line_of_thread(void)
{
	CONTEXT context = { .ContextFlags = CONTEXT_FULL };

	return GetThreadContext(tracer.main_thread, &context) ? lines_of(&context) : 0;
}

void tracer_seize(void)
{
	for (;;) {
		SuspendThread(tracer.main_thread);
		if (tracer.inside != (LONG)tracer.thread)
			break;
		ResumeThread(tracer.main_thread);
		Sleep(1);
	}
}

static void watch_stop(unsigned seconds, const char *of_what)
{
	struct words reason = { .used = 0 };

	words_add(&reason, "stopped: still running after ");
	words_number(&reason, seconds);
	words_add(&reason, " s");
	words_add(&reason, of_what);
	tracer_seize();
	tracer_enter();
	tracer_stop(line_of_thread(), reason.text);
}

static unsigned processor_seconds_used(void)
{
	FILETIME began, ended, kernel = { 0, 0 }, user = { 0, 0 };

	GetProcessTimes(GetCurrentProcess(), &began, &ended, &kernel, &user);
	return (unsigned)((((uint64_t)kernel.dwHighDateTime << 32 | kernel.dwLowDateTime) +
	                   ((uint64_t)user.dwHighDateTime << 32 | user.dwLowDateTime)) / 10000000);
}

/*
 * Has the lab's thread ended? Asked again and again, and not waited for: a wait under Wine never ends when
 * Wine's server is ended, and would keep the process from dying of that.
 */
static bool has_ended(void)
{
	Sleep(WATCH_MS);
	return WaitForSingleObject(tracer.main_thread, 0) == WAIT_OBJECT_0;
}

static bool is_last_thread(void)
{
	typedef LONG NTAPI query_thread(HANDLE, ULONG, void *, ULONG, ULONG *);
	query_thread *query = (query_thread *)(void *)GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "NtQueryInformationThread");
	ULONG last = 0;

	return query && query(GetCurrentThread(), THREAD_AM_I_LAST, &last, sizeof last, NULL) >= 0 && last;
}

/* The lowest pages of a stack are never committed while there is room left. */
static bool stack_is_used_up(void)
{
	MEMORY_BASIC_INFORMATION m;

	return VirtualQuery((void *)(tracer.self->stack_low + USED_UP), &m, sizeof m) && m.State == MEM_COMMIT && !(m.Protect & PAGE_GUARD);
}

/*
 * The lab's thread is gone, and not by the end of the process, which would have ended this one as well. Where it has other
 * threads, they go on. If it has none, the process ends as it would without this thread, with the code of the one
 * that is gone: after ExitThread, or after a stack overflow under Wine, which has no room to raise the exception.
 */
static void end_after_thread(ULONGLONG end)
{
	DWORD code = 0;

	while (!is_last_thread()) {
		if (allowed.seconds && GetTickCount64() >= end)
			return;
		Sleep(WATCH_MS);
	}
	GetExitCodeThread(tracer.main_thread, &code);
	tracer_enter();
	if (!tracer.ended && tracer.wine && !code && stack_is_used_up()) {
		seh_overflowed();
		code = OVERFLOW_CODE;
	}
	tracer_exit(0, code);
	TerminateProcess(GetCurrentProcess(), code);
}

static DWORD WINAPI watch(void *unused)
{
	ULONGLONG end = GetTickCount64() + allowed.seconds * 1000ull;

	threads_is_tracer();
	while (!allowed.seconds || GetTickCount64() < end) {
		if (has_ended()) {
			end_after_thread(end);
			break;
		}
		if (allowed.processor_seconds && processor_seconds_used() >= allowed.processor_seconds)
			watch_stop(allowed.processor_seconds, " of processor time");
	}
	watch_stop(allowed.seconds, "");
	return 0;
}

/* A free range, without what lies before the first address at which one can reserve. */
static bool free_range(const MEMORY_BASIC_INFORMATION *m, uintptr_t *base, size_t *size_bytes)
{
	uintptr_t end = (uintptr_t)m->BaseAddress + m->RegionSize;

	*base = ((uintptr_t)m->BaseAddress + 0xffff) & ~(uintptr_t)0xffff;
	*size_bytes = *base < end ? (end - *base) & ~(size_t)0xffff : 0;
	return m->State == MEM_FREE && *size_bytes >= GAP_BYTES;
}

/* Reserve all that is free below `end`; the number of ranges. */
static unsigned hold_below(uintptr_t end, void **held)
{
	MEMORY_BASIC_INFORMATION m;
	uintptr_t at = 0x10000, base;
	unsigned count = 0;
	size_t size_bytes;

	for (; at < end && count < GAPS && VirtualQuery((void *)at, &m, sizeof m); at = (uintptr_t)m.BaseAddress + m.RegionSize)
		if (free_range(&m, &base, &size_bytes)) {
			if (size_bytes > end - base)
				size_bytes = end - base;
			held[count] = VirtualAlloc((void *)base, size_bytes, MEM_RESERVE, PAGE_NOACCESS);
			count += held[count] != NULL;
		}
	return count;
}

/*
 * The stack of a new thread lies where the lab's first reservation would be, and that one would have another
 * address with the tracer than without. So the thread is made while nothing is free below the image.
 */
static void start_out_of_the_way(void)
{
	void *held[GAPS];
	unsigned count = hold_below((uintptr_t)GetModuleHandleW(NULL), held);

	CloseHandle(CreateThread(NULL, STACK_BYTES, watch, NULL, STACK_SIZE_PARAM_IS_A_RESERVATION, NULL));
	while (count)
		VirtualFree(held[--count], 0, MEM_RELEASE);
}

void watch_start(void)
{
	allowed.seconds = tracer_setting("FAULTLAB_TIMEOUT");
	allowed.processor_seconds = tracer_setting("FAULTLAB_PROCESSOR_TIME");
	DuplicateHandle(GetCurrentProcess(), GetCurrentThread(), GetCurrentProcess(), &tracer.main_thread, 0, FALSE,
	                DUPLICATE_SAME_ACCESS);
	if (allowed.seconds || allowed.processor_seconds)
		start_out_of_the_way();
}

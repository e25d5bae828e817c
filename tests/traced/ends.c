/*
 * ends.c - the ways in which a program can end, and what it may do with what is its own; the first argument chooses one.
 *
 * tests/e2e/traced.sh runs each of them with the tracer and without: they have to end alike, with a whole trace.
 */
#include <assert.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

static int data;
static char big[3 * 4096];
static volatile int sink;
static jmp_buf back;

static void violate(void)
{
	*(volatile int *)16 = 1;
}

static LONG WINAPI last(EXCEPTION_POINTERS *p)
{
	printf("last filter 0x%lx\n", p->ExceptionRecord->ExceptionCode);
	return EXCEPTION_EXECUTE_HANDLER;
}

static LONG WINAPI last_searches(EXCEPTION_POINTERS *p)
{
	printf("last filter 0x%lx goes on\n", p->ExceptionRecord->ExceptionCode);
	return EXCEPTION_CONTINUE_SEARCH;
}

static LONG CALLBACK vectored(EXCEPTION_POINTERS *p)
{
	printf("vectored 0x%lx\n", p->ExceptionRecord->ExceptionCode);
	return EXCEPTION_CONTINUE_SEARCH;
}

static void on_abort(int number)
{
	printf("signal %d\n", number);
	longjmp(back, 1);
}

static void on_violation(int number)
{
	printf("signal %d\n", number);
	exit(9);
}

static void bye(void)
{
	puts("bye");
}

static void smash(const char *from)
{
	char small[2];

	__try {
		strcpy(small, from);
		puts("copied");
	} __finally {
		puts("finally");
	}
}

static void smash_plainly(const char *from)
{
	char small[2];

	strcpy(small, from);
	puts("copied");
}

static int caught_inside(void)
{
	__try {
		violate();
	} __except (puts("filter"), 0) {
		puts("never");
	}
	return 0;
}

static int overflow(int depth)
{
	volatile char room[1024];

	room[0] = (char)depth;
	return overflow(depth + 1) + room[0];
}

static void guarded_overflow(void)
{
	__try {
		sink = overflow(0);
	} __except (puts("asked"), 1) {
		puts("handler");
	}
}

static void walk_stack(void)
{
	MEMORY_BASIC_INFORMATION m;
	char *p = (char *)&m;
	void *base;

	VirtualQuery(p, &m, sizeof m);
	base = m.AllocationBase;
	printf("deep %d\n", (int)((char *)&m - (char *)m.BaseAddress) < 65536);
	for (p = m.AllocationBase; VirtualQuery(p, &m, sizeof m) && m.AllocationBase == base; p += m.RegionSize)
		printf("%lx %lx %lx\n", (unsigned long)m.RegionSize, m.State, m.Protect);
}

static void own_pages(void)
{
	MEMORY_BASIC_INFORMATION m;
	char *p;
	void *base;
	DWORD old, was;

	printf("%d\n", VirtualProtect(&data, 4, PAGE_READONLY, &old));
	puts("x");
	VirtualProtect(&data, 4, PAGE_READWRITE, &was);
	VirtualProtect(big, sizeof big, PAGE_NOACCESS, &old);
	__try {
		big[5000] = 1;
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		puts("caught");
	}
	VirtualProtect(big, sizeof big, PAGE_READWRITE, &old);
	memset(big, 7, sizeof big);
	VirtualProtect((void *)"a constant", 4, PAGE_READWRITE, &old);
	puts("constant");
	VirtualQuery((void *)own_pages, &m, sizeof m);
	base = m.AllocationBase;
	for (p = base; VirtualQuery(p, &m, sizeof m) && m.AllocationBase == base; p += m.RegionSize)
		if (m.State == MEM_COMMIT && m.Protect != PAGE_EXECUTE_READ) {
			VirtualProtect(m.BaseAddress, m.RegionSize, PAGE_READONLY, &old);
			VirtualAlloc(NULL, 4096, MEM_RESERVE, PAGE_NOACCESS);
			VirtualProtect(m.BaseAddress, m.RegionSize, old, &was);
		}
	printf("release %d", VirtualFree(base, 0, MEM_RELEASE));
	printf(" %lu\n", GetLastError());
}

/* What lies below is nobody's, and may be filled and protected. */
static void below_the_stack(void)
{
	MEMORY_BASIC_INFORMATION m;
	char *here = (char *)((ULONG_PTR)&m & ~(ULONG_PTR)4095), *p;
	DWORD old;

	for (p = here - 4096; p >= here - 15 * 4096; p -= 4096)
		*p = 1;
	printf("%d\n", VirtualProtect(here - 12 * 4096, 8 * 4096, PAGE_NOACCESS, &old));
	VirtualAlloc(NULL, 4096, MEM_RESERVE, PAGE_NOACCESS);
	printf("%d\n", VirtualProtect(here - 12 * 4096, 8 * 4096, PAGE_READWRITE, &old));
}

/* The first of them are where they would be without the tracer. */
static void addresses(void)
{
	for (int i = 0; i < 4; i++)
		printf("%p\n", VirtualAlloc(NULL, (SIZE_T)0x12345 << i, MEM_RESERVE, PAGE_NOACCESS));
	printf("%p\n", malloc(10));
}

static DWORD WINAPI work(void *unused)
{
	for (int i = 0; i < 200; i++)
		VirtualFree(VirtualAlloc(NULL, 4096, MEM_COMMIT, PAGE_READWRITE), 0, MEM_RELEASE);
	return 0;
}

/* All of them call at the same time. */
static void threads(void)
{
	HANDLE thread[3];

	for (int i = 0; i < 3; i++)
		thread[i] = CreateThread(NULL, 0, work, NULL, 0, NULL);
	work(NULL);
	printf("%lu\n", WaitForMultipleObjects(3, thread, TRUE, INFINITE));
}

static int run(const char *way)
{
	BOOL (WINAPI *end)(HANDLE, UINT) = TerminateProcess;

	printf("%s, and no newline: ", way);
	if (!strcmp(way, "return")) return 300;
	if (!strcmp(way, "exit")) { atexit(bye); exit(301); }
	if (!strcmp(way, "_exit")) { atexit(bye); _exit(302); }
	if (!strcmp(way, "ExitProcess")) ExitProcess(303);
	if (!strcmp(way, "TerminateProcess")) TerminateProcess(GetCurrentProcess(), 304);
	if (!strcmp(way, "ExitThread")) ExitThread(305);
	if (!strcmp(way, "abort")) abort();
	if (!strcmp(way, "assert")) assert(1 == 2);
	if (!strcmp(way, "raise")) raise(SIGABRT);
	if (!strcmp(way, "abort-handled")) { signal(SIGABRT, on_abort); if (!setjmp(back)) abort(); puts("back"); return 5; }
	if (!strcmp(way, "violation")) violate();
	if (!strcmp(way, "violation-signal")) { signal(SIGSEGV, on_violation); violate(); }
	if (!strcmp(way, "violation-filter")) { SetUnhandledExceptionFilter(last); violate(); }
	if (!strcmp(way, "violation-search")) { SetUnhandledExceptionFilter(last_searches); violate(); }
	if (!strcmp(way, "violation-vectored")) { AddVectoredExceptionHandler(0, vectored); violate(); }
	if (!strcmp(way, "filter-says-no")) caught_inside();
	if (!strcmp(way, "raised")) RaiseException(0xE0000001, 0, 0, NULL);
	if (!strcmp(way, "noncontinuable")) RaiseException(0xE0000001, EXCEPTION_NONCONTINUABLE, 0, NULL);
	if (!strcmp(way, "smash")) smash("0123456789012345678901234567890123456789012345678901234567890123456789");
	if (!strcmp(way, "smash-plainly")) smash_plainly("0123456789012345678901234567890123456789012345678901234567890123456789");
	if (!strcmp(way, "smash-vectored")) {
		AddVectoredExceptionHandler(1, vectored);
		smash_plainly("0123456789012345678901234567890123456789012345678901234567890123456789");
	}
	if (!strcmp(way, "overflow")) sink = overflow(0);
	if (!strcmp(way, "overflow-guarded")) guarded_overflow();
	if (!strcmp(way, "divide")) sink = 1 / (data - data);
	if (!strcmp(way, "jump-nowhere")) ((void (*)(void))16)();
	if (!strcmp(way, "asks-last")) {
		SetUnhandledExceptionFilter(last);
		__try { violate(); } __except (UnhandledExceptionFilter(GetExceptionInformation())) { puts("handled"); }
	}
	if (!strcmp(way, "first-filter")) printf("%d\n", SetUnhandledExceptionFilter(last) == NULL);
	if (!strcmp(way, "own-pages")) own_pages();
	if (!strcmp(way, "walk-stack")) walk_stack();
	if (!strcmp(way, "below-the-stack")) below_the_stack();
	if (!strcmp(way, "bad-string")) printf("before %s after\n", (char *)16);
	if (!strcmp(way, "streams")) { fputs("one ", stdout); fprintf(stdout, "%d ", 2); putc('3', stdout); fwrite("\n", 1, 1, stdout); }
	if (!strcmp(way, "addresses")) addresses();
	if (!strcmp(way, "threads")) threads();
	if (!strcmp(way, "pointer")) end(GetCurrentProcess(), 306);
	puts("end");
	return 0;
}

int main(int argc, char **argv)
{
	return argc > 1 ? run(argv[1]) : 1;
}

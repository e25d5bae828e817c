/*
 * threads.c - what threads can do while the tracer listens; the first argument chooses one, the second says how many they are.
 *
 * All but "race" print and return the same in every run, by waits. tests/e2e/traced.sh runs them with the tracer and without.
 */
#include <process.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

#define MOST 8

static HANDLE turn[MOST + 1], thread[MOST];
static char *page;
static volatile LONG stop, rounds[MOST];

static int commit(unsigned long code, int n)
{
	printf("thread %d: 0x%lx\n", n, code);
	return VirtualAlloc(page + n * 4096, 4096, MEM_COMMIT, PAGE_READWRITE) ? EXCEPTION_CONTINUE_EXECUTION : EXCEPTION_CONTINUE_SEARCH;
}

/* A filter that continues, one that does not, and a block that is left by an unwind. */
static void work(int n)
{
	__try { page[n * 4096] = (char)n; } __except (commit(GetExceptionCode(), n)) { }
	__try {
		__try { *(volatile int *)16 = 1; } __finally { printf("thread %d leaves\n", n); }
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		printf("thread %d handles 0x%lx\n", n, GetExceptionCode());
	}
}

static DWORD WINAPI one_after_the_other(void *argument)
{
	int n = (int)(ULONG_PTR)argument;

	WaitForSingleObject(turn[n], INFINITE);
	work(n);
	SetEvent(turn[n + 1]);
	return n;
}

static unsigned __stdcall of_the_library(void *argument) { return one_after_the_other(argument); }
static void __cdecl simple(void *argument) { one_after_the_other(argument); }

/* The last one made is the first one to work, so that a number tells who was created when. */
static int turns(int count)
{
	for (int n = 0; n <= count; n++)
		turn[n] = CreateEvent(NULL, FALSE, FALSE, NULL);
	for (int n = count - 1; n >= 0; n--) {
		void *argument = (void *)(ULONG_PTR)n;

		if (n % 3 == 0) thread[n] = CreateThread(NULL, 0, one_after_the_other, argument, n == 3 ? CREATE_SUSPENDED : 0, NULL);
		if (n % 3 == 1) thread[n] = (HANDLE)_beginthreadex(NULL, 0, of_the_library, argument, 0, NULL);
		if (n % 3 == 2) _beginthread(simple, 0, argument);
		if (n == 3) printf("%lu\n", ResumeThread(thread[n]));
	}
	SetEvent(turn[0]);
	WaitForSingleObject(turn[count], INFINITE);
	work(count);
	return 0;
}

static DWORD WINAPI race(void *argument)
{
	for (int i = 0; i < 20; i++) {
		work((int)(ULONG_PTR)argument);
		VirtualFree(page + (ULONG_PTR)argument * 4096, 4096, MEM_DECOMMIT);
	}
	return 0;
}

static int all_at_once(int count)
{
	for (int n = 0; n < count; n++)
		thread[n] = CreateThread(NULL, 0, race, (void *)(ULONG_PTR)n, 0, NULL);
	WaitForMultipleObjects(count, thread, TRUE, INFINITE);
	return 0;
}

static DWORD WINAPI busy(void *round)
{
	while (!stop) {
		__try { *(volatile int *)16 = 1; } __except (EXCEPTION_EXECUTE_HANDLER) { }
		++*(volatile LONG *)round;
	}
	return 0;
}

static void wait_for_another_round(int n)
{
	for (LONG then = rounds[n]; rounds[n] == then;)
		Sleep(0);
}

/* Whatever it is doing at that moment, the others go on. */
static int suspended(int count)
{
	for (int n = 0; n < count; n++)
		thread[n] = CreateThread(NULL, 0, busy, (void *)&rounds[n], 0, NULL);
	for (int i = 0; i < 5 * count; i++) {
		wait_for_another_round(i % count);
		SuspendThread(thread[i % count]);
		VirtualFree(VirtualAlloc(NULL, 4096, MEM_RESERVE, PAGE_NOACCESS), 0, MEM_RELEASE);
		ResumeThread(thread[i % count]);
	}
	TerminateThread(thread[0], 1);
	work(0);
	stop = 1;
	printf("%lu\n", WaitForMultipleObjects(count, thread, TRUE, INFINITE));
	return 0;
}

static DWORD WINAPI ends_the_process(void *argument)
{
	Sleep(1);
	if (argument)
		exit(9);
	*(volatile int *)32 = 1;
	return 0;
}

static DWORD WINAPI recurses(void *unused)
{
	volatile char room[8192];

	room[0] = 1;
	return recurses(unused) + room[0];
}

static DWORD WINAPI overflows(void *unused)
{
	__try { recurses(unused); } __except (EXCEPTION_EXECUTE_HANDLER) { printf("0x%lx\n", GetExceptionCode()); }
	return 0;
}

static int ended_by(LPTHREAD_START_ROUTINE by, void *argument)
{
	WaitForSingleObject(CreateThread(NULL, 0, by, argument, 0, NULL), INFINITE);
	return 0;
}

int main(int argc, char **argv)
{
	const char *way = argc > 1 ? argv[1] : "";
	int count = argc > 2 ? atoi(argv[2]) : 2;

	page = VirtualAlloc(NULL, (MOST + 1) * 4096, MEM_RESERVE, PAGE_NOACCESS);
	if (count < 1 || count > MOST) return 1;
	if (!strcmp(way, "turns")) return turns(count);
	if (!strcmp(way, "race")) return all_at_once(count);
	if (!strcmp(way, "suspended")) return suspended(count);
	if (!strcmp(way, "exit")) return ended_by(ends_the_process, page);
	if (!strcmp(way, "unhandled")) return ended_by(ends_the_process, NULL);
	if (!strcmp(way, "overflow")) return ended_by(overflows, NULL);
	return 1;
}

/*
 * A random tree of __try blocks, with random answers.
 *
 *     seh FIRST-SEED LAST-SEED OPERATIONS
 *
 * Blocks nest in each other's bodies, handlers, filters and termination blocks, in
 * one function and across calls; exceptions come from RaiseException, from memory
 * and from the processor. Each step is printed.
 */
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>

#define DEEPEST 7

static unsigned state;
static int left, zero;              /* operations that may still be begun; 0 */
static char *missing, *guarded;
static PVOID handler;
static int inside;                  /* the vectored handler is at work */

static unsigned roll(unsigned sides)
{
	state = state * 1664525u + 1013904223u;
	return (state >> 8) % sides;
}

static void body(int depth);

static int filter(EXCEPTION_POINTERS *info, int depth)
{
	EXCEPTION_RECORD *r = info->ExceptionRecord;
	int answer = (int)roll(5) - 1;
	DWORD old;

	printf("%*sfilter %lX %lX", depth, "", r->ExceptionCode, r->ExceptionFlags & EXCEPTION_NONCONTINUABLE);
	if (r->ExceptionCode < 0x80000000 || r->ExceptionCode >= 0xE0000000)
		printf(" %lu", r->NumberParameters);
	printf("\n");
	if (roll(6) == 0 && left > 0)
		body(depth + 1);
	if (answer > 1)
		answer = (int)roll(2);
	if (answer >= 0)
		return answer;
	if (r->ExceptionCode == EXCEPTION_ACCESS_VIOLATION && r->ExceptionInformation[1] == (ULONG_PTR)missing)
		VirtualProtect(missing, 1, PAGE_READWRITE, &old);
	else if (r->ExceptionCode != EXCEPTION_GUARD_PAGE && r->ExceptionCode < 0xE0000000)
		return EXCEPTION_EXECUTE_HANDLER;       /* cannot be repaired */
	printf("%*scontinue\n", depth, "");
	return EXCEPTION_CONTINUE_EXECUTION;
}

/* Something that raises, if its time has come. */
static void trouble(int depth)
{
	ULONG_PTR arguments[3] = { 1, 2, 3 };
	DWORD old;

	switch (roll(7)) {
	case 0:
		RaiseException(0xE0000000 + roll(16), 0, roll(4), arguments);
		break;
	case 1:
		RaiseException(0xE0000000 + roll(16), EXCEPTION_NONCONTINUABLE, 0, NULL);
		break;
	case 2:
		VirtualProtect(missing, 1, roll(2) ? PAGE_NOACCESS : PAGE_READONLY, &old);
		*missing = 1;
		break;
	case 3:
		VirtualProtect(guarded, 1, PAGE_READWRITE | PAGE_GUARD, &old);
		*guarded = 1;
		break;
	case 4:
		printf("%d\n", 1 / zero);
		break;
	default:
		return;
	}
	printf("%*spassed\n", depth, "");
}

static int finally_block(int depth)
{
	int result = (int)roll(4);

	__try {
		__try {
			body(depth + 1);
			if (result == 1)
				__leave;
			if (result == 2)
				return 2;
			trouble(depth);
		} __finally {
			printf("%*sfinally %d\n", depth, "", AbnormalTermination() != 0);
			if (roll(5) == 0)
				body(depth + 1);
		}
		printf("%*safter finally\n", depth, "");
	} __except (filter(GetExceptionInformation(), depth)) {
		printf("%*shandler %lX\n", depth, "", GetExceptionCode());
	}
	return result;
}

static int except_block(int depth)
{
	__try {
		__try {
			body(depth + 1);
			trouble(depth);
		} __except (filter(GetExceptionInformation(), depth)) {
			printf("%*sinner handler\n", depth, "");
			if (roll(3) == 0)
				body(depth + 1);
			if (roll(6) == 0)
				trouble(depth);
		}
	} __finally {
		printf("%*souter finally %d\n", depth, "", AbnormalTermination() != 0);
	}
	return 0;
}

static int loop_block(int depth)
{
	int i, n = 0;

	for (i = 0; i < 3; i++) {
		int way = (int)roll(4);

		__try {
			if (way == 0)
				continue;
			if (way == 1)
				break;
			n++;
			body(depth + 1);
		} __finally {
			printf("%*sround %d finally %d\n", depth, "", i, AbnormalTermination() != 0);
		}
	}
	return n;
}

static void body(int depth)
{
	int result = 0;

	if (depth > DEEPEST || left-- <= 0)
		return;
	switch (roll(4)) {
	case 0:
		result = finally_block(depth);
		break;
	case 1:
		result = except_block(depth);
		break;
	case 2:
		result = loop_block(depth);
		break;
	case 3:
		trouble(depth);
		break;
	}
	printf("%*sresult %d\n", depth, "", result);
}

/* Asked before every filter; comes to grief itself now and then, but not twice at once. */
static LONG CALLBACK vectored(EXCEPTION_POINTERS *info)
{
	DWORD code = info->ExceptionRecord->ExceptionCode;

	printf("vectored %lX\n", code);
	if (!inside && left > 0 && roll(8) == 0) {
		inside = 1;
		__try {
			body(DEEPEST - 2);
		} __except (filter(GetExceptionInformation(), 0)) {
			printf("vectored handler %lX\n", GetExceptionCode());
		}
		inside = 0;
	}
	return code >= 0xE0000000 && roll(6) == 0 ? EXCEPTION_CONTINUE_EXECUTION : EXCEPTION_CONTINUE_SEARCH;
}

static void play(unsigned seed, int operations)
{
	printf("seed %u\n", seed);
	state = seed * 2654435761u;
	inside = 0;
	handler = roll(2) ? AddVectoredExceptionHandler(1, vectored) : NULL;
	for (left = operations; left > 0; left--)
		__try {
			body(0);
		} __except (printf("top %lX\n", GetExceptionCode()), EXCEPTION_EXECUTE_HANDLER) {
			printf("top handler %lX\n", GetExceptionCode());
			inside = 0;
		}
	if (handler)
		RemoveVectoredExceptionHandler(handler);
}

int main(int argc, char **argv)
{
	unsigned seed, first = argc > 1 ? (unsigned)atoi(argv[1]) : 1, last = argc > 2 ? (unsigned)atoi(argv[2]) : first;

	missing = VirtualAlloc(NULL, 4096, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	guarded = VirtualAlloc(NULL, 4096, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	for (seed = first; seed <= last; seed++)
		play(seed, argc > 3 ? atoi(argv[3]) : 300);
	return 0;
}

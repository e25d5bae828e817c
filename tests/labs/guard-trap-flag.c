/*
 * A breakpoint on memory: a guard page, and the trap flag. The guard goes with the first touch; the handler lets one
 * instruction run, is asked again behind it, and puts the guard back.
 */
#include <windows.h>
#include <stdio.h>

static int *watched;
static int touches, steps;

static LONG CALLBACK handler(EXCEPTION_POINTERS *p)
{
	EXCEPTION_RECORD *r = p->ExceptionRecord;
	DWORD old;

	if (r->ExceptionCode == EXCEPTION_GUARD_PAGE) {
		touches++;
		printf("  %s at +%d\n", r->ExceptionInformation[0] ? "write" : "read",
		       (int)(r->ExceptionInformation[1] - (ULONG_PTR)watched));
		p->ContextRecord->EFlags |= 0x100;
		return EXCEPTION_CONTINUE_EXECUTION;
	}
	if (r->ExceptionCode == EXCEPTION_SINGLE_STEP) {
		steps++;
		VirtualProtect(watched, 4096, PAGE_READWRITE | PAGE_GUARD, &old);
		return EXCEPTION_CONTINUE_EXECUTION;
	}
	return EXCEPTION_CONTINUE_SEARCH;
}

int main(void)
{
	DWORD old;
	int sum = 0;

	watched = VirtualAlloc(NULL, 4096, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	AddVectoredExceptionHandler(1, handler);
	VirtualProtect(watched, 4096, PAGE_READWRITE | PAGE_GUARD, &old);
	watched[0] = 5;
	watched[1] = watched[0] + 1;
	watched[2]++;
	for (int i = 0; i < 3; i++)
		sum += watched[i];
	printf("%d\n", sum);
	__try {
		watched[3] = sum / (watched[2] - 1);
	} __except (GetExceptionCode() == EXCEPTION_INT_DIVIDE_BY_ZERO) {
		printf("divided by zero\n");
	}
	*(char *)watched = 'x';
	printf("%d touches, %d steps\n", touches, steps);
	return 0;
}

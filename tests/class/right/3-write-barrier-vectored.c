#include <windows.h>
#include <stdio.h>

#define PAGE  4096
#define PAGES 8

static char *heap;
static int dirty[PAGES];

/* Nothing is dirty any more: no page may be written unseen. */
static void clean(void)
{
	DWORD old;
	int i;

	for (i = 0; i < PAGES; i++)
		dirty[i] = 0;
	VirtualProtect(heap, PAGES * PAGE, PAGE_READONLY, &old);
}

static LONG CALLBACK barrier(EXCEPTION_POINTERS *info)
{
	EXCEPTION_RECORD *r = info->ExceptionRecord;
	ULONG_PTR offset = r->ExceptionInformation[1] - (ULONG_PTR)heap;
	DWORD old;

	if (r->ExceptionCode != EXCEPTION_ACCESS_VIOLATION || r->ExceptionInformation[0] != 1 || offset >= PAGES * PAGE)
		return EXCEPTION_CONTINUE_SEARCH;
	dirty[offset / PAGE] = 1;
	VirtualProtect(heap + offset / PAGE * PAGE, PAGE, PAGE_READWRITE, &old);
	return EXCEPTION_CONTINUE_EXECUTION;
}

static void report(void)
{
	int i;

	printf("dirty:");
	for (i = 0; i < PAGES; i++)
		if (dirty[i])
			printf(" %d", i);
	printf("\n");
}

int main(void)
{
	heap = VirtualAlloc(NULL, PAGES * PAGE, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	AddVectoredExceptionHandler(0, barrier);
	clean();
	heap[4 * PAGE + 7] = 1;
	heap[1 * PAGE] = 2;
	heap[4 * PAGE + 8] = 3;
	heap[6 * PAGE + 4095] = 4;
	report();
	clean();
	heap[2 * PAGE] = heap[1 * PAGE];
	report();
	VirtualFree(heap, 0, MEM_RELEASE);
	return 0;
}

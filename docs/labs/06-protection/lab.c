/*
 * A write barrier: which pages did the program change?
 *
 * All pages are made read-only. The first store to each one is refused; the
 * filter notes the page as dirty, allows writing, and continues. This is how
 * garbage collectors and checkpointing programs learn what has changed.
 */
#include <windows.h>
#include <stdio.h>

#define PAGE 4096
#define PAGES 16

static char *heap;
static int dirty[PAGES], faults;

static int barrier(EXCEPTION_POINTERS *info)
{
	EXCEPTION_RECORD *record = info->ExceptionRecord;
	ULONG_PTR page = (record->ExceptionInformation[1] - (ULONG_PTR)heap) / PAGE;
	DWORD old;

	if (record->ExceptionCode != EXCEPTION_ACCESS_VIOLATION || record->ExceptionInformation[0] != 1 || page >= PAGES)
		return EXCEPTION_CONTINUE_SEARCH;
	dirty[page] = 1;
	faults++;
	VirtualProtect(heap + page * PAGE, PAGE, PAGE_READWRITE, &old);
	return EXCEPTION_CONTINUE_EXECUTION;
}

static void begin(void)
{
	DWORD old;
	int i;

	for (i = 0; i < PAGES; i++)
		dirty[i] = 0;
	faults = 0;
	VirtualProtect(heap, PAGES * PAGE, PAGE_READONLY, &old);
}

static void report(const char *what)
{
	int i;

	printf("%s: %d faults, dirty:", what, faults);
	for (i = 0; i < PAGES; i++)
		if (dirty[i])
			printf(" %d", i);
	printf("\n");
}

/* Write every `step` bytes, `count` times. */
static void work(int start, int step, int count)
{
	int i;

	begin();
	__try {
		for (i = 0; i < count; i++)
			heap[start + i * step]++;
	} __except (barrier(GetExceptionInformation())) {
		printf("never printed\n");
	}
}

int main(void)
{
	int i, sum = 0;

	heap = VirtualAlloc(NULL, PAGES * PAGE, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	for (i = 0; i < PAGES; i++)
		heap[i * PAGE] = 1;
	begin();
	for (i = 0; i < PAGES * PAGE; i++)
		sum += heap[i];
	report("reading all");
	work(2 * PAGE, 64, 100);
	report("100 stores, close together");
	work(0, 3 * PAGE, 5);
	report("5 stores, far apart");
	printf("sum %d\n", sum);
	VirtualFree(heap, 0, MEM_RELEASE);
	return 0;
}

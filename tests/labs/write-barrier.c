/* A write barrier: read-only pages tell a collector which of them were written since. */
#include <windows.h>
#include <stdio.h>

#define PAGES 6

static char *heap;
static int dirty[PAGES];

static int barrier(DWORD code, ULONG_PTR kind, ULONG_PTR address)
{
	ULONG_PTR page = (address - (ULONG_PTR)heap) / 4096;
	DWORD old;

	if (code != EXCEPTION_ACCESS_VIOLATION || kind != 1 || page >= PAGES)
		return EXCEPTION_CONTINUE_SEARCH;
	dirty[page]++;
	VirtualProtect(heap + page * 4096, 4096, PAGE_READWRITE, &old);
	return old == PAGE_READONLY ? EXCEPTION_CONTINUE_EXECUTION : EXCEPTION_EXECUTE_HANDLER;
}

int main(void)
{
	DWORD old;
	int i, sum = 0;

	heap = VirtualAlloc(NULL, PAGES * 4096, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	for (i = 0; i < PAGES; i++)
		heap[i * 4096] = (char)i;
	VirtualProtect(heap, PAGES * 4096, PAGE_READONLY, &old);
	printf("was 0x%lx\n", old);
	__try {
		for (i = 0; i < PAGES; i++)
			sum += heap[i * 4096];
		for (i = 0; i < PAGES; i += 2)
			heap[i * 4096 + 8] = 'w';
		heap[8] = 'x';
	} __except (barrier(GetExceptionCode(), GetExceptionInformation()->ExceptionRecord->ExceptionInformation[0],
	                    GetExceptionInformation()->ExceptionRecord->ExceptionInformation[1])) {
		printf("never printed\n");
	}
	printf("sum %d, dirty", sum);
	for (i = 0; i < PAGES; i++)
		printf(" %d", dirty[i]);
	printf("\n");
	return 0;
}

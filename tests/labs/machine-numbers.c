/* Prints what is another number on each machine: addresses in every spelling, and clocks. The sides agree all the same. */
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static int global = 3;

int main(void)
{
	int local = 4;
	DWORD before = GetTickCount(), after;
	char *page = VirtualAlloc(NULL, 4 * 4096, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE), *heap = malloc(100);

	printf("a page at %p\n", (void *)page);
	printf("%x %X 0x%llx %lld [%12llx] to %p\n", (unsigned)(size_t)(page + 4096), (unsigned)(size_t)(page + 8192),
	       (long long)(size_t)(page + 5), (long long)(size_t)page, (long long)(size_t)page, (void *)(page + 4 * 4096));
	printf("stack %p, heap %p, data %p, code %p\n", (void *)&local, (void *)heap, (void *)&global, (void *)main);
	printf("%lld seconds\n", (long long)time(NULL));
	Sleep(15);
	after = GetTickCount();
	printf("from %lu to %lu: %lu ms\n", before, after, after - before);
	VirtualFree(page, 0, MEM_RELEASE);
	printf("gone: %p\n", (void *)page);
	return 0;
}

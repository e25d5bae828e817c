/* GetWriteWatch: which pages were written since the last reset. */
#include <windows.h>
#include <stdio.h>

#define PAGES 16
static char *base;

static void written(const char *what, DWORD flags, ULONG_PTR room)
{
	PVOID page[PAGES];
	ULONG_PTR count = room, i;
	DWORD granularity = 0;
	UINT answer = GetWriteWatch(flags, base, PAGES * 4096, page, &count, &granularity);

	if (answer != 0) {
		printf("%s: error %lu\n", what, GetLastError());
		return;
	}
	printf("%s: %u of %lu:", what, (unsigned)count, granularity);
	for (i = 0; i < count; i++)
		printf(" %u", (unsigned)(((char *)page[i] - base) / 4096));
	printf("\n");
}

int main(void)
{
	ULONG_PTR count = 1;
	DWORD granularity, old;
	PVOID page;
	volatile char c;

	base = VirtualAlloc(NULL, PAGES * 4096, MEM_RESERVE | MEM_COMMIT | MEM_WRITE_WATCH, PAGE_READWRITE);
	written("nothing", 0, PAGES);
	base[3 * 4096] = 1;
	base[5 * 4096 + 7] = 0;
	c = base[6 * 4096];
	*(int *)(base + 9 * 4096 - 2) = 5;
	written("3, 5, 8, 9", 0, PAGES);
	written("room for two", WRITE_WATCH_FLAG_RESET, 2);
	written("the others", 0, PAGES);
	VirtualProtect(base, PAGES * 4096, PAGE_READONLY, &old);
	VirtualProtect(base, PAGES * 4096, PAGE_READWRITE, &old);
	written("after protection", 0, PAGES);
	printf("reset: %u\n", ResetWriteWatch(base, PAGES * 4096));
	written("after reset", 0, PAGES);
	base[0]++;
	written("one more", WRITE_WATCH_FLAG_RESET, PAGES);
	written("no room", 0, 0);
	written("bad flags", 2, PAGES);
	printf("null count %u error %lu\n", GetWriteWatch(0, base, 4096, &page, NULL, &granularity), GetLastError());
	printf("null array %u error %lu\n", GetWriteWatch(0, base, 4096, NULL, &count, &granularity), GetLastError());
	printf("null granularity %u error %lu\n", GetWriteWatch(0, base, 4096, &page, &count, NULL), GetLastError());
	printf("too long %u error %lu\n", GetWriteWatch(0, base, PAGES * 4096 + 1, &page, &count, &granularity), GetLastError());
	printf("too long %u error %lu\n", ResetWriteWatch(base, PAGES * 4096 + 1), GetLastError());
	base = VirtualAlloc(NULL, 4096, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	printf("unwatched %u error %lu\n", ResetWriteWatch(base, 4096), GetLastError());
	return 0;
}

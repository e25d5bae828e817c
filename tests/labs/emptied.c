/* An emptied working set loses nothing but time. */
#include <windows.h>
#include <psapi.h>
#include <stdio.h>

#define PAGE 4096
#define PAGES 40

static int sum(const char *p)
{
	int i, n = 0;

	for (i = 0; i < PAGES; i++)
		n += p[i * PAGE];
	return n;
}

int main(void)
{
	HANDLE section = CreateFileMapping(INVALID_HANDLE_VALUE, NULL, PAGE_READWRITE, 0, PAGES * PAGE, NULL);
	char *p = VirtualAlloc(NULL, PAGES * PAGE, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	char *view = MapViewOfFile(section, FILE_MAP_WRITE, 0, 0, 0);
	int i;

	for (i = 0; i < PAGES; i++)
		p[i * PAGE] = view[i * PAGE] = (char)i;
	SetLastError(77);
	printf("emptied: %d", EmptyWorkingSet(GetCurrentProcess()));
	printf(", last error %lu\n", GetLastError());
	printf("still %d and %d\n", sum(p), sum(view));
	printf("K32: %d\n", K32EmptyWorkingSet(GetCurrentProcess()));
	for (i = 0; i < PAGES; i += 2)
		p[i * PAGE] = view[i * PAGE] = 0;
	printf("both ends: %d\n", SetProcessWorkingSetSize(GetCurrentProcess(), (SIZE_T)-1, (SIZE_T)-1));
	printf("still %d and %d\n", sum(p), sum(view));
	EmptyWorkingSet(GetCurrentProcess());
	VirtualFree(p, 10 * PAGE, MEM_DECOMMIT);
	VirtualAlloc(p, 10 * PAGE, MEM_COMMIT, PAGE_READWRITE);
	printf("less what was decommitted: %d\n", sum(p));
	EmptyWorkingSet(GetCurrentProcess());
	VirtualFree(p, 0, MEM_RELEASE);
	UnmapViewOfFile(view);
	view = MapViewOfFile(section, FILE_MAP_READ, 0, 0, 0);
	printf("in the section: %d\n", sum(view));
	return 0;
}

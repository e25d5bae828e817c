/* A reserved section is committed page by page, and for all of its views at once. */
#include <windows.h>
#include <stdio.h>

static void show(const char *what, char *at)
{
	MEMORY_BASIC_INFORMATION m;

	VirtualQuery(at, &m, sizeof m);
	printf("%s: state 0x%lx, protect 0x%lx, at first 0x%lx, type 0x%lx, size 0x%x\n", what, m.State, m.Protect,
	       m.AllocationProtect, m.Type, (unsigned)m.RegionSize);
}

int main(void)
{
	HANDLE section = CreateFileMapping(INVALID_HANDLE_VALUE, NULL, PAGE_READWRITE | SEC_RESERVE, 0, 0x20000, NULL);
	char *one = MapViewOfFile(section, FILE_MAP_WRITE, 0, 0, 0), *two = MapViewOfFile(section, FILE_MAP_WRITE, 0, 0, 0);
	DWORD old;

	show("reserved", one);
	printf("commit: %d\n", VirtualAlloc(one + 0x1000, 0x2000, MEM_COMMIT, PAGE_READONLY) == one + 0x1000);
	show("before", one);
	show("committed", one + 0x1000);
	show("behind", one + 0x3000);
	show("seen by the other", two + 0x1000);
	two[0x1000] = 7;
	printf("both see %d %d\n", one[0x1000], two[0x1000]);
	printf("decommit: %d", VirtualFree(one + 0x1000, 0x1000, MEM_DECOMMIT));
	printf(" error %lu\n", GetLastError());
	printf("protect what is reserved: %d", VirtualProtect(one, 0x1000, PAGE_READWRITE, &old));
	printf(" error %lu\n", GetLastError());
	UnmapViewOfFile(one);
	printf("still there: %d\n", two[0x1000]);
	return 0;
}

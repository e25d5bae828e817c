/* VirtualQuery tells runs of equal pages; committing in the middle makes three of one. */
#include <windows.h>
#include <stdio.h>

static void show(char *base, char *at)
{
	MEMORY_BASIC_INFORMATION info;
	SIZE_T got = VirtualQuery(at, &info, sizeof info);

	printf("%u: base +0x%x, size 0x%x, state 0x%lx, protect 0x%lx, at first 0x%lx, type 0x%lx\n", (unsigned)got,
	       (unsigned)((char *)info.BaseAddress - base), (unsigned)info.RegionSize, info.State, info.Protect,
	       info.AllocationProtect, info.Type);
}

int main(void)
{
	char *base = VirtualAlloc(NULL, 0x10000, MEM_RESERVE, PAGE_READWRITE);
	DWORD old;
	BOOL done;

	show(base, base);
	VirtualAlloc(base + 0x4000, 0x2000, MEM_COMMIT, PAGE_READWRITE);
	show(base, base);
	show(base, base + 0x4abc);
	show(base, base + 0x6000);
	VirtualProtect(base + 0x5000, 1, PAGE_READONLY, &old);
	show(base, base + 0x4000);
	show(base, base + 0x5000);
	done = VirtualProtect(base, 0x8000, PAGE_READONLY, &old);
	printf("%d, error %lu\n", done, GetLastError());
	VirtualFree(base, 0, MEM_RELEASE);
	return 0;
}

/* Placeholders: address space that is kept, split, replaced by memory, and joined again. */
#include <windows.h>
#include <stdio.h>

static char *base;

static void map(void)
{
	MEMORY_BASIC_INFORMATION m;
	char *p;

	for (p = base; p < base + 0x40000; p += m.RegionSize) {
		VirtualQuery(p, &m, sizeof m);
		if (m.State == MEM_FREE)
			m.RegionSize = base + 0x40000 - p;
		printf("  +%05X %05X %s %s own base %d\n", (unsigned)(p - base), (unsigned)m.RegionSize,
		       m.State == MEM_COMMIT ? "commit " : m.State == MEM_RESERVE ? "reserve" : "free   ",
		       m.AllocationProtect == PAGE_NOACCESS ? "noaccess " : m.State == MEM_FREE ? "-        " : "readwrite",
		       m.AllocationBase == p);
	}
}

static void tell(const char *what, BOOL good)
{
	if (good)
		printf("%s\n", what);
	else
		printf("%s: error %lu\n", what, GetLastError());
}

int main(void)
{
	char *p;

	base = VirtualAlloc2(GetCurrentProcess(), NULL, 0x40000, MEM_RESERVE | MEM_RESERVE_PLACEHOLDER, PAGE_NOACCESS, NULL, 0);
	tell("placeholder", base != NULL);
	map();
	tell("split", VirtualFree(base + 0x10000, 0x10000, MEM_RELEASE | MEM_PRESERVE_PLACEHOLDER));
	map();
	p = VirtualAlloc2(NULL, base + 0x10000, 0x10000, MEM_RESERVE | MEM_COMMIT | MEM_REPLACE_PLACEHOLDER, PAGE_READWRITE, NULL, 0);
	tell("replace", p == base + 0x10000);
	p[0] = 'x';
	map();
	tell("coalesce around memory", VirtualFree(base, 0x40000, MEM_RELEASE | MEM_COALESCE_PLACEHOLDERS));
	tell("plain reserve over a placeholder", VirtualAlloc(base, 0x10000, MEM_RESERVE, PAGE_READWRITE) != NULL);
	tell("memory back to a placeholder", VirtualFree(p, 0x10000, MEM_RELEASE | MEM_PRESERVE_PLACEHOLDER));
	tell("coalesce", VirtualFree(base, 0x40000, MEM_RELEASE | MEM_COALESCE_PLACEHOLDERS));
	map();
	tell("release", VirtualFree(base, 0, MEM_RELEASE));
	map();
	return 0;
}

/* What Wine is known to do differently, and what a program sees of it afterwards: errors, printed values, pages. */
#include <windows.h>
#include <stdio.h>

#define PAGE 4096

static void show(const char *what, const char *at)
{
	MEMORY_BASIC_INFORMATION m;

	VirtualQuery(at, &m, sizeof m);
	printf("%s: protect 0x%lx\n", what, m.Protect);
}

static const char constant[] = "constant";

int main(void)
{
	DWORD old;
	char *guarded = VirtualAlloc(NULL, PAGE, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE | PAGE_GUARD), *p, *watched;
	void *written[4];
	ULONG_PTR count = 4;
	ULONG unit;
	BOOL ok = VirtualLock(guarded, PAGE);

	printf("lock: %d, error 0x%lx\n", ok, GetLastError());
	show("after the first try", guarded);
	printf("again: %d\n", VirtualLock(guarded, PAGE));
	show("after the second", guarded);

	p = VirtualAlloc(NULL, 2 * PAGE, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	p[0] = 1;
	printf("reset: %d\n", VirtualAlloc(p, PAGE, MEM_RESET, PAGE_NOACCESS) == p);
	printf("protect: %d", VirtualProtect(p, PAGE, PAGE_READONLY, (DWORD *)16));
	printf(", error %lu\n", GetLastError());
	show("not changed", p);

	watched = VirtualAlloc(NULL, 4 * PAGE, MEM_RESERVE | MEM_COMMIT | MEM_WRITE_WATCH, PAGE_READWRITE);
	watched[0] = watched[PAGE] = 1;
	VirtualFree(watched, PAGE, MEM_DECOMMIT);
	printf("watch: %u", GetWriteWatch(0, watched, 4 * PAGE, written, &count, &unit));
	printf(", pages %u\n", (unsigned)count);

	printf("large pages: %d", CreateFileMappingA(INVALID_HANDLE_VALUE, NULL, PAGE_READWRITE | SEC_COMMIT | SEC_LARGE_PAGES, 0, PAGE, NULL) != NULL);
	printf(", error %lu\n", GetLastError());

	VirtualProtect((void *)constant, 1, PAGE_READWRITE, &old);
	*(char *)constant = 'k';
	VirtualProtect((void *)constant, 1, PAGE_READONLY, &old);
	printf("a written constant: 0x%lx\n", old);
	return 0;
}

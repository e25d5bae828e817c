/* Rules that are easily put in the wrong order, or forgotten: sections, views, shared data, the stack's guard. */
#include <windows.h>
#include <stdio.h>

static void section(DWORD protect, DWORD high, DWORD low)
{
	HANDLE h = CreateFileMappingA(INVALID_HANDLE_VALUE, NULL, protect, high, low, NULL);

	printf("section 0x%lx: %d", protect, h != NULL);
	printf(", error %lu\n", h ? 0 : GetLastError());
}

static char *view(DWORD attributes)
{
	HANDLE h = CreateFileMappingA(INVALID_HANDLE_VALUE, NULL, PAGE_READWRITE | attributes, 0, 65536, NULL);

	return MapViewOfFile(h, FILE_MAP_WRITE, 0, 0, 0);
}

static void show(const char *what, const void *at)
{
	MEMORY_BASIC_INFORMATION m;

	VirtualQuery(at, &m, sizeof m);
	printf("%s: state 0x%lx, protect 0x%lx, at first 0x%lx, type 0x%lx\n", what, m.State, m.Protect, m.AllocationProtect, m.Type);
}

static char *lowest_of_stack(void)
{
	MEMORY_BASIC_INFORMATION m;
	char local, *p;

	VirtualQuery(&local, &m, sizeof m);
	p = m.AllocationBase;
	do {
		VirtualQuery(p, &m, sizeof m);
		p = (char *)m.BaseAddress + m.RegionSize;
	} while (m.State != MEM_COMMIT || m.Protect != PAGE_READWRITE);
	return m.BaseAddress;
}

int main(void)
{
	char *p;
	DWORD old;

	section(PAGE_READWRITE | SEC_IMAGE | SEC_COMMIT, 0, 4096);
	section(PAGE_READWRITE | SEC_IMAGE | SEC_RESERVE, 0, 4096);
	section(PAGE_READWRITE | SEC_LARGE_PAGES, 0, 4096);
	section(PAGE_READWRITE | SEC_LARGE_PAGES | SEC_RESERVE, 0, 4096);
	section(PAGE_READWRITE | SEC_RESERVE, 0x8000, 0);

	p = view(SEC_COMMIT);
	printf("commit in a view: %d\n", VirtualAlloc(p, 4096, MEM_COMMIT, PAGE_WRITECOPY) == p);
	show("copied later", p);
	printf("new memory: %d", VirtualAlloc(NULL, 4096, MEM_COMMIT, PAGE_WRITECOPY) != NULL);
	printf(", error %lu\n", GetLastError());
	printf("placeholder of a view: %d", VirtualFree(p, 65536, MEM_RELEASE | MEM_PRESERVE_PLACEHOLDER));
	printf(", error %lu\n", GetLastError());

	p = view(SEC_COMMIT | SEC_NOCACHE);
	show("not cached", p);
	VirtualAlloc(p, 4096, MEM_COMMIT, PAGE_READONLY);
	show("and read-only", p);
	p[5000] = 1;
	show("and touched", p + 4096);

	show("shared data", (void *)0x7FFE0000);
	printf("reserve it: %d", VirtualAlloc((void *)0x7FFE0000, 4096, MEM_RESERVE, PAGE_READWRITE) != NULL);
	printf(", error %lu\n", GetLastError());
	__try {
		*(char *)0x7FFE0000 = 1;
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		printf("write it: 0x%lx\n", GetExceptionCode());
	}

	p = lowest_of_stack();
	VirtualProtect(p + 0x2000, 4096, PAGE_READWRITE | PAGE_GUARD, &old);
	__try {
		p[0x2000] = 1;
		puts("a guard page in the stack: grown");
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		puts("a guard page in the stack: raised");
	}
	show("below it", p + 0x1000);
	__try {
		*(volatile char *)16 = 1;
	} __except (printf("segments: %d\n", (GetExceptionInformation()->ContextRecord->ContextFlags & 0x10000F) == 0x10000F), 1) {
	}
	return 0;
}

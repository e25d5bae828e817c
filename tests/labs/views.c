/* A section has no address; each view of it is a reservation of its own, and all show the same bytes. */
#include <windows.h>
#include <stdio.h>

static void show(const char *name, char *at)
{
	MEMORY_BASIC_INFORMATION m;

	if (!VirtualQuery(at, &m, sizeof m))
		return;
	printf("%s: +0x%x of its view, size 0x%x, state 0x%lx, protect 0x%lx, at first 0x%lx, type 0x%lx\n", name,
	       m.AllocationBase ? (unsigned)((char *)m.BaseAddress - (char *)m.AllocationBase) : 0,
	       m.State == MEM_FREE ? 0 : (unsigned)m.RegionSize, m.State, m.Protect, m.AllocationProtect, m.Type);
}

int main(void)
{
	HANDLE section = CreateFileMappingA(INVALID_HANDLE_VALUE, NULL, PAGE_READWRITE | SEC_COMMIT, 0, 0x20001, NULL);
	char *all = MapViewOfFile(section, FILE_MAP_ALL_ACCESS, 0, 0, 0), *part, *there, *room;
	DWORD old = 0;

	show("all", all);
	part = MapViewOfFile(section, FILE_MAP_READ, 0, 0x10000, 0x1001);
	show("part", part);
	printf("fresh: %d\n", all[0x20000]);
	all[0x10000] = 1;
	all[0x11fff] = 2;
	printf("through the other view: %d %d\n", part[0], part[0x1fff]);

	/* where a view is free to be, it is where it is asked to be */
	room = VirtualAlloc(NULL, 0x40000, MEM_RESERVE, PAGE_NOACCESS);
	printf("over a reservation: %p, error %lu\n", MapViewOfFileEx(section, FILE_MAP_READ, 0, 0, 0, room), GetLastError());
	VirtualFree(room, 0, MEM_RELEASE);
	there = MapViewOfFileEx(section, FILE_MAP_WRITE, 0, 0x20000, 0, room + 0x10000);
	printf("at the address: %d\n", there == room + 0x10000);
	show("there", there);
	there[0] = 3;
	printf("the last page: %d\n", all[0x20000]);

	/* protections, within what the section and the view allow */
	printf("read-only: %d", VirtualProtect(all + 0x1000, 0x1000, PAGE_READONLY, &old) != 0);
	printf(", was 0x%lx\n", old);
	show("protected", all + 0x1000);
	printf("back: %d\n", VirtualProtect(all + 0x1000, 0x1000, PAGE_READWRITE, &old) != 0);
	printf("a reading view to be written: %d", VirtualProtect(part, 0x1000, PAGE_READWRITE, &old));
	printf(" error %lu\n", GetLastError());
	printf("a data section to be executed: %d", VirtualProtect(all, 0x1000, PAGE_EXECUTE_READ, &old));
	printf(" error %lu\n", GetLastError());
	__try {
		part[0] = 9;
		printf("written\n");
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		printf("a reading view cannot be written\n");
	}

	/* the views hold the section; one of them is enough */
	printf("close: %d\n", CloseHandle(section) != 0);
	printf("unmap: %d", UnmapViewOfFile(all) != 0);
	printf(" %d\n", UnmapViewOfFile(there) != 0);
	show("unmapped", all);
	printf("what is left: %d %d\n", part[0], part[0x1fff]);
	printf("flush: %d\n", FlushViewOfFile(part, 0) != 0);
	printf("unmap in the middle: %d\n", UnmapViewOfFile(part + 0x1000) != 0);
	show("gone", part);
	return 0;
}

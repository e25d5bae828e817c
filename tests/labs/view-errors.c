/* What CreateFileMapping, MapViewOfFile and their like refuse, and with which error. */
#include <windows.h>
#include <stdio.h>

#define CREATE(protect, high, low) CreateFileMappingA(INVALID_HANDLE_VALUE, NULL, protect, high, low, NULL)

static void made(const char *what, HANDLE section)
{
	if (section)
		printf("%s: made, %d\n", what, CloseHandle(section) != 0);
	else
		printf("%s: error %lu\n", what, GetLastError());
}

static void mapped(const char *what, void *view)
{
	MEMORY_BASIC_INFORMATION m;

	if (view && VirtualQuery(view, &m, sizeof m))
		printf("%s: protect 0x%lx, size 0x%x, %d\n", what, m.Protect, (unsigned)m.RegionSize, UnmapViewOfFile(view) != 0);
	else
		printf("%s: error %lu\n", what, GetLastError());
}

static void done(const char *what, BOOL good)
{
	if (good)
		printf("%s: done\n", what);
	else
		printf("%s: error %lu\n", what, GetLastError());
}

int main(void)
{
	HANDLE rw = CREATE(PAGE_READWRITE, 0, 0x28000), ro = CREATE(PAGE_READONLY, 0, 0x10000);
	HANDLE copy = CREATE(PAGE_WRITECOPY, 0, 0x10000), code = CREATE(PAGE_EXECUTE_READWRITE, 0, 0x10000);
	char *view, *memory;

	made("no protection", CREATE(0, 0, 0x1000));
	made("no access", CREATE(PAGE_NOACCESS, 0, 0x1000));
	made("execute only", CREATE(PAGE_EXECUTE, 0, 0x1000));
	made("two protections", CREATE(PAGE_READONLY | PAGE_READWRITE, 0, 0x1000));
	made("guard", CREATE(PAGE_READWRITE | PAGE_GUARD, 0, 0x1000));
	made("commit and reserve", CREATE(PAGE_READWRITE | SEC_COMMIT | SEC_RESERVE, 0, 0x1000));
	made("attributes alone", CREATE(SEC_COMMIT, 0, 0x1000));
	made("no size", CREATE(PAGE_READWRITE, 0, 0));
	made("one byte", CREATE(PAGE_READWRITE, 0, 1));
	made("no such file", CreateFileMappingA((HANDLE)0x1234, NULL, PAGE_READWRITE, 0, 0x1000, NULL));

	mapped("read of rw", MapViewOfFile(rw, FILE_MAP_READ, 0, 0, 0));
	mapped("copy of rw", MapViewOfFile(rw, FILE_MAP_COPY, 0, 0, 0));
	mapped("all of rw", MapViewOfFile(rw, FILE_MAP_ALL_ACCESS, 0, 0, 0));
	mapped("read and copy of rw", MapViewOfFile(rw, FILE_MAP_READ | FILE_MAP_COPY, 0, 0, 0));
	mapped("no access of rw", MapViewOfFile(rw, 0, 0, 0, 0));
	mapped("write of ro", MapViewOfFile(ro, FILE_MAP_WRITE, 0, 0, 0));
	mapped("all of ro", MapViewOfFile(ro, FILE_MAP_ALL_ACCESS, 0, 0, 0));
	mapped("copy of ro", MapViewOfFile(ro, FILE_MAP_COPY, 0, 0, 0));
	mapped("write of copy", MapViewOfFile(copy, FILE_MAP_WRITE, 0, 0, 0));
	mapped("copy of copy", MapViewOfFile(copy, FILE_MAP_COPY, 0, 0, 0));
	mapped("execute of rw", MapViewOfFile(rw, FILE_MAP_READ | FILE_MAP_EXECUTE, 0, 0, 0));
	mapped("execute of code", MapViewOfFile(code, FILE_MAP_READ | FILE_MAP_EXECUTE, 0, 0, 0));
	mapped("write and execute of code", MapViewOfFile(code, FILE_MAP_WRITE | FILE_MAP_EXECUTE, 0, 0, 0));

	mapped("a page in a slot", MapViewOfFile(rw, FILE_MAP_READ, 0, 0x1000, 0));
	mapped("a slot", MapViewOfFile(rw, FILE_MAP_READ, 0, 0x10000, 0));
	mapped("up to the end", MapViewOfFile(rw, FILE_MAP_READ, 0, 0x20000, 0x8000));
	mapped("past the end", MapViewOfFile(rw, FILE_MAP_READ, 0, 0x20000, 0x8001));
	mapped("too long", MapViewOfFile(rw, FILE_MAP_READ, 0, 0, 0x100000));
	mapped("no handle", MapViewOfFile(NULL, FILE_MAP_READ, 0, 0, 0));
	mapped("no section", MapViewOfFile((HANDLE)0x1234, FILE_MAP_READ, 0, 0, 0));

	view = MapViewOfFile(rw, FILE_MAP_WRITE, 0, 0, 0);
	memory = VirtualAlloc(NULL, 0x10000, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	done("release a view", VirtualFree(view, 0, MEM_RELEASE));
	done("decommit a view", VirtualFree(view, 0x1000, MEM_DECOMMIT));
	done("reserve over a view", VirtualAlloc(view, 0x1000, MEM_RESERVE, PAGE_READWRITE) != NULL);
	done("commit past a view", VirtualAlloc(view, 0x29000, MEM_COMMIT, PAGE_READWRITE) != NULL);
	done("unmap memory", UnmapViewOfFile(memory));
	done("unmap nothing", UnmapViewOfFile(NULL));
	done("unmap", UnmapViewOfFile(view));
	done("unmap twice", UnmapViewOfFile(view));
	done("close", CloseHandle(rw));
	done("close twice", CloseHandle(rw));
	done("close nothing", CloseHandle(NULL));
	mapped("a closed section", MapViewOfFile(rw, FILE_MAP_READ, 0, 0, 0));
	return 0;
}

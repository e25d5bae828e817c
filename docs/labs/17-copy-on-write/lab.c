/*
 * One page, three views.
 *
 * A section is memory without an address. Each view of it is an address range at
 * which its pages can be seen. Two views share every page; the third one shares
 * them only until it writes: then the system copies the page behind its back.
 */
#include <windows.h>
#include <stdio.h>

#define PAGE 4096
#define PAGES 4

static char *writer, *reader, *copier;

static void protection(const char *name, char *at)
{
	MEMORY_BASIC_INFORMATION m;

	VirtualQuery(at, &m, sizeof m);
	printf("%s: state 0x%lX, mapped as 0x%lX, type 0x%lX\n", name, m.State, m.AllocationProtect, m.Type);
}

static void tell(const char *when)
{
	int i;

	printf("%s:", when);
	for (i = 0; i < PAGES; i++)
		printf("  %d %d %d", writer[i * PAGE], reader[i * PAGE], copier[i * PAGE]);
	printf("\n");
}

int main(void)
{
	HANDLE section = CreateFileMapping(INVALID_HANDLE_VALUE, NULL, PAGE_READWRITE, 0, PAGES * PAGE, NULL);
	int i;

	if (!section) {
		printf("no section: error %lu\n", GetLastError());
		return 1;
	}
	writer = MapViewOfFile(section, FILE_MAP_READ | FILE_MAP_WRITE, 0, 0, 0);
	reader = MapViewOfFile(section, FILE_MAP_READ, 0, 0, 0);
	copier = MapViewOfFile(section, FILE_MAP_COPY, 0, 0, 0);
	protection("writer", writer);
	protection("reader", reader);
	protection("copier", copier);

	/* the views keep the section alive, the handle is not needed any more */
	printf("close: %d\n", CloseHandle(section));

	for (i = 0; i < PAGES; i++)
		writer[i * PAGE] = (char)(10 + i);
	tell("written through the first view");

	copier[1 * PAGE] = 77;
	tell("page 1 written through the third");

	for (i = 0; i < PAGES; i++)
		writer[i * PAGE] += 10;
	tell("all written through the first again");

	__try {
		reader[0] = 1;
		printf("the second view was written\n");
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		printf("the second view can only be read\n");
	}

	UnmapViewOfFile(copier);
	copier = reader;
	tell("the copy is gone with its view");
	UnmapViewOfFile(writer);
	printf("the first view is gone, the second still reads %d\n", reader[3 * PAGE]);
	UnmapViewOfFile(reader);
	return 0;
}

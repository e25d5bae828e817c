/* What VirtualQuery and VirtualProtect say of a page that was copied on write. */
#include <windows.h>
#include <stdio.h>

#define PAGE 4096

static void show(const char *what, char *at)
{
	MEMORY_BASIC_INFORMATION m;

	VirtualQuery(at, &m, sizeof m);
	printf("%s: protect 0x%lx, at first 0x%lx, size 0x%x\n", what, m.Protect, m.AllocationProtect, (unsigned)m.RegionSize);
}

int main(void)
{
	HANDLE section = CreateFileMapping(INVALID_HANDLE_VALUE, NULL, PAGE_READWRITE, 0, 4 * PAGE, NULL);
	char *shared = MapViewOfFile(section, FILE_MAP_WRITE, 0, 0, 0), *copy = MapViewOfFile(section, FILE_MAP_COPY, 0, 0, 0);
	DWORD old = 0;

	show("nothing written", copy);
	copy[PAGE] = 1;
	show("before it", copy);
	show("the copied page", copy + PAGE);
	show("behind it", copy + 2 * PAGE);
	VirtualProtect(copy + PAGE, PAGE, PAGE_READONLY, &old);
	printf("was 0x%lx\n", old);

	/* a writing view can be told to copy from now on */
	printf("copy from now on: %d", VirtualProtect(shared, PAGE, PAGE_WRITECOPY, &old) != 0);
	printf(", was 0x%lx\n", old);
	show("asked to copy", shared);
	shared[0] = 2;
	show("has copied", shared);
	printf("the other view: %d\n", copy[0]);
	return 0;
}

/* A copying view shares each page until it writes it, whoever wrote first. */
#include <windows.h>
#include <stdio.h>

#define PAGE 4096

static char *view[4];

static void show(const char *when, int page)
{
	int i;

	printf("%s:", when);
	for (i = 0; i < 4; i++)
		printf(" %d", view[i][page * PAGE]);
	printf("\n");
}

int main(void)
{
	HANDLE section = CreateFileMapping(INVALID_HANDLE_VALUE, NULL, PAGE_READWRITE, 0, 8 * PAGE, NULL);
	MEMORY_BASIC_INFORMATION m;

	view[0] = MapViewOfFile(section, FILE_MAP_WRITE, 0, 0, 0);
	view[1] = MapViewOfFile(section, FILE_MAP_READ, 0, 0, 0);
	view[2] = MapViewOfFile(section, FILE_MAP_COPY, 0, 0, 0);
	view[3] = MapViewOfFile(section, FILE_MAP_COPY, 0, 0, 0);
	VirtualQuery(view[2], &m, sizeof m);
	printf("copying view: protect 0x%lx, at first 0x%lx, size 0x%x\n", m.Protect, m.AllocationProtect, (unsigned)m.RegionSize);

	view[0][0] = 1;
	show("written where it is shared", 0);
	view[2][0] = 2;
	show("copied", 0);
	view[0][0] = 3;
	show("shared again", 0);
	view[3][0] += 10;
	show("the second copy", 0);
	view[2][1 * PAGE] = 5;
	show("a copy of a page that nobody had touched", 1);
	view[0][1 * PAGE] = 6;
	show("and then touched", 1);
	view[0][2 * PAGE + 100] = 7;
	view[2][2 * PAGE] = 8;
	printf("the rest of the page came along: %d %d\n", view[2][2 * PAGE + 100], view[3][2 * PAGE + 100]);
	*(short *)(view[3] + 4 * PAGE - 1) = 0x0909;
	printf("across a border: %d %d, and %d %d\n", view[3][4 * PAGE - 1], view[3][4 * PAGE], view[0][4 * PAGE - 1], view[0][4 * PAGE]);
	UnmapViewOfFile(view[2]);
	view[2] = MapViewOfFile(section, FILE_MAP_COPY, 0, 0, 0);
	show("a new view knows nothing of it", 0);
	return 0;
}

/* What QueryWorkingSetEx says of private pages, of pages of a section, and of a page that was copied. */
#include <windows.h>
#include <psapi.h>
#include <stdio.h>

static void show(const char *what, void *at)
{
	PSAPI_WORKING_SET_EX_INFORMATION info;

	info.VirtualAddress = at;
	QueryWorkingSetEx(GetCurrentProcess(), &info, sizeof info);
	printf("%s: valid %d, shared %d, by %d\n", what, (int)(info.VirtualAttributes.Flags & 1),
	       (int)(info.VirtualAttributes.Flags >> 15 & 1), (int)(info.VirtualAttributes.Flags >> 1 & 7));
}

int main(void)
{
	HANDLE section = CreateFileMapping(INVALID_HANDLE_VALUE, NULL, PAGE_READWRITE, 0, 0x4000, NULL);
	char *all = MapViewOfFile(section, FILE_MAP_WRITE, 0, 0, 0), *copy = MapViewOfFile(section, FILE_MAP_COPY, 0, 0, 0);
	char *mine = VirtualAlloc(NULL, 0x1000, MEM_COMMIT, PAGE_READWRITE);

	*mine = *all = 1;
	copy[0x2000] = 2;
	show("private", mine);
	show("of a section", all);
	show("copied", copy + 0x2000);
	return 0;
}

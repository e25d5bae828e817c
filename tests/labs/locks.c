/* VirtualLock makes pages resident and keeps them so; there is no count of locks. */
#include <windows.h>
#include <psapi.h>
#include <stdio.h>

static char *pages;

static void resident(void)
{
	PSAPI_WORKING_SET_EX_INFORMATION info[4];
	int i;

	for (i = 0; i < 4; i++)
		info[i].VirtualAddress = pages + i * 4096;
	printf("  %d", QueryWorkingSetEx(GetCurrentProcess(), info, sizeof info) != 0);
	for (i = 0; i < 4; i++)
		printf(" %d", (int)(info[i].VirtualAttributes.Flags & 1));
	printf("\n");
}

static void tell(const char *what, BOOL good)
{
	if (good)
		printf("%s: good\n", what);
	else
		printf("%s: refused\n", what);
}

int main(void)
{
	pages = VirtualAlloc(NULL, 4 * 4096, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	resident();
	pages[0] = 1;
	resident();
	tell("lock two", VirtualLock(pages + 4096, 4097));
	tell("lock again", VirtualLock(pages + 4096, 4096));
	resident();
	tell("unlock", VirtualUnlock(pages + 4096, 8192));
	VirtualFree(pages, 4096, MEM_DECOMMIT);
	tell("lock reserved", VirtualLock(pages, 8192));
	return 0;
}

/* What leaves by EmptyWorkingSet, and which limits SetProcessWorkingSetSize takes. */
#include <windows.h>
#include <psapi.h>
#include <stdio.h>

#define PAGE ((SIZE_T)4096)

static char *pages;

static void resident(const char *when)
{
	PSAPI_WORKING_SET_EX_INFORMATION info[4];
	int i;

	for (i = 0; i < 4; i++)
		info[i].VirtualAddress = pages + i * PAGE;
	QueryWorkingSetEx(GetCurrentProcess(), info, sizeof info);
	printf("%s:", when);
	for (i = 0; i < 4; i++)
		printf(" %d", (int)(info[i].VirtualAttributes.Flags & 1));
	printf("\n");
}

static void set(const char *what, SIZE_T least, SIZE_T most)
{
	BOOL good = SetProcessWorkingSetSize(GetCurrentProcess(), least, most);
	DWORD error = GetLastError();

	if (!good) {
		printf("%s: error %lu\n", what, error);
		return;
	}
	GetProcessWorkingSetSize(GetCurrentProcess(), &least, &most);
	printf("%s: %d to %d pages\n", what, (int)(least / PAGE), (int)(most / PAGE));
}

int main(void)
{
	SIZE_T least = 0, most = 0;

	pages = VirtualAlloc(NULL, 4 * PAGE, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	pages[0] = pages[PAGE] = pages[2 * PAGE] = 1;
	resident("three touched");
	VirtualLock(pages + PAGE, PAGE);
	EmptyWorkingSet(GetCurrentProcess());
	resident("emptied, but for what is locked");
	pages[2 * PAGE]++;
	resident("one touched");
	SetProcessWorkingSetSize(GetCurrentProcess(), (SIZE_T)-1, (SIZE_T)-1);
	resident("emptied again");

	GetProcessWorkingSetSize(GetCurrentProcess(), &least, &most);
	printf("at first: %d to %d pages\n", (int)(least / PAGE), (int)(most / PAGE));
	set("good", 100 * PAGE, 400 * PAGE);
	set("too few are raised", PAGE, 400 * PAGE);
	set("out of order", 400 * PAGE, 100 * PAGE);
	set("no least", 0, 400 * PAGE);
	set("no most", 100 * PAGE, 0);
	set("less than 13 pages", PAGE, 12 * PAGE);
	printf("no process: %d", EmptyWorkingSet(NULL));
	printf(" error %lu\n", GetLastError());
	return 0;
}

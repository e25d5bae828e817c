/* GetProcessMemoryInfo and the clock that does not run by itself. */
#include <windows.h>
#include <psapi.h>
#include <stdio.h>

static PROCESS_MEMORY_COUNTERS_EX now;

static void ask(PROCESS_MEMORY_COUNTERS_EX *c)
{
	printf("asked: %d\n", GetProcessMemoryInfo(GetCurrentProcess(), (PROCESS_MEMORY_COUNTERS *)c, sizeof *c) != 0);
}

int main(void)
{
	PROCESS_MEMORY_COUNTERS_EX before;
	DWORD start = GetTickCount(), i;
	char *p;

	printf("sizes %d %d\n", (int)sizeof(PROCESS_MEMORY_COUNTERS), (int)sizeof(PSAPI_WORKING_SET_EX_INFORMATION));
	p = VirtualAlloc(NULL, 16 * 4096, MEM_RESERVE, PAGE_READWRITE);
	ask(&now);
	ask(&before);
	VirtualAlloc(p, 16 * 4096, MEM_COMMIT, PAGE_READWRITE);
	ask(&now);
	printf("commit: %d pages\n", (int)((now.PrivateUsage - before.PrivateUsage) / 4096));
	for (i = 0; i < 10; i++)
		p[i * 4096] = 1;
	ask(&now);
	printf("touched: %d pages, %lu faults\n", (int)((now.WorkingSetSize - before.WorkingSetSize) / 4096),
	       now.PageFaultCount - before.PageFaultCount);
	printf("too small: %d", GetProcessMemoryInfo(GetCurrentProcess(), (PROCESS_MEMORY_COUNTERS *)&now, 8));
	printf(" error %lu\n", GetLastError());
	Sleep(50);
	printf("slept: %d\n", GetTickCount() - start >= 50);
	return 0;
}

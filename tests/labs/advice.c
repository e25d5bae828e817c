/* Advice about pages, doubtful questions about pointers, the limits of the stack, and what the machine does not give. */
#include <windows.h>
#include <psapi.h>
#include <stdio.h>

static void say(const char *what, int good)
{
	printf("%s: %s\n", what, good ? "yes" : "no");
}

static void pointers(char *p)
{
	DWORD old;

	say("committed memory can be read", !IsBadReadPtr(p, 0x2000));
	say("and written", !IsBadWritePtr(p, 0x2000));
	say("what is reserved cannot", IsBadReadPtr(p, 0x2001));
	VirtualProtect(p, 0x1000, PAGE_READONLY, &old);
	say("what is for reading cannot be written", IsBadWritePtr(p, 1) && !IsBadReadPtr(p, 1));
	say("nothing of nothing is good", !IsBadReadPtr(NULL, 0));
	say("nothing is bad", IsBadReadPtr(NULL, 1));
	VirtualProtect(p, 0x1000, PAGE_READWRITE, &old);
}

static void privileges(void)
{
	HANDLE token = NULL;
	TOKEN_PRIVILEGES wish = { 1 };

	say("a token", OpenProcessToken(GetCurrentProcess(), TOKEN_ADJUST_PRIVILEGES | TOKEN_QUERY, &token));
	say("the privilege has a number", LookupPrivilegeValue(NULL, SE_LOCK_MEMORY_NAME, &wish.Privileges[0].Luid));
	wish.Privileges[0].Attributes = SE_PRIVILEGE_ENABLED;
	say("asked for", AdjustTokenPrivileges(token, FALSE, &wish, 0, NULL, NULL));
	SetLastError(0);
	say("there is none of that name", !LookupPrivilegeValue(NULL, TEXT("SeNoSuchPrivilege"), &wish.Privileges[0].Luid));
	printf("error %lu\n", GetLastError());
	say("closed", CloseHandle(token));
}

int main(void)
{
	char *p = VirtualAlloc(NULL, 0x10000, MEM_RESERVE, PAGE_READWRITE);
	WIN32_MEMORY_RANGE_ENTRY range = { p, 0x2000 };
	ULONG_PTR low, high;
	MEMORYSTATUSEX status = { sizeof status };
	PERFORMANCE_INFORMATION info;

	VirtualAlloc(p, 0x2000, MEM_COMMIT, PAGE_READWRITE);
	pointers(p);
	say("prefetched", PrefetchVirtualMemory(GetCurrentProcess(), 1, &range, 0));
	GetCurrentThreadStackLimits(&low, &high);
	say("a variable lies on the stack", (ULONG_PTR)&range >= low && (ULONG_PTR)&range < high);
	say("the machine has memory", GlobalMemoryStatusEx(&status) && status.ullTotalPhys > status.ullAvailPhys);
	status.dwLength = 7;
	SetLastError(0);
	say("the length is looked at", !GlobalMemoryStatusEx(&status));
	printf("error %lu\n", GetLastError());
	say("pages have 4096 bytes", GetPerformanceInfo(&info, sizeof info) && info.PageSize == 4096);
	privileges();
	return 0;
}

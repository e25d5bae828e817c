/* More of oneself: modules by an address, a node that is wished for, and limits with flags. */
#include <windows.h>
#include <stdio.h>

static void say(const char *what, int good)
{
	printf("%s: %s\n", what, good ? "yes" : "no");
}

int main(void)
{
	HMODULE me = NULL, kernel = NULL, none = (HMODULE)1;
	char name[MAX_PATH] = "", *p;
	SIZE_T least, most;
	DWORD flags = 0, n;

	say("the program by its name", GetModuleHandleEx(0, NULL, &me) && me == GetModuleHandle(NULL));
	say("by an address in it", GetModuleHandleEx(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS, (LPCTSTR)main, &kernel) && kernel == me);
	say("a library", GetModuleHandleEx(GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT, TEXT("kernel32"), &kernel) && kernel != me);
	say("one that is not there", !GetModuleHandleEx(0, TEXT("nosuchlibrary"), &none) && GetLastError() == ERROR_MOD_NOT_FOUND && !none);
	n = GetModuleFileName(NULL, name, sizeof name);
	say("the program has a file", n > 4 && strcmp(name + n - 4, ".exe") == 0);
	p = VirtualAllocExNuma(GetCurrentProcess(), NULL, 4096, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE, 0);
	say("memory of node 0", p && !(*p = 0));
	VirtualFree(p, 0, MEM_RELEASE);
	say("limits", SetProcessWorkingSetSizeEx(GetCurrentProcess(), 0x100000, 0x1000000, QUOTA_LIMITS_HARDWS_MIN_DISABLE));
	say("asked for", GetProcessWorkingSetSizeEx(GetCurrentProcess(), &least, &most, &flags) && least <= most);
	return 0;
}

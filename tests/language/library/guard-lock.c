/* A guarded page cannot be locked at once: what the first and the second try say. */
#include <windows.h>
#include <tchar.h>
#include <stdio.h>
#include <stdlib.h>

int main()
{
	LPVOID lpvAddr;
	DWORD dwPageSize;
	SYSTEM_INFO sSysInfo;

	GetSystemInfo(&sSysInfo);
	_tprintf(TEXT("This computer has page size %d.\n"), sSysInfo.dwPageSize);
	dwPageSize = sSysInfo.dwPageSize;
	lpvAddr = VirtualAlloc(NULL, dwPageSize, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE | PAGE_GUARD);
	if (lpvAddr == NULL) {
		_tprintf(TEXT("VirtualAlloc failed. Error: %ld\n"), GetLastError());
		return 1;
	}
	__try {
		*(volatile char *)lpvAddr = 1;
		puts("no alarm");
	} __except (GetExceptionCode() == STATUS_GUARD_PAGE_VIOLATION) {
		puts("alarm");
	}
	_ftprintf(stdout, TEXT("%s\n"), VirtualLock(lpvAddr, dwPageSize) ? TEXT("locked") : TEXT("not locked"));
	return !VirtualFree(lpvAddr, 0, MEM_RELEASE);
}

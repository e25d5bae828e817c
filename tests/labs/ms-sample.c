/* The classic demonstration of demand commit, in the old spelling: the filter commits the next page in order. */
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>

#define PAGELIMIT 80

LPTSTR lpNext;
DWORD dwCount = 0;
DWORD dwSize;

INT CommitFilter(DWORD);
VOID MyErrorExit(LPSTR);

INT CommitFilter(DWORD dwCode)
{
	LPVOID lpGot;

	if (dwCode != EXCEPTION_ACCESS_VIOLATION) {
		printf("exception code = %lu\n", dwCode);
		return EXCEPTION_EXECUTE_HANDLER;
	}
	printf("page fault\n");
	if (dwCount >= PAGELIMIT) {
		printf("out of pages\n");
		return EXCEPTION_EXECUTE_HANDLER;
	}
	lpGot = VirtualAlloc((LPVOID) lpNext, dwSize, MEM_COMMIT, PAGE_READWRITE);
	if (lpGot == NULL) {
		printf("VirtualAlloc failed\n");
		return EXCEPTION_EXECUTE_HANDLER;
	}
	dwCount++;
	lpNext = (LPTSTR) ((PCHAR) lpNext + dwSize);
	return EXCEPTION_CONTINUE_EXECUTION;
}

VOID MyErrorExit(LPSTR lpMessage)
{
	printf("error: %s, code %lu\n", lpMessage, GetLastError());
	ExitProcess(1);
}

VOID main(VOID)
{
	LPVOID lpBase;
	LPTSTR lpPtr;
	BOOL bDone;
	DWORD i;
	SYSTEM_INFO sSys;

	GetSystemInfo(&sSys);
	printf("page size %lu\n", sSys.dwPageSize);
	dwSize = sSys.dwPageSize;

	lpBase = VirtualAlloc(NULL, PAGELIMIT * dwSize, MEM_RESERVE, PAGE_NOACCESS);
	if (lpBase == NULL)
		MyErrorExit("reserve");
	lpPtr = lpNext = (LPTSTR) lpBase;

	for (i = 0; i < PAGELIMIT * dwSize; i++) {
		try {
			lpPtr[i] = 'a';
		} except (CommitFilter(GetExceptionCode())) {
			ExitProcess(GetLastError());
		}
	}

	bDone = VirtualFree(lpBase, 0, MEM_RELEASE);
	printf("release %s\n", bDone ? "succeeded" : "failed");
	ExitProcess(0);
}

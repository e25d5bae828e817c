/* The helper that every sample has: the text of an error in a box, and the end. Without its words, which differ. */
#include <windows.h>
#include <strsafe.h>
#include <stdio.h>

static void ErrorExit(LPCTSTR lpszFunction)
{
	LPVOID lpMsgBuf;
	LPTSTR lpDisplayBuf;
	DWORD dw = GetLastError();
	DWORD n = FormatMessage(FORMAT_MESSAGE_ALLOCATE_BUFFER | FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS, NULL, dw,
	                        MAKELANGID(LANG_NEUTRAL, SUBLANG_DEFAULT), (LPTSTR)&lpMsgBuf, 0, NULL);

	lpDisplayBuf = (LPTSTR)LocalAlloc(LMEM_ZEROINIT, (lstrlen((LPCTSTR)lpMsgBuf) + lstrlen(lpszFunction) + 40) * sizeof(TCHAR));
	StringCchPrintf(lpDisplayBuf, LocalSize(lpDisplayBuf) / sizeof(TCHAR), TEXT("%s failed with error %d"), lpszFunction, dw);
	MessageBox(NULL, lpDisplayBuf, TEXT("Error"), MB_OK);
	printf("%d %d\n", n > 0, ((LPTSTR)lpMsgBuf)[n - 1] == '\n');
	LocalFree(lpMsgBuf);
	LocalFree(lpDisplayBuf);
	ExitProcess(dw);
}

int main(void)
{
	if (!VirtualAlloc((LPVOID)1, 0, MEM_COMMIT, PAGE_READWRITE))
		ErrorExit(TEXT("VirtualAlloc"));
	return 0;
}

/* Two views of one section see each other. */
#include <windows.h>
#include <stdio.h>
#include <string.h>
#include <tchar.h>

int _tmain(void)
{
	HANDLE hMapFile = CreateFileMapping(INVALID_HANDLE_VALUE, NULL, PAGE_READWRITE, 0, 0x10000, NULL);
	LPTSTR one, two;

	if (hMapFile == NULL) {
		_tprintf(TEXT("Could not create file mapping object (%lu).\n"), GetLastError());
		return 1;
	}
	one = (LPTSTR)MapViewOfFile(hMapFile, FILE_MAP_ALL_ACCESS, 0, 0, 0);
	two = (LPTSTR)MapViewOfFile(hMapFile, FILE_MAP_READ, 0, 0, 0);
	CopyMemory((PVOID)one, TEXT("Message from the first view."), 29 * sizeof(TCHAR));
	_tprintf(TEXT("%s %d\n"), two, _tcscmp(one, two));
	__try {
		*two = TEXT('m');
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		_tprintf(TEXT("the second is for reading\n"));
	}
	printf("%d %d %d\n", UnmapViewOfFile(one), UnmapViewOfFile(two), CloseHandle(hMapFile));
	return 0;
}

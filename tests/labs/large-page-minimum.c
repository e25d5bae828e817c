/* What a program asks before it rounds a size up to whole large pages. */
#include <windows.h>
#include <stdio.h>

int main(void)
{
	SYSTEM_INFO info;
	SIZE_T large;

	SetLastError(7);
	large = GetLargePageMinimum();
	GetSystemInfo(&info);
	printf("a large page has %llu bytes: %llu pages\n", large, large / info.dwPageSize);
	printf("last error %lu\n", GetLastError());
	return 0;
}

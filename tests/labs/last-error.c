/* The last error is the program's own: a successful call and an exception leave it alone. */
#include <windows.h>
#include <stdio.h>

int main(void)
{
	char *area, *got;
	BOOL freed;

	SetLastError(1234);
	printf("%lu\n", GetLastError());
	area = VirtualAlloc(NULL, 0x10000, MEM_RESERVE, PAGE_NOACCESS);
	printf("%lu\n", GetLastError());
	__try {
		*area = 1;
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		printf("%lu\n", GetLastError());
	}
	got = VirtualAlloc(NULL, 0, MEM_RESERVE, PAGE_NOACCESS);
	printf("%p, %lu\n", got, GetLastError());
	freed = VirtualFree(area, 0x1000, MEM_RELEASE);
	printf("%d, %lu\n", freed, GetLastError());
	got = VirtualAlloc(area + 0x10000, 4096, MEM_COMMIT, PAGE_READWRITE);
	printf("%d, %lu\n", got != NULL, GetLastError());
	return 0;
}

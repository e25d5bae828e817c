/* Numbers that are negative to one and large to the other: each has one value in the trace, on both sides. */
#include <windows.h>
#include <stdio.h>

int main(void)
{
	char *page = VirtualAlloc(NULL, 4096, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);

	SetLastError((DWORD)-1);
	printf("%ld\n", (long)GetLastError());
	VirtualAlloc(page, (SIZE_T)-1, MEM_COMMIT, PAGE_READWRITE);
	VirtualAlloc(NULL, 4096, (DWORD)-1, (DWORD)-1);
	VirtualFree(page, (SIZE_T)-4096, (DWORD)-1);
	VirtualAlloc((void *)-4096, 4096, MEM_RESERVE, PAGE_READWRITE);
	RemoveVectoredExceptionHandler((void *)-1);
	__try {
		RaiseException((DWORD)-2, 0, 1, (ULONG_PTR[]){ (ULONG_PTR)-3 });
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		printf("raised\n");
	}
	return -1;
}

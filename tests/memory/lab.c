#include <stdio.h>
#include <windows.h>
int main(void)
{
	char *page = VirtualAlloc(NULL, 8192, MEM_RESERVE, PAGE_NOACCESS);
	__try {
		*page = 1;
	} __except (VirtualAlloc(page, 4096, MEM_COMMIT, PAGE_READWRITE), EXCEPTION_CONTINUE_EXECUTION) {
	}
	printf("%d\n", *page);
	VirtualFree(page, 0, MEM_RELEASE);
	return 0;
}

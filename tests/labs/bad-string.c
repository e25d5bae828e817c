/* printf reads its arguments: a bad pointer faults inside of it, and nothing of the text is printed. */
#include <windows.h>
#include <stdio.h>

int main(void)
{
	char *area = VirtualAlloc(NULL, 0x10000, MEM_RESERVE, PAGE_NOACCESS);

	__try {
		printf("the text is %s\n", area);
		printf("never printed\n");
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		printf("0x%08lX\n", GetExceptionCode());
	}
	VirtualAlloc(area, 0x1000, MEM_COMMIT, PAGE_READWRITE);
	area[0] = 'o';
	area[1] = 'k';
	printf("the text is %s\n", area);
	return 0;
}

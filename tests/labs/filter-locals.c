/* A filter reads and writes the locals of the function whose __try it belongs to. */
#include <windows.h>
#include <stdio.h>

static int work(int limit)
{
	int tries = 0;
	int page[4] = { 1, 2, 3, 4 };
	char *area = VirtualAlloc(NULL, 0x4000, MEM_RESERVE, PAGE_NOACCESS);

	__try {
		area[0x2000] = (char)page[2];
		printf("stored %d\n", area[0x2000]);
	} __except (tries++, page[0] += tries, tries < limit ? EXCEPTION_CONTINUE_EXECUTION
	                : (VirtualAlloc(area, 0x4000, MEM_COMMIT, PAGE_READWRITE), EXCEPTION_CONTINUE_EXECUTION)) {
		printf("never printed\n");
	}
	VirtualFree(area, 0, MEM_RELEASE);
	return tries * 100 + page[0];
}

int main(void)
{
	printf("%d\n", work(1));
	printf("%d\n", work(4));
	return 0;
}

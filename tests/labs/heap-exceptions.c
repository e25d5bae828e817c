/* With HEAP_GENERATE_EXCEPTIONS a heap that has no room raises; without, it answers NULL. */
#include <windows.h>
#include <stdio.h>

#define TOO_MUCH ((SIZE_T)1 << 60)

static DWORD seen;

static int filter(DWORD code)
{
	seen = code;
	return EXCEPTION_EXECUTE_HANDLER;
}

int main(void)
{
	HANDLE heap = HeapCreate(0, 0, 0);
	char *block = HeapAlloc(heap, HEAP_GENERATE_EXCEPTIONS, 100);

	printf("%s\n", block ? "given" : "refused");
	__try {
		block = HeapAlloc(heap, HEAP_GENERATE_EXCEPTIONS, TOO_MUCH);
		printf("no exception\n");
	} __except (filter(GetExceptionCode())) {
		printf("exception %08lx\n", seen);
	}
	__try {
		block = HeapReAlloc(heap, HEAP_GENERATE_EXCEPTIONS, block, TOO_MUCH);
		printf("no exception\n");
	} __except (filter(GetExceptionCode())) {
		printf("exception %08lx, the block is still there: %llu bytes\n", seen, (unsigned long long)HeapSize(heap, 0, block));
	}
	printf("%s\n", HeapAlloc(heap, 0, TOO_MUCH) ? "given" : "refused");
	return 0;
}

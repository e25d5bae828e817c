/* Recursion without end: one exception, with room to handle it; then there is no guard page any more. */
#include <windows.h>
#include <stdio.h>

static int depth;

static int recurse(int n)
{
	volatile char room[1024];

	depth++;
	room[n % 1024] = (char)n;
	return recurse(n + 1) + room[n % 1024];
}

static int filter(DWORD code)
{
	printf("filter: 0x%08lX\n", code);
	return EXCEPTION_EXECUTE_HANDLER;
}

int main(void)
{
	__try {
		printf("%d\n", recurse(0));
	} __except (filter(GetExceptionCode())) {
		printf("handled 0x%08lX, deep enough: %d\n", GetExceptionCode(), depth > 500);
	}
	depth = 0;
	__try {
		printf("%d\n", recurse(0));
	} __except (filter(GetExceptionCode())) {
		printf("never printed: the filter has no stack to run on\n");
	}
	return 0;
}

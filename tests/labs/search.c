/* CONTINUE_SEARCH: the inner filter declines, the outer one, in the caller, takes it. */
#include <windows.h>
#include <stdio.h>

static int filter(const char *name, int answer)
{
	printf("%s filter\n", name);
	return answer;
}

static void inner(void)
{
	__try {
		__try {
			*(volatile int *)0x10 = 1;
		} __except (filter("innermost", EXCEPTION_CONTINUE_SEARCH)) {
			printf("never printed\n");
		}
		printf("never printed\n");
	} __except (filter("middle", EXCEPTION_CONTINUE_SEARCH)) {
		printf("never printed\n");
	}
}

int main(void)
{
	__try {
		inner();
		printf("never printed\n");
	} __except (filter("outer", EXCEPTION_EXECUTE_HANDLER)) {
		printf("outer handler 0x%08lX\n", GetExceptionCode());
	}
	return 0;
}

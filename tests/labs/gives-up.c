/*
 * Filters that continue without a repair, count, and give up after 500: in a global variable, in a static one, in one of main's.
 * Something changes each time, so nobody stops them.
 */
#include <windows.h>
#include <stdio.h>

static int tries;

static int in_a_global(void)
{
	return ++tries < 500 ? EXCEPTION_CONTINUE_EXECUTION : EXCEPTION_EXECUTE_HANDLER;
}

static int in_a_static(void)
{
	static int count;

	return ++count < 500 ? EXCEPTION_CONTINUE_EXECUTION : EXCEPTION_EXECUTE_HANDLER;
}

int main(void)
{
	char *page = VirtualAlloc(NULL, 4096, MEM_RESERVE, PAGE_NOACCESS);
	int mine = 0;

	__try {
		*page = 1;
	} __except (in_a_global()) {
		printf("a global: %d\n", tries);
	}
	__try {
		*page = 2;
	} __except (in_a_static()) {
		printf("a static\n");
	}
	__try {
		*page = 3;
	} __except (++mine < 500 ? EXCEPTION_CONTINUE_EXECUTION : EXCEPTION_EXECUTE_HANDLER) {
		printf("one of main's: %d\n", mine);
	}
	return 0;
}

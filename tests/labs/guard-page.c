/* A guard page warns once; the second access just works. */
#include <windows.h>
#include <stdio.h>

static int guards;

static int guard_filter(DWORD code)
{
	if (code != EXCEPTION_GUARD_PAGE)
		return EXCEPTION_CONTINUE_SEARCH;
	guards++;
	return EXCEPTION_CONTINUE_EXECUTION;
}

int main(void)
{
	char *page = VirtualAlloc(NULL, 4096, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE | PAGE_GUARD);
	DWORD old;

	__try {
		page[0] = 1;
		page[1] = 2;
	} __except (guard_filter(GetExceptionCode())) {
		printf("never printed\n");
	}
	printf("%d warning, values %d %d\n", guards, page[0], page[1]);
	VirtualProtect(page, 4096, PAGE_READWRITE | PAGE_GUARD, &old);
	printf("old protection 0x%lx\n", old);
	__try {
		old = (DWORD)page[0];
		printf("never printed\n");
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		printf("handler sees 0x%08lX\n", GetExceptionCode());
	}
	printf("after the handler the page is open: %d\n", page[0]);
	return 0;
}

/* SetUnhandledExceptionFilter: asked when no frame wants the exception; it can repair, too. */
#include <windows.h>
#include <stdio.h>

static char *page;

static LONG WINAPI repair(EXCEPTION_POINTERS *info)
{
	printf("last filter: %s at %d\n", info->ExceptionRecord->ExceptionInformation[0] == 1 ? "write" : "read",
	       (int)(info->ExceptionRecord->ExceptionInformation[1] - (ULONG_PTR)page));
	if (!VirtualAlloc(page, 4096, MEM_COMMIT, PAGE_READWRITE))
		return EXCEPTION_EXECUTE_HANDLER;
	return EXCEPTION_CONTINUE_EXECUTION;
}

static LONG WINAPI give_up(EXCEPTION_POINTERS *info)
{
	printf("giving up on 0x%08lX\n", info->ExceptionRecord->ExceptionCode);
	return EXCEPTION_EXECUTE_HANDLER;
}

int main(void)
{
	page = VirtualAlloc(NULL, 4096, MEM_RESERVE, PAGE_NOACCESS);
	printf("before: %d\n", SetUnhandledExceptionFilter(repair) == NULL);
	page[5] = 'x';
	printf("repaired: %c\n", page[5]);
	printf("replaced: %d\n", SetUnhandledExceptionFilter(give_up) == repair);
	VirtualFree(page, 0, MEM_RELEASE);
	__try {
		__try {
			page[6] = 'y';
		} __finally {
			printf("never printed: the process ends without unwinding\n");
		}
	} __except (EXCEPTION_CONTINUE_SEARCH) {
		printf("never printed\n");
	}
	return 0;
}

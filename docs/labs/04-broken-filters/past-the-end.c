/*
 * Broken filter: it commits whatever address faulted, even past the end.
 *
 * Memory can be committed only where it was reserved. VirtualAlloc refuses with
 * error 487, ERROR_INVALID_ADDRESS, and the filter must not say "try again".
 */
#include <windows.h>
#include <stdio.h>

#define PAGES 4
#define PAGE 4096

static DWORD error;

static int commit_there(ULONG_PTR address)
{
	if (VirtualAlloc((void *)address, PAGE, MEM_COMMIT, PAGE_READWRITE))
		return EXCEPTION_CONTINUE_EXECUTION;
	error = GetLastError();
	return EXCEPTION_EXECUTE_HANDLER;
}

int main(void)
{
	char *buffer = VirtualAlloc(NULL, PAGES * PAGE, MEM_RESERVE, PAGE_NOACCESS);
	int page = 0;

	if (!buffer)
		return 1;
	__try {
		for (page = 0; page < 2 * PAGES + 16; page++)
			buffer[page * PAGE] = 'x';
	} __except (commit_there(GetExceptionInformation()->ExceptionRecord->ExceptionInformation[1])) {
		printf("page %d cannot be committed: error %lu\n", page, error);
		return 2;
	}
	return 0;
}

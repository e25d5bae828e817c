/*
 * Broken filter: it does not look at the address.
 *
 * It commits the next page in order, whatever page was touched. As long as the
 * program goes through the buffer from its start nobody notices. This one
 * touches the last page first: one store, 80 exceptions.
 */
#include <windows.h>
#include <stdio.h>

#define PAGES 80
#define PAGE 4096

static char *buffer;
static int next;                /* page that the filter commits next */

static int commit_next(DWORD code)
{
	if (code != EXCEPTION_ACCESS_VIOLATION || next == PAGES)
		return EXCEPTION_EXECUTE_HANDLER;
	if (!VirtualAlloc(buffer + next * PAGE, PAGE, MEM_COMMIT, PAGE_READWRITE))
		return EXCEPTION_EXECUTE_HANDLER;
	next++;
	return EXCEPTION_CONTINUE_EXECUTION;
}

int main(void)
{
	buffer = VirtualAlloc(NULL, PAGES * PAGE, MEM_RESERVE, PAGE_NOACCESS);
	if (!buffer)
		return 1;
	__try {
		buffer[79 * PAGE] = 'x';
	} __except (commit_next(GetExceptionCode())) {
		printf("gave up\n");
		return 2;
	}
	printf("one store, %d pages committed\n", next);
	VirtualFree(buffer, 0, MEM_RELEASE);
	return 0;
}

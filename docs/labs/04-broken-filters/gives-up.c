/*
 * Broken filter: it waits for somebody else to repair the page, and gives up.
 *
 * Each time it only counts and says "try again". After the fifth time it lets
 * the handler run: five exceptions for nothing.
 */
#include <windows.h>
#include <stdio.h>

static int tries;

static int wait_and_see(void)
{
	tries++;
	return tries < 5 ? EXCEPTION_CONTINUE_EXECUTION : EXCEPTION_EXECUTE_HANDLER;
}

int main(void)
{
	char *buffer = VirtualAlloc(NULL, 4096, MEM_RESERVE, PAGE_NOACCESS);

	if (!buffer)
		return 1;
	__try {
		buffer[0] = 'x';
	} __except (wait_and_see()) {
		printf("gave up after %d tries\n", tries);
	}
	VirtualFree(buffer, 0, MEM_RELEASE);
	return 0;
}

/*
 * Commit up front: the same 80 pages, committed by one call.
 *
 * No exception is raised, and no page of memory is used until it is touched:
 * committing is a promise, the page fault keeps it.
 */
#include <windows.h>
#include <stdio.h>

#define PAGES 80

static int exceptions;

static int count(void)
{
	exceptions++;
	return EXCEPTION_EXECUTE_HANDLER;
}

int main(void)
{
	SYSTEM_INFO si;
	DWORD size, i;
	char *buffer;

	GetSystemInfo(&si);
	size = PAGES * si.dwPageSize;
	buffer = VirtualAlloc(NULL, size, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	if (!buffer) {
		printf("cannot commit: error %lu\n", GetLastError());
		return 1;
	}
	printf("committed %d pages, touched none\n", PAGES);

	__try {
		for (i = 0; i < size / 2; i++)
			buffer[i] = 'x';
	} __except (count()) {
		return 2;
	}
	printf("half of them written, %d exceptions\n", exceptions);

	__try {
		for (i = size / 2; i < size; i++)
			buffer[i] = 'x';
	} __except (count()) {
		return 2;
	}
	printf("all written, %d exceptions\n", exceptions);

	VirtualFree(buffer, 0, MEM_RELEASE);
	printf("released\n");
	return 0;
}

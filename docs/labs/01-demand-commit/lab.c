/*
 * Demand commit: a buffer of 80 pages that gets its memory page by page.
 *
 * The address space is reserved at once; a page is committed only when the
 * program writes to it for the first time and an exception filter notices.
 */
#include <windows.h>
#include <stdio.h>

#define PAGES 80

static SYSTEM_INFO si;
static char *buffer;            /* the reservation */
static int commits;             /* pages that the filter has committed */

/* Commit the page that was touched, if it is one of ours, and try again. */
static int commit_page(EXCEPTION_POINTERS *info)
{
	EXCEPTION_RECORD *record = info->ExceptionRecord;
	ULONG_PTR offset;

	if (record->ExceptionCode != EXCEPTION_ACCESS_VIOLATION)
		return EXCEPTION_CONTINUE_SEARCH;
	offset = record->ExceptionInformation[1] - (ULONG_PTR)buffer;
	if (offset >= (ULONG_PTR)PAGES * si.dwPageSize)
		return EXCEPTION_CONTINUE_SEARCH;
	offset -= offset % si.dwPageSize;
	if (!VirtualAlloc(buffer + offset, si.dwPageSize, MEM_COMMIT, PAGE_READWRITE))
		return EXCEPTION_EXECUTE_HANDLER;
	commits++;
	return EXCEPTION_CONTINUE_EXECUTION;
}

int main(void)
{
	DWORD size, i;

	GetSystemInfo(&si);
	size = PAGES * si.dwPageSize;
	buffer = VirtualAlloc(NULL, size, MEM_RESERVE, PAGE_NOACCESS);
	if (!buffer) {
		printf("cannot reserve: error %lu\n", GetLastError());
		return 1;
	}
	printf("reserved %d pages\n", PAGES);

	__try {
		for (i = 0; i < size; i++)
			buffer[i] = 'x';
	} __except (commit_page(GetExceptionInformation())) {
		printf("no page left: error %lu\n", GetLastError());
		return 2;
	}
	printf("wrote %lu bytes, committed %d pages\n", size, commits);

	if (!VirtualFree(buffer, size, MEM_DECOMMIT)) {
		printf("cannot decommit: error %lu\n", GetLastError());
		return 3;
	}
	printf("decommitted\n");
	if (!VirtualFree(buffer, 0, MEM_RELEASE)) {
		printf("cannot release: error %lu\n", GetLastError());
		return 4;
	}
	printf("released\n");
	return 0;
}

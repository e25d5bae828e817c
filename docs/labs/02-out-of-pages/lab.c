/*
 * Out of pages: one byte past the end of a reservation of 80 pages.
 *
 * The filter has a page for each of the first 80 faults. The 81st comes from
 * an address that was never reserved: the filter refuses, the handler runs, and
 * the exit status says so.
 */
#include <windows.h>
#include <stdio.h>

#define PAGES 80
#define OUT_OF_PAGES 7          /* exit status */

static DWORD page_size;
static char *buffer;
static int commits;

static int commit_page(DWORD code, ULONG_PTR address)
{
	ULONG_PTR page = (address - (ULONG_PTR)buffer) / page_size;

	if (code != EXCEPTION_ACCESS_VIOLATION || page >= PAGES)
		return EXCEPTION_EXECUTE_HANDLER;
	if (!VirtualAlloc(buffer + page * page_size, page_size, MEM_COMMIT, PAGE_READWRITE))
		return EXCEPTION_EXECUTE_HANDLER;
	commits++;
	return EXCEPTION_CONTINUE_EXECUTION;
}

int main(void)
{
	SYSTEM_INFO si;
	DWORD i;

	GetSystemInfo(&si);
	page_size = si.dwPageSize;
	buffer = VirtualAlloc(NULL, PAGES * page_size, MEM_RESERVE, PAGE_NOACCESS);
	if (!buffer)
		return 1;

	__try {
		for (i = 0; i <= PAGES * page_size; i++)        /* <= : one byte too far */
			buffer[i] = 'x';
		printf("never printed\n");
	} __except (commit_page(GetExceptionCode(),
	                        GetExceptionInformation()->ExceptionRecord->ExceptionInformation[1])) {
		printf("out of pages after %d commits, at byte %lu, exception 0x%08lX\n", commits, i, GetExceptionCode());
		VirtualFree(buffer, 0, MEM_RELEASE);
		return OUT_OF_PAGES;
	}
	return 0;
}

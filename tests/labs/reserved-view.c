/* A page of a reserved section that nobody has committed is no memory yet; a filter can commit it. */
#include <windows.h>
#include <stdio.h>

static char *view;

static int commit(EXCEPTION_POINTERS *e)
{
	char *at = (char *)e->ExceptionRecord->ExceptionInformation[1];

	printf("fault at +0x%x\n", (unsigned)(at - view));
	return VirtualAlloc(at, 1, MEM_COMMIT, PAGE_READWRITE) ? EXCEPTION_CONTINUE_EXECUTION : EXCEPTION_EXECUTE_HANDLER;
}

int main(void)
{
	HANDLE section = CreateFileMapping(INVALID_HANDLE_VALUE, NULL, PAGE_READWRITE | SEC_RESERVE, 0, 0x10000, NULL);
	char *other = MapViewOfFile(section, FILE_MAP_READ, 0, 0, 0);

	view = MapViewOfFile(section, FILE_MAP_WRITE, 0, 0, 0);
	__try {
		view[0x1234] = 5;
		view[0x1fff] = 6;
		printf("the other view reads %d %d\n", other[0x1234], other[0x1fff]);
	} __except (commit(GetExceptionInformation())) {
		printf("not to be had: error %lu\n", GetLastError());
	}
	return 0;
}

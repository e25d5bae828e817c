/* A pointer is looked at before it is used: a filter that lets only violations through. */
#include "pch.h"
#include <Windows.h>
#include <stdio.h>

static int filter(unsigned int code, struct _EXCEPTION_POINTERS *ep)
{
	printf("in filter: %08X, %s of %s\n", code, ep->ExceptionRecord->ExceptionInformation[0] == EXCEPTION_READ_FAULT ? "read" : "write",
	       ep->ExceptionRecord->ExceptionInformation[1] < 0x10000 ? "a null page" : "another page");
	return code == EXCEPTION_ACCESS_VIOLATION ? EXCEPTION_EXECUTE_HANDLER : EXCEPTION_CONTINUE_SEARCH;
}

static BOOL safe_read(const int *from, int *to)
{
	__try {
		*to = *from;
		return TRUE;
	} __except (filter(GetExceptionCode(), GetExceptionInformation())) {
		puts("in except");
	}
	return FALSE;
}

int main()
{
	int value = 7, copy = 0;

	printf("%d", safe_read(&value, &copy));
	printf(" %d\n", copy);
	printf("%d\n", safe_read(NULL, &copy));
	printf("%d\n", safe_read((const int *)0x30, &copy));
	return 0;
}

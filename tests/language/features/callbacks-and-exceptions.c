/* An exception in a callback of the library: continued, and unwound through qsort. */
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

static int *page, faults;

static int by_page(const void *a, const void *b)
{
	if (page[0] == 1)
		RaiseException(0xE0000001, 0, 0, NULL);
	return *(const int *)a - *(const int *)b;
}

static int commit(struct _EXCEPTION_POINTERS *e)
{
	if (e->ExceptionRecord->ExceptionCode != EXCEPTION_ACCESS_VIOLATION)
		return EXCEPTION_EXECUTE_HANDLER;
	faults++;
	return VirtualAlloc(page, 4096, MEM_COMMIT, PAGE_READWRITE) ? EXCEPTION_CONTINUE_EXECUTION : EXCEPTION_CONTINUE_SEARCH;
}

int main(void)
{
	int v[12] = { 5, 3, 9, 1, 7, 2, 8, 4, 6, 0, 11, 10 }, i;

	page = VirtualAlloc(NULL, 65536, MEM_RESERVE, PAGE_NOACCESS);
	__try {
		qsort(v, 12, sizeof v[0], by_page);
	} __except (commit(GetExceptionInformation())) {
		printf("not here\n");
	}
	for (i = 0; i < 12; i++)
		printf("%d ", v[i]);
	printf("%d\n", faults);
	page[0] = 1;
	__try {
		__try {
			qsort(v, 12, sizeof v[0], by_page);
			printf("not here either\n");
		} __finally {
			printf("finally %d\n", AbnormalTermination());
		}
	} __except (commit(GetExceptionInformation())) {
		printf("caught %08lx\n", GetExceptionCode());
	}
	return 0;
}

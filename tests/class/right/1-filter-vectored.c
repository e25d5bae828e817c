#include <windows.h>
#include <stdio.h>

#define PAGE  4096
#define PAGES 24

static char *base;

/* The vectored handler is asked before any frame: it does the work, and the filters pass on what it left. */
static LONG CALLBACK commit(EXCEPTION_POINTERS *info)
{
	EXCEPTION_RECORD *r = info->ExceptionRecord;
	ULONG_PTR at = r->ExceptionInformation[1], start = (ULONG_PTR)base;

	if (r->ExceptionCode != EXCEPTION_ACCESS_VIOLATION || at < start || at >= start + PAGES * PAGE)
		return EXCEPTION_CONTINUE_SEARCH;
	if (!VirtualAlloc((void *)(at & ~(ULONG_PTR)(PAGE - 1)), PAGE, MEM_COMMIT, PAGE_READWRITE))
		return EXCEPTION_CONTINUE_SEARCH;
	return EXCEPTION_CONTINUE_EXECUTION;
}

static int filter(EXCEPTION_POINTERS *info)
{
	return EXCEPTION_CONTINUE_SEARCH;
}

/* A fault that is none of the filter's business: behind the area. The filter has to pass it on. */
static void stranger(void)
{
	__try {
		__try {
			base[PAGES * PAGE] = 1;
		} __except (filter(GetExceptionInformation())) {
			printf("the filter took what is not its own\n");
		}
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		printf("passed on\n");
	}
}

int main(void)
{
	void *handler = AddVectoredExceptionHandler(1, commit);
	int i;

	base = VirtualAlloc(NULL, PAGES * PAGE, MEM_RESERVE, PAGE_NOACCESS);
	if (!base)
		return 1;
	__try {
		for (i = PAGES - 1; i >= 0; i--)
			base[i * PAGE] = (char)i;
	} __except (filter(GetExceptionInformation())) {
		printf("the filter gave up\n");
		return 1;
	}
	printf("wrote %d pages\n", PAGES);
	stranger();
	RemoveVectoredExceptionHandler(handler);
	VirtualFree(base, 0, MEM_RELEASE);
	return 0;
}

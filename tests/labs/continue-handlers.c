/* Vectored continue handlers: called when an exception is to be continued, until one of them says that it is enough. */
#include <windows.h>
#include <stdio.h>

static char *page;

static int repair(EXCEPTION_POINTERS *p)
{
	printf("filter 0x%lx\n", p->ExceptionRecord->ExceptionCode);
	VirtualAlloc(page, 4096, MEM_COMMIT, PAGE_READWRITE);
	return EXCEPTION_CONTINUE_EXECUTION;
}

static LONG CALLBACK vectored(EXCEPTION_POINTERS *p)
{
	printf("vectored handler 0x%lx\n", p->ExceptionRecord->ExceptionCode);
	return p->ExceptionRecord->ExceptionCode == 0xE0000002 ? EXCEPTION_CONTINUE_EXECUTION : EXCEPTION_CONTINUE_SEARCH;
}

static LONG CALLBACK first(EXCEPTION_POINTERS *p)
{
	printf("continue handler 1: 0x%lx\n", p->ExceptionRecord->ExceptionCode);
	return EXCEPTION_CONTINUE_SEARCH;
}

static LONG CALLBACK second(EXCEPTION_POINTERS *p)
{
	printf("continue handler 2: 0x%lx\n", p->ExceptionRecord->ExceptionCode);
	return EXCEPTION_CONTINUE_EXECUTION;
}

static LONG CALLBACK third(EXCEPTION_POINTERS *p)
{
	printf("never called\n");
	return EXCEPTION_CONTINUE_SEARCH;
}

int main(void)
{
	PVOID one, two;

	page = VirtualAlloc(NULL, 4096, MEM_RESERVE, PAGE_NOACCESS);
	AddVectoredExceptionHandler(1, vectored);
	two = AddVectoredContinueHandler(0, second);
	AddVectoredContinueHandler(0, third);
	one = AddVectoredContinueHandler(1, first);
	__try {
		page[1] = 'x';
		printf("written: %c\n", page[1]);
	} __except (repair(GetExceptionInformation())) {
	}
	printf("removed: %lu\n", RemoveVectoredContinueHandler(one));
	RaiseException(0xE0000002, 0, 0, NULL);
	printf("removed: %lu %lu\n", RemoveVectoredContinueHandler(two), RemoveVectoredContinueHandler(two));
	__try {
		RaiseException(0xE0000001, 0, 0, NULL);
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		printf("handled\n");
	}
	return 0;
}

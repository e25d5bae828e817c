/* Vectored handlers: asked before every frame, in the order of their list. */
#include <windows.h>
#include <stdio.h>

static PVOID second;

static LONG CALLBACK last_of_all(EXCEPTION_POINTERS *info)
{
	printf("last: 0x%08lX\n", info->ExceptionRecord->ExceptionCode);
	return EXCEPTION_CONTINUE_SEARCH;
}

static LONG CALLBACK removes_itself(EXCEPTION_POINTERS *info)
{
	printf("once: removed %lu\n", RemoveVectoredExceptionHandler(second));
	return EXCEPTION_CONTINUE_SEARCH;
}

static LONG CALLBACK first_of_all(EXCEPTION_POINTERS *info)
{
	printf("first\n");
	return info->ExceptionRecord->ExceptionCode == 0xE0000002 ? EXCEPTION_CONTINUE_EXECUTION : EXCEPTION_CONTINUE_SEARCH;
}

static int filter(DWORD code)
{
	printf("filter: 0x%08lX\n", code);
	return EXCEPTION_EXECUTE_HANDLER;
}

static void raise(DWORD code, DWORD flags)
{
	__try {
		RaiseException(code, flags, 0, NULL);
		printf("continued\n");
	} __except (filter(GetExceptionCode())) {
		printf("handled 0x%08lX\n", GetExceptionCode());
	}
}

int main(void)
{
	PVOID last = AddVectoredExceptionHandler(0, last_of_all), first;

	second = AddVectoredExceptionHandler(1, removes_itself);
	first = AddVectoredExceptionHandler(1, first_of_all);
	raise(0xE0000001, 0);
	raise(0xE0000001, 0);
	raise(0xE0000002, 0);
	raise(0xE0000002, EXCEPTION_NONCONTINUABLE);
	printf("remove: %lu %lu\n", RemoveVectoredExceptionHandler(first), RemoveVectoredExceptionHandler(last));
	printf("again: %lu\n", RemoveVectoredExceptionHandler(first));
	raise(0xE0000001, 0);
	return 0;
}

/* Who is asked first: a vectored handler, and then the frames. */
#include <windows.h>
#include <stdio.h>

static LONG CALLBACK VectoredHandler(PEXCEPTION_POINTERS ExceptionInfo)
{
	printf("vectored: %s\n", ExceptionInfo->ExceptionRecord->ExceptionCode == 0xE0000001 ? "ours" : "another");
	return EXCEPTION_CONTINUE_SEARCH;
}

int main(void)
{
	PVOID handle = AddVectoredExceptionHandler(1, VectoredHandler);
	ULONG_PTR args[2] = { 11, 22 };

	__try {
		__try {
			RaiseException(0xE0000001, 0, ARRAYSIZE(args), args);
		} __finally {
			printf("finally, %s\n", AbnormalTermination() ? "unwinding" : "as usual");
		}
	} __except (printf("filter: %lu arguments\n", GetExceptionInformation()->ExceptionRecord->NumberParameters),
	            EXCEPTION_EXECUTE_HANDLER) {
		printf("handler: %08lX\n", GetExceptionCode());
	}
	printf("removed: %lu\n", RemoveVectoredExceptionHandler(handle));
	return 0;
}

/* RaiseException: a program's own codes, with parameters, continued or handled. */
#include <windows.h>
#include <stdio.h>

#define STATUS_LAB 0xE0000001

static int tell(EXCEPTION_POINTERS *info, int answer)
{
	EXCEPTION_RECORD *record = info->ExceptionRecord;
	DWORD i;

	printf("0x%08lX flags %lu", record->ExceptionCode, record->ExceptionFlags);
	for (i = 0; i < record->NumberParameters; i++)
		printf(" [%u]", (unsigned)record->ExceptionInformation[i]);
	printf("\n");
	return answer;
}

int main(void)
{
	ULONG_PTR arguments[3] = { 10, 20, 30 };

	__try {
		RaiseException(STATUS_LAB, 0, 3, arguments);
		printf("continued behind the call\n");
	} __except (tell(GetExceptionInformation(), EXCEPTION_CONTINUE_EXECUTION)) {
		printf("never printed\n");
	}
	__try {
		RaiseException(STATUS_LAB + 1, EXCEPTION_NONCONTINUABLE, 0, NULL);
		printf("never printed\n");
	} __except (tell(GetExceptionInformation(), EXCEPTION_EXECUTE_HANDLER)) {
		printf("handler: 0x%08lX\n", GetExceptionCode());
	}
	return 0;
}

/* To continue an exception that may not be continued raises another one. */
#include <windows.h>
#include <stdio.h>

static int stubborn(EXCEPTION_POINTERS *info)
{
	EXCEPTION_RECORD *record = info->ExceptionRecord;

	printf("0x%08lX flags %lu parameters %lu\n", record->ExceptionCode, record->ExceptionFlags & EXCEPTION_NONCONTINUABLE,
	       record->NumberParameters);
	printf("chained: %d\n", record->ExceptionRecord != NULL);
	return record->ExceptionCode == EXCEPTION_NONCONTINUABLE_EXCEPTION ? EXCEPTION_EXECUTE_HANDLER :
	       EXCEPTION_CONTINUE_EXECUTION;
}

int main(void)
{
	ULONG_PTR arguments[20];
	int i;

	for (i = 0; i < 20; i++)
		arguments[i] = i;
	__try {
		RaiseException(0xE0000001, EXCEPTION_NONCONTINUABLE, 20, arguments);
		printf("never printed\n");
	} __except (stubborn(GetExceptionInformation())) {
		printf("handled 0x%08lX\n", GetExceptionCode());
	}
	__try {
		RaiseException(0xF0000001, 0x1234, 0, NULL);
	} __except (printf("0x%08lX flags %lu\n", GetExceptionCode(), GetExceptionInformation()->ExceptionRecord->ExceptionFlags),
	            EXCEPTION_EXECUTE_HANDLER) {
		printf("handled 0x%08lX\n", GetExceptionCode());
	}
	return 0;
}

/* A read of reserved memory is reported as a read, at its very address. */
#include <windows.h>
#include <stdio.h>

static int tell(EXCEPTION_POINTERS *info, char *base)
{
	EXCEPTION_RECORD *record = info->ExceptionRecord;

	printf("code 0x%08lX, %lu parameters, access %u, offset 0x%x\n", record->ExceptionCode,
	       record->NumberParameters, (unsigned)record->ExceptionInformation[0],
	       (unsigned)(record->ExceptionInformation[1] - (ULONG_PTR)base));
	return EXCEPTION_EXECUTE_HANDLER;
}

int main(void)
{
	char *base = VirtualAlloc(NULL, 0x10000, MEM_RESERVE, PAGE_NOACCESS);
	int value = 5;

	__try {
		value = base[0x1234];
	} __except (tell(GetExceptionInformation(), base)) {
		printf("handled, value still %d\n", value);
	}
	VirtualAlloc(base, 0x2000, MEM_COMMIT, PAGE_READONLY);
	value = base[0x1234];
	printf("committed memory is zero: %d\n", value);
	__try {
		base[0x1000] = 1;
	} __except (tell(GetExceptionInformation(), base)) {
		printf("read-only\n");
	}
	return 0;
}

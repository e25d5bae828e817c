/* GetExceptionCode() in a handler is that handler's exception, also when another one came and went inside. */
#include <windows.h>
#include <stdio.h>

static void quarrel(void)
{
	__try {
		RaiseException(0xE0000002, 0, 0, NULL);
	} __except (GetExceptionCode() == 0xE0000002 ? EXCEPTION_EXECUTE_HANDLER : EXCEPTION_CONTINUE_SEARCH) {
		printf("callee 0x%08lX\n", GetExceptionCode());
	}
}

int main(void)
{
	int i;

	__try {
		__try {
			RaiseException(0xE0000001, 0, 0, NULL);
		} __finally {
			quarrel();
		}
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		printf("outer 0x%08lX\n", GetExceptionCode());
		__try {
			*(volatile char *)8 = 1;
		} __except (GetExceptionCode() == EXCEPTION_ACCESS_VIOLATION) {
			printf("inner 0x%08lX\n", GetExceptionCode());
		}
		quarrel();
		printf("outer still 0x%08lX\n", GetExceptionCode());
	}
	for (i = 0; i < 3; i++) {
		__try {
			RaiseException(0xE0000010 + i, 0, 0, NULL);
		} __except (EXCEPTION_EXECUTE_HANDLER) {
			printf("loop 0x%08lX\n", GetExceptionCode());
		}
	}
	return 0;
}

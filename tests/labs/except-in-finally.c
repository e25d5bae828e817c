/* An exception that is handled inside a __try with a __finally: the __finally runs once, at the end, not abnormally. */
#include <windows.h>
#include <stdio.h>

static int runs;

static void work(int fail)
{
	__try {
		__try {
			if (fail)
				*(volatile int *)0x20 = 1;
			printf("nothing failed\n");
		} __except (EXCEPTION_EXECUTE_HANDLER) {
			printf("handled 0x%08lX\n", GetExceptionCode());
		}
		printf("going on\n");
	} __finally {
		runs++;
		printf("finally %d, abnormal %d\n", runs, AbnormalTermination() != 0);
	}
}

int main(void)
{
	work(0);
	work(1);
	__try {
		__try {
			__try {
				RaiseException(0xE0000001, 0, 0, NULL);
			} __finally {
				printf("inner finally, abnormal %d\n", AbnormalTermination() != 0);
			}
		} __except (EXCEPTION_EXECUTE_HANDLER) {
			printf("between them\n");
		}
	} __finally {
		printf("outer finally, abnormal %d\n", AbnormalTermination() != 0);
	}
	return 0;
}

/* Exceptions inside filters, handlers and termination blocks. */
#include <windows.h>
#include <stdio.h>

static int calls;

static int faulty(EXCEPTION_POINTERS *info)
{
	EXCEPTION_RECORD *record = info->ExceptionRecord;

	calls++;
	printf("filter %d: 0x%08lX flags %lu\n", calls, record->ExceptionCode, record->ExceptionFlags);
	if (calls < 3)
		RaiseException(0xE0000010 + calls, 0, 0, NULL);
	return EXCEPTION_EXECUTE_HANDLER;
}

static int guarded(DWORD code)
{
	int answer = EXCEPTION_CONTINUE_SEARCH;

	__try {
		RaiseException(code + 1, 0, 0, NULL);
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		printf("inside the filter: 0x%08lX\n", GetExceptionCode());
		answer = EXCEPTION_EXECUTE_HANDLER;
	}
	printf("filter for 0x%08lX\n", code);
	return answer;
}

static void collide(void)
{
	__try {
		__try {
			__try {
				RaiseException(0xE0000021, 0, 0, NULL);
			} __finally {
				printf("inner finally, abnormal %d\n", AbnormalTermination() != 0);
				RaiseException(0xE0000022, 0, 0, NULL);
				printf("never printed\n");
			}
		} __finally {
			printf("outer finally, abnormal %d\n", AbnormalTermination() != 0);
		}
	} __except (printf("asked about 0x%08lX\n", GetExceptionCode()), EXCEPTION_EXECUTE_HANDLER) {
		printf("handled 0x%08lX\n", GetExceptionCode());
	}
}

static void deeper(int depth)
{
	__try {
		if (depth == 0)
			RaiseException(0xE0000031, 0, 0, NULL);
		deeper(depth - 1);
	} __finally {
		printf("depth %d\n", depth);
		if (depth == 2) {
			__try {
				RaiseException(0xE0000032, 0, 0, NULL);
			} __except (EXCEPTION_EXECUTE_HANDLER) {
				printf("handled within: 0x%08lX\n", GetExceptionCode());
			}
		}
	}
}

int main(void)
{
	__try {
		RaiseException(0xE0000010, 0, 0, NULL);
	} __except (faulty(GetExceptionInformation())) {
		printf("handled 0x%08lX after %d calls\n", GetExceptionCode(), calls);
	}
	__try {
		RaiseException(0xE0000018, 0, 0, NULL);
	} __except (guarded(GetExceptionCode())) {
		printf("handled 0x%08lX\n", GetExceptionCode());
	}
	collide();
	__try {
		deeper(4);
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		printf("handled 0x%08lX\n", GetExceptionCode());
	}
	__try {
		__try {
			RaiseException(0xE0000041, 0, 0, NULL);
		} __except (EXCEPTION_EXECUTE_HANDLER) {
			printf("handler raises\n");
			RaiseException(0xE0000042, 0, 0, NULL);
		}
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		printf("handled 0x%08lX\n", GetExceptionCode());
	}
	return 0;
}

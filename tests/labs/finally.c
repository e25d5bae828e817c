/* A __finally block runs however its __try is left: at its end, by __leave, by return, by an exception. */
#include <windows.h>
#include <stdio.h>

static int leave_by(int way)
{
	__try {
		if (way == 1)
			__leave;
		if (way == 2)
			return 20;
		if (way == 3)
			RaiseException(0xE0000003, 0, 0, NULL);
		printf("to the end\n");
	} __finally {
		printf("way %d: finally, abnormal %d\n", way, AbnormalTermination() != 0);
	}
	return way;
}

static int caught(int way)
{
	int result = -1;

	__try {
		result = leave_by(way);
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		printf("caught 0x%08lX\n", GetExceptionCode());
	}
	return result;
}

int main(void)
{
	int way;

	for (way = 0; way < 4; way++)
		printf("result %d\n", caught(way));
	return 0;
}

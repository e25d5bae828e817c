/* Division by zero is an exception of its own; the handler's branch goes on with a default. */
#include <windows.h>
#include <stdio.h>

static int divide(int a, int b)
{
	int result = -1;

	__try {
		result = a / b;
	} __except (GetExceptionCode() == EXCEPTION_INT_DIVIDE_BY_ZERO ? EXCEPTION_EXECUTE_HANDLER
	                                                              : EXCEPTION_CONTINUE_SEARCH) {
		printf("0x%08lX\n", GetExceptionCode());
		result = 0;
	}
	return result;
}

int main(void)
{
	printf("%d\n", divide(84, 2));
	printf("%d\n", divide(1, 0));
	printf("%d\n", divide(-9, 2));
	return 0;
}

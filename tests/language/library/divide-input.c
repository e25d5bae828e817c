/* A division that may fail, with what the system says of it. */
#include <windows.h>
#include <stdio.h>

int main(void)
{
	int a, b, good = 0, bad = 0;

	while (scanf("%d/%d", &a, &b) == 2) {
		__try {
			printf("%d\n", a / b);
			good++;
		} __except (GetExceptionCode() == EXCEPTION_INT_DIVIDE_BY_ZERO ? EXCEPTION_EXECUTE_HANDLER : EXCEPTION_CONTINUE_SEARCH) {
			printf("%d/%d: exception 0x%08lX\n", a, b, GetExceptionCode());
			bad++;
		}
	}
	printf("%d good, %d bad\n", good, bad);
	return 0;
}

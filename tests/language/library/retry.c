/* Errors that jump back to the prompt, with setjmp. */
#include <setjmp.h>
#include <stdio.h>

static jmp_buf again;

static int divide(int a, int b)
{
	if (b == 0)
		longjmp(again, 1);
	if (a % b)
		longjmp(again, 2);
	return a / b;
}

int main(void)
{
	volatile int tries = 0;
	int a, b;

	switch (setjmp(again)) {
	case 1:
		puts("not by zero");
		break;
	case 2:
		puts("it leaves a rest");
		break;
	}
	while (scanf("%d %d", &a, &b) == 2) {
		tries++;
		printf("%d / %d = %d\n", a, b, divide(a, b));
	}
	printf("%d tries\n", tries);
	return 0;
}

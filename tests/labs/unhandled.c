/* Nobody handles it: the program dies of the exception, and its exit status says of which. */
#include <windows.h>
#include <stdio.h>

int main(void)
{
	int *nothing = NULL;

	printf("before\n");
	__try {
		*nothing = 1;
	} __except (EXCEPTION_CONTINUE_SEARCH) {
		printf("never printed\n");
	}
	printf("never printed\n");
	return 0;
}

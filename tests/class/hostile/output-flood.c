/* Prints without end. */
#include <stdio.h>

int main(void)
{
	for (;;)
		printf("ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha\n");
}

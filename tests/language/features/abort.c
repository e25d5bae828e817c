/* abort ends with status 3; what was printed before is not lost if it was flushed. */
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
	printf("before\n");
	fflush(stdout);
	abort();
}

/* assert says what failed and ends the lab with status 3. */
#include <assert.h>
#include <stdio.h>

int main(void)
{
	int n = 2;

	assert(n == 2);
	printf("fine\n");
	fflush(stdout);
	assert(n == 3 && "never");
	return 0;
}

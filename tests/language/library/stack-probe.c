/* Recursion that counts how deep it goes, to a limit. */
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>

static unsigned long fibonacci(unsigned n, unsigned depth, unsigned *deepest)
{
	if (depth > *deepest)
		*deepest = depth;
	return n < 2 ? n : fibonacci(n - 1, depth + 1, deepest) + fibonacci(n - 2, depth + 1, deepest);
}

int main(int argc, char *argv[])
{
	unsigned n = argc > 1 ? (unsigned)atoi(argv[1]) : 15, deepest = 0;
	unsigned long f = fibonacci(n, 1, &deepest);

	printf("fib(%u) = %lu, %u calls deep, %d argument(s)\n", n, f, deepest, argc - 1);
	return 0;
}

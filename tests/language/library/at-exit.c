/* What runs when a program ends, and in which order. */
#include <stdio.h>
#include <stdlib.h>

static void first(void)
{
	puts("first registered");
}

static void second(void)
{
	puts("second registered");
}

int main(void)
{
	printf("%d %d\n", atexit(first), atexit(second));
	puts("main ends");
	exit(3);
}

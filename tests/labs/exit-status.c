/* The low eight bits of what main returns are the status that a Unix shell sees. */
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
	puts("leaving with 0x12f");
	putchar('.');
	putchar('\n');
	exit(0x12f);
}

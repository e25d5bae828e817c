/* The streams: what goes to stdout is output, what goes to stderr is not. */
#include <stdio.h>

int main(void)
{
	fprintf(stdout, "%d%s", 1, " one\n");
	fprintf(stderr, "to stderr %d\n", 2);
	fputs("text", stdout);
	fputc('\n', stdout);
	putc('x', stdout);
	putchar('\n');
	puts("line");
	puts("");
	printf("%d %d %c\n", fflush(stdout), getchar(), putchar('c'));
	return 0;
}

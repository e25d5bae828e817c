/* ctype.h for every character of ASCII. */
#include <ctype.h>
#include <stdio.h>

int main(void)
{
	int c;

	for (c = -1; c < 128; c++)
		printf("%d:%d%d%d%d%d%d%d%d%d%d%d %d %d\n", c, !!isalpha(c), !!isdigit(c), !!isalnum(c), !!isspace(c), !!isupper(c),
		       !!islower(c), !!isprint(c), !!ispunct(c), !!isxdigit(c), !!iscntrl(c), !!isgraph(c), toupper(c), tolower(c));
	printf("%d %d %d\n", !!isblank(' '), !!isblank('\t'), !!isblank('x'));
	return 0;
}

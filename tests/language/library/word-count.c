/* Lines, words and characters of the input. */
#include <stdio.h>
#include <ctype.h>

int main(void)
{
	int c, lines = 0, words = 0, characters = 0, inside = 0;

	while ((c = getchar()) != EOF) {
		characters++;
		lines += c == '\n';
		if (isspace(c))
			inside = 0;
		else if (!inside)
			words += inside = 1;
	}
	printf("%4d %4d %4d\n", lines, words, characters);
	return 0;
}

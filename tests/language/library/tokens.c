/* Reads tokens with getc and ungetc, and counts what they are. */
#include <stdio.h>
#include <ctype.h>
#include <string.h>

static int token(FILE *in, char *text, int room)
{
	int c, n = 0;

	while (isspace(c = getc(in)))
		;
	if (c == EOF)
		return 0;
	if (isdigit(c) || isalpha(c)) {
		int (*belongs)(int) = isdigit(c) ? isdigit : isalnum;

		do
			if (n < room - 1)
				text[n++] = (char)c;
		while (belongs(c = getc(in)));
		ungetc(c, in);
		text[n] = '\0';
		return isdigit((unsigned char)text[0]) ? 'n' : 'w';
	}
	text[0] = (char)c;
	text[1] = '\0';
	return c;
}

int main(void)
{
	char text[16];
	int kind;

	while ((kind = token(stdin, text, sizeof text)) != 0)
		printf("%c:%s ", kind == 'n' || kind == 'w' ? kind : 'p', text);
	printf("\n%d %d\n", feof(stdin) != 0, ferror(stdin));
	return 0;
}

/* Lines with their numbers, without the newline; long ones in pieces. */
#include <stdio.h>
#include <string.h>

int main(void)
{
	char piece[11];
	int line = 1, part = 0;

	while (fgets(piece, sizeof piece, stdin)) {
		char *end = strchr(piece, '\n');

		if (end)
			*end = '\0';
		printf("%d.%d [%s]%s\n", line, part++, piece, end ? "" : " ...");
		if (end) {
			line++;
			part = 0;
		}
	}
	printf("%d\n", feof(stdin) != 0);
	return 0;
}

/* How often each letter comes in the input, as bars. */
#include <stdio.h>
#include <ctype.h>
#include <string.h>

int main(void)
{
	int count[26] = { 0 }, c, most = 0;
	char bar[41];

	while ((c = fgetc(stdin)) != EOF)
		if (isalpha(c))
			count[tolower(c) - 'a']++;
	for (int i = 0; i < 26; i++)
		most = count[i] > most ? count[i] : most;
	for (int i = 0; i < 26; i++)
		if (count[i]) {
			int n = count[i] * 40 / most;

			memset(bar, '#', n);
			bar[n] = '\0';
			printf("%c %3d %-*s|\n", 'a' + i, count[i], 40, bar);
		}
	return 0;
}

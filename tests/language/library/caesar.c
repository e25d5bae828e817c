/* Letters moved along the alphabet and back. */
#include <windows.h>
#include <stdio.h>

static char moved(char c, int by)
{
	char first = isupper((unsigned char)c) ? 'A' : 'a';

	return isalpha((unsigned char)c) ? (char)(first + (c - first + by + 26) % 26) : c;
}

int main(void)
{
	char text[] = "Attack at dawn, 05:30! (zebra)";
	int by;

	for (by = 3; by >= -3; by -= 6) {
		for (char *c = text; *c; c++)
			*c = moved(*c, by);
		puts(text);
	}
	return 0;
}

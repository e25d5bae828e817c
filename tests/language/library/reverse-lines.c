/* Each line backwards, in upper case; lines that are too long for gets_s. */
#define _CRT_SECURE_NO_WARNINGS
#include <stdio.h>
#include <string.h>

int main(void)
{
	char line[16];
	int i;

	for (i = 0; i < 4 && gets_s(line, sizeof line); i++)
		printf("%d %s\n", i, _strupr(_strrev(line)));
	printf("%d lines\n", i);
	return 0;
}

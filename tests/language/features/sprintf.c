/* What sprintf, snprintf and _snprintf leave in the buffer, and what they return. */
#include <stdio.h>
#include <string.h>

static char buffer[16];

static void show(const char *what, int result)
{
	int i;

	printf("%s: %d [", what, result);
	for (i = 0; i < 12; i++)
		printf("%c", buffer[i] ? buffer[i] : '.');
	printf("]\n");
	memset(buffer, '#', sizeof buffer);
}

int main(void)
{
	int i;

	memset(buffer, '#', sizeof buffer);
	show("sprintf", sprintf(buffer, "%d-%s", 42, "abc"));
	for (i = 0; i < 8; i++)
		show("snprintf", snprintf(buffer, i, "%s", "hello"));
	for (i = 0; i < 8; i++)
		show("_snprintf", _snprintf(buffer, i, "%s", "hello"));
	printf("%d\n", snprintf(NULL, 0, "%d", 12345));
	show("empty", sprintf(buffer, ""));
	show("empty snprintf", snprintf(buffer, 4, "%s", ""));
	return 0;
}

/* name = value lines taken apart with sscanf and scan sets. */
#include <stdio.h>
#include <string.h>

int main(void)
{
	static const char *const lines[] = {
		"width=80", "height = 25", "# a comment", "title=The  long   one", "color=0xff8000", "empty=", "=nothing", "ratio=1.5e1",
	};

	for (int i = 0; i < (int)(sizeof lines / sizeof lines[0]); i++) {
		char name[20], value[40];
		int number = -1, used = 0;
		float ratio;

		if (sscanf(lines[i], " %19[a-z] = %39[^\n]", name, value) != 2) {
			printf("%d: not a setting\n", i);
			continue;
		}
		printf("%d: %s is '%s'", i, name, value);
		if (sscanf(value, "%i%n", &number, &used) == 1 && used == (int)strlen(value))
			printf(", the number %d", number);
		else if (sscanf(value, "%f%n", &ratio, &used) == 1 && used == (int)strlen(value))
			printf(", about %.2f", ratio);
		printf("\n");
	}
	return 0;
}

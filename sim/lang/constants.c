/* constants.c - see constants.h. */
#include "sim/lang/constants.h"

#include <string.h>

/* The line at `at` begins with the name and a space: 0; it comes before: -1; after: 1. */
static int compare(const char *at, const char *name, size_t size_bytes)
{
	int order = strncmp(at, name, size_bytes);

	return order != 0 ? order : at[size_bytes] == ' ' ? 0 : 1;
}

bool constants_find(const struct source *table, const char *name, size_t size_bytes, char value[CONSTANT_BYTES])
{
	const char *first = table->text, *end = first + table->size_bytes;

	while (first < end) {
		const char *line = first + (end - first) / 2;
		int order;

		while (line > first && line[-1] != '\n')
			line--;
		order = compare(line, name, size_bytes);
		if (order == 0) {
			size_t n = strcspn(line + size_bytes + 1, "\n");

			if (n >= CONSTANT_BYTES)
				return false;
			memcpy(value, line + size_bytes + 1, n);
			value[n] = '\0';
			return true;
		}
		if (order < 0)
			first = line + strcspn(line, "\n") + 1;
		else
			end = line;
	}
	return false;
}

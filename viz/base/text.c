/* text.c - see text.h. */
#include "viz/base/text.h"

#include <string.h>

bool same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

bool has_flag(const char *flags, const char *flag)
{
	size_t n = strlen(flag);

	for (const char *s = flags; s; s = strchr(s, '|'), s += s != NULL)
		if (strncmp(s, flag, n) == 0 && (s[n] == '|' || !s[n]))
			return true;
	return false;
}

/* Equal literals are one object; arrays that begin as one are not, nor are literals of another width. */
#include <stdio.h>

static const char *global = "same", array[] = "same";
static const char *function(void) { return "same"; }

int main(void)
{
	const char *local = "same", *other = "sa" "me", *more = "same\0", *tail = "me";
	const void *wide = L"same";

	printf("%d %d %d\n", local == global, local == function(), other == local);
	printf("%d %d %d %d\n", more == local, tail == local + 2, local == array, wide == (const void *)local);
	printf("%d\n", __func__ == (const char *)"main");
	return 0;
}

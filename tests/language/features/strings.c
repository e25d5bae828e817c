/* string.h */
#include <stdio.h>
#include <string.h>

static int sign(int v) { return v < 0 ? -1 : v > 0; }
static const char *or_null(const char *s) { return s ? s : "(none)"; }

int main(void)
{
	char a[40] = "alpha", b[40], *p;
	char csv[] = ",one,,two three,four,";
	int i;

	strcpy(b, a);
	strcat(b, "-beta");
	strncat(b, "-gamma-delta", 6);
	printf("%s %d\n", b, (int)strlen(b));
	strncpy(b, "xy", 5);
	printf("%s %d %d %c\n", b, b[3], b[4], b[5]);
	strncpy(b, "overwritten", 4);
	printf("%s\n", b);
	printf("%d %d %d %d\n", strcmp("a", "b"), strcmp("b", "a"), strcmp("a", "a"), strcmp("a\200", "a\1"));
	printf("%d %d %d\n", strncmp("abc", "abd", 2), strncmp("abc", "abd", 3), strncmp("", "x", 0));
	printf("%d %d %d\n", memcmp("abc", "abd", 3), memcmp("abc", "abd", 2), memcmp("\377", "\1", 1));
	printf("%d %d %d\n", sign(_stricmp("HeLLo", "hEllO")), sign(_stricmp("a", "B")), sign(_stricmp("[", "a")));
	printf("%d %d\n", sign(_strnicmp("ABCx", "abcY", 3)), sign(_strnicmp("ABCx", "abcY", 4)));
	printf("%s %s %s\n", strchr("hello", 'l'), strrchr("hello", 'l'), or_null(strchr("hello", 'z')));
	printf("%d\n", (int)strlen(strchr("hello", 0)));
	printf("%s %s %s %s\n", strstr("one two", "two"), strstr("aaab", "aab"), or_null(strstr("abc", "x")), strstr("abc", ""));
	printf("%d %d %d\n", (int)strspn("aabbc", "ab"), (int)strcspn("aabbc", "c"), (int)strcspn("abc", ""));
	printf("%s %s\n", strpbrk("hello, world", ", "), or_null(strpbrk("abc", "xyz")));
	for (p = strtok(csv, ","); p; p = strtok(NULL, ",")) printf("<%s>", p);
	printf("\n");
	memset(a, '-', 10);
	memmove(a + 2, a, 5);
	memcpy(a, "12345678", 8);
	memmove(a + 2, a, 6);
	a[10] = 0;
	printf("%s\n", a);
	memmove(a, a + 3, 5);
	printf("%s\n", a);
	p = memchr("abcdef", 'd', 6);
	printf("%s %d\n", p, memchr("abcdef", 'f', 3) == NULL);
	strcpy(a, "MiXed 12");
	printf("%s ", _strupr(a));
	printf("%s\n", _strlwr(a));
	p = _strdup("copy");
	printf("%s\n", p);
	for (i = -1; i < 256; i++) {}
	return 0;
}

/* Characters, strings, their escapes, wide ones, numbers and their types. */
#include <stdio.h>
#include <string.h>
#include <stddef.h>

#define SHOW(s) show(s, sizeof(s))

static void show(const char *s, int n)
{
	int i;

	for (i = 0; i < n; i++)
		printf("%02x ", (unsigned char)s[i]);
	printf("\n");
}

static void wide(const wchar_t *s, int n)
{
	int i;

	for (i = 0; i < n; i++)
		printf("%04x ", s[i]);
	printf("\n");
}

int main(void)
{
	SHOW("\a\b\f\n\r\t\v\\\'\"\?\e");
	SHOW("\0\1\12\123\1234\x1\x12\xfF" "f");
	SHOW("one" " " "two" "" "\0three");
	SHOW("");
	SHOW("\u00e9\u20ac");
	SHOW("\U0001F600");
	SHOW("é€");
	wide(L"", 1);
	wide(L"a\x1234\777\n" L"b", 6);
	wide(L"\u00e9\u20ac\U0001F600", 5);
	wide(L"é€😀", 5);
	wide(L"mixed" "narrow", 12);
	printf("%d %d %d\n", (int)sizeof(L"abc"), (int)sizeof("abc"), (int)sizeof(L'a'));
	printf("%d %d %d %d %d\n", 'a', '\377', '\xff', '\0', '\'');
	printf("%d %d %d\n", 'ab', 'abc', 'abcd');
	printf("%d %d\n", L'\xffff', L'a');
	printf("%d %d %d %d %d\n", (int)sizeof 1, (int)sizeof 2147483648, (int)sizeof 0x80000000, (int)sizeof 0x100000000, (int)sizeof 1L);
	printf("%d %d %d %d\n", (int)sizeof 1LL, (int)sizeof 1u, (int)sizeof 1ul, (int)sizeof 'a');
	printf("%d %d %d %d %d\n", -1 < 0x7fffffff, -1 < 0x80000000, -1 < 2147483648, -1 < 0xffffffffL, -1L < 4294967295);
	printf("%d %d %d\n", 0b101, 017, 0xAbC);
	printf("%lld %llu\n", 9223372036854775807, 18446744073709551615u);
	printf("%d %d\n", -1 < 0x7fffffffffffffff, -1 < 0xffffffffffffffff);
	printf("%u %lu %llu %lld\n", 1U, 2UL, 3ULL, 4i64);
	printf("%s %s\n", __func__, &"string"[2]);
	printf("%c%c\n", "indexed"[3], 2["abc"]);
	return 0;
}

/* Text of any language: what a literal holds and printf writes of it. The file has a byte order mark and lines that end in \r\n. */
#include <stdio.h>
#include <string.h>

static void bytes(const char *what, const void *text, size_t size)
{
	const unsigned char *b = text;

	printf("%s:", what);
	for (size_t i = 0; i < size; i++)
		printf(" %02x", b[i]);
	printf("\n");
}

#define BYTES(text) bytes(#text, text, sizeof text)

int main(void)
{
	int größe = 5, 大小 = 7, x́ = 1;
	char field[40];

	printf("Größe — 大小 ✓ 😀 %d %d %d\n", größe, 大小, x́);
	puts("Ünïcodeé\u00e9\U0001F600");
	BYTES("ö大😀");
	BYTES(u8"ö大\u5927");
	BYTES(L"ö大😀");
	BYTES("a" L"ö\u5927");
	printf("%d %d\n", L'ö', L'大');
	for (const char *p = "ö大"; *p; p++)
		putchar(*p);
	putchar('\n');
	/* Wide text as the C locale has it: one byte a character, nothing beyond Latin-1, and the field is as wide. */
	printf("[%ls] [%S] [%.2ls]\n", L"a\u00f6b", L"x", L"abc");
	printf("%d\n", printf("[%ls]\n", L"a大b"));
	printf("%d\n", printf("[%6ls] [%-6ls]\n", L"a大b", L"a大b"));
	printf("%d\n", printf("[%.1ls] [%.2ls]\n", L"a大b", L"a大b"));
	printf("%d\n", printf("[%lc] [%3lc] [%C]\n", L'大', L'大', L'ö'));
	printf("%d %s\n", sprintf(field, "[%ls]", L"大"), field);
	printf("%d %d\n", (int)strlen("Größe"), __LINE__);
	return 0;
}

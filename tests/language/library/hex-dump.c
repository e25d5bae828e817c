/* Memory as hexadecimal numbers and characters. */
#include <stdio.h>
#include <string.h>
#include <ctype.h>

static void dump(const void *from, size_t size)
{
	const unsigned char *byte = from;

	for (size_t at = 0; at < size; at += 16) {
		printf("%04zx ", at);
		for (size_t i = 0; i < 16; i++)
			if (at + i < size)
				printf(" %02X", byte[at + i]);
			else
				printf("   ");
		printf("  ");
		for (size_t i = 0; i < 16 && at + i < size; i++)
			putchar(isprint(byte[at + i]) ? byte[at + i] : '.');
		putchar('\n');
	}
}

int main(void)
{
	char text[] = "Hexadecimal\tdump\nof some text\x7f\x80";
	struct { short a; int b; char c[3]; double d; } s;

	memset(&s, 0xcc, sizeof s);
	s.a = -2;
	s.b = 0x12345678;
	memcpy(s.c, "abc", 3);
	s.d = 1.5;
	dump(text, sizeof text);
	dump(&s, sizeof s);
	return 0;
}

/* Characters, strings, wide ones, pointers, stars, and what is no conversion. */
#include <stdio.h>

int main(void)
{
	int n = -1, k = -1;
	const char *none = 0;
	const unsigned short *nowide = 0;
	char open[3] = { 'a', 'b', 'c' };

	printf("[%c|%5c|%-5c|%05c]\n", 'x', 'x', 'x', 'x');
	printf("[%s|%8s|%-8s|%08s|%.3s|%8.3s|%-8.3s|%.0s|%.s]\n", "hello", "hello", "hello", "hello", "hello", "hello", "hello", "hello", "hello");
	printf("[%.3s]\n", open);
	printf("[%s|%8s|%-8s|%.3s]\n", none, none, none, none);
	printf("[%ls|%8ls|%-8ls|%.2ls|%S|%ws]\n", L"wide", L"wide", L"wide", L"wide", L"wide", L"wide");
	printf("[%ls]\n", nowide);
	printf("[%lc|%C|%5lc|%-5C]\n", L'w', L'w', L'w', L'w');
	printf("[%hs|%hc]\n", "narrow", 'n');
	printf("[%p|%20p|%-20p|%p]\n", (void *)0x1234abcd, (void *)0x1234abcd, (void *)0x1234abcd, (void *)0);
	printf("[%*d|%-*d|%*d|%.*d|%*.*d|%.*d]\n", 6, 42, 6, 42, -6, 42, 4, 42, 8, 4, 42, -1, 42);
	printf("[%*s|%.*s|%-*.*s]\n", 6, "ab", 1, "ab", 6, 1, "ab");
	printf("[%%|%5%|%-5%]\n");
	n = printf("abc%nde%n\n", &k, &n);
	printf("%d %d\n", n, k);
	printf("[%d %i %u %x %lld]\n", (char)-1, (short)-2, (unsigned char)255, (unsigned short)65535, -1LL);
	printf("[%c%c%c]\n", 65, 66 + 256, 'C');
	printf("%s", "");
	n = printf("");
	printf("%d\n", n);
	printf("%3d%%|%-3d%%\n", 5, 5);
	printf("[%#x|%#o|%#X|%#.0x|%#.0o]\n", 0, 0, 0, 0, 0);
	printf("tab\tquote\"back\\slash\a\n");
	return 0;
}

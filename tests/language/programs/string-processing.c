/* Text: a formatter that breaks and justifies lines, run lengths, palindromes, a caesar cipher, numbers in words. */
#include <stdio.h>
#include <string.h>
#include <stdlib.h>
#include <ctype.h>
#include <windows.h>

static void justify(const char *text, int width)
{
	const char *word[32];
	int length[32], n = 0, used = 0, i, k;

	for (;;) {
		while (*text == ' ') text++;
		k = (int)strcspn(text, " ");
		if (n && (used + n + k > width || !k)) {
			int gaps = n - 1, space = width - used;

			for (i = 0; i < n; i++) {
				int pad = i == gaps ? 0 : !k ? 1 : space / (gaps - i);

				printf("%.*s%*s", length[i], word[i], pad, "");
				space -= pad;
			}
			printf("|\n");
			n = used = 0;
		}
		if (!k) return;
		word[n] = text;
		length[n++] = k;
		used += k;
		text += k;
	}
}

static char *encode(const char *s, char *to)
{
	char *start = to;

	while (*s) {
		int run = 1;

		while (s[run] == *s && run < 9) run++;
		to += sprintf(to, run > 1 ? "%d%c" : "%.0d%c", run > 1 ? run : 0, *s);
		s += run;
	}
	*to = 0;
	return start;
}

static int palindrome(const char *s)
{
	const char *e = s + strlen(s) - 1;

	for (; s < e; s++, e--) {
		while (s < e && !isalpha((unsigned char)*s)) s++;
		while (s < e && !isalpha((unsigned char)*e)) e--;
		if (toupper(*s) != toupper(*e)) return 0;
	}
	return 1;
}

static char *caesar(char *s, int by)
{
	for (char *p = s; *p; p++)
		if (isalpha((unsigned char)*p)) { char a = isupper((unsigned char)*p) ? 'A' : 'a'; *p = (char)(a + (*p - a + by + 26) % 26); }
	return s;
}

static char *words(unsigned n, char *to)
{
	static const char *const small[] = { "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
		"thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen" };
	static const char tens[][8] = { "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety" };

	if (n >= 1000) { words(n / 1000, to); strcat(to, " thousand"); if (n %= 1000) { strcat(to, " "); words(n, to + strlen(to)); } }
	else if (n >= 100) { sprintf(to, "%s hundred", small[n / 100]); if (n %= 100) { strcat(to, " and "); words(n, to + strlen(to)); } }
	else if (n >= 20) { strcpy(to, tens[n / 10 - 2]); if (n %= 10) sprintf(to + strlen(to), "-%s", small[n]); }
	else strcpy(to, small[n]);
	return to;
}

int main(void)
{
	char *page = VirtualAlloc(NULL, 8192, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE), *edge = page + 4090, *p;
	unsigned n[] = { 0, 7, 19, 20, 42, 100, 115, 999, 1000, 12345, 700021 };
	size_t i;

	justify("The quick brown fox jumps over the lazy dog and then, being rather tired, lies down beside it to sleep", 28);
	printf("%s %s\n", encode("aaabccddddddddddddde", edge), encode("", page));
	printf("%d%d%d\n", palindrome("A man, a plan, a canal: Panama"), palindrome("not one"), palindrome(""));
	strcpy(edge, "Across the edge of a page");
	printf("%s ", caesar(edge, 3));
	printf("%s\n", caesar(edge, -3));
	for (i = 0; i < sizeof n / sizeof *n; i++) printf("%u: %s\n", n[i], words(n[i], edge));
	strcpy(page, "key=value; other = thing ;;last");
	for (p = strtok(page, ";"); p; p = strtok(NULL, ";")) {
		char *eq = strchr(p, '=');

		p += strspn(p, " ");
		printf("[%.*s][%s]", eq ? (int)(eq - p) : (int)strlen(p), p, eq ? eq + 1 : "-");
	}
	printf("\n%ld %s\n", strtol("  -0x7fz", &p, 16), p);
	return 0;
}

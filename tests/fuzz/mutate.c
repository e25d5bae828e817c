/*
 * mutate.c - damage a text in ways that programs forget to expect.
 *
 *     mutate SEED KIND FILE      the damaged text goes to standard output
 *
 * KIND `c` works on the words of a C program: some are dropped, doubled,
 * exchanged, or replaced by words that matter to a compiler. KIND `jsonl` works
 * on bytes and lines of a trace. The same seed gives the same text.
 */
#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_WORDS 100000

struct word { const char *text; size_t size; };

static struct word word[MOST_WORDS];
static size_t words;
static uint64_t state;

static const char *const nasty_c[] = {
	"(", ")", "{", "}", "[", "]", ";", ",", "*", "&", "++", "__try", "__except", "__finally", "__leave", "return",
	"goto x;", "int", "struct", "union", "enum", "#define A(x) A(x x)\n", "#include \"lab.c\"\n", "#if 1\n", "#endif\n",
	"#define B B B\n", "\"", "'", "0x", "1e5", "sizeof", "...", "->", ".", "=", "typedef", "static", "const", "\\\n",
	"/*", "*/", "//", "##", "#", "unsigned", "long", "void", "%", "/", "0", "-1", "9999999999999999999", "case",
	"default:", "switch", "while", "for", "if", "else", "do", "break;", "continue;", "?", ":", "char a[2147483647];",
	"int a[1000000];", "printf(\"%s%n%*d\", 1);", "((((((((((((((((", "}}}}}}}}", "__LINE__", "GetExceptionCode()",
};

static const char *const nasty_json[] = {
	"\"", "\\", "{", "}", "[", "]", ",", ":", "null", "-1", "1e308", "18446744073709551616", "\"0xffffffffffffffff\"",
	"\"A0+0x0\"", "\"A99999999999999999999+0x1\"", "\n", "\n\n", "\xff", "\xc3", "true", "\"</script>\"", "\\u0000",
	"{\"type\":\"begin\"}", "\"step\":", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "\"size\":\"0x7fffffffffff000\"",
};

/* xorshift64*: small, good enough, the same everywhere. */
static uint64_t next(uint64_t below)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return (state * UINT64_C(2685821657736338717) >> 33) % (below ? below : 1);
}

static int class_of(unsigned char c)
{
	return isspace(c) ? 0 : isalnum(c) || c == '_' ? 1 : 2;
}

static void split(const char *text, size_t size)
{
	for (size_t i = 0, n; i < size && words < MOST_WORDS; i += n) {
		int class = class_of((unsigned char)text[i]);

		for (n = 1; class != 2 && i + n < size && class_of((unsigned char)text[i + n]) == class; n++)
			;
		word[words++] = (struct word){ text + i, n };
	}
}

static void insert(size_t at, struct word w)
{
	if (words == MOST_WORDS)
		return;
	memmove(word + at + 1, word + at, (words - at) * sizeof *word);
	word[at] = w;
	words++;
}

static void damage(const char *const *nasty, size_t count)
{
	size_t at = (size_t)next(words);
	const char *text = nasty[next(count)];
	struct word bad = { text, strlen(text) };

	switch (next(6)) {
	case 0: case 1:
		word[at] = bad;
		break;
	case 2:
		insert(at, bad);
		break;
	case 3:
		memmove(word + at, word + at + 1, (words - at - 1) * sizeof *word);
		words -= words > 1;
		break;
	case 4:
		word[at] = word[next(words)];
		break;
	default: {
		size_t from = (size_t)next(words), n = (size_t)next(30);

		while (n-- > 0 && from + n < words)
			insert(at, word[from + n]);
	}
	}
}

int main(int argc, char **argv)
{
	static char text[1 << 20];
	FILE *in = argc == 4 ? fopen(argv[3], "rb") : NULL;
	bool json = argc == 4 && strcmp(argv[2], "jsonl") == 0;
	size_t size;

	if (in == NULL) {
		fputs("usage: mutate SEED c|jsonl FILE\n", stderr);
		return 2;
	}
	size = fread(text, 1, sizeof text, in);
	fclose(in);
	state = strtoull(argv[1], NULL, 10) * UINT64_C(0x9E3779B97F4A7C15) + 1;
	split(text, size);
	for (uint64_t n = next(8) + 1; words > 0 && n > 0; n--)
		damage(json ? nasty_json : nasty_c, json ? sizeof nasty_json / sizeof *nasty_json : sizeof nasty_c / sizeof *nasty_c);
	if (json && next(3) == 0)
		words -= next(words);           /* cut */
	for (size_t i = 0; i < words; i++)
		fwrite(word[i].text, 1, word[i].size, stdout);
	return fflush(stdout) == 0 ? 0 : 1;
}

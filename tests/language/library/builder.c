/* A text that grows. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct builder { char *text; size_t used, room; unsigned moves; };

static void append(struct builder *b, const char *text)
{
	size_t n = strlen(text);

	if (b->used + n + 1 > b->room) {
		b->room = (b->used + n + 1) * 2;
		b->text = realloc(b->text, b->room);
		b->moves++;
		if (!b->text)
			abort();
	}
	memcpy(b->text + b->used, text, n + 1);
	b->used += n;
}

int main(void)
{
	struct builder b = { 0 };
	char number[12];

	for (int i = 1; i <= 100; i++) {
		append(&b, i % 15 == 0 ? "FizzBuzz" : i % 5 == 0 ? "Buzz" : i % 3 == 0 ? "Fizz" : _itoa(i, number, 10));
		append(&b, i % 20 ? " " : "\n");
	}
	fputs(b.text, stdout);
	printf("%zu characters, %u moves\n", b.used, b.moves);
	free(b.text);
	return 0;
}

/* joined.c - see joined.h. */
#include "viz/base/joined.h"

#include <string.h>

static void put(struct joined *j, uint32_t c)
{
	char b[LETTER_BYTES];

	ink_add(j->out, b, letter_put(c, b));
}

/* The first of the bytes that wait are a character, or one of them is none. */
static void let_go(struct joined *j)
{
	uint32_t c;
	size_t n = letter_read(j->half, j->used, &c);

	put(j, c == 0 ? LETTER_OF_BYTE : c);
	j->used -= n;
	memmove(j->half, j->half + n, j->used);
}

void joined_byte(struct joined *j, unsigned char byte)
{
	j->half[j->used++] = (char)byte;
	while (j->used && !letter_begins(j->half, j->used))
		let_go(j);
}

void joined_end(struct joined *j)
{
	while (j->used)
		let_go(j);
}

void joined_letter(struct joined *j, uint32_t c)
{
	if (letter_is_byte(c)) {
		joined_byte(j, (unsigned char)(c & 0xff));
		return;
	}
	joined_end(j);
	put(j, c);
}

void joined_add(struct joined *j, const char *text)
{
	uint32_t c;

	ink_add(j->out, "", 0);
	while (*text) {
		text += letter_take(text, strnlen(text, LETTER_BYTES), &c);
		joined_letter(j, c);
	}
}

/* joined.c - text that comes in pieces (viz/base/joined.h). */
#include <CUnit/CUnit.h>
#include <string.h>

#include "viz/base/joined.h"

/* All pieces after another, then the end; what was there before the end in *before. */
static void join(struct ink *out, size_t *before, const char *const *piece, size_t pieces)
{
	struct joined j = { .out = out };

	ink_clear(out);
	for (size_t i = 0; i < pieces; i++)
		joined_add(&j, piece[i]);
	*before = out->used;
	joined_end(&j);
}

#define BYTE(last) "\xee" last

/* putchar, byte by byte: as a trace has it, each is a byte of its own. */
static void a_character_in_pieces_is_one_again(void)
{
	static const char *const oe[] = { "Gr", BYTE("\xbf\x83"), BYTE("\xbe\xb6"), "\xc3\x9f" "e" };
	static const char *const smile[] = { BYTE("\xbf\xb0") BYTE("\xbe\x9f"), BYTE("\xbe\x98"), BYTE("\xbe\x80") "!" };
	static const char *const nothing[] = { "a", BYTE("\xbf\x83"), "b", BYTE("\xbf\xbf"), BYTE("\xbf\xa5") BYTE("\xbe\xa4") };
	struct ink out = { 0 };
	size_t before;

	join(&out, &before, oe, 4);
	CU_ASSERT_STRING_EQUAL(out.text, "Gr\u00f6\u00dfe");
	join(&out, &before, smile, 3);
	CU_ASSERT_STRING_EQUAL(out.text, "\U0001f600!");
	join(&out, &before, nothing, 5);
	CU_ASSERT_STRING_EQUAL(out.text, "a" BYTE("\xbf\x83") "b" BYTE("\xbf\xbf") BYTE("\xbf\xa5") BYTE("\xbe\xa4"));
	CU_ASSERT_EQUAL(before, 8);             /* the beginning of a character waited to the end */
	ink_free(&out);
}

/* JOINED-1 over every way to cut a text in two. */
static void it_does_not_matter_where_text_is_cut(void)
{
	static const char bytes[] = "x\xc3\xb6\xe5\xa4\xa7\xf0\x9f\x98\x80\x9b\xe5\xa4z\xf0\x9f\xee\xbe\x9b";
	struct ink whole = { 0 }, out = { 0 };
	struct joined j = { .out = &whole };

	for (size_t i = 0; i + 1 < sizeof bytes; i++)
		joined_byte(&j, (unsigned char)bytes[i]);
	joined_end(&j);
	for (size_t cut = 0; cut < sizeof bytes; cut++) {
		struct joined two = { .out = &out };
		uint32_t c;

		ink_clear(&out);
		for (size_t at = 0, end = cut; at + 1 < sizeof bytes; end = at < cut ? cut : sizeof bytes - 1)
			while (at < end) {
				at += letter_read(bytes + at, end - at, &c);
				joined_letter(&two, c);
			}
		joined_end(&two);
		CU_ASSERT_STRING_EQUAL(out.text, whole.text);
	}
	ink_free(&out);
	ink_free(&whole);
}

CU_TestInfo base_joined_tests[] = {
	{ "a character in pieces is one again", a_character_in_pieces_is_one_again },
	{ "it does not matter where text is cut", it_does_not_matter_where_text_is_cut },
	CU_TEST_INFO_NULL
};

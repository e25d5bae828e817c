/* letter.c - characters of strangers: taken apart, put together, shown (core/letter.h). */
#include <CUnit/CUnit.h>
#include <stdio.h>
#include <string.h>

#include "core/letter.h"

/* Every text of two bytes, and of three and four by their first: what is read is written back (LETTER-1). */
static void any_bytes_are_read_and_written_back(void)
{
	static const char ends[][4] = { "", "\x80", "\xbf\x80", "\x80\xbf", "\xbf\xbf\xbf", "a", "\xe4", "\x9b\xbf\x80" };

	for (unsigned two = 0; two < 0x10000; two++)
		for (size_t e = 0; e < sizeof ends / sizeof ends[0]; e++) {
			char text[8] = { (char)(two >> 8), (char)two }, back[64];
			size_t size = 2 + strlen(ends[e]), used = 0, n;
			uint32_t c;

			memcpy(text + 2, ends[e], strlen(ends[e]));
			for (size_t at = 0; at < size; at += n) {
				n = letter_read(text + at, size - at, &c);
				used += letter_write(c, back + used);
			}
			if (used != size || memcmp(text, back, size))
				CU_FAIL_FATAL("bytes got lost");
		}
	CU_PASS("all of them");
}

static void a_character_is_its_shortest_form_and_no_half_of_a_pair(void)
{
	static const struct { const char *text; size_t bytes; uint32_t c; } of[] = {
		{ "A", 1, 'A' }, { "\xc3\xb6", 2, 0xf6 }, { "\xe5\xa4\xa7", 3, 0x5927 }, { "\xf0\x9f\x98\x80", 4, 0x1f600 },
		{ "\xf4\x8f\xbf\xbf", 4, 0x10ffff }, { "\xf4\x90\x80\x80", 1, 0xeff4 }, { "\xc0\x80", 1, 0xefc0 },
		{ "\xc1\xbf", 1, 0xefc1 },
		{ "\xe0\x9f\xbf", 1, 0xefe0 }, { "\xed\xa0\x80", 1, 0xefed }, { "\xf0\x8f\xbf\xbf", 1, 0xeff0 }, { "\x9b", 1, 0xef9b },
		{ "\xf6", 1, 0xeff6 }, { "\xff", 1, 0xefff }, { "\xe5\xa4", 1, 0xefe5 }, { "\xe5\xa4 ", 1, 0xefe5 }
	};

	for (size_t i = 0; i < sizeof of / sizeof of[0]; i++) {
		uint32_t c;

		CU_ASSERT_EQUAL(letter_take(of[i].text, strlen(of[i].text), &c), of[i].bytes);
		CU_ASSERT_EQUAL(c, of[i].c);
	}
}

static void a_character_that_stands_for_a_byte_is_read_as_three(void)
{
	uint32_t c;

	CU_ASSERT_EQUAL(letter_take("\xee\xbe\x9b", 3, &c), 3);
	CU_ASSERT_EQUAL(c, 0xef9b);
	CU_ASSERT_EQUAL(letter_read("\xee\xbe\x9b", 3, &c), 1);
	CU_ASSERT_EQUAL(c, 0xefee);
}

static void the_beginning_of_a_character_is_told_from_what_is_none(void)
{
	CU_ASSERT_TRUE(letter_begins("\xc3", 1));
	CU_ASSERT_TRUE(letter_begins("\xe5\xa4", 2));
	CU_ASSERT_TRUE(letter_begins("\xf0\x9f\x98", 3));
	CU_ASSERT_FALSE(letter_begins("\xc3\xb6", 2));
	CU_ASSERT_FALSE(letter_begins("\xe0\x80", 2));
	CU_ASSERT_FALSE(letter_begins("\x80", 1));
	CU_ASSERT_FALSE(letter_begins("\xff", 1));
	CU_ASSERT_FALSE(letter_begins("A", 1));
}

/* A terminal obeys 0x9b as it does ESC [; a reader would be misled by a line that runs backwards. */
static void what_acts_or_is_not_seen_is_shown_as_an_escape(void)
{
	static const struct { uint32_t c; const char *shown; } of[] = {
		{ 'A', "A" }, { '\\', "\\" }, { '\n', "\\n" }, { '\t', "\\t" }, { 0x1b, "\\x1b" }, { 0x7f, "\\x7f" }, { 0x9b, "\\u009b" },
		{ 0xef9b, "\\x9b" }, { 0xef00, "\\x00" }, { 0x202e, "\\u202e" }, { 0x2066, "\\u2066" }, { 0x200b, "\\u200b" },
		{ 0xfeff, "\\ufeff" }, { 0xad, "\\u00ad" }, { 0xe0041, "\\U000e0041" }, { 0xf6, "\xc3\xb6" },
		{ 0xef80 - 1, "\xee\xbd\xbf" },
		{ 0x5927, "\xe5\xa4\xa7" }, { 0x1f600, "\xf0\x9f\x98\x80" }, { 0xfffd, "\xef\xbf\xbd" }, { 0xfe0f, "\xef\xb8\x8f" }
	};

	for (size_t i = 0; i < sizeof of / sizeof of[0]; i++) {
		char shown[LETTER_SHOWN + 1] = { 0 };

		shown[letter_show(of[i].c, shown)] = '\0';
		CU_ASSERT_STRING_EQUAL(shown, of[i].shown);
	}
}

static void a_character_takes_no_column_one_or_two(void)
{
	CU_ASSERT_EQUAL(letter_columns('A'), 1);
	CU_ASSERT_EQUAL(letter_columns(0xf6), 1);
	CU_ASSERT_EQUAL(letter_columns(0x301), 0);
	CU_ASSERT_EQUAL(letter_columns(0x5927), 2);
	CU_ASSERT_EQUAL(letter_columns(0x2713), 1);
	CU_ASSERT_EQUAL(letter_columns(0x2705), 2);
	CU_ASSERT_EQUAL(letter_columns(0xff21), 2);
	CU_ASSERT_EQUAL(letter_columns(0xff71), 1);
	CU_ASSERT_EQUAL(letter_columns(0x1f600), 2);
}

CU_TestInfo core_letter_tests[] = {
	{ "any bytes are read and written back", any_bytes_are_read_and_written_back },
	{ "a character is its shortest form and no half of a pair", a_character_is_its_shortest_form_and_no_half_of_a_pair },
	{ "a character that stands for a byte is read as three", a_character_that_stands_for_a_byte_is_read_as_three },
	{ "the beginning of a character is told from what is none", the_beginning_of_a_character_is_told_from_what_is_none },
	{ "what acts or is not seen is shown as an escape", what_acts_or_is_not_seen_is_shown_as_an_escape },
	{ "a character takes no column, one or two", a_character_takes_no_column_one_or_two },
	CU_TEST_INFO_NULL
};

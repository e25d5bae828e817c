/* words.c - the words of a trace as numbers (viz/trace/words.h). */
#include <CUnit/CUnit.h>
#include <string.h>

#include "viz/trace/words.h"

/* WORDS-2: what the reader makes of a word is the number that the code compares with. */
static void every_word_comes_back_as_its_own_number(void)
{
	for (int list = 0; list < WORD_LISTS; list++) {
		int word = 2;

		for (; word_text((enum word_list)list, word); word++) {
			const char *text = word_text((enum word_list)list, word);

			CU_ASSERT_EQUAL(word_find((enum word_list)list, text), word);
			CU_ASSERT_EQUAL(word_flags((enum word_list)list, text), 1u << word);
		}
		CU_ASSERT_TRUE(word > 4 && word < 32);
	}
	CU_ASSERT_EQUAL(word_find(LIST_OF_ACCESSES, "execute"), ACCESS_EXECUTE);
	CU_ASSERT_EQUAL(word_find(LIST_OF_VADS, "placeholder"), VAD_PLACEHOLDER);
}

/* WORDS-1: a word of tomorrow's traces is not taken for one of today's that begins like it. */
static void an_unknown_word_is_another_one(void)
{
	CU_ASSERT_EQUAL(word_find(LIST_OF_ACCESSES, NULL), ACCESS_NONE);
	CU_ASSERT_EQUAL(word_find(LIST_OF_ACCESSES, ""), ACCESS_OTHER);
	CU_ASSERT_EQUAL(word_find(LIST_OF_ACCESSES, "reads"), ACCESS_OTHER);
	CU_ASSERT_EQUAL(word_find(LIST_OF_APIS, "VirtualAlloc3"), API_OTHER);
	CU_ASSERT_PTR_NULL(word_text(LIST_OF_ACCESSES, ACCESS_NONE));
	CU_ASSERT_PTR_NULL(word_text(LIST_OF_ACCESSES, ACCESS_OTHER));
	CU_ASSERT_PTR_NULL(word_text(LIST_OF_ACCESSES, -1));
}

/* WORDS-3 */
static void flags_are_a_set(void)
{
	CU_ASSERT_EQUAL(word_flags(LIST_OF_PROTECTS, "PAGE_READWRITE|PAGE_GUARD"), FLAG_PAGE_READWRITE | FLAG_PAGE_GUARD);
	CU_ASSERT_EQUAL(word_flags(LIST_OF_PROTECTS, "PAGE_EXECUTE_READ|0x800"), FLAG_PAGE_EXECUTE_READ | FLAG_OTHER);
	CU_ASSERT_EQUAL(word_flags(LIST_OF_ALLOCATIONS, "MEM_RESERVE|MEM_RESERVE_PLACEHOLDER"),
	                FLAG_MEM_RESERVE | FLAG_MEM_RESERVE_PLACEHOLDER);
	CU_ASSERT_EQUAL(word_flags(LIST_OF_ALLOCATIONS, "0x0"), 0);
	CU_ASSERT_EQUAL(word_flags(LIST_OF_ALLOCATIONS, NULL), 0);
	CU_ASSERT_EQUAL(word_flags(LIST_OF_ALLOCATIONS, ""), FLAG_OTHER);
}

CU_TestInfo trace_words_tests[] = {
	{ "every word comes back as its own number", every_word_comes_back_as_its_own_number },
	{ "an unknown word is another one", an_unknown_word_is_another_one },
	{ "flags are a set", flags_are_a_set },
	CU_TEST_INFO_NULL
};

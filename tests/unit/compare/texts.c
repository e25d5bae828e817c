/* Texts of errors: which difference is one of words. */
#include <CUnit/CUnit.h>

#include "viz/compare/texts.h"

static void words_of_an_error_may_differ_wherever_they_stand(void)
{
	CU_ASSERT(texts_differ_in_words("Access denied.", "Access is denied."));
	CU_ASSERT(texts_differ_in_words("x: Invalid parameter.\r\n", "x: The parameter is incorrect.\r\n"));
	CU_ASSERT(texts_differ_in_words("5 Access denied. 5 Access denied.", "5 Access is denied. 5 Access is denied."));
	CU_ASSERT(texts_differ_in_words("Success", "No error"));
}

static void nothing_else_may(void)
{
	CU_ASSERT_FALSE(texts_differ_in_words("", ""));
	CU_ASSERT_FALSE(texts_differ_in_words("same", "same"));
	CU_ASSERT_FALSE(texts_differ_in_words("5: Access denied.", "6: Access is denied."));
	CU_ASSERT_FALSE(texts_differ_in_words("Access denied.", "The parameter is incorrect."));
	CU_ASSERT_FALSE(texts_differ_in_words("Access denied.", ""));
	CU_ASSERT_FALSE(texts_differ_in_words("Access denied. ", "Access is denied."));
	CU_ASSERT_FALSE(texts_differ_in_words("Access is denied.", "Access denied."));
}

CU_TestInfo texts_tests[] = {
	{ "words of an error may differ wherever they stand", words_of_an_error_may_differ_wherever_they_stand },
	{ "nothing else may", nothing_else_may },
	CU_TEST_INFO_NULL,
};

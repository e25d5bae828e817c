/* text.c - texts held against each other (viz/base/text.h). */
#include <CUnit/CUnit.h>

#include "viz/base/text.h"

static void a_text_that_is_not_said_is_the_same_as_no_other(void)
{
	CU_ASSERT_TRUE(same("read", "read"));
	CU_ASSERT_TRUE(same(NULL, NULL));
	CU_ASSERT_FALSE(same("read", NULL));
	CU_ASSERT_FALSE(same(NULL, ""));
	CU_ASSERT_FALSE(same("read", "reads"));
}

static void a_flag_is_a_whole_part_and_not_a_piece_of_one(void)
{
	CU_ASSERT_TRUE(has_flag("PAGE_GUARD", "PAGE_GUARD"));
	CU_ASSERT_TRUE(has_flag("PAGE_READWRITE|PAGE_GUARD|0x800", "PAGE_GUARD"));
	CU_ASSERT_TRUE(has_flag("PAGE_READWRITE|PAGE_GUARD|0x800", "0x800"));
	CU_ASSERT_FALSE(has_flag("PAGE_READWRITE", "PAGE_READ"));
	CU_ASSERT_FALSE(has_flag("PAGE_EXECUTE_READ", "PAGE_READ"));
	CU_ASSERT_FALSE(has_flag("", "PAGE_READ"));
	CU_ASSERT_FALSE(has_flag(NULL, "PAGE_READ"));
}

CU_TestInfo base_text_tests[] = {
	{ "a text that is not said is the same as no other", a_text_that_is_not_said_is_the_same_as_no_other },
	{ "a flag is a whole part and not a piece of one", a_flag_is_a_whole_part_and_not_a_piece_of_one },
	CU_TEST_INFO_NULL
};

/* pool.c - texts are kept once. */
#include <CUnit/CUnit.h>
#include <stdio.h>
#include <string.h>

#include "viz/base/pool.h"

/* POOL-1, POOL-2: also past the first growth of both tables. */
static void a_text_keeps_its_number(void)
{
	struct pool p = { 0 };
	char text[16];

	for (int round = 0; round < 2; round++)
		for (uint32_t n = 0; n < 10000; n++) {
			snprintf(text, sizeof text, "text %u", n);
			if (pool_number(&p, text, strlen(text)) != n)
				CU_FAIL_FATAL("another number");
		}
	CU_ASSERT_EQUAL(p.count, 10000);
	CU_ASSERT_STRING_EQUAL(p.entry[77].text, "text 77");
	pool_free(&p);
}

static void a_beginning_is_another_text(void)
{
	struct pool p = { 0 };

	CU_ASSERT_EQUAL(pool_number(&p, "abc", 3), 0);
	CU_ASSERT_EQUAL(pool_number(&p, "abc", 2), 1);
	CU_ASSERT_EQUAL(pool_number(&p, "", 0), 2);
	CU_ASSERT_STRING_EQUAL(p.entry[1].text, "ab");
	pool_free(&p);
}

CU_TestInfo pool_tests[] = {
	{ "a text keeps its number", a_text_keeps_its_number },
	{ "a beginning is another text", a_beginning_is_another_text },
	CU_TEST_INFO_NULL
};

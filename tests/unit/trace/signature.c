/* signature.c - what the values of a call are, by the table that a trace is written by. */
#include <stddef.h>

#include <CUnit/CUnit.h>

#include "viz/trace/signature.h"

extern CU_TestInfo signature_tests[];

/* Both begin with lp, and only one is an address: names do not say what a value is. */
static void a_value_is_what_the_table_says_not_what_its_name_looks_like(void)
{
	const struct signature *limits = signature_of("GetProcessWorkingSetSize"), *alloc = signature_of("VirtualAlloc");

	CU_ASSERT_TRUE(signature_is_raw(signature_arg(alloc, "lpAddress")));
	CU_ASSERT_FALSE(signature_is_raw(signature_arg(alloc, "dwSize")));
	CU_ASSERT_FALSE(signature_is_raw(signature_out(limits, "lpMinimumWorkingSetSize")));
	CU_ASSERT_TRUE(signature_is_raw(signature_arg(limits, "lpMinimumWorkingSetSize")));
	CU_ASSERT_TRUE(signature_is_raw(signature_result(alloc)));
	CU_ASSERT_FALSE(signature_is_raw(signature_result(signature_of("VirtualQuery"))));
}

/* A trace may be newer than its reader: nothing that it does not know is held against a side. */
static void what_the_table_does_not_have_may_be_an_address(void)
{
	CU_ASSERT_PTR_NULL(signature_of("VirtualAllocFromApp"));
	CU_ASSERT_PTR_NULL(signature_of(NULL));
	CU_ASSERT_TRUE(signature_is_raw(signature_result(NULL)));
	CU_ASSERT_TRUE(signature_is_raw(signature_arg(signature_of("VirtualAlloc"), "new")));
	CU_ASSERT_EQUAL(signature_answer(NULL), ANSWER_SAME);
}

/* The ticks since the start say nothing about the lab; which pages are resident does, if both runs had the same memory. */
static void some_answers_vary(void)
{
	CU_ASSERT_EQUAL(signature_answer(signature_of("GetTickCount")), ANSWER_VARIES);
	CU_ASSERT_EQUAL(signature_answer(signature_of("QueryWorkingSetEx")), ANSWER_RESIDENCY);
	CU_ASSERT_EQUAL(signature_answer(signature_of("VirtualQuery")), ANSWER_SAME);
}

CU_TestInfo signature_tests[] = {
	{ "a value is what the table says, not what its name looks like",
	  a_value_is_what_the_table_says_not_what_its_name_looks_like },
	{ "what the table does not have may be an address", what_the_table_does_not_have_may_be_an_address },
	{ "some answers vary", some_answers_vary },
	CU_TEST_INFO_NULL
};

/* handles.c - handles of sections by the order of their creation. */
#include <stdlib.h>
#include <string.h>

#include <CUnit/CUnit.h>

#include "core/handles.h"

extern CU_TestInfo handles_tests[];

static bool refuses;

static void *grow(void *context, void *old, size_t old_bytes, size_t size_bytes)
{
	(void)context;
	(void)old_bytes;
	if (!size_bytes) {
		free(old);
		return NULL;
	}
	return refuses ? NULL : realloc(old, size_bytes);
}

static struct trace trace;
static struct handles handles;

static void start(void)
{
	refuses = false;
	trace_init(&trace, NULL, grow, NULL);
	handles_init(&handles, &trace);
}

static void reads(uint64_t value, const char *want)
{
	char text[32];

	CU_ASSERT_EQUAL(handles_format(&handles, value, text, sizeof text), strlen(want));
	CU_ASSERT_STRING_EQUAL(text, want);
}

/* 0x54 here and 0xa8 there: both are the lab's first section. */
static void handles_are_named_in_order_of_creation(void)
{
	start();
	CU_ASSERT_EQUAL(handles_add(&handles, 0x54), 0);
	CU_ASSERT_EQUAL(handles_add(&handles, 0x4c), 1);
	reads(0x54, "H0");
	reads(0x4c, "H1");
	handles_free(&handles);
}

/* A system gives a closed handle's number away again. The lab then means the new one. */
static void a_number_given_again_means_the_newer_handle(void)
{
	start();
	handles_add(&handles, 0x54);
	reads(0x54, "H0");
	handles_add(&handles, 0x54);
	reads(0x54, "H1");
	handles_free(&handles);
}

static void what_is_no_section_reads_as_what_it_is(void)
{
	start();
	reads(0, "0x0");
	reads(UINT64_MAX, "INVALID_HANDLE_VALUE");
	reads(0x1234, "0x1234");
	reads(UINT64_MAX - 1, "0xfffffffffffffffe");
	handles_free(&handles);
}

static void many_handles_find_room_and_a_refusal_changes_nothing(void)
{
	char text[4];

	start();
	for (uint64_t i = 0; i < 1024; i++)
		CU_ASSERT_EQUAL(handles_add(&handles, 4 * (i + 1)), i);
	refuses = true;
	CU_ASSERT_EQUAL(handles_add(&handles, 0x9999), SIZE_MAX);
	reads(4 * 1024, "H1023");
	reads(0x9999, "0x9999");
	CU_ASSERT_EQUAL(handles_format(&handles, 4 * 1024, text, sizeof text), 5);
	CU_ASSERT_STRING_EQUAL(text, "H10");
	handles_free(&handles);
}

CU_TestInfo handles_tests[] = {
	{ "handles are named in order of creation", handles_are_named_in_order_of_creation },
	{ "a number given again means the newer handle", a_number_given_again_means_the_newer_handle },
	{ "what is no section reads as what it is", what_is_no_section_reads_as_what_it_is },
	{ "many handles find room, and a refusal changes nothing", many_handles_find_room_and_a_refusal_changes_nothing },
	CU_TEST_INFO_NULL
};

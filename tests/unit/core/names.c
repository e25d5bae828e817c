/* names.c - the numbers of Win32 by the names that its documentation uses. */
#include <stdio.h>
#include <string.h>

#include <CUnit/CUnit.h>

#include "core/names.h"

extern CU_TestInfo names_tests[];

static const struct {
	size_t (*name)(uint32_t, char *, size_t);
	uint32_t value;
	const char *want;
} rows[] = {
	{ name_protect, 0, "0x0" },
	{ name_protect, 0x04, "PAGE_READWRITE" },
	{ name_protect, 0x104, "PAGE_READWRITE|PAGE_GUARD" },
	{ name_protect, 0x01, "PAGE_NOACCESS" },
	{ name_protect, 0x1004, "PAGE_READWRITE|0x1000" },
	{ name_alloc_type, 0x3000, "MEM_RESERVE|MEM_COMMIT" },
	{ name_alloc_type, 0x2000, "MEM_RESERVE" },
	{ name_alloc_type, 0x80000000, "0x80000000" },
	{ name_alloc_type, 0x102000, "MEM_RESERVE|MEM_TOP_DOWN" },
	{ name_alloc_type, 0, "0x0" },
	{ name_free_type, 0x4000, "MEM_DECOMMIT" },
	{ name_free_type, 0x8000, "MEM_RELEASE" },
	{ name_free_type, 0xc000, "MEM_DECOMMIT|MEM_RELEASE" },
	{ name_free_type, 0x8002, "MEM_PRESERVE_PLACEHOLDER|MEM_RELEASE" },
	{ name_state, 0x1000, "MEM_COMMIT" },
	{ name_state, 0x10000, "MEM_FREE" },
	{ name_mem_type, 0x20000, "MEM_PRIVATE" },
	{ name_mem_type, 0, "0x0" },
	{ name_exception, 0xc0000005, "EXCEPTION_ACCESS_VIOLATION" },
	{ name_exception, 0x80000001, "EXCEPTION_GUARD_PAGE" },
	{ name_exception, 0xc0000094, "EXCEPTION_INT_DIVIDE_BY_ZERO" },
	{ name_exception, 0xe0000001, "0xe0000001" },
	{ name_error, 0, "NO_ERROR" },
	{ name_error, 487, "ERROR_INVALID_ADDRESS" },
	{ name_error, 1455, "ERROR_COMMITMENT_LIMIT" },
	{ name_error, 31337, "0x7a69" },
	{ name_section, 0x4, "PAGE_READWRITE" },
	{ name_section, 0x4000004, "PAGE_READWRITE|SEC_RESERVE" },
	{ name_section, 0x8000008, "PAGE_WRITECOPY|SEC_COMMIT" },
	{ name_section, 0x40000002, "PAGE_READONLY|SEC_WRITECOMBINE" },
	{ name_file_map, 0, "0x0" },
	{ name_file_map, 0x1, "FILE_MAP_COPY" },
	{ name_file_map, 0x6, "FILE_MAP_READ|FILE_MAP_WRITE" },
	{ name_file_map, 0xf001f, "FILE_MAP_ALL_ACCESS" },
	{ name_file_map, 0xf003f, "FILE_MAP_ALL_ACCESS|FILE_MAP_EXECUTE" },
	{ name_file_map, 0x8, "0x8" },
};

static void every_value_has_the_name_of_the_table(void)
{
	char text[NAME_ROOM];

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		size_t length = rows[i].name(rows[i].value, text, sizeof text);

		if (strcmp(text, rows[i].want))
			printf("  row '%s': got '%s'\n", rows[i].want, text);
		CU_ASSERT_STRING_EQUAL(text, rows[i].want);
		CU_ASSERT_EQUAL(length, strlen(rows[i].want));
	}
}

/* Filters are told apart by their sign; only -1, 0 and 1 are documented. */
static void a_disposition_is_named_by_its_sign(void)
{
	char text[NAME_ROOM];

	name_disposition(-1, text, sizeof text);
	CU_ASSERT_STRING_EQUAL(text, "EXCEPTION_CONTINUE_EXECUTION");
	name_disposition(0, text, sizeof text);
	CU_ASSERT_STRING_EQUAL(text, "EXCEPTION_CONTINUE_SEARCH");
	name_disposition(7, text, sizeof text);
	CU_ASSERT_STRING_EQUAL(text, "EXCEPTION_EXECUTE_HANDLER");
}

static void a_name_is_cut_to_the_room_and_tells_its_full_length(void)
{
	char text[6] = "#####";

	CU_ASSERT_EQUAL(name_protect(0x104, text, 5), strlen("PAGE_READWRITE|PAGE_GUARD"));
	CU_ASSERT_STRING_EQUAL(text, "PAGE");
	CU_ASSERT_EQUAL(text[5], '\0');
	CU_ASSERT_EQUAL(name_error(0, NULL, 0), strlen("NO_ERROR"));
}

static void all_bits_at_once_fit(void)
{
	char text[NAME_ROOM];

	CU_ASSERT_TRUE(name_protect(UINT32_MAX, text, sizeof text) < sizeof text);
	CU_ASSERT_TRUE(name_alloc_type(UINT32_MAX, text, sizeof text) < sizeof text);
	CU_ASSERT_TRUE(name_free_type(UINT32_MAX, text, sizeof text) < sizeof text);
	CU_ASSERT_TRUE(name_section(UINT32_MAX, text, sizeof text) < sizeof text);
	CU_ASSERT_TRUE(name_file_map(UINT32_MAX, text, sizeof text) < sizeof text);
}

CU_TestInfo names_tests[] = {
	{ "every value has the name of the table", every_value_has_the_name_of_the_table },
	{ "a disposition is named by its sign", a_disposition_is_named_by_its_sign },
	{ "a name is cut to the room and tells its full length", a_name_is_cut_to_the_room_and_tells_its_full_length },
	{ "all bits at once fit", all_bits_at_once_fit },
	CU_TEST_INFO_NULL
};

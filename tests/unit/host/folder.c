/* The files of a run: names, bytes, and what is not to be had. */
#include <CUnit/CUnit.h>
#include <stdio.h>
#include <string.h>

#include "sim/host/folder.h"

static void a_name_is_of_this_folder_alone(void)
{
	static const char *const others[] = { "", ".", "..\\x", "a\\b", "/etc/passwd", "C:x", "NUL:", "a*b" };
	struct folder *f = folder_new();
	struct folder_file *file;

	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		CU_ASSERT_PTR_NULL(folder_open(f, others[i], true));
	file = folder_open(f, ".\\Data.txt", true);
	CU_ASSERT_PTR_NOT_NULL(file);
	CU_ASSERT_TRUE(folder_has(f, "data.TXT"));
	folder_close(f, file);
	folder_free(f);
}

static void a_file_that_is_open_stays(void)
{
	struct folder *f = folder_new();
	struct folder_file *file = folder_open(f, "a", true);

	CU_ASSERT_FALSE(folder_remove(f, "a"));
	CU_ASSERT_FALSE(folder_rename(f, "a", "b"));
	folder_close(f, file);
	folder_close(f, folder_open(f, "b", true));
	CU_ASSERT_FALSE(folder_rename(f, "a", "b"));
	CU_ASSERT_TRUE(folder_rename(f, "a", "c"));
	CU_ASSERT_TRUE(folder_remove(f, "c"));
	CU_ASSERT_FALSE(folder_has(f, "c"));
	folder_free(f);
}

static void what_lies_before_a_write_is_zero(void)
{
	struct folder *f = folder_new();
	struct folder_file *file = folder_open(f, "a", true);
	char bytes[8] = "xxxxxxx";

	CU_ASSERT_TRUE(folder_write(f, file, 4, "end", 3));
	CU_ASSERT_EQUAL(folder_read(file, 0, bytes, sizeof bytes), 7);
	CU_ASSERT_EQUAL(memcmp(bytes, "\0\0\0\0end", 7), 0);
	folder_cut(f, file, 5);
	CU_ASSERT_EQUAL(folder_size(file), 5);
	CU_ASSERT_EQUAL(folder_read(file, 5, bytes, 1), 0);
	folder_close(f, file);
	folder_free(f);
}

static void a_folder_has_an_end(void)
{
	struct folder *f = folder_new();
	struct folder_file *file = folder_open_nameless(f);

	CU_ASSERT_FALSE(folder_write(f, file, UINT64_MAX - 1, "x", 1));
	CU_ASSERT_FALSE(folder_write(f, file, FOLDER_BYTES_MAX, "x", 1));
	CU_ASSERT_EQUAL(folder_size(file), 0);
	CU_ASSERT_TRUE(folder_write(f, file, 0, "x", 1));
	folder_close(f, file);          /* it has no name: it goes */
	folder_free(f);
}

static void a_folder_takes_only_so_many_files(void)
{
	struct folder *folder = folder_new();
	char name[16];
	int made = 0;

	for (int i = 0; i <= FOLDER_FILES_MAX; i++) {
		snprintf(name, sizeof name, "%d", i);
		struct folder_file *f = folder_open(folder, name, true);

		made += f != NULL;
		if (f)
			folder_close(folder, f);
	}
	CU_ASSERT_EQUAL(made, FOLDER_FILES_MAX);
	CU_ASSERT_TRUE(folder_remove(folder, "7"));
	CU_ASSERT_PTR_NOT_NULL(folder_open(folder, "new", true));
	folder_free(folder);
}

static void a_name_is_judged_before_anybody_looks_for_it(void)
{
	CU_ASSERT_EQUAL(folder_judge("a.txt"), NAME_GOOD);
	CU_ASSERT_EQUAL(folder_judge(FOLDER_PATH "a.txt"), NAME_GOOD);
	CU_ASSERT_EQUAL(folder_judge("..\\a.txt"), NAME_ELSEWHERE);
	CU_ASSERT_EQUAL(folder_judge(FOLDER_PATH "..\\a.txt"), NAME_ELSEWHERE);
	CU_ASSERT_EQUAL(folder_judge("Z:\\etc\\passwd"), NAME_ELSEWHERE);
	CU_ASSERT_EQUAL(folder_judge("/etc/passwd"), NAME_ELSEWHERE);
	CU_ASSERT_EQUAL(folder_judge(""), NAME_ELSEWHERE);
	CU_ASSERT_EQUAL(folder_judge("a?b"), NAME_WRONG);
}

CU_TestInfo folder_tests[] = {
	{ "a name is of this folder alone", a_name_is_of_this_folder_alone },
	{ "a file that is open stays", a_file_that_is_open_stays },
	{ "what lies before a write is zero", what_lies_before_a_write_is_zero },
	{ "a folder has an end", a_folder_has_an_end },
	{ "a folder takes only so many files", a_folder_takes_only_so_many_files },
	{ "a name is judged before anybody looks for it", a_name_is_judged_before_anybody_looks_for_it },
	CU_TEST_INFO_NULL,
};

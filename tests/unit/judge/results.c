/* results.c - what a grader prints: exact numbers, whole files, and nothing of a stranger's that acts. */
#include "viz/judge/results.h"

#include <stdlib.h>
#include <string.h>

#include <CUnit/CUnit.h>
#include <jansson.h>

#include "viz/base/plain.h"

static struct results r;

static char *printed(bool (*print)(const struct results *, FILE *))
{
	char *text = NULL;
	size_t size;
	FILE *f = open_memstream(&text, &size);

	CU_ASSERT_FATAL(f != NULL);
	CU_ASSERT(print(&r, f));
	fclose(f);
	return text;
}

static void two_items(void)
{
	results_title(&r, "a title");
	results_add(&r, 25, 100, "first", "why");
	results_add(&r, 200, 200, "second", "");
}

static void a_table_ends_in_its_total(void)
{
	char *text;

	two_items();
	text = printed(results_text);
	CU_ASSERT_STRING_EQUAL(text, "a title\n\n points      of\n   0.25       1  first\n                 why\n      2       2  second\n   2.25       3  total\n");
	free(text);
	results_free(&r);
	text = printed(results_text);
	CU_ASSERT_STRING_EQUAL(text, " points      of\n      0       0  total\n");
	free(text);
}

/* Hundredths are written out, with a point whatever the locale is, and no zero too many. */
static void numbers_are_exact_and_short(void)
{
	static const struct { int hundredths; const char *text; } rows[] = {
		{ 0, "0" }, { 1, "0.01" }, { 10, "0.1" }, { 25, "0.25" },
		{ 105, "1.05" }, { 150, "1.5" }, { 200, "2" }, { 123456, "1234.56" }
	};
	char want[64], *text;

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		results_add(&r, rows[i].hundredths, 123456, "", "");
		text = printed(results_json);
		snprintf(want, sizeof want, "\"points\":%s,\"most\":1234.56,\"feedback\"", rows[i].text);
		CU_ASSERT_PTR_NOT_NULL(strstr(text, want));
		free(text);
		results_free(&r);
	}
}

static void json_says_the_same(void)
{
	char *text;
	json_t *j;

	two_items();
	text = printed(results_json);
	j = json_loads(text, 0, NULL);
	CU_ASSERT_PTR_NOT_NULL_FATAL(j);
	CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(j, "title")), "a title");
	CU_ASSERT_EQUAL(json_number_value(json_object_get(j, "points")), 2.25);
	CU_ASSERT_EQUAL(json_number_value(json_object_get(j, "most")), 3);
	CU_ASSERT_EQUAL(json_array_size(json_object_get(j, "items")), 2);
	CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(json_array_get(json_object_get(j, "items"), 0), "feedback")), "why");
	json_decref(j);
	free(text);
	results_free(&r);
}

/* A test has passed only with all of its points; the harness shows part of them beside a failed one. */
static void gradescope_reads_what_it_documents(void)
{
	char *text;
	json_t *j, *one;

	two_items();
	text = printed(results_gradescope);
	j = json_loads(text, 0, NULL);
	CU_ASSERT_PTR_NOT_NULL_FATAL(j);
	CU_ASSERT_EQUAL(json_number_value(json_object_get(j, "score")), 2.25);
	CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(j, "output")), "a title: 2.25 of 3 points");
	CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(j, "visibility")), "visible");
	one = json_array_get(json_object_get(j, "tests"), 0);
	CU_ASSERT_EQUAL(json_number_value(json_object_get(one, "score")), 0.25);
	CU_ASSERT_EQUAL(json_number_value(json_object_get(one, "max_score")), 1);
	CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(one, "status")), "failed");
	CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(one, "output")), "why");
	one = json_array_get(json_object_get(j, "tests"), 1);
	CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(one, "status")), "passed");
	json_decref(j);
	free(text);
	results_free(&r);
}

static void a_strangers_text_cannot_act(void)
{
	static const char evil[] = "\x1b[2J\xff\xc0\x80\xed\xa0\x80\xf4\x90\x80\x80\n\xe2\x80\xae\"\\</script>";
	char *text;
	json_t *j;

	results_add(&r, 0, 100, evil, evil);
	text = printed(results_text);
	CU_ASSERT_PTR_NULL(strchr(text, '\x1b'));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "\n                 \\u202e\"\\</script>\n"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "\\x1b[2J\\xff\\xc0"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "\\n\\u202e\"\\</script>\n                 \\x1b[2J"));
	free(text);
	text = printed(results_json);
	j = json_loads(text, 0, NULL);           /* jansson refuses what is no UTF-8 */
	CU_ASSERT_PTR_NOT_NULL(j);
	json_decref(j);
	free(text);
	text = printed(results_gradescope);
	j = json_loads(text, 0, NULL);
	CU_ASSERT_PTR_NOT_NULL(j);
	json_decref(j);
	free(text);
	results_free(&r);
}

static void every_byte_becomes_utf8(void)
{
	static const struct { const char *in, *text, *html; } rows[] = {
		{ "\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80", "\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80", "\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80" },
		{ "a\xe2\x82", "a\\xe2\\x82", "a\\xe2\\x82" },
		{ "\xc2\x9b", "\\u009b", "\\u009b" },
		{ "<a b='c'>&\"", "<a b='c'>&\"", "&lt;a b=&#39;c&#39;&gt;&amp;&quot;" }
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct ink text = { 0 }, html = { 0 };

		plain_text(&text, rows[i].in);
		plain_html(&html, rows[i].in);
		CU_ASSERT_STRING_EQUAL(text.text, rows[i].text);
		CU_ASSERT_STRING_EQUAL(html.text, rows[i].html);
		ink_free(&text);
		ink_free(&html);
	}
}

static void a_full_disk_is_told(void)
{
	FILE *full = fopen("/dev/full", "w");

	CU_ASSERT_PTR_NOT_NULL_FATAL(full);
	two_items();
	CU_ASSERT_FALSE(results_text(&r, full));
	CU_ASSERT_FALSE(results_json(&r, full));
	CU_ASSERT_FALSE(results_gradescope(&r, full));
	fclose(full);
	r.failed = true;                         /* an item is missing: half a result would be a lie */
	full = fopen("/dev/null", "w");
	CU_ASSERT_FALSE(results_text(&r, full));
	fclose(full);
	results_free(&r);
}

CU_TestInfo results_tests[] = {
	{ "a table ends in its total", a_table_ends_in_its_total },
	{ "numbers are exact and short", numbers_are_exact_and_short },
	{ "JSON says the same", json_says_the_same },
	{ "Gradescope reads what it documents", gradescope_reads_what_it_documents },
	{ "a stranger's text cannot act", a_strangers_text_cannot_act },
	{ "every byte becomes UTF-8", every_byte_becomes_utf8 },
	{ "a full disk is told", a_full_disk_is_told },
	CU_TEST_INFO_NULL
};

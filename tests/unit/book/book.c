/* book.c - the lab book: whole, safe, the same twice. */
#include <CUnit/CUnit.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/unit/traces.h"
#include "viz/book/book.h"
#include "viz/draw/picture_files.h"
#include "viz/base/store.h"

/* The book of a scene as one text; it is written into a folder that is gone afterwards. */
static void make_titled(struct ink *page, const char *name, struct book_about about)
{
	char folder[64] = "/tmp/faultlab-book-XXXXXX", pictures[96], path[96], command[160], why[800] = "";
	struct trace_file t[SIDES];
	struct comparison c;
	struct model m;

	CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(folder));
	for (int side = 0; side < SIDES; side++) {
		snprintf(path, sizeof path, "%s/trace-%d", folder, side);
		CU_ASSERT_FATAL(scene_write(scene_find(name), side, path));
		CU_ASSERT_FATAL(reader_read(&t[side], path, why, sizeof why));
	}
	CU_ASSERT_FATAL(compare_run(&c, &t[0], &t[1]) && model_build(&m, &c));
	snprintf(pictures, sizeof pictures, "%s/frames", folder);
	CU_ASSERT_EQUAL(picture_files_write(&m, pictures, true, why, sizeof why), RENDER_OK);
	CU_ASSERT(book_write(&m, folder, about, why, sizeof why));
	snprintf(path, sizeof path, "%s/index.html", folder);
	CU_ASSERT(store_get(path, page, (size_t)1 << 26));
	snprintf(command, sizeof command, "rm -r %s", folder);
	CU_ASSERT_EQUAL(system(command), 0);
	model_free(&m);
	compare_free(&c);
	reader_free(&t[0]);
	reader_free(&t[1]);
}

static void make_book(struct ink *page, const char *name, const char *source)
{
	make_titled(page, name, (struct book_about){ NULL, source });
}

/* The data inside the page, parsed. */
static json_t *data_of(const struct ink *page)
{
	static const char mark[] = "<script type=\"application/json\" id=\"data\">";
	const char *p = strstr(page->text, mark), *end;

	CU_ASSERT_PTR_NOT_NULL_FATAL(p);
	p += strlen(mark);
	end = strstr(p, "</script>");
	CU_ASSERT_PTR_NOT_NULL_FATAL(end);
	return json_loadb(p, (size_t)(end - p), 0, NULL);
}

static void every_picture_is_in_the_book(void)
{
	struct ink page = { 0 };
	json_t *data, *pictures;

	make_book(&page, "smalldiv", NULL);
	data = data_of(&page);
	CU_ASSERT_PTR_NOT_NULL_FATAL(data);
	pictures = json_object_get(data, "frames");
	CU_ASSERT_EQUAL(json_array_size(pictures), 14);
	CU_ASSERT(json_array_size(json_object_get(json_array_get(pictures, 0), "full")) > 150);
	CU_ASSERT(json_is_true(json_object_get(json_array_get(pictures, 6), "bad")));
	CU_ASSERT(json_is_null(json_object_get(data, "source")));
	json_decref(data);
	ink_free(&page);
}

/* The first page, the questions of a picture before an answer and, without a trace of them, no variables. */
static void the_book_tells_the_whole_run_and_asks(void)
{
	struct ink page = { 0 };
	json_t *data, *picture, *quiz, *reason;

	make_book(&page, "small", NULL);
	data = data_of(&page);
	CU_ASSERT_PTR_NOT_NULL_FATAL(data);
	CU_ASSERT_PTR_NOT_NULL(strstr(json_string_value(json_object_get(data, "overview")), "The whole run of lab.c"));
	CU_ASSERT(json_array_size(json_object_get(data, "kinds")) > 3);
	CU_ASSERT_EQUAL(json_array_size(json_object_get(data, "structures")), 0);
	CU_ASSERT(json_is_false(json_object_get(data, "variables")));
	picture = json_array_get(json_object_get(data, "frames"), 1);
	quiz = json_object_get(picture, "quiz");
	CU_ASSERT_EQUAL(json_array_size(quiz), 3);
	reason = json_array_get(json_object_get(data, "values"), (size_t)json_integer_value(json_array_get(json_array_get(quiz, 0), 3)));
	CU_ASSERT(json_is_string(reason) && json_string_length(reason) > 20);
	CU_ASSERT_PTR_NULL(json_object_get(json_array_get(json_object_get(data, "frames"), 2), "quiz"));
	json_decref(data);
	ink_free(&page);
}

static void the_source_is_that_of_the_trace_or_of_the_caller(void)
{
	struct ink page = { 0 };
	json_t *data;

	make_book(&page, "hostile", NULL);
	data = data_of(&page);
	CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(data, "source")), "</script><b>\n<!--\n\\u2028x");
	json_decref(data);
	ink_clear(&page);
	make_book(&page, "one", "int main(void);\n");
	data = data_of(&page);
	CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(data, "source")), "int main(void);\n");
	json_decref(data);
	ink_free(&page);
}

static void the_title_is_that_of_the_caller_or_the_name_of_the_lab(void)
{
	struct ink page = { 0 };
	json_t *data;

	make_titled(&page, "one", (struct book_about){ "Lab 7: a < b & \"c\"", NULL });
	data = data_of(&page);
	CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(data, "title")), "Lab 7: a < b & \"c\"");
	CU_ASSERT_PTR_NOT_NULL(strstr(page.text, "<title>Lab 7: a &lt; b &amp; "));
	json_decref(data);
	ink_clear(&page);
	make_titled(&page, "one", (struct book_about){ "", NULL });
	data = data_of(&page);
	CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(data, "title")), json_string_value(json_object_get(data, "lab")));
	json_decref(data);
	ink_free(&page);
}

static size_t count(const char *text, const char *what)
{
	size_t n = 0;

	for (; (text = strstr(text, what)); text++)
		n++;
	return n;
}

/* BOOK-1: a lab whose name, source and output are markup adds no element and ends none. */
static void a_hostile_lab_stays_data(void)
{
	struct ink page = { 0 };

	make_book(&page, "hostile", NULL);
	CU_ASSERT_EQUAL(count(page.text, "</script"), 2);
	CU_ASSERT_EQUAL(count(page.text, "<script"), 2);
	CU_ASSERT_EQUAL(count(page.text, "<!--"), 0);
	CU_ASSERT_EQUAL(count(page.text, "<title>"), 1);
	CU_ASSERT_PTR_NOT_NULL(strstr(page.text, "<title>&lt;/script&gt;&lt;b&gt;"));
	ink_free(&page);
}

static void the_book_asks_for_nothing_outside(void)
{
	struct ink page = { 0 };

	make_book(&page, "one", NULL);
	CU_ASSERT_EQUAL(count(page.text, " src="), 0);
	CU_ASSERT_EQUAL(count(page.text, "url("), 0);
	CU_ASSERT_EQUAL(count(page.text, "@import"), 0);
	CU_ASSERT_EQUAL(count(page.text, "http"), count(page.text, "http://www.w3.org/") + count(page.text, "http-equiv"));
	CU_ASSERT_EQUAL(count(page.text, "/tmp/"), 0);
	ink_free(&page);
}

static void equal_traces_give_equal_books(void)
{
	struct ink a = { 0 }, b = { 0 };

	make_book(&a, "small", NULL);
	make_book(&b, "small", NULL);
	CU_ASSERT_STRING_EQUAL(a.text, b.text);
	ink_free(&a);
	ink_free(&b);
}

CU_TestInfo book_tests[] = {
	{ "every picture is in the book", every_picture_is_in_the_book },
	{ "the book tells the whole run, and asks", the_book_tells_the_whole_run_and_asks },
	{ "the title is that of the caller, or the name of the lab", the_title_is_that_of_the_caller_or_the_name_of_the_lab },
	{ "the source is that of the trace, or of the caller", the_source_is_that_of_the_trace_or_of_the_caller },
	{ "a hostile lab stays data", a_hostile_lab_stays_data },
	{ "the book asks for nothing outside", the_book_asks_for_nothing_outside },
	{ "equal traces give equal books", equal_traces_give_equal_books },
	CU_TEST_INFO_NULL
};

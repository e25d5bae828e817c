/* edition.c - which texts of a lab are the same, and where they part. */
#include <CUnit/CUnit.h>
#include <stdio.h>
#include <string.h>

#include "viz/trace/edition.h"

#define LONG "a line of more than two dozen bytes, "

static const struct {
	const char *name, *a, *b;
	size_t line;                    /* 0: they are the same */
	const char *told[2];
} texts[] = {
	{ "the same", "int a;\nint b;\n", "int a;\nint b;\n", 0, { NULL, NULL } },
	{ "one ends its lines with CR and LF", "int a;\n\nint b;\n", "int a;\r\n\r\nint b;\r\n", 0, { NULL, NULL } },
	{ "one does not end its last line", "int a;\n", "int a;", 0, { NULL, NULL } },
	{ "both are empty", "", "", 0, { NULL, NULL } },
	{ "one is not known", NULL, "int a;\n", 0, { NULL, NULL } },
	{ "nor the other", "int a;\n", NULL, 0, { NULL, NULL } },
	{ "the first line", "int a;\nint b;\n", "int c;\nint d;\n", 1, { "int a;", "int c;" } },
	{ "a later line", "x\n\ny\nz\n", "x\n\ny \nz\n", 3, { "y", "y " } },
	{ "a blank line more", "x\ny\n", "x\n\ny\n", 2, { "y", "" } },
	{ "one goes on", "x\n", "x\ny\n", 2, { "nothing", "y" } },
	{ "one is empty", "", "x\n", 1, { "", "x" } },
	{ "a blank line at the end", "x\n", "x\n\n", 2, { "nothing", "" } },
	{ "a CR within a line counts", "a\rb\n", "ab\n", 1, { "a\rb", "ab" } },
	{ "far along a line it begins shortly before", LONG "x, and on\n", LONG "y\n", 1, { "\u2026ozen bytes, x, and on", "\u2026ozen bytes, y" } },
	{ "but not within a character", LONG "\u00e912345678901x\n", LONG "\u00e912345678901y\n", 1,
	  { "\u2026\u00e912345678901x", "\u2026\u00e912345678901y" } },
	{ "nor does half a one make it stop", "\u00e9\n", "\u00e8\n", 1, { "\u00e9", "\u00e8" } },
};

static void the_first_line_that_differs_is_found(void)
{
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct edition e;
		struct keep k = { 0 };
		bool differs = edition_differs(texts[i].a, texts[i].b, &e);

		if (differs != (texts[i].line != 0) || (differs && e.line != texts[i].line))
			printf("  texts '%s': %d, line %zu\n", texts[i].name, differs, e.line);
		CU_ASSERT_EQUAL(differs, texts[i].line != 0);
		for (int n = 0; differs && n < 2; n++)
			CU_ASSERT_STRING_EQUAL(edition_text(&k, &e, n), texts[i].told[n]);
		CU_ASSERT(!differs || e.line == texts[i].line);
		keep_free(&k);
	}
}

CU_TestInfo edition_tests[] = {
	{ "the first line that differs is found", the_first_line_that_differs_is_found },
	CU_TEST_INFO_NULL
};

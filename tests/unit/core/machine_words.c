/* machine_words.c - which words of a printed text are told to be the machine's (core/printed.h). */
#include <CUnit/CUnit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/printed.h"

static char line[70000];
static unsigned asked;

static void *grow(void *context, void *old, size_t old_bytes, size_t size_bytes)
{
	(void)context;
	(void)old_bytes;
	return realloc(old, size_bytes);
}

static bool take(void *context, const char *text, size_t size_bytes)
{
	(void)context;
	memcpy(line, text, size_bytes);
	line[size_bytes] = '\0';
	return true;
}

/* A machine whose stack is the second megabyte, and whose clock says a million. */
static const char *what(void *context, uint64_t value)
{
	(void)context;
	asked++;
	return value == 1000000 ? "time" : value >> 20 == 2 ? "stack" : NULL;
}

static const char *told(const char *text, size_t size_bytes)
{
	struct trace t;

	trace_init(&t, take, grow, NULL);
	trace_event(&t, "output", 1);
	asked = 0;
	printed_tell(&t, text, size_bytes, what, NULL);
	trace_end(&t);
	free(t.line);
	return strstr(line, "\"machine\"") ? strstr(line, "\"machine\"") : "";
}

static void each_spelling_of_a_number_is_read(void)
{
	static const struct { const char *text, *want; } rows[] = {
		{ "at 0000000000212345.", "\"machine\":{\"0000000000212345\":\"stack\"}}\n" },
		{ "0x21abcd 0X21ABCD 21abcdh", "\"machine\":{\"0x21abcd\":\"stack\",\"0X21ABCD\":\"stack\",\"21abcdh\":\"stack\"}}\n" },
		{ "2150000 and 2150000 again", "\"machine\":{\"2150000\":\"stack\"}}\n" },       /* decimal */
		{ "now 1000000", "\"machine\":{\"1000000\":\"time\"}}\n" },
		{ "12 pages, 4096 bytes, _21abcd, x21abcd, 21abcdx", "" },
		{ "", "" },
		{ "99999999999999999999 123456789012345678901", "" }
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		CU_ASSERT_STRING_EQUAL(told(rows[i].text, strlen(rows[i].text)), rows[i].want);
}

/* A flood of numbers costs no more than a page of them, and leaves a line that can be read. */
static void a_flood_is_bounded(void)
{
	char *text = malloc(60000);
	size_t used = 0, words = 0;

	for (unsigned i = 0; used < 59000; i++)
		used += (size_t)sprintf(text + used, "%x ", 0x200000 + i);
	for (const char *p = told(text, used); (p = strstr(p, "\"stack\"")); p++)
		words++;
	CU_ASSERT_EQUAL(words, PRINTED_TOLD);
	CU_ASSERT(asked <= PRINTED_ASKED);
	free(text);
}

CU_TestInfo machine_words_tests[] = {
	{ "each spelling of a number is read", each_spelling_of_a_number_is_read },
	{ "a flood is bounded", a_flood_is_bounded },
	CU_TEST_INFO_NULL
};

/* trace.c - a trace line is whole, valid and written at once, whatever goes into it. */
#include <stdlib.h>
#include <string.h>

#include <CUnit/CUnit.h>

#include "core/names.h"
#include "core/trace.h"

extern CU_TestInfo trace_tests[];

/* What the sink was given, and how the fixture refuses. */
struct kept {
	char text[65536];
	size_t used;
	unsigned lines, grows;
	bool full, poor;
};

static bool keep(void *context, const char *line, size_t size_bytes)
{
	struct kept *kept = context;

	kept->lines++;
	if (kept->full || kept->used + size_bytes >= sizeof kept->text)
		return false;
	memcpy(kept->text + kept->used, line, size_bytes);
	kept->used += size_bytes;
	kept->text[kept->used] = '\0';
	return true;
}

static void *grow(void *context, void *old, size_t old_bytes, size_t size_bytes)
{
	struct kept *kept = context;

	(void)old_bytes;
	kept->grows++;
	if (!size_bytes) {
		free(old);
		return NULL;
	}
	return kept->poor ? NULL : realloc(old, size_bytes);
}

static struct kept kept;

static struct trace fresh(void)
{
	struct trace t;

	memset(&kept, 0, sizeof kept);
	trace_init(&t, keep, grow, &kept);
	return t;
}

static void first_line_names_schema_side_lab_and_platform(void)
{
	struct trace t = fresh();

	trace_begin(&t, "sim", "lab.c", "FaultLab sim");
	CU_ASSERT_TRUE(trace_end(&t));
	CU_ASSERT_STRING_EQUAL(kept.text, "{\"type\":\"begin\",\"schema\":1,\"side\":\"sim\",\"lab\":\"lab.c\","
	                       "\"platform\":\"FaultLab sim\",\"page_size\":4096,\"granularity\":65536,\"encoding\":\"utf-8\"}\n");
	trace_free(&t);
}

static void events_are_numbered_from_zero_without_a_gap(void)
{
	struct trace t = fresh();

	trace_begin(&t, "real", "x", "y");
	trace_end(&t);
	kept.used = 0;
	for (int i = 0; i < 3; i++) {
		trace_event(&t, "output", 7);
		trace_end(&t);
	}
	CU_ASSERT_STRING_EQUAL(kept.text, "{\"type\":\"output\",\"step\":0,\"line\":7}\n{\"type\":\"output\",\"step\":1,"
	                       "\"line\":7}\n{\"type\":\"output\",\"step\":2,\"line\":7}\n");
	trace_free(&t);
}

/* Half an event is worse than none: a reader would have to guess. */
/* The first thread is not named, so that the trace of a lab with one thread is what it has always been. */
static void an_event_names_its_thread_unless_it_is_the_first(void)
{
	struct trace t = fresh();

	for (t.thread = 0; t.thread < 4; t.thread++) {
		trace_event(&t, "x", 7);
		trace_end(&t);
	}
	CU_ASSERT_STRING_EQUAL(kept.text, "{\"type\":\"x\",\"step\":0,\"line\":7}\n"
	                                  "{\"type\":\"x\",\"step\":1,\"line\":7}\n"
	                                  "{\"type\":\"x\",\"step\":2,\"thread\":2,\"line\":7}\n"
	                                  "{\"type\":\"x\",\"step\":3,\"thread\":3,\"line\":7}\n");
	trace_free(&t);
}

/* A thread can be ended while it tells; the next one begins anew, with the same number. */
static void an_event_that_was_dropped_was_never_opened(void)
{
	struct trace t = fresh();

	trace_event(&t, "x", 7);
	trace_string(&t, "half", "a");
	trace_drop(&t);
	trace_drop(&t);
	trace_event(&t, "y", 8);
	trace_end(&t);
	CU_ASSERT_STRING_EQUAL(kept.text, "{\"type\":\"y\",\"step\":0,\"line\":8}\n");
	CU_ASSERT_EQUAL(kept.lines, 1);
	trace_free(&t);
}

static void nothing_is_written_before_the_event_is_closed(void)
{
	struct trace t = fresh();

	trace_event(&t, "call", 1);
	trace_string(&t, "api", "VirtualAlloc");
	CU_ASSERT_EQUAL(kept.lines, 0);
	trace_end(&t);
	CU_ASSERT_EQUAL(kept.lines, 1);
	trace_free(&t);
}

static void members_and_nesting_have_their_commas(void)
{
	struct trace t = fresh();

	trace_event(&t, "call", 0);
	trace_open_object(&t, "args");
	trace_hex(&t, "a", 0);
	trace_hex(&t, "b", UINT64_MAX);
	trace_close_object(&t);
	trace_open_array(&t, "list");
	trace_number(&t, NULL, INT64_MIN);
	trace_open_array(&t, NULL);
	trace_close_array(&t);
	trace_decimal(&t, NULL, 487);
	trace_close_array(&t);
	trace_bool(&t, "yes", true);
	trace_null(&t, "none");
	trace_string(&t, "nothing", NULL);
	trace_name(&t, "type", name_alloc_type, 0x3000);
	trace_end(&t);
	CU_ASSERT_STRING_EQUAL(kept.text, "{\"type\":\"call\",\"step\":0,\"line\":0,\"args\":{\"a\":\"0x0\","
	                       "\"b\":\"0xffffffffffffffff\"},\"list\":[-9223372036854775808,[],\"487\"],"
	                       "\"yes\":true,\"none\":null,\"nothing\":null,\"type\":\"MEM_RESERVE|MEM_COMMIT\"}\n");
	trace_free(&t);
}

/* A lab may print anything; what is no text stays ASCII, so the line is UTF-8 as well. */
static void a_byte_that_is_no_character_is_escaped_into_printable_ascii(void)
{
	struct trace t = fresh();
	char all[256];

	for (int i = 0; i < 256; i++)
		all[i] = (char)i;
	trace_event(&t, "output", 0);
	trace_bytes(&t, "text", all, sizeof all);
	trace_end(&t);
	for (size_t i = 0; i + 1 < kept.used; i++)
		CU_ASSERT_TRUE_FATAL(kept.text[i] >= 0x20 && kept.text[i] < 0x7f + 1);
	CU_ASSERT_EQUAL(kept.text[kept.used - 1], '\n');
	CU_ASSERT_PTR_NOT_NULL(strstr(kept.text, "\\u0000\\u0001"));
	CU_ASSERT_PTR_NOT_NULL(strstr(kept.text, "\\t\\n\\u000b\\u000c\\r\\u000e"));
	CU_ASSERT_PTR_NOT_NULL(strstr(kept.text, " !\\\"#"));
	CU_ASSERT_PTR_NOT_NULL(strstr(kept.text, "[\\\\]"));
	CU_ASSERT_PTR_NOT_NULL(strstr(kept.text, "~\\u007f\\uef80\\uef81"));
	CU_ASSERT_PTR_NOT_NULL(strstr(kept.text, "\\uefff\"}"));
	trace_free(&t);
}

static const char *told(const char *text)
{
	struct trace t = fresh();
	static char line[400];

	trace_event(&t, "output", 0);
	trace_string(&t, "text", text);
	trace_end(&t);
	snprintf(line, sizeof line, "%.*s", (int)(kept.used - 3), kept.text + strlen("{\"type\":\"output\",\"step\":0,\"line\":0,\"text\":\""));
	line[strlen(line) - strlen("\"}\n")] = '\0';
	trace_free(&t);
	return line;
}

/* What a terminal would obey is in no trace, whoever prints the file to one; half a character is its bytes. */
static void text_is_told_as_text(void)
{
	CU_ASSERT_STRING_EQUAL(told("Gr\u00f6\u00dfe \u2014 \u5927\u5c0f \U0001f600\n"), "Gr\u00f6\u00dfe \u2014 \u5927\u5c0f \U0001f600\\n");
	CU_ASSERT_STRING_EQUAL(told("\xc3"), "\\uefc3");
	CU_ASSERT_STRING_EQUAL(told("Gr\xf6\xdf" "e"), "Gr\\ueff6\\uefdfe");
	CU_ASSERT_STRING_EQUAL(told("\x9b" "2J\xc2\x9b" "2J"), "\\uef9b2J\\u009b2J");
	CU_ASSERT_STRING_EQUAL(told("a\u202eb\ufeff\U000e0041"), "a\\u202eb\\ufeff\\udb40\\udc41");
	CU_ASSERT_STRING_EQUAL(told("\xee\xbe\x9b"), "\\uefee\\uefbe\\uef9b");
}

static void a_key_is_escaped_too(void)
{
	struct trace t = fresh();

	trace_event(&t, "x", 0);
	trace_number(&t, "a\"b", 1);
	trace_end(&t);
	CU_ASSERT_PTR_NOT_NULL(strstr(kept.text, "\"a\\\"b\":1}"));
	trace_free(&t);
}

static void a_long_line_grows_and_is_still_one_write(void)
{
	struct trace t = fresh();

	trace_event(&t, "x", 0);
	for (int i = 0; i < 3000; i++)
		trace_number(&t, NULL, i);
	CU_ASSERT_TRUE(trace_end(&t));
	CU_ASSERT_EQUAL(kept.lines, 1);
	CU_ASSERT_TRUE(kept.grows > 1);
	CU_ASSERT_PTR_NOT_NULL(strstr(kept.text, ",2998,2999}\n"));
	trace_free(&t);
}

/* After a full disk nothing more may follow, or the trace would have a hole. */
static void nothing_is_written_after_the_sink_refused(void)
{
	struct trace t = fresh();

	kept.full = true;
	trace_event(&t, "x", 0);
	CU_ASSERT_FALSE(trace_end(&t));
	kept.full = false;
	trace_event(&t, "x", 0);
	CU_ASSERT_FALSE(trace_end(&t));
	CU_ASSERT_EQUAL(kept.lines, 1);
	CU_ASSERT_EQUAL(kept.used, 0);
	trace_free(&t);
}

static void no_memory_is_a_refusal_not_a_crash(void)
{
	struct trace t = fresh();

	kept.poor = true;
	trace_event(&t, "x", 0);
	trace_string(&t, "a", "b");
	trace_open_array(&t, "c");
	trace_close_array(&t);
	CU_ASSERT_FALSE(trace_end(&t));
	CU_ASSERT_EQUAL(kept.lines, 0);
	trace_free(&t);
}

CU_TestInfo trace_tests[] = {
	{ "first line names schema, side, lab and platform", first_line_names_schema_side_lab_and_platform },
	{ "events are numbered from zero without a gap", events_are_numbered_from_zero_without_a_gap },
	{ "an event names its thread unless it is the first", an_event_names_its_thread_unless_it_is_the_first },
	{ "an event that was dropped was never opened", an_event_that_was_dropped_was_never_opened },
	{ "nothing is written before the event is closed", nothing_is_written_before_the_event_is_closed },
	{ "members and nesting have their commas", members_and_nesting_have_their_commas },
	{ "a byte that is no character is escaped into printable ASCII", a_byte_that_is_no_character_is_escaped_into_printable_ascii },
	{ "text is told as text", text_is_told_as_text },
	{ "a key is escaped too", a_key_is_escaped_too },
	{ "a long line grows and is still one write", a_long_line_grows_and_is_still_one_write },
	{ "nothing is written after the sink refused", nothing_is_written_after_the_sink_refused },
	{ "no memory is a refusal, not a crash", no_memory_is_a_refusal_not_a_crash },
	CU_TEST_INFO_NULL
};

/* reader.c - what a trace must be, and what is said when it is not. */
#include <CUnit/CUnit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/unit/traces.h"
#include "viz/trace/reader.h"

#define BEGIN "{\"type\":\"begin\",\"schema\":1,\"side\":\"real\",\"lab\":\"lab.c\",\"platform\":\"Wine 8.0\",\"page_size\":4096,\"granularity\":65536}\n"
#define BEGIN_WITH(more) "{\"type\":\"begin\",\"schema\":1,\"side\":\"real\",\"lab\":\"lab.c\",\"platform\":\"Wine 8.0\"," more "}\n"
#define HUNDRED "01234567890123456789012345678901234567890123456789" "01234567890123456789012345678901234567890123456789"
#define EXIT(step) "{\"type\":\"exit\",\"step\":" #step ",\"line\":0,\"code\":0}\n"

static char path[64];

static void put(const char *text, size_t size)
{
	FILE *f;
	int fd;

	snprintf(path, sizeof path, "/tmp/faultlab-reader-XXXXXX");
	fd = mkstemp(path);
	f = fdopen(fd, "wb");
	fwrite(text, 1, size, f);
	fclose(f);
}

/* Read `text`; the message must hold `want` (NULL: it must be read). */
static bool reads(const char *text, size_t size, const char *want)
{
	struct trace_file t;
	char why[600] = "";
	bool ok;

	put(text, size);
	ok = reader_read(&t, path, why, sizeof why);
	if (ok != (!want) || (want && !strstr(why, want)))
		printf("  wanted '%s', got '%s'\n", want ? want : "no error", ok ? "no error" : why);
	else if (want && strncmp(why, path, strlen(path)))
		printf("  '%s' does not name the file\n", why), ok = !ok;
	reader_free(&t);
	unlink(path);
	return ok == (!want) && (!want || strstr(why, want));
}

#define FAULT_WITH(member) "{\"type\":\"fault\",\"step\":0,\"line\":1,\"code\":\"x\"," member "}\n"

static const struct {
	const char *text, *want;
} broken[] = {
	{ "", "is empty" },
	{ "hello\n", ":1: not JSON" },
	{ "[1]\n", ":1: JSON, but not an object" },
	{ "{}\n", ":1: member \"type\" is missing" },
	{ EXIT(0), ":1: the first line is \"exit\"" },
	{ "{\"type\":\"begin\",\"schema\":2,\"side\":\"real\"}\n", ":1: schema 2 is not known" },
	{ "{\"type\":\"begin\",\"schema\":1,\"side\":\"left\",\"lab\":\"a\",\"platform\":\"b\"}\n", "neither \"real\" nor \"sim\"" },
	{ "{\"type\":\"begin\",\"schema\":1,\"side\":\"sim\",\"lab\":7,\"platform\":\"b\"}\n", "member \"lab\" is not a string" },
	{ "{\"type\":\"begin\",\"schema\":1,\"side\":\"sim\",\"lab\":\"a\",\"platform\":\"b\",\"page_size\":4095}\n", "not a power of two" },
	{ BEGIN_WITH("\"args\":\"a b\""), ":1: member \"args\" is not a list" },
	{ BEGIN_WITH("\"args\":{\"0\":\"a\"}"), ":1: member \"args\" is not a list" },
	{ BEGIN_WITH("\"args\":[\"a\",1]"), ":1: member \"args\" holds what is not a string" },
	{ BEGIN_WITH("\"recorded_by\":7"), ":1: member \"recorded_by\" is not a string" },
	{ BEGIN_WITH("\"recorded_by\":\"a\\nb\""), ":1: member \"recorded_by\" holds a control character" },
	{ "{\"type\":\"begin\",\"schema\":1,\"side\":\"sim\",\"lab\":\"a\",\"platform\":\"\\u001b[2J\"}\n", "member \"platform\" holds a control character" },
	{ "{\"type\":\"begin\",\"schema\":1,\"side\":\"sim\",\"lab\":\"a\",\"platform\":\"" HUNDRED HUNDRED "x\"}\n", "member \"platform\" is longer than 200 bytes" },
	{ BEGIN, ":1: cut: nothing follows" },
	{ BEGIN "{\"type\":\"output\",\"step\":0,\"line\":1,\"text\":\"x\",\"lists\":7}\n", "member \"lists\" is not an object" },
	{ BEGIN "{\"type\":\"output\",\"step\":0,\"line\":1,\"text\":\"x\",\"lists\":{\"after\":{\"free\":-2}}}\n", "member \"free\" is out of range" },
	{ BEGIN "{\"type\":\"output\",\"step\":0,\"line\":1,\"text\":\"x\",\"transitions\":[7]}\n", "an entry of \"transitions\" is not an object" },
	{ BEGIN BEGIN, ":2: a second \"begin\"" },
	{ BEGIN "{\"type\":\"output\",\"step\":0,\"line\":1,\"text\":\"x\"}\n", "cut: ends after step 0 (output)" },
	{ BEGIN "{\"type\":\"output\",\"step\":0,\"li", ":2: cut: the file ends in the middle" },
	{ BEGIN "{\"type\":\"output\",\"step\":0,\"li\n" EXIT(1), ":2: not JSON" },
	{ BEGIN EXIT(1), ":2: step 1 where 0 was due" },
	{ BEGIN EXIT(0) EXIT(1), ":3: an event after the end" },
	{ BEGIN "{\"type\":\"exit\",\"step\":0,\"line\":0}\n", "member \"code\" is missing" },
	{ BEGIN "{\"type\":\"fault\",\"step\":0,\"line\":0}\n" EXIT(1), ":2: member \"code\" is missing" },
	{ BEGIN "{\"type\":\"call\",\"step\":0,\"line\":0,\"api\":\"X\",\"at\":\"A0\"}\n" EXIT(1), "member \"at\" is not an address" },
	{ BEGIN "{\"type\":\"call\",\"step\":0,\"line\":0,\"api\":\"X\",\"at\":\"A99999999999999999999+0x0\"}\n" EXIT(1), "is not an address" },
	{ BEGIN "{\"type\":\"exit\",\"step\":0,\"line\":0,\"code\":0,\"counters\":{\"commit_pages\":-1}}\n", "out of range" },
	{ BEGIN "{\"type\":\"exit\",\"step\":0,\"line\":0,\"code\":99999999999999999999}\n", "not JSON" },
	{ BEGIN "{\"type\":\"call\",\"step\":0,\"line\":0,\"api\":\"X\",\"regions\":[{\"at\":\"A0+0x0\",\"size\":\"0x1000\",\"state\":\"MEM_HELD\"}]}\n" EXIT(1),
	  "none of MEM_COMMIT" },
	{ BEGIN "{\"type\":\"call\",\"step\":0,\"line\":0,\"api\":\"X\",\"regions\":[{\"at\":\"A0+0x1000\",\"size\":\"0x1000\",\"state\":\"MEM_RESERVE\"}]}\n"
	  EXIT(1), "do not follow each other" },
	{ BEGIN "{\"type\":\"call\",\"step\":0,\"line\":0,\"api\":\"X\",\"regions\":[{\"at\":\"A0+0x0\",\"size\":\"0x2000\",\"state\":\"MEM_COMMIT\","
	  "\"resident\":1,\"resident_runs\":[[1,2]]}]}\n" EXIT(1), "does not fit its run" },
	{ BEGIN "{\"type\":\"call\",\"step\":0,\"line\":0,\"api\":\"X\",\"walk\":[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]}\n" EXIT(1), "nested deeper" },
	{ BEGIN "{\"type\":\"output\",\"step\":0,\"line\":1,\"text\":\"x\",\"heaps\":[7]}\n" EXIT(1), "is not an object" },
	{ BEGIN "{\"type\":\"output\",\"step\":0,\"line\":1,\"text\":\"x\",\"heaps\":[{\"heap\":\"H0\",\"pages\":4,\"committed\":[[3,2]]}]}\n" EXIT(1),
	  "lies outside its segment" },
	{ BEGIN "{\"type\":\"output\",\"step\":0,\"line\":1,\"text\":\"x\",\"heaps\":[{\"heap\":\"H0\",\"blocks\":[\"B0\"]}]}\n" EXIT(1),
	  "is not an object" },
	{ BEGIN "{\"type\":\"output\",\"step\":0,\"line\":1,\"text\":\"x\",\"variables\":[{\"name\":\"i\"}]}\n" EXIT(1), "has no name or no value" },
	{ BEGIN "{\"type\":\"filter\",\"step\":0,\"line\":1,\"disposition\":\"x\",\"retried\":1}\n" EXIT(1), "neither true nor false" },
	{ BEGIN FAULT_WITH("\"stack\":7") EXIT(1), "\"stack\"" },
	{ BEGIN FAULT_WITH("\"stack\":[7]") EXIT(1), "a call of \"stack\" is not an object" },
	{ BEGIN FAULT_WITH("\"stack\":[{\"function\":\"f\",\"blocks\":[7]}]") EXIT(1), "a block of \"stack\" is not an object" },
	{ BEGIN FAULT_WITH("\"stack_memory\":7") EXIT(1), "\"stack_memory\" is not an object" },
	{ BEGIN FAULT_WITH("\"stack_memory\":{\"runs\":[]}") EXIT(1), "\"stack_memory\" has no runs" },
	{ BEGIN FAULT_WITH("\"stack_memory\":{\"runs\":[[1,1,\"guard\"]]}") EXIT(1), "do not follow each other" },
	{ BEGIN FAULT_WITH("\"stack_memory\":{\"runs\":[[0,1,\"blue\"]]}") EXIT(1), "neither reserved, committed, resident nor guard" },
	{ BEGIN FAULT_WITH("\"thread\":0") EXIT(1), ":2: member \"thread\" is no whole number from 2 to 100000" },
	{ BEGIN FAULT_WITH("\"thread\":1") EXIT(1), ":2: member \"thread\" is no whole number" },
	{ BEGIN FAULT_WITH("\"thread\":-2") EXIT(1), ":2: member \"thread\" is no whole number" },
	{ BEGIN FAULT_WITH("\"thread\":2.0") EXIT(1), ":2: member \"thread\" is no whole number" },
	{ BEGIN FAULT_WITH("\"thread\":\"2\"") EXIT(1), ":2: member \"thread\" is no whole number" },
	{ BEGIN FAULT_WITH("\"thread\":null") EXIT(1), ":2: member \"thread\" is no whole number" },
	{ BEGIN FAULT_WITH("\"thread\":[2]") EXIT(1), ":2: member \"thread\" is no whole number" },
	{ BEGIN FAULT_WITH("\"thread\":100001") EXIT(1), ":2: member \"thread\" is no whole number" },
	{ BEGIN FAULT_WITH("\"thread\":4294967298") EXIT(1), ":2: member \"thread\" is no whole number" },
	{ BEGIN FAULT_WITH("\"thread\":99999999999999999999") EXIT(1), ":2: not JSON" },
	{ BEGIN "{\"type\":\"exit\",\"type\":\"exit\",\"step\":0,\"line\":0,\"code\":0}\n", ":2: not JSON" },
};

/* Each way in which a trace can be wrong has its own sentence, with file and line. */
static void what_is_wrong_is_said(void)
{
	for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++)
		CU_ASSERT(reads(broken[i].text, strlen(broken[i].text), broken[i].want));
}

static void binary_data_is_no_trace(void)
{
	static const char zeros[64] = "\x7f" "ELF";

	CU_ASSERT(reads(zeros, sizeof zeros, ":1: binary data"));
	CU_ASSERT(reads("\xff\xfe\n", 3, ":1: not JSON"));
}

static void a_missing_file_and_a_folder_are_told_apart(void)
{
	struct trace_file t;
	char why[300];

	CU_ASSERT_FALSE(reader_read(&t, "/tmp/no/such/trace.jsonl", why, sizeof why));
	CU_ASSERT_PTR_NOT_NULL(strstr(why, "cannot open"));
	CU_ASSERT_FALSE(reader_read(&t, "/tmp", why, sizeof why));
	CU_ASSERT_PTR_NOT_NULL(strstr(why, "is a directory"));
}

static void a_line_without_end_is_refused_early(void)
{
	size_t size = (size_t)9 << 20;
	char *text = malloc(size);

	memset(text, ' ', size);
	CU_ASSERT(reads(text, size, "line longer than 8 MiB"));
	free(text);
}

/* What ends a process is a number of 32 bits: a side may write it with a sign or without. */
static void an_exit_code_has_one_value_however_it_is_written(void)
{
	static const char *const written[] = { "-1", "4294967295" };

	for (size_t i = 0; i < sizeof written / sizeof written[0]; i++) {
		char text[400], why[300];
		struct trace_file t;

		snprintf(text, sizeof text, BEGIN "{\"type\":\"exit\",\"step\":0,\"line\":0,\"code\":%s}\n", written[i]);
		put(text, strlen(text));
		CU_ASSERT_FATAL(reader_read(&t, path, why, sizeof why));
		unlink(path);
		CU_ASSERT_EQUAL(t.event[0].exit_code, -1);
		reader_free(&t);
	}
}

/* A later version may add members and event types: both are passed over, the latter with a note. */
static void what_is_not_known_is_passed_over(void)
{
	static const char text[] = BEGIN "{\"type\":\"thread\",\"step\":0,\"line\":0}\n"
		"{\"type\":\"output\",\"step\":1,\"line\":3,\"text\":\"a\\u0000b\",\"colour\":[1,{}]}\n" EXIT(2);
	struct trace_file t;
	char why[300];

	put(text, strlen(text));
	CU_ASSERT_FATAL(reader_read(&t, path, why, sizeof why));
	unlink(path);
	CU_ASSERT_EQUAL(t.events, 2);
	CU_ASSERT_EQUAL(t.event[0].step, 1);
	CU_ASSERT_STRING_EQUAL(t.event[0].text, "a\xee\xbc\x80" "b");
	CU_ASSERT_PTR_NOT_NULL_FATAL(t.note);
	CU_ASSERT_PTR_NOT_NULL(strstr(t.note, "\"thread\" is not known"));
	reader_free(&t);
}

/* The text of the only output of such a trace, and its source. */
static const char *text_of(const char *begin, const char *text, const char *source)
{
	static char said[200];
	char line[800], why[300];
	struct trace_file t;

	snprintf(line, sizeof line, "{\"type\":\"begin\",\"schema\":1,\"side\":\"real\",\"lab\":\"a\",\"platform\":\"b\"%s,\"source\":\"%s\"}\n"
	         "{\"type\":\"output\",\"step\":0,\"line\":3,\"text\":\"%s\"}\n" EXIT(1), begin, source, text);
	put(line, strlen(line));
	if (!reader_read(&t, path, why, sizeof why))
		return strcpy(said, why);
	snprintf(said, sizeof said, "%s|%s", t.event[0].text, t.source);
	reader_free(&t);
	unlink(path);
	return said;
}

/* Older traces have every byte from 0x80 up as the character of its number. */
static void text_of_old_and_new_traces_is_the_same(void)
{
	static const char utf8[] = ",\"encoding\":\"utf-8\"";

	CU_ASSERT_STRING_EQUAL(text_of(utf8, "Gr\u00f6\u00dfe \u5927", "\u00e9"), "Gr\u00f6\u00dfe \u5927|\u00e9");
	CU_ASSERT_STRING_EQUAL(text_of("", "Gr\\u00c3\\u00b6\\u00c3\\u009fe \\u00e5\\u00a4\\u00a7", "\\u00c3\\u00a9"), "Gr\u00f6\u00dfe \u5927|\u00e9");
	CU_ASSERT_STRING_EQUAL(text_of(utf8, "\\uef9b2J\\ueff6", "x"), "\xee\xbe\x9b" "2J\xee\xbf\xb6|x");
	CU_ASSERT_STRING_EQUAL(text_of("", "\\u009b2J\\u00f6", "x"), "\xee\xbe\x9b" "2J\xee\xbf\xb6|x");
	CU_ASSERT_STRING_EQUAL(text_of(utf8, "\\u009b", "x"), "\xc2\x9b|x");
	CU_ASSERT_STRING_EQUAL(text_of(utf8, "\\uefc3\\uefb6", "x"), "\u00f6|x");
	CU_ASSERT_STRING_EQUAL(text_of("", "\u00f6 \u5927", "x"), "\u00f6 \u5927|x");  /* made by somebody else */
	CU_ASSERT_PTR_NOT_NULL(strstr(text_of(",\"encoding\":\"utf-16\"", "a", "x"), "encoding \"utf-16\" is not known here"));
}

/* A classic Mac's editor, and a Windows one: nobody but the compiler has to know. */
static void a_source_has_lines_whatever_ends_them(void)
{
	CU_ASSERT_STRING_EQUAL(text_of("", "", "a\\rb\\r\\nc\\n"), "|a\nb\r\nc\n");
	CU_ASSERT_STRING_EQUAL(text_of(",\"encoding\":\"utf-8\"", "", "\\ufeffint"), "|int");
}

/* A sentence about a stranger's file goes to a terminal. */
static void what_is_wrong_is_harmless(void)
{
	const char *said = text_of(",\"encoding\":\"\\u009b2J\u202e\\ueff6\"", "", "");

	CU_ASSERT_PTR_NOT_NULL(strstr(said, "\"\\u009b2J\\u202e\\xf6\""));
}

/* Segments and blocks; a block of the C library has no name. */
static void heaps_are_read(void)
{
	static const char text[] = BEGIN "{\"type\":\"output\",\"step\":0,\"line\":3,\"text\":\"x\",\"heaps\":["
		"{\"heap\":\"H0\",\"base\":\"0x20000000\",\"pages\":64,\"own\":\"0x740\",\"committed\":[[0,1],[8,2]],"
		"\"blocks\":[{\"at\":\"B3+0x0\",\"offset\":\"0x750\",\"size\":\"0x64\"},{\"offset\":\"0x800\",\"size\":\"0x10\"}]}],"
		"\"large_blocks\":[{\"at\":\"B4+0x0\",\"size\":\"0x200000\",\"pages\":513}]}\n" EXIT(1);
	const struct heap_segment *s;
	struct trace_file t;

	trace_read(&t, text);
	CU_ASSERT_PTR_NOT_NULL_FATAL(t.event[0].heaps);
	CU_ASSERT_EQUAL_FATAL(t.event[0].heaps->segments, 1);
	s = t.event[0].heaps->segment;
	CU_ASSERT_STRING_EQUAL(s->heap, "H0");
	CU_ASSERT(s->runs == 2 && s->committed[1].first == 8 && s->committed[1].count == 2);
	CU_ASSERT(s->blocks == 2 && where_is_named(&s->block[0].at) && where_number(&s->block[0].at) == 3);
	CU_ASSERT(!where_is_named(&s->block[1].at) && s->block[1].size == 0x10);
	CU_ASSERT(t.event[0].heaps->larges == 1 && t.event[0].heaps->large[0].pages == 513);
	CU_ASSERT_PTR_NULL(t.event[1].heaps);
	reader_free(&t);
}

/* The simulator tells what the lab's variables hold; none and not told are two things. */
static void variables_are_read(void)
{
	static const char text[] = BEGIN "{\"type\":\"output\",\"step\":0,\"line\":3,\"text\":\"x\",\"variables\":["
		"{\"name\":\"page\",\"value\":\"0x10a0000\",\"function\":\"main\",\"changed\":true},{\"name\":\"used\",\"value\":\"3\"}]}\n"
		"{\"type\":\"output\",\"step\":1,\"line\":3,\"text\":\"x\",\"variables\":[]}\n" EXIT(2);
	struct trace_file t;
	char why[300];

	put(text, strlen(text));
	CU_ASSERT_FATAL(reader_read(&t, path, why, sizeof why));
	unlink(path);
	CU_ASSERT_EQUAL_FATAL(t.event[0].variables, 2);
	CU_ASSERT_STRING_EQUAL(t.event[0].variable[0].value, "0x10a0000");
	CU_ASSERT(t.event[0].variable[0].changed && !t.event[0].variable[1].changed);
	CU_ASSERT_PTR_NULL(t.event[0].variable[1].function);
	CU_ASSERT(t.event[1].has_variables && !t.event[1].variables);
	CU_ASSERT_FALSE(t.event[2].has_variables);
	reader_free(&t);
}

/* READER-6: the number beside each word; a word of tomorrow has that of OTHER, and its text is as it was told. */
static void words_have_their_numbers(void)
{
	static const char text[] = BEGIN
		"{\"type\":\"fault\",\"step\":0,\"line\":1,\"code\":\"EXCEPTION_GUARD_PAGE\",\"access\":\"write\",\"kind\":\"guard\"}\n"
		"{\"type\":\"fault\",\"step\":1,\"line\":1,\"code\":\"0xe0000001\",\"access\":\"fetch\"}\n"
		"{\"type\":\"call\",\"step\":2,\"line\":1,\"api\":\"VirtualAlloc\",\"args\":{\"flAllocationType\":\"MEM_RESERVE|0x1\","
		"\"flProtect\":\"PAGE_READONLY\"},\"regions\":[{\"at\":\"A0+0x0\",\"size\":\"0x1000\",\"state\":\"MEM_COMMIT\","
		"\"protect\":\"PAGE_READONLY|PAGE_GUARD\",\"type\":\"MEM_MAPPED\"}]}\n" EXIT(3);
	struct trace_file t;
	char why[300];

	put(text, sizeof text - 1);
	CU_ASSERT_TRUE_FATAL(reader_read(&t, path, why, sizeof why));
	CU_ASSERT_EQUAL(t.event[0].code_id, EXC_GUARD_PAGE);
	CU_ASSERT_EQUAL(t.event[0].access_id, ACCESS_WRITE);
	CU_ASSERT_EQUAL(t.event[0].kind_id, FAULT_GUARD);
	CU_ASSERT_EQUAL(t.event[1].code_id, EXC_OTHER);
	CU_ASSERT_EQUAL(t.event[1].access_id, ACCESS_OTHER);
	CU_ASSERT_STRING_EQUAL(t.event[1].access, "fetch");
	CU_ASSERT_EQUAL(t.event[1].kind_id, FAULT_NONE);
	CU_ASSERT_EQUAL(t.event[2].api_id, API_VIRTUAL_ALLOC);
	CU_ASSERT_EQUAL(t.event[2].allocation_flags, FLAG_MEM_RESERVE | FLAG_OTHER);
	CU_ASSERT_EQUAL(t.event[2].protect_flags, FLAG_PAGE_READONLY);
	CU_ASSERT_EQUAL(t.event[2].memory->place[0]->span[0].protect_flags, FLAG_PAGE_READONLY | FLAG_PAGE_GUARD);
	CU_ASSERT_EQUAL(t.event[2].memory->place[0]->span[0].type_id, TYPE_MAPPED);
	reader_free(&t);
	unlink(path);
}

/* Runs become spans of pages; a partly resident run is cut where residency changes, equal neighbours are one. */
static void runs_become_spans(void)
{
	static const char text[] = BEGIN "{\"type\":\"call\",\"step\":0,\"line\":0,\"api\":\"X\",\"regions\":["
		"{\"at\":\"A0+0x0\",\"size\":\"0x5000\",\"state\":\"MEM_COMMIT\",\"protect\":\"PAGE_READWRITE\",\"resident\":3,\"resident_runs\":[[0,1],[3,2]]},"
		"{\"at\":\"A0+0x5000\",\"size\":\"0x1000\",\"state\":\"MEM_COMMIT\",\"protect\":\"PAGE_READWRITE\",\"resident\":1},"
		"{\"at\":\"A0+0x6000\",\"size\":\"0x2000\",\"state\":\"MEM_RESERVE\",\"protect\":\"0x0\"}]}\n" EXIT(1);
	struct trace_file t;
	const struct spans *s;
	char why[300];

	put(text, strlen(text));
	CU_ASSERT_FATAL(reader_read(&t, path, why, sizeof why));
	unlink(path);
	s = t.event[0].memory->place[0];
	CU_ASSERT_EQUAL(s->pages, 8);
	CU_ASSERT_EQUAL_FATAL(s->count, 4);
	CU_ASSERT_EQUAL(s->span[1].state, PG_COMMITTED);
	CU_ASSERT_EQUAL(s->span[1].count, 2);
	CU_ASSERT_EQUAL(s->span[2].state, PG_RESIDENT);
	CU_ASSERT_EQUAL(s->span[2].count, 3);
	CU_ASSERT_EQUAL(reader_page(t.event[1].memory, 0, 7)->state, PG_RESERVED);
	CU_ASSERT_PTR_NULL(reader_page(t.event[1].memory, 0, 8));
	CU_ASSERT_PTR_NULL(reader_page(t.event[1].memory, 5, 0));
	reader_free(&t);
}

static void whole_traces_are_read(void)
{
	for (const struct scene *s = scenes; s->name; s++)
		for (int side = 0; side < 2; side++) {
			struct trace_file t;
			char why[300], name[64] = "/tmp/faultlab-scene-XXXXXX";

			close(mkstemp(name));
			CU_ASSERT_FATAL(scene_write(s, side, name));
			CU_ASSERT(reader_read(&t, name, why, sizeof why));
			CU_ASSERT_EQUAL((int)t.side, side);
			unlink(name);
			reader_free(&t);
		}
}

/* Cut a good trace at every length: it is read only if nothing but the last newline is gone. */
static void a_trace_cut_anywhere_is_seen(void)
{
	static const char text[] = BEGIN "{\"type\":\"output\",\"step\":0,\"line\":1,\"text\":\"x\"}\n" EXIT(1);
	size_t size = strlen(text);

	for (size_t n = 0; n < size - 1; n++) {
		struct trace_file t;
		char why[300];
		bool ok;

		put(text, n);
		ok = reader_read(&t, path, why, sizeof why);
		unlink(path);
		reader_free(&t);
		CU_ASSERT_FALSE(ok);
	}
	CU_ASSERT(reads(text, size - 1, NULL));
}

/* Frames move between lists while the program waits; the trace says how many are where, and which moved. */
static void frame_lists_and_transitions_are_read(void)
{
	static const char text[] = BEGIN
		"{\"type\":\"exit\",\"step\":0,\"line\":0,\"code\":0,\"lists\":{\"before\":{\"zeroed\":2,\"active\":1},"
		"\"after\":{\"zeroed\":1,\"active\":2,\"page_file\":7}},\"transitions_more\":3,\"transitions\":["
		"{\"kind\":\"written\",\"at\":\"A0+0x3000\",\"pfn\":\"0x1a\",\"from\":\"transition\",\"to\":\"standby\",\"slot\":7},"
		"{\"kind\":\"zero\",\"pfn\":\"0x1b\",\"from\":\"free\",\"to\":\"zeroed\"}]}\n";
	struct trace_file t;
	const struct event *e;
	char why[600];

	put(text, sizeof text - 1);
	CU_ASSERT_FATAL(reader_read(&t, path, why, sizeof why));
	e = &t.event[0];
	CU_ASSERT(e->lists.given);
	CU_ASSERT_EQUAL(e->lists.before[FL_ZEROED], 2);
	CU_ASSERT_EQUAL(e->lists.before[FL_STANDBY], -1);
	CU_ASSERT_EQUAL(e->lists.after[FL_PAGE_FILE], 7);
	CU_ASSERT_EQUAL_FATAL(e->transitions, 2);
	CU_ASSERT_EQUAL(e->transitions_more, 3);
	CU_ASSERT_STRING_EQUAL(e->transition[0].kind, "written");
	CU_ASSERT_STRING_EQUAL(e->transition[0].at, "A0+0x3000");
	CU_ASSERT_EQUAL(e->transition[0].slot, 7);
	CU_ASSERT_PTR_NULL(e->transition[1].at);
	CU_ASSERT_EQUAL(e->transition[1].slot, -1);
	reader_free(&t);
	unlink(path);
}

static void an_event_without_a_thread_is_of_the_first(void)
{
	static const char text[] = BEGIN FAULT_WITH("\"thread\":7") "{\"type\":\"handler\",\"step\":1,\"line\":2}\n"
	                           "{\"type\":\"handler\",\"step\":2,\"thread\":2,\"line\":2}\n" EXIT(3);
	static const uint32_t want[] = { 7, 1, 2, 1 };
	struct trace_file t;

	trace_read(&t, text);
	CU_ASSERT_EQUAL_FATAL(t.events, 4);
	CU_ASSERT_EQUAL(t.threads, 7);
	for (size_t i = 0; i < 4; i++)
		CU_ASSERT_EQUAL(t.event[i].thread, want[i]);
	reader_free(&t);
	trace_read(&t, BEGIN EXIT(0));
	CU_ASSERT_EQUAL(t.threads, 1);
	reader_free(&t);
}

CU_TestInfo reader_tests[] = {
	{ "an event without a thread is of the first", an_event_without_a_thread_is_of_the_first },
	{ "text of old and new traces is the same", text_of_old_and_new_traces_is_the_same },
	{ "a source has lines whatever ends them", a_source_has_lines_whatever_ends_them },
	{ "what is wrong is harmless", what_is_wrong_is_harmless },
	{ "words have their numbers", words_have_their_numbers },
	{ "what is wrong is said, with file and line", what_is_wrong_is_said },
	{ "binary data is no trace", binary_data_is_no_trace },
	{ "a missing file and a folder are told apart", a_missing_file_and_a_folder_are_told_apart },
	{ "a line without end is refused early", a_line_without_end_is_refused_early },
	{ "an exit code has one value however it is written", an_exit_code_has_one_value_however_it_is_written },
	{ "what is not known is passed over", what_is_not_known_is_passed_over },
	{ "heaps are read", heaps_are_read },
	{ "variables are read", variables_are_read },
	{ "runs become spans", runs_become_spans },
	{ "whole traces are read", whole_traces_are_read },
	{ "a trace cut anywhere is seen", a_trace_cut_anywhere_is_seen },
	{ "frame lists and transitions are read", frame_lists_and_transitions_are_read },
	CU_TEST_INFO_NULL
};

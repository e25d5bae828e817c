/*
 * query.c - what a query is, what it comes to, and what is said of one that is none.
 *
 * The traces are a few lines of text. TRACE has two faults that are repaired, one
 * that is not, and what only a simulator tells.
 */
#include <CUnit/CUnit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/traces.h"
#include "viz/base/ink.h"
#include "viz/judge/query.h"

#define BEGIN(side) "{\"type\":\"begin\",\"schema\":1,\"side\":\"" side "\",\"lab\":\"lab.c\",\"platform\":\"P\",\"page_size\":4096,\"granularity\":65536}\n"
#define EVENT(step, line, type) "{\"type\":\"" type "\",\"step\":" #step ",\"line\":" #line ","
#define COUNTERS(commit, ws) "\"counters\":{\"commit_pages\":" #commit ",\"working_set_pages\":" #ws ",\"reserved_pages\":4}}\n"
#define FAULT(at) "\"code\":\"EXCEPTION_ACCESS_VIOLATION\",\"access\":\"write\",\"address\":\"0x10000\",\"at\":\"" at "\","
#define CALL(api, args, result, error) \
	"\"api\":\"" api "\",\"args\":{" args "},\"result\":\"" result "\"," \
	"\"at\":\"A0+0x0\",\"error\":" #error ",\"error_name\":\"E" #error "\","

#define LINES \
	EVENT(0, 10, "call") CALL("VirtualAlloc", "\"lpAddress\":\"0x0\",\"dwSize\":\"0x4000\",\"flAllocationType\":\"MEM_RESERVE\",\"flProtect\":\"PAGE_NOACCESS\"", "0x10000", 0) COUNTERS(0, 0) \
	EVENT(1, 20, "fault") FAULT("A0+0x0") COUNTERS(0, 0) \
	EVENT(2, 30, "call") CALL("VirtualAlloc", "\"lpAddress\":\"0x10fff\",\"dwSize\":\"0x2\",\"flAllocationType\":\"MEM_COMMIT\",\"flProtect\":\"PAGE_READWRITE|PAGE_GUARD\"", "0x10000", 0) COUNTERS(2, 0) \
	EVENT(3, 21, "filter") "\"disposition\":\"EXCEPTION_CONTINUE_EXECUTION\",\"resolved\":[{\"kind\":\"demand-zero\",\"access\":\"write\",\"at\":\"A0+0x0\",\"pfn\":\"0x1a\",\"from\":\"zeroed\"}]," COUNTERS(2, 1) \
	EVENT(4, 20, "fault") FAULT("A0+0x2000") COUNTERS(2, 1) \
	EVENT(5, 30, "call") CALL("VirtualAlloc", "\"lpAddress\":\"0x12000\",\"dwSize\":\"0x1000\",\"flAllocationType\":\"MEM_COMMIT\",\"flProtect\":\"PAGE_READWRITE\"", "0x12000", 0) COUNTERS(3, 1) \
	EVENT(6, 21, "filter") "\"disposition\":\"EXCEPTION_CONTINUE_EXECUTION\"," COUNTERS(3, 2) \
	EVENT(7, 20, "fault") FAULT("A0+0x4000") COUNTERS(3, 2) \
	EVENT(8, 21, "filter") "\"disposition\":\"EXCEPTION_EXECUTE_HANDLER\"," COUNTERS(3, 2) \
	EVENT(9, 21, "handler") "\"code\":\"EXCEPTION_ACCESS_VIOLATION\"," COUNTERS(3, 2) \
	EVENT(10, 40, "output") "\"text\":\"a | b: 3 pages\\n\"," COUNTERS(3, 2) \
	EVENT(11, 0, "exit") "\"code\":7," COUNTERS(3, 2)

static struct trace_file trace;
static struct keep words;

static void forget(void)
{
	reader_free(&trace);
	keep_free(&words);
}

static const struct query *parsed(const char *text)
{
	char why[300] = "";
	const struct query *q = query_parse(&words, text, why, sizeof why);

	if (!q)
		printf("  '%s': %s\n", text, why);
	return q;
}

static struct found asked(const char *text)
{
	struct found f = { 0 };
	const struct query *q = parsed(text);

	CU_ASSERT(q != NULL);
	if (q)
		CU_ASSERT(query_ask(q, &trace, &words, &f));
	return f;
}

/* The value that `text` comes to; NULL: the trace has none. */
static void comes_to(const char *text, const char *want)
{
	struct found f = asked(text);

	if (!f.value != !want || (want && strcmp(f.value, want)) || (!f.is_truth && f.known != (want != NULL))) {
		printf("  '%s' is %s, not %s\n", text, f.value ? f.value : "unknown", want ? want : "unknown");
		CU_FAIL("another value");
	}
}

static void truth_is(const char *text, bool want)
{
	struct found f = asked(text);

	if (!f.is_truth || f.truth != want) {
		printf("  '%s' %s\n", text, f.truth ? "holds" : "does not hold");
		CU_FAIL("another truth");
	}
}

static void holds(const char *text) { truth_is(text, true); }
static void fails(const char *text) { truth_is(text, false); }

/* The steps at which it was found. */
static void found_at(const char *text, unsigned first, unsigned last)
{
	struct found f = asked(text);

	if (!f.first || !f.last || f.first->step != first || f.last->step != last) {
		printf("  '%s' is at %u to %u\n", text, f.first ? f.first->step : 999, f.last ? f.last->step : 999);
		CU_FAIL("another place");
	}
}

/* ---- what is said of a query that is none ---- */

static const struct {
	const char *text, *want;
} broken[] = {
	{ "", "a query is missing" },
	{ "   ", "a query is missing" },
	{ "howmany fault", "'howmany'" },
	{ "count", "a type of event is missing" },
	{ "count falut", "'falut'" },
	{ "count fault cod=1", "'cod'" },
	{ "count fault args=1", "'args'" },
	{ "count fault args.=1", "'args.'" },
	{ "count fault counters.pages=1", "'counters.pages'" },
	{ "count fault change.pages=1", "'change.pages'" },
	{ "count fault api.x=1", "'api.x'" },
	{ "first fault", "a field is missing after 'first'" },
	{ "first fault att", "'att'" },
	{ "first fault at page", "'page'" },
	{ "count fault at", "'at'" },
	{ "count fault ==", "nothing to compare with" },
	{ "count fault == 1 2", "'2'" },
	{ "count fault == count fault == 2", "nothing can be compared here" },
	{ "some fault == 1", "nothing can be compared here" },
	{ "each fault", "`then` is missing after 'each'" },
	{ "each fault has", "a condition is missing after `has`" },
	{ "each fault has at", "a condition is missing after `has`" },
	{ "order fault", "`then` is missing after 'order'" },
	{ "order fault then", "a type of event is missing" },
	{ "count fault then call", "'then'" },
	{ "count fault after", "a type of event is missing" },
	{ "count fault after call after exit", "not a second 'after'" },
	{ "count fault before call before exit", "not a second 'before'" },
	{ "count output text=\"x", "a quote is not closed" },
	{ "order fault then fault then fault then fault then fault then fault then fault then fault then fault", "more `then`" },
	{ "count fault line=1 line=1 line=1 line=1 line=1 line=1 line=1 line=1 line=1 line=1 line=1 line=1 line=2", "'line=2'" },
};

static void an_error_names_the_word(void)
{
	for (size_t k = 0; k < sizeof broken / sizeof broken[0]; k++) {
		char why[300] = "";

		if (query_parse(&words, broken[k].text, why, sizeof why) || !strstr(why, broken[k].want)) {
			printf("  '%s': '%s'\n", broken[k].text, why);
			CU_FAIL("not the error that was expected");
		}
	}
	keep_free(&words);
}

static void an_error_is_cut_to_the_room(void)
{
	char why[8] = "xxxxxxx", none[1] = "x";

	CU_ASSERT(!query_parse(&words, "count nonsense", why, sizeof why));
	CU_ASSERT_EQUAL(strlen(why), sizeof why - 1);
	CU_ASSERT(!query_parse(&words, "count nonsense", none, 0));
	CU_ASSERT_EQUAL(none[0], 'x');
	keep_free(&words);
}

/* ---- each kind ---- */

static void each_kind_has_its_value(void)
{
	trace_read(&trace, BEGIN("sim") LINES);
	comes_to("count fault", "3");
	comes_to("count event", "12");
	comes_to("count resolved", "1");
	comes_to("distinct fault at", "3");
	comes_to("distinct fault code", "1");
	comes_to("first fault at", "A0+0x0");
	comes_to("last fault at", "A0+0x4000");
	comes_to("first fault page", "0");
	comes_to("list fault page", "0, 2, 4");
	comes_to("min event counters.commit_pages", "0");
	comes_to("max event counters.commit_pages", "3");
	comes_to("sum call pages", "7");
	comes_to("list filter disposition", "EXCEPTION_CONTINUE_EXECUTION, EXCEPTION_EXECUTE_HANDLER");
	comes_to("last exit code", "7");
	comes_to("first resolved pfn", "0x1a");
	comes_to("first resolved from", "zeroed");
	comes_to("first call args.dwSize", "0x4000");
	comes_to("first fault result", NULL);
	comes_to("max filter disposition", NULL);
	comes_to("count unhandled", "0");
	forget();
}

static void a_value_is_where_it_stands(void)
{
	trace_read(&trace, BEGIN("sim") LINES);
	found_at("count fault", 1, 7);
	found_at("first fault at", 1, 1);
	found_at("last fault at", 7, 7);
	found_at("max event counters.commit_pages", 5, 11);
	found_at("min event counters.commit_pages", 0, 1);
	found_at("max call pages", 0, 0);
	found_at("min call pages", 5, 5);
	found_at("list fault at", 1, 7);
	CU_ASSERT_PTR_NULL(asked("count unhandled").first);
	CU_ASSERT_PTR_NULL(asked("max filter disposition").first);
	forget();
}

static void pages_count_from_the_address_that_was_given(void)
{
	trace_read(&trace, BEGIN("sim") LINES);
	comes_to("first call args.flAllocationType=MEM_COMMIT pages", "2");
	comes_to("last call pages", "1");
	forget();
}

static void a_change_is_what_an_event_added(void)
{
	trace_read(&trace, BEGIN("sim") LINES);
	comes_to("list call change.commit_pages", "2, 1");       /* before the first event there is none */
	comes_to("sum event change.working_set_pages", "2");
	comes_to("count resolved change.commit_pages=2", "0");
	comes_to("first event change.soft_faults", NULL);
	forget();
}

static void each_operator_compares(void)
{
	trace_read(&trace, BEGIN("sim") LINES);
	holds("count fault == 3");
	holds("count fault = 3");
	holds("count fault = 0x3");
	fails("count fault != 3");
	holds("count fault < 4");
	fails("count fault < 3");
	holds("count fault <= 3");
	holds("count fault >= 3");
	fails("count fault > 3");
	holds("count fault == count filter");
	holds("count fault > count handler");
	holds("max event counters.commit_pages == last event counters.commit_pages");
	holds("first fault code ~ EXCEPTION_ACCESS_VIOLATION");
	fails("first fault code ~ ACCESS");
	holds("last output text ~ pages");
	forget();
}

static void conditions_choose(void)
{
	trace_read(&trace, BEGIN("sim") LINES);
	comes_to("count fault page>=2", "2");
	comes_to("count fault page>0x2", "1");
	comes_to("count fault page!=2", "2");
	comes_to("count fault access=write line=20", "3");
	comes_to("count fault access=write line=21", "0");
	comes_to("count output text~\"a | b\"", "1");
	comes_to("count output text~\"3 pages\"", "1");
	comes_to("count call args.flProtect~PAGE_GUARD", "1");
	comes_to("count call args.flProtect~PAGE_READWRITE", "2");
	comes_to("count call args.flProtect~PAGE_READ", "0");           /* a constant is taken whole, joined or alone */
	comes_to("count call args.flProtect=\"PAGE_READWRITE|PAGE_GUARD\"", "1");
	comes_to("count call api~Virtual", "3");
	comes_to("count output text=\"a | b: 3 pages\\n\"", "1");
	comes_to("count output text=\"\\x61 | b: 3 pages\\x0A\"", "1");
	forget();
}

static void numbers_and_texts_compare_as_such(void)
{
	trace_read(&trace, BEGIN("sim")
		EVENT(0, 1, "output") "\"text\":\"9223372036854775808\"," COUNTERS(0, 0)
		EVENT(1, 1, "output") "\"text\":\"9999999999999999999\"," COUNTERS(0, 0)
		EVENT(2, 1, "output") "\"text\":\"0xffffffffffffffff\"," COUNTERS(0, 0)
		EVENT(3, 1, "output") "\"text\":\"-1\"," COUNTERS(0, 0)
		EVENT(4, 1, "output") "\"text\":\"010\"," COUNTERS(0, 0)
		EVENT(5, 0, "exit") "\"code\":0," COUNTERS(0, 0));
	comes_to("count output text=9223372036854775808", "1");         /* beyond 63 bits they are texts, and differ */
	comes_to("count output text=-1", "1");
	comes_to("max output text", "10");
	comes_to("min output text", "-1");
	comes_to("sum output text", "9");
	forget();
}

static void text_of_any_language_and_other_bytes_are_asked_for(void)
{
	trace_read(&trace, BEGIN("sim") EVENT(0, 1, "output") "\"text\":\"Gr\u00f6\u00dfe \u5927\u5c0f\\n\"," COUNTERS(0, 0)
		EVENT(1, 1, "output") "\"text\":\"Gr\\uefc3\\uefb6\\u5927\\n\"," COUNTERS(0, 0)
		EVENT(2, 1, "output") "\"text\":\"Gr\\ueff6 \\uef9b2J\"," COUNTERS(0, 0)
		EVENT(3, 0, "exit") "\"code\":0," COUNTERS(0, 0));
	comes_to("count output text~Gr\u00f6", "2");
	comes_to("count output text=\"Gr\u00f6\u00dfe \u5927\u5c0f\\n\"", "1");
	comes_to("count output text~\"\\xc3\\xb6\"", "2");
	comes_to("count output text~\"\\x9B2J\"", "1");
	comes_to("count output text~\"\\xf6\"", "1");
	forget();
}

static void after_and_before_look_at_the_first_that_fits(void)
{
	trace_read(&trace, BEGIN("sim") LINES);
	comes_to("count fault after call args.flAllocationType=MEM_COMMIT", "2");
	comes_to("count fault before filter", "1");
	comes_to("count fault after filter before handler", "2");
	comes_to("count fault before handler after filter", "2");
	comes_to("count fault after fault", "2");
	comes_to("count fault before fault", "0");
	comes_to("count fault after unhandled", "0");                   /* what never was, is after nothing */
	comes_to("count fault before unhandled", "3");
	comes_to("count resolved before filter", "1");                  /* the system did it before the filter's answer was told */
	comes_to("first fault after filter at", "A0+0x2000");
	comes_to("first fault at after filter", "A0+0x2000");
	forget();
}

static void a_thread_is_asked_for_by_its_number(void)
{
	trace_read(&trace, BEGIN("sim") "{\"type\":\"fault\",\"step\":0,\"line\":1,\"code\":\"x\"}\n"
	                   "{\"type\":\"fault\",\"step\":1,\"thread\":2,\"line\":1,\"code\":\"x\"}\n"
	                   "{\"type\":\"fault\",\"step\":2,\"thread\":3,\"line\":1,\"code\":\"x\"}\n"
	                   "{\"type\":\"exit\",\"step\":3,\"line\":0,\"code\":0}\n");
	comes_to("count fault thread=1", "1");
	comes_to("count fault thread>1", "2");
	comes_to("first fault thread=3 step", "2");
	comes_to("last exit thread", "1");
	forget();
}

static void each_wants_its_own(void)
{
	struct found f;

	trace_read(&trace, BEGIN("sim") LINES);
	holds("each fault then filter");
	fails("each fault then call");
	f = asked("each fault then call");
	CU_ASSERT_EQUAL(f.matches, 2);
	CU_ASSERT_EQUAL(f.of, 3);
	CU_ASSERT(f.first && f.first->step == 7);
	holds("each fault has access=write");
	fails("each fault has page<4");
	f = asked("each fault has page<4");
	CU_ASSERT(f.matches == 2 && f.of == 3 && f.first && f.first->step == 7);
	holds("each fault before handler has code=EXCEPTION_ACCESS_VIOLATION");
	fails("each unhandled then exit");                              /* QUERY-2 */
	fails("each unhandled has line=1");
	forget();
}

static void one_answer_serves_one_question(void)
{
	trace_read(&trace, BEGIN("sim")
		EVENT(0, 1, "fault") FAULT("0x10") COUNTERS(0, 0)
		EVENT(1, 1, "fault") FAULT("0x10") COUNTERS(0, 0)
		EVENT(2, 1, "filter") "\"disposition\":\"EXCEPTION_CONTINUE_EXECUTION\"," COUNTERS(0, 0)
		EVENT(3, 0, "exit") "\"code\":0," COUNTERS(0, 0));
	fails("each fault then filter");
	CU_ASSERT(asked("each fault then filter").first->step == 0);
	holds("each filter then exit");
	forget();
}

static void order_wants_a_row(void)
{
	trace_read(&trace, BEGIN("sim") LINES);
	holds("order call then fault then filter then handler then exit");
	holds("order fault then fault then fault");
	fails("order fault then fault then fault then fault");
	fails("order handler then fault");
	fails("order exit then exit");
	holds("order fault page=2 then fault page=4 then handler");
	found_at("order fault page=2 then handler", 4, 9);
	forget();
}

static void some_and_no_are_opposites(void)
{
	trace_read(&trace, BEGIN("sim") LINES);
	holds("some fault page=2");
	fails("no fault page=2");
	fails("some fault page=3");
	holds("no fault page=3");
	holds("no fault after handler");
	forget();
}

/* QUERY-1: what a trace does not tell makes a comparison false. */
static void the_untold_is_never_true(void)
{
	trace_read(&trace, BEGIN("sim") LINES);
	comes_to("count fault result!=5", "0");
	comes_to("count fault counters.page_faults!=5", "0");
	comes_to("count fault counters.page_faults<5", "0");
	fails("first fault result != 5");
	fails("first fault result == first fault result");
	fails("count fault == first fault result");
	CU_ASSERT(!asked("first fault result != 5").known);
	forget();
}

static void it_knows_what_only_the_simulator_tells(void)
{
	static const char *const sim[] = {
		"count resolved", "count transition", "count fault kind=guard",
		"list fault kind", "count fault after resolved", "count event before transition",
		"first event counters.page_faults", "first event change.traps",
		"count fault == count resolved", "count event variables.i=1", "each fault then resolved"
	};
	static const char *const both[] = { "count fault", "max event counters.commit_pages",
	                                    "list event change.working_set_pages", "first fault state" };

	for (size_t k = 0; k < sizeof sim / sizeof sim[0]; k++)
		CU_ASSERT(query_only_sim(parsed(sim[k])));
	for (size_t k = 0; k < sizeof both / sizeof both[0]; k++)
		CU_ASSERT(!query_only_sim(parsed(both[k])));
	CU_ASSERT(query_is_check(parsed("some fault")));
	CU_ASSERT(query_is_check(parsed("count fault == 1")));
	CU_ASSERT(!query_is_check(parsed("count fault")));
	keep_free(&words);
}

static void a_long_list_is_cut(void)
{
	size_t room = 1 << 16, used;
	char *text = malloc(room);
	struct found f;

	used = (size_t)snprintf(text, room, "%s", BEGIN("sim"));
	for (int i = 0; i < 100; i++)
		used += (size_t)snprintf(text + used, room - used, "{\"type\":\"output\",\"step\":%d,\"line\":1,\"text\":\"n%d\"," COUNTERS(0, 0), i, i);
	snprintf(text + used, room - used, "{\"type\":\"exit\",\"step\":100,\"line\":0,\"code\":0," COUNTERS(0, 0));
	trace_read(&trace, text);
	comes_to("count output", "100");
	comes_to("distinct output text", "100");
	f = asked("list output text");
	CU_ASSERT(f.value && strstr(f.value, "n63, ...") && !strstr(f.value, "n64"));
	comes_to("last output text", "n99");
	forget();
	free(text);
}

#define TOUCHED(rest) BEGIN("sim") EVENT(0, 5, "output") "\"text\":\"x\",\"resolved\":[" \
	"{\"kind\":\"demand-zero\",\"access\":\"write\",\"at\":\"A0+0x0\",\"pfn\":\"0x1a\",\"from\":\"zeroed\"}]," rest COUNTERS(2, 1) \
	EVENT(1, 0, "exit") "\"code\":0," COUNTERS(3, 2)

/* QUERY-4: 1 fault told by itself, 40 in a row, 9 in no order. */
static void what_is_told_in_sorts_is_counted_whole(void)
{
	trace_read(&trace, TOUCHED("\"resolved_more\":49,\"resolved_rest\":["
		"{\"kind\":\"demand-zero\",\"access\":\"write\",\"from\":\"zeroed\",\"at\":\"A0+0x28000\",\"down\":true,\"count\":40},"
		"{\"kind\":\"hard\",\"access\":\"read\",\"from\":\"transition\",\"place\":\"A0\",\"count\":9}],"));
	comes_to("count resolved", "50");
	comes_to("count resolved place=A0", "50");
	comes_to("count resolved kind=demand-zero access=write", "41");
	comes_to("count resolved kind=hard from=transition", "9");
	comes_to("distinct resolved kind=demand-zero page", "41");
	comes_to("first resolved kind=demand-zero page>0 page", "40");
	comes_to("last resolved kind=demand-zero at", "A0+0x1000");
	CU_ASSERT_TRUE(asked("each resolved has place=A0").truth);
	CU_ASSERT_EQUAL(asked("count resolved kind=demand-zero").hidden, 0);
	forget();
}

/* What may be so or not is not counted, and decides nothing. */
static void what_a_sort_leaves_open_is_said(void)
{
	struct found f;

	trace_read(&trace, TOUCHED("\"resolved_more\":9,\"resolved_rest\":[{\"kind\":\"hard\",\"access\":\"read\",\"place\":\"A0\",\"count\":9}],"));
	f = asked("count resolved page=0");
	CU_ASSERT_STRING_EQUAL(f.value, "1");
	CU_ASSERT_EQUAL(f.hidden, 9);
	CU_ASSERT_TRUE(asked("count resolved page=0 >= 1").truth);
	CU_ASSERT_FALSE(asked("count resolved page=0 == 1").truth);
	CU_ASSERT_FALSE(asked("count resolved page=0 <= 9").truth);
	CU_ASSERT_TRUE(asked("count resolved page=0 <= 10").truth);
	CU_ASSERT_FALSE(asked("count resolved page=0 != 4").truth);
	CU_ASSERT_TRUE(asked("count resolved page=0 != 11").truth);
	CU_ASSERT_FALSE(asked("no resolved page=7").truth);
	CU_ASSERT_TRUE(asked("no resolved kind=demand-zero page=7").truth);
	CU_ASSERT_FALSE(asked("each resolved page>=0 has place=A0").truth);
	forget();
	trace_read(&trace, TOUCHED("\"resolved_more\":9,"));  /* an older simulator */
	comes_to("count resolved", "10");
	f = asked("count resolved kind=demand-zero == 1");
	CU_ASSERT_EQUAL(f.hidden, 9);
	CU_ASSERT_FALSE(f.truth);
	forget();
}

/* Different values are counted as such, however many there are. */
static void equal_values_are_one_beyond_the_list(void)
{
	struct ink text = { 0 };

	ink_puts(&text, BEGIN("sim"));
	for (int i = 0; i < 400; i++)
		ink_printf(&text, "{\"type\":\"output\",\"step\":%d,\"line\":1,\"text\":\"n%d\"}\n", i, i % 100);
	ink_puts(&text, "{\"type\":\"exit\",\"step\":400,\"line\":0,\"code\":0}\n");
	trace_read(&trace, text.text);
	comes_to("distinct output text", "100");
	forget();
	ink_free(&text);
}

CU_TestInfo query_tests[] = {
	{ "an error names the word", an_error_names_the_word },
	{ "an error is cut to the room", an_error_is_cut_to_the_room },
	{ "each kind has its value", each_kind_has_its_value },
	{ "a value is where it stands", a_value_is_where_it_stands },
	{ "pages count from the address that was given", pages_count_from_the_address_that_was_given },
	{ "a change is what an event added", a_change_is_what_an_event_added },
	{ "each operator compares", each_operator_compares },
	{ "conditions choose", conditions_choose },
	{ "numbers and texts compare as such", numbers_and_texts_compare_as_such },
	{ "text of any language, and other bytes, are asked for", text_of_any_language_and_other_bytes_are_asked_for },
	{ "after and before look at the first that fits", after_and_before_look_at_the_first_that_fits },
	{ "a thread is asked for by its number", a_thread_is_asked_for_by_its_number },
	{ "each wants its own", each_wants_its_own },
	{ "one answer serves one question", one_answer_serves_one_question },
	{ "order wants a row", order_wants_a_row },
	{ "some and no are opposites", some_and_no_are_opposites },
	{ "the untold is never true", the_untold_is_never_true },
	{ "it knows what only the simulator tells", it_knows_what_only_the_simulator_tells },
	{ "a long list is cut", a_long_list_is_cut },
	{ "what is told in sorts is counted whole", what_is_told_in_sorts_is_counted_whole },
	{ "what a sort leaves open is said", what_a_sort_leaves_open_is_said },
	{ "equal values are one beyond the list", equal_values_are_one_beyond_the_list },
	CU_TEST_INFO_NULL
};

/* mistake.c - what a program did wrong itself is named, and a right one is left in peace. */
#include <CUnit/CUnit.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit/traces.h"
#include "viz/compare/compare.h"

#define BEGIN "{\"type\":\"begin\",\"schema\":1,\"side\":\"sim\",\"lab\":\"l.c\",\"platform\":\"FaultLab sim\",\"page_size\":4096}\n"
#define CALL(step, line, address, error) "{\"type\":\"call\",\"step\":" step ",\"line\":" line ",\"api\":\"VirtualAlloc\"," \
	"\"args\":{\"lpAddress\":\"" address "\"},\"result\":\"0x0\",\"error\":" error ",\"error_name\":\"E" error "\"}\n"
#define RESERVE(step, line, place) "{\"type\":\"call\",\"step\":" step ",\"line\":" line ",\"api\":\"VirtualAlloc\",\"result\":\"0x10000\",\"error\":0," \
	"\"regions\":[{\"at\":\"" place "+0x0\",\"size\":\"0x3000\",\"state\":\"MEM_RESERVE\",\"protect\":\"0x0\"}]}\n"
#define RELEASE(step, place) "{\"type\":\"call\",\"step\":" step ",\"line\":9,\"api\":\"VirtualFree\",\"result\":\"TRUE\",\"error\":0," \
	"\"regions\":[{\"at\":\"" place "+0x0\",\"size\":\"0x3000\",\"state\":\"MEM_FREE\"}]}\n"
#define FAULT(type, step, line, at) "{\"type\":\"" type "\",\"step\":" step ",\"line\":" line ",\"code\":\"EXCEPTION_ACCESS_VIOLATION\",\"access\":\"write\"," \
	"\"address\":\"0x8\",\"at\":\"" at "\"}\n"
#define EXIT(step, rest) "{\"type\":\"exit\",\"step\":" step ",\"line\":0,\"code\":0" rest "}\n"
#define STOPPED(step) EXIT(step, ",\"reason\":\"it did not end\"")

static const struct { const char *name, *trace, *want; } runs[] = {
	{ "a right program", RESERVE("0", "3", "A0") FAULT("fault", "1", "4", "A0+0x1000") RELEASE("2", "A0") EXIT("3", ""), "" },
	{ "a failure that the program lived with", CALL("0", "3", "0x1", "87") EXIT("1", ""), "" },
	{ "a call that kept failing", CALL("0", "19", "0x1", "487") CALL("1", "19", "0x1", "87") CALL("2", "19", "0x1", "87") STOPPED("3"),
	  "stopped at line 19: VirtualAlloc(0x1) failed 2 times with error 87 (E87)" },
	{ "a run without an end", FAULT("fault", "0", "5", "0x8") STOPPED("1"), "stopped at line 5: it did not end" },
	{ "an exception that nobody handled", FAULT("unhandled", "0", "7", "A0+0x1000"),
	  "died at line 7 of an exception that nobody handled: EXCEPTION_ACCESS_VIOLATION, write to A0+0x1000" },
	{ "and what had failed before", CALL("0", "3", "0x0", "87") FAULT("fault", "1", "7", "0x8")
	  FAULT("unhandled", "2", "7", "0x8") EXIT("3", ""),
	  "died at line 7 of an exception that nobody handled: EXCEPTION_ACCESS_VIOLATION, write to 0x8, outside every reservation; "
	  "before that VirtualAlloc(0x0) in line 3 failed with error 87 (E87)" },
	{ "a stray store", FAULT("fault", "0", "5", "0x8") EXIT("1", ""),
	  "an exception in line 5: EXCEPTION_ACCESS_VIOLATION, write to 0x8, outside every reservation" },
	{ "a leak", RESERVE("0", "3", "A0") RESERVE("1", "4", "A1") RELEASE("2", "A0") EXIT("3", ""), "A1 (3 pages, made in line 4) is never released" },
	{ "many leaks", RESERVE("0", "3", "A0") RESERVE("1", "4", "A1") RESERVE("2", "5", "A2") RESERVE("3", "6", "A3") EXIT("4", ""),
	  "A0 (3 pages, made in line 3), A1 (3 pages, made in line 4), A2 (3 pages, made in line 5) and 1 more are never released" }
};

static void the_program_s_own_mistake_is_named(void)
{
	for (size_t i = 0; i < sizeof runs / sizeof runs[0]; i++) {
		struct ink said = { 0 };
		struct trace_file t;
		struct comparison c;
		char text[8192];

		snprintf(text, sizeof text, "%s%s", BEGIN, runs[i].trace);
		trace_read(&t, text);
		CU_ASSERT_FATAL(compare_run(&c, NULL, &t));
		CU_ASSERT_EQUAL(compare_say_mistake(&said, &c), *runs[i].want != '\0');
		if (strcmp(said.text ? said.text : "", runs[i].want))
			printf("  row '%s': %s\n", runs[i].name, said.text ? said.text : "");
		CU_ASSERT_STRING_EQUAL(said.text ? said.text : "", runs[i].want);
		ink_free(&said);
		compare_free(&c);
		reader_free(&t);
	}
}

CU_TestInfo mistake_tests[] = {
	{ "the program's own mistake is named", the_program_s_own_mistake_is_named },
	CU_TEST_INFO_NULL
};

/*
 * What the simulator's trace tells of the founding workload: each number moves
 * at its own step, and at no other.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <CUnit/CUnit.h>
#include <CUnit/TestDB.h>
#include <jansson.h>

#include "tests/unit/lab.h"

#define MOST_EVENTS 2000

struct story { struct lab_result lab; json_t *event[MOST_EVENTS]; size_t events; };

static void tell(const char *text, struct story *s)
{
	char *line, *rest;

	memset(s, 0, sizeof *s);
	lab_run(text, &s->lab);
	if (!s->lab.compiled)
		printf("  %s\n", s->lab.messages);
	CU_ASSERT_FATAL(s->lab.compiled);
	for (line = strtok_r(s->lab.trace, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		json_t *event = json_loads(line, 0, NULL);

		CU_ASSERT_PTR_NOT_NULL_FATAL(event);
		s->event[s->events++] = event;
	}
}

static void forget(struct story *s)
{
	for (size_t i = 0; i < s->events; i++)
		json_decref(s->event[i]);
	free(s->lab.trace);
}

static long long counter(const struct story *s, size_t event, const char *name)
{
	return json_integer_value(json_object_get(json_object_get(s->event[event], "counters"), name));
}

static bool is(const struct story *s, size_t event, const char *type)
{
	return strcmp(json_string_value(json_object_get(s->event[event], "type")), type) == 0;
}

static const char *text_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text ? text : "";
}

static const char workload[] =
	"#include <windows.h>\n"
	"static char *base;\n"
	"static int filter(EXCEPTION_POINTERS *p)\n"
	"{\n"
	"	void *page = (void *)(p->ExceptionRecord->ExceptionInformation[1] & ~4095ULL);\n"
	"	return VirtualAlloc(page, 4096, MEM_COMMIT, PAGE_READWRITE) ? -1 : 0;\n"
	"}\n"
	"int main(void)\n"
	"{\n"
	"	int i;\n"
	"	base = VirtualAlloc(NULL, 80 * 4096, MEM_RESERVE, PAGE_NOACCESS);\n"
	"	for (i = 0; i < 80 * 4096; i++)\n"
	"		__try { base[i] = 1; } __except (filter(GetExceptionInformation())) { return 1; }\n"
	"	VirtualFree(base, 80 * 4096, MEM_DECOMMIT);\n"
	"	VirtualFree(base, 0, MEM_RELEASE);\n"
	"	return 0;\n"
	"}\n";

/* Reserve; then for each page: the violation, the commit, the demand-zero fault; then all of it goes. */
static void each_counter_moves_at_its_own_step(void)
{
	static struct story s;
	size_t at = 2;

	tell(workload, &s);
	CU_ASSERT_EQUAL_FATAL(s.events, 1 + 1 + 80 * 3 + 2 + 1);
	CU_ASSERT_PTR_NULL(s.lab.broken);
	CU_ASSERT_EQUAL(counter(&s, 1, "reserved_pages"), 80);
	CU_ASSERT_EQUAL(counter(&s, 1, "commit_pages"), 0);
	for (long long page = 0; page < 80; page++, at += 3) {
		CU_ASSERT(is(&s, at, "fault") && is(&s, at + 1, "call") && is(&s, at + 2, "filter"));
		CU_ASSERT_EQUAL(counter(&s, at, "access_violations"), page + 1);
		CU_ASSERT_EQUAL(counter(&s, at, "commit_pages"), page);
		CU_ASSERT_EQUAL(counter(&s, at, "demand_zero"), page);
		CU_ASSERT_EQUAL(counter(&s, at + 1, "commit_pages"), page + 1);
		CU_ASSERT_EQUAL(counter(&s, at + 1, "working_set_pages"), page);
		CU_ASSERT_EQUAL(counter(&s, at + 1, "demand_zero"), page);
		CU_ASSERT_EQUAL(counter(&s, at + 2, "working_set_pages"), page + 1);
		CU_ASSERT_EQUAL(counter(&s, at + 2, "demand_zero"), page + 1);
		CU_ASSERT_EQUAL(counter(&s, at + 2, "page_faults"), page + 1);
		CU_ASSERT_EQUAL(counter(&s, at + 2, "traps"), 2 * (page + 1));
	}
	CU_ASSERT_EQUAL(counter(&s, at, "commit_pages"), 0);
	CU_ASSERT_EQUAL(counter(&s, at, "working_set_pages"), 0);
	CU_ASSERT_EQUAL(counter(&s, at, "reserved_pages"), 80);
	CU_ASSERT_EQUAL(counter(&s, at + 1, "reserved_pages"), 0);
	forget(&s);
}

static json_t *leaf(const struct story *s, size_t event, const char *when)
{
	json_t *walk = json_object_get(s->event[event], "walk");

	return json_object_get(json_array_get(walk, json_array_size(walk) - 1), when);
}

/* The entry of page 1 at its three moments: nothing, demand-zero, valid with A and D. */
static void the_page_table_entry_is_shown_at_three_moments(void)
{
	static struct story s;

	tell(workload, &s);
	CU_ASSERT_STRING_EQUAL(text_of(leaf(&s, 5, "after"), "value"), "0x0");
	CU_ASSERT_STRING_EQUAL(text_of(leaf(&s, 6, "before"), "value"), "0x0");
	CU_ASSERT_STRING_EQUAL(text_of(leaf(&s, 6, "after"), "value"), "0x80");
	CU_ASSERT_STRING_EQUAL(text_of(leaf(&s, 6, "after"), "means"), "demand-zero");
	CU_ASSERT_STRING_EQUAL(text_of(leaf(&s, 7, "before"), "value"), "0x80");
	CU_ASSERT_EQUAL(json_integer_value(json_object_get(leaf(&s, 7, "after"), "P")), 1);
	CU_ASSERT_EQUAL(json_integer_value(json_object_get(leaf(&s, 7, "after"), "D")), 1);
	CU_ASSERT_STRING_EQUAL(text_of(json_array_get(json_object_get(s.event[7], "resolved"), 0), "kind"), "demand-zero");
	forget(&s);
}

static void an_endless_filter_is_stopped_after_a_hundred_repeats(void)
{
	static struct story s;

	tell("#include <windows.h>\nint main(void)\n{\n\tchar *volatile p = 0;\n\t__try { *p = 1; } __except (-1) { }\n\treturn 0;\n}\n", &s);
	CU_ASSERT_TRUE(s.lab.is_endless);
	CU_ASSERT_EQUAL(s.lab.exit_code, 124);
	CU_ASSERT_EQUAL(s.events, 1 + 200 + 1);
	CU_ASSERT_PTR_NOT_NULL(json_object_get(s.event[s.events - 1], "reason"));
	forget(&s);
}

/* Progress is no repetition: the same store faults 80 times, but a page is committed each time. */
static void a_filter_that_makes_progress_is_not_stopped(void)
{
	static struct story s;

	tell("#include <windows.h>\nstatic char *b; static int n;\n"
	     "static int next(void) { return VirtualAlloc(b + 4096 * n++, 1, MEM_COMMIT, PAGE_READWRITE) ? -1 : 1; }\n"
	     "int main(void)\n{\n\tb = VirtualAlloc(0, 300 * 4096, MEM_RESERVE, PAGE_NOACCESS);\n"
	     "\t__try { b[299 * 4096] = 1; } __except (next()) { }\n\treturn n & 0xff;\n}\n", &s);
	CU_ASSERT_FALSE(s.lab.is_endless);
	CU_ASSERT_EQUAL(s.lab.exit_code, 300 & 0xff);
	forget(&s);
}

static void a_lab_without_end_runs_out_of_steps(void)
{
	static struct story s;

	tell("int main(void)\n{\n\tfor (;;)\n\t\t;\n}\n", &s);
	CU_ASSERT_TRUE(s.lab.out_of_budget);
	CU_ASSERT_EQUAL(s.lab.exit_code, 124);
	forget(&s);
}

static void endless_recursion_overflows_the_stack(void)
{
	static struct story s;

	tell("int f(int n) { return f(n + 1) + 1; }\nint main(void) { return f(0); }\n", &s);
	CU_ASSERT_TRUE(s.lab.is_unhandled);
	CU_ASSERT_EQUAL(s.lab.exit_code, 0xC00000FD);
	forget(&s);
}

/* The handlers asked for an exception, in order; one raised in between has a list of its own. */
static void each_exception_lists_those_who_were_asked(void)
{
	static const char lab[] =
		"#include <windows.h>\n"
		"static LONG first(EXCEPTION_POINTERS *p) { return 0; }\n"
		"static int nested(void) { __try { RaiseException(2, 0, 0, NULL); } __except (1) { } return 1; }\n"
		"int main(void) { AddVectoredExceptionHandler(1, first);\n"
		"__try { __try { RaiseException(1, 0, 0, NULL); } __except (0) { } } __except (nested()) { } return 0; }";
	static const char *const want[] = { "vectored first", "filter main", "filter main" };
	struct story s;
	json_t *asked = NULL;

	tell(lab, &s);
	for (size_t i = 0; i < s.events; i++)
		if (is(&s, i, "handler"))
			asked = json_object_get(s.event[i], "dispatch");        /* the last one's: of the outer exception */
	CU_ASSERT_EQUAL_FATAL(json_array_size(asked), 3);
	for (size_t i = 0; i < 3; i++) {
		json_t *one = json_array_get(asked, i);
		char text[64];

		snprintf(text, sizeof text, "%s %s", text_of(one, "kind"), text_of(one, "function"));
		CU_ASSERT_STRING_EQUAL(text, want[i]);
	}
	forget(&s);
}

/* A split keeps the name of the reservation; the release of its base ends it, as on the real side. */
static void a_placeholder_keeps_its_name_when_it_is_split(void)
{
	static const char lab[] =
		"#include <windows.h>\n"
		"int main(void) { char *p = VirtualAlloc2(NULL, NULL, 0x20000, MEM_RESERVE | MEM_RESERVE_PLACEHOLDER, PAGE_NOACCESS, NULL, 0);\n"
		"VirtualFree(p, 0x10000, MEM_RELEASE | MEM_PRESERVE_PLACEHOLDER);\n"
		"VirtualAlloc2(NULL, p + 0x10000, 0x10000, MEM_RESERVE | MEM_COMMIT | MEM_REPLACE_PLACEHOLDER, PAGE_READWRITE, NULL, 0);\n"
		"p[0x10000] = 1; return 0; }";
	struct story s;

	tell(lab, &s);
	CU_ASSERT_STRING_EQUAL(text_of(s.event[3], "api"), "VirtualAlloc2");
	CU_ASSERT_STRING_EQUAL(text_of(s.event[3], "at"), "A0+0x10000");
	CU_ASSERT_EQUAL(counter(&s, 3, "commit_pages"), 16);
	CU_ASSERT_EQUAL(counter(&s, 3, "reserved_pages"), 32);
	forget(&s);
}

CU_TestInfo story_tests[] = {
	{ "each exception lists those who were asked", each_exception_lists_those_who_were_asked },
	{ "a placeholder keeps its name when it is split", a_placeholder_keeps_its_name_when_it_is_split },
	{ "each counter moves at its own step", each_counter_moves_at_its_own_step },
	{ "the page-table entry is shown at three moments", the_page_table_entry_is_shown_at_three_moments },
	{ "an endless filter is stopped after a hundred repeats", an_endless_filter_is_stopped_after_a_hundred_repeats },
	{ "a filter that makes progress is not stopped", a_filter_that_makes_progress_is_not_stopped },
	{ "a lab without end runs out of steps", a_lab_without_end_runs_out_of_steps },
	{ "endless recursion overflows the stack", endless_recursion_overflows_the_stack },
	CU_TEST_INFO_NULL
};

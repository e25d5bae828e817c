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

#define EVENTS_MAX 2000

struct story { struct lab_result lab; json_t *event[EVENTS_MAX]; size_t events; };

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

/* Fill three pages, each of which has to be asked for; the next one is made a guard page in time. */
static const char guarded[] =
	"#include <windows.h>\n"
	"static char *base;\n"
	"static int next(char *page)\n"
	"{\n"
	"	return VirtualAlloc(page + 4096, 4096, MEM_COMMIT, PAGE_READWRITE | PAGE_GUARD) ? -1 : 1;\n"
	"}\n"
	"int main(void)\n"
	"{\n"
	"	int i;\n"
	"	base = VirtualAlloc(NULL, 3 * 4096, MEM_RESERVE, PAGE_READWRITE);\n"
	"	VirtualAlloc(base, 4096, MEM_COMMIT, PAGE_READWRITE | PAGE_GUARD);\n"
	"	__try { for (i = 0; ; i += 1024) base[i] = 1; } __except (next(base + i)) { }\n"
	"	return 0;\n"
	"}\n";

/* The new guard page still stands when the retry is done: the loop has not gone on. */
static void a_filter_that_continues_tells_of_the_moment_after_the_retry(void)
{
	static struct story s;
	const json_t *run;

	tell(guarded, &s);
	CU_ASSERT_TRUE_FATAL(is(&s, 5, "filter"));
	CU_ASSERT_TRUE(json_is_true(json_object_get(s.event[5], "retried")));
	run = json_array_get(json_object_get(s.event[5], "regions"), 1);
	CU_ASSERT_STRING_EQUAL(text_of(run, "at"), "A0+0x1000");
	CU_ASSERT_STRING_EQUAL(text_of(run, "protect"), "PAGE_READWRITE|PAGE_GUARD");
	CU_ASSERT_EQUAL(counter(&s, 5, "working_set_pages"), 1);
	CU_ASSERT_TRUE(is(&s, 6, "fault"));
	forget(&s);
}

/* Both pages of the store have to be there before it is done: the first repair is no retry that has worked. */
static void a_store_across_two_pages_is_retried_when_it_has_both(void)
{
	static struct story s;

	tell("#include <windows.h>\nstatic char *base;\n"
	     "static int give(EXCEPTION_POINTERS *p) { return VirtualAlloc((void *)p->ExceptionRecord->ExceptionInformation[1], 1, MEM_COMMIT, 4) ? -1 : 1; }\n"
	     "int main(void) { base = VirtualAlloc(NULL, 8192, MEM_RESERVE, 1);\n"
	     "__try { *(int *)(base + 4094) = 1; } __except (give(GetExceptionInformation())) { } return 0; }", &s);
	CU_ASSERT_TRUE_FATAL(is(&s, 4, "filter") && is(&s, 7, "filter"));
	CU_ASSERT_TRUE(json_is_false(json_object_get(s.event[4], "retried")));
	CU_ASSERT_TRUE(json_is_true(json_object_get(s.event[7], "retried")));
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

/* Who answers is told one by one, and the one who continues after the retry, whatever kind of handler it is. */
static void handlers_of_no_frame_are_told_when_they_answer(void)
{
	static const char lab[] =
		"#include <windows.h>\nstatic char *p;\n"
		"static LONG pass(EXCEPTION_POINTERS *e) { return EXCEPTION_CONTINUE_SEARCH; }\n"
		"static LONG fix(EXCEPTION_POINTERS *e) { VirtualAlloc(p, 1, MEM_COMMIT, PAGE_READWRITE); return EXCEPTION_CONTINUE_EXECUTION; }\n"
		"int main(void) { AddVectoredExceptionHandler(1, pass); SetUnhandledExceptionFilter(fix);\n"
		"p = VirtualAlloc(NULL, 4096, MEM_RESERVE, PAGE_NOACCESS); *p = 1; return 0; }";
	struct story s;

	tell(lab, &s);
	CU_ASSERT_TRUE_FATAL(is(&s, 5, "filter") && is(&s, 7, "filter"));
	CU_ASSERT_STRING_EQUAL(text_of(s.event[5], "by"), "vectored");
	CU_ASSERT_STRING_EQUAL(text_of(s.event[5], "disposition"), "EXCEPTION_CONTINUE_SEARCH");
	CU_ASSERT_EQUAL(counter(&s, 5, "working_set_pages"), 0);
	CU_ASSERT_STRING_EQUAL(text_of(s.event[7], "by"), "last-chance");
	CU_ASSERT_TRUE(json_is_true(json_object_get(s.event[7], "retried")));
	CU_ASSERT_EQUAL(counter(&s, 7, "working_set_pages"), 1);
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

/* The first fault of a lab; what is in its __try block is all that differs. */
static const json_t *first_fault(const struct story *s)
{
	for (size_t i = 0; i < s->events; i++)
		if (is(s, i, "fault"))
			return s->event[i];
	return NULL;
}

#define TRY(setup, body) \
	"#include <windows.h>\nint good = 1; char *p; DWORD old;\nint main(void) {\n" setup "\n" \
	"__try { " body " } __except (EXCEPTION_EXECUTE_HANDLER) { }\nreturn 0; }"
#define COMMIT(protect) "p = VirtualAlloc(NULL, 4096, MEM_RESERVE | MEM_COMMIT, " protect ");"

/*
 * Why an access was refused is what the fault path said, and is not found out again afterwards: by then a guard page is
 * plain, and a stack has grown. What the program raises has no kind, no walk and no TLB: nobody looked at a page, whatever
 * its code and its parameters say.
 */
static const struct { const char *lab, *kind, *code; } told_kinds[] = {
	{ TRY("", "*(volatile char *)16 = 1;"), "no-access", "EXCEPTION_ACCESS_VIOLATION" },
	{ TRY("", "good = *(volatile char *)0x8000000000000000;"), "no-access", "EXCEPTION_ACCESS_VIOLATION" },
	{ TRY("p = VirtualAlloc(NULL, 4096, MEM_RESERVE, PAGE_READWRITE);", "*p = 1;"), "no-access", "EXCEPTION_ACCESS_VIOLATION" },
	{ TRY(COMMIT("PAGE_NOACCESS"), "good = *p;"), "no-access", "EXCEPTION_ACCESS_VIOLATION" },
	{ TRY(COMMIT("PAGE_READONLY"), "*p = 1;"), "protection", "EXCEPTION_ACCESS_VIOLATION" },
	{ TRY(COMMIT("PAGE_READONLY"), "memset(p, 1, 10);"), "protection", "EXCEPTION_ACCESS_VIOLATION" },
	{ TRY(COMMIT("PAGE_READWRITE"), "((void (*)(void))p)();"), "no-execute", "EXCEPTION_ACCESS_VIOLATION" },
	{ TRY(COMMIT("PAGE_READWRITE | PAGE_GUARD"), "*p = 1;"), "guard", "EXCEPTION_GUARD_PAGE" },
	{ "#include <windows.h>\nint down(int n) { char room[2000]; room[0] = (char)n; return down(n + 1) + room[0]; }\n"
	  "int main(void) { __try { down(0); } __except (EXCEPTION_EXECUTE_HANDLER) { }\nreturn 0; }", "stack-overflow", "EXCEPTION_STACK_OVERFLOW" },
#define RAISE(code) TRY("ULONG_PTR info[3] = { 1, (ULONG_PTR)&good, 0 };", "RaiseException(" code ", 0, 3, info);")
	{ RAISE("EXCEPTION_ACCESS_VIOLATION"), NULL, "EXCEPTION_ACCESS_VIOLATION" },
	{ RAISE("EXCEPTION_GUARD_PAGE"), NULL, "EXCEPTION_GUARD_PAGE" },
	{ RAISE("EXCEPTION_IN_PAGE_ERROR"), NULL, "EXCEPTION_IN_PAGE_ERROR" },
	{ RAISE("EXCEPTION_STACK_OVERFLOW"), NULL, "EXCEPTION_STACK_OVERFLOW" },
	{ RAISE("0xE0000001"), NULL, "0xe0000001" },
	{ TRY("int zero = 0;", "good = good / zero;"), NULL, "EXCEPTION_INT_DIVIDE_BY_ZERO" },
	{ TRY("", "DebugBreak();"), NULL, "EXCEPTION_BREAKPOINT" },
};

static void a_fault_has_the_kind_that_the_fault_path_said_and_what_is_raised_has_none(void)
{
	for (size_t i = 0; i < sizeof told_kinds / sizeof told_kinds[0]; i++) {
		struct story s;
		const json_t *e;
		bool right;

		tell(told_kinds[i].lab, &s);
		e = first_fault(&s);
		CU_ASSERT_PTR_NOT_NULL_FATAL(e);
		right = strcmp(text_of(e, "code"), told_kinds[i].code) == 0 &&
		        strcmp(text_of(e, "kind"), told_kinds[i].kind ? told_kinds[i].kind : "") == 0;
		for (const char *const *looked = (const char *const[]){ "walk", "walk_of", "vad", "tlb", NULL }; *looked; looked++)
			right = right && !json_object_get(e, *looked) == !told_kinds[i].kind;
		if (!right)
			printf("  row %zu: %s, kind '%s'\n", i, text_of(e, "code"), text_of(e, "kind"));
		CU_ASSERT_TRUE(right);
		forget(&s);
	}
}

/* Nor do the events of its dispatch: the filter's answer and the calls that it makes are about no refused address. */
static void what_a_filter_does_about_a_raised_exception_is_about_no_page(void)
{
	static const char lab[] =
		"#include <windows.h>\nint good;\n"
		"int main(void) { ULONG_PTR info[2] = { 1, (ULONG_PTR)&good };\n"
		"__try { RaiseException(EXCEPTION_ACCESS_VIOLATION, 0, 2, info); }\n"
		"__except (VirtualAlloc(NULL, 4096, MEM_RESERVE, PAGE_NOACCESS) ? EXCEPTION_CONTINUE_EXECUTION : EXCEPTION_CONTINUE_SEARCH) { }\n"
		"return 0; }";
	struct story s;

	tell(lab, &s);
	CU_ASSERT_STRING_EQUAL(text_of(s.event[3], "api"), "VirtualAlloc");
	CU_ASSERT_STRING_EQUAL(text_of(s.event[3], "walk_of"), text_of(s.event[3], "result"));
	CU_ASSERT_TRUE(is(&s, 4, "filter"));
	CU_ASSERT_PTR_NULL(json_object_get(s.event[4], "walk_of"));
	forget(&s);
}

CU_TestInfo story_tests[] = {
	{ "a fault has the kind that the fault path said, and what is raised has none", a_fault_has_the_kind_that_the_fault_path_said_and_what_is_raised_has_none },
	{ "what a filter does about a raised exception is about no page", what_a_filter_does_about_a_raised_exception_is_about_no_page },
	{ "handlers of no frame are told when they answer", handlers_of_no_frame_are_told_when_they_answer },
	{ "each exception lists those who were asked", each_exception_lists_those_who_were_asked },
	{ "a placeholder keeps its name when it is split", a_placeholder_keeps_its_name_when_it_is_split },
	{ "each counter moves at its own step", each_counter_moves_at_its_own_step },
	{ "the page-table entry is shown at three moments", the_page_table_entry_is_shown_at_three_moments },
	{ "a filter that continues tells of the moment after the retry", a_filter_that_continues_tells_of_the_moment_after_the_retry },
	{ "a store across two pages is retried when it has both", a_store_across_two_pages_is_retried_when_it_has_both },
	{ "an endless filter is stopped after a hundred repeats", an_endless_filter_is_stopped_after_a_hundred_repeats },
	{ "a filter that makes progress is not stopped", a_filter_that_makes_progress_is_not_stopped },
	{ "a lab without end runs out of steps", a_lab_without_end_runs_out_of_steps },
	{ "endless recursion overflows the stack", endless_recursion_overflows_the_stack },
	CU_TEST_INFO_NULL
};

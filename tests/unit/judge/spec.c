/* spec.c - what a specification gives points for, and on which side it asks. */
#include <CUnit/CUnit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/unit/traces.h"
#include "viz/judge/spec.h"
#include "viz/judge/spec_judge.h"

#define BEGIN(side, platform) "{\"type\":\"begin\",\"schema\":1,\"side\":\"" side "\",\"lab\":\"lab.c\",\"platform\":\"" platform "\",\"page_size\":4096,\"granularity\":65536}\n"
#define SIM BEGIN("sim", "FaultLab sim")
#define REAL BEGIN("real", "Wine 8.0")
#define FAULT(step) "{\"type\":\"fault\",\"step\":" #step ",\"line\":20,\"code\":\"EXCEPTION_ACCESS_VIOLATION\",\"access\":\"write\",\"address\":\"0x10000\",\"at\":\"A0+0x0\"}\n"
#define FILTER(step, more) "{\"type\":\"filter\",\"step\":" #step ",\"line\":21,\"disposition\":\"EXCEPTION_CONTINUE_EXECUTION\"" more "}\n"
#define RESOLVED ",\"resolved\":[{\"kind\":\"demand-zero\",\"access\":\"write\",\"at\":\"A0+0x0\",\"pfn\":\"0x1a\",\"from\":\"zeroed\"}]"
#define EXIT(step, more) "{\"type\":\"exit\",\"step\":" #step ",\"line\":0,\"code\":0" more "}\n"

static bool read_spec(struct spec *s, const char *text, char *why, size_t room)
{
	char path[TRACE_PATH];
	bool ok;

	why[0] = '\0';
	file_put(path, text, strlen(text));
	ok = spec_read(s, path, why, room);
	unlink(path);
	return ok;
}

/* Judge by `spec`; `real` NULL: there is no such trace, for the reason `unreal` or for none. To be freed. */
static struct results judged(const char *spec, const char *sim, const char *real, const char *unreal)
{
	struct trace_file t[SIDES] = { 0 };
	struct comparison c;
	struct results r = { 0 };
	struct spec s;
	char why[600];

	CU_ASSERT_FATAL(read_spec(&s, spec, why, sizeof why));
	trace_read(&t[SIDE_SIM], sim);
	if (real)
		trace_read(&t[SIDE_REAL], real);
	CU_ASSERT(compare_run(&c, real ? &t[SIDE_REAL] : NULL, &t[SIDE_SIM]));
	CU_ASSERT(spec_judge(&s, &c, unreal, &r));
	compare_free(&c);
	reader_free(&t[0]);
	reader_free(&t[1]);
	spec_free(&s);
	return r;
}

static void gives(const char *spec, const char *sim, const char *real, const char *unreal, int points, int most, const char *said)
{
	struct results r = judged(spec, sim, real, unreal);
	bool found = false;

	for (size_t i = 0; i < r.count; i++)
		found |= strstr(r.of[i].feedback, said) != NULL;
	if (results_points(&r) != points || results_max(&r) != most || !found)
		printf("  %s-> %d of %d: %s\n", spec, results_points(&r), results_max(&r), r.count ? r.of[r.count - 1].feedback : "");
	CU_ASSERT_EQUAL(results_points(&r), points);
	CU_ASSERT_EQUAL(results_max(&r), most);
	CU_ASSERT(found);
	results_free(&r);
}

static const char one_fault[] = "need 2 one fault\ncheck count fault == 1\ncheck count filter == 1\nhint Look again.\n";

/* All checks below a need have to hold, and the first that does not is told, behind the hint. */
static void a_need_is_all_or_nothing(void)
{
	gives(one_fault, SIM FAULT(0) FILTER(1, "") EXIT(2, ""), NULL, NULL, 200, 200, "Holds in the simulator");
	gives(one_fault, SIM FAULT(0) EXIT(1, ""), NULL, NULL, 0, 200, "Look again. Asked in the simulator: count filter == 1; found 0.");
	gives(one_fault, SIM EXIT(0, ""), NULL, NULL, 0, 200, "count fault == 1; found 0.");
}

/* The real side can take points away, and give none: there a lab can forge what it likes. */
static void the_real_side_only_costs(void)
{
	gives(one_fault, SIM FAULT(0) FILTER(1, "") EXIT(2, ""), REAL FAULT(0) FILTER(1, "") EXIT(2, ""), NULL, 200, 200,
	      "Holds on both sides");
	gives(one_fault, SIM FAULT(0) FILTER(1, "") EXIT(2, ""), REAL EXIT(0, ""), NULL, 0, 200, "Asked on the real side");
	gives(one_fault, SIM EXIT(0, ""), REAL FAULT(0) FILTER(1, "") EXIT(2, ""), NULL, 0, 200, "Asked in the simulator");
	gives(one_fault, SIM FAULT(0) FILTER(1, "") EXIT(2, ""), NULL, "it was killed", 0, 200, "there is no real run: it was killed");
}

/* What no real system shows a program is asked of the simulator alone. */
static void what_only_the_simulator_knows_is_asked_there(void)
{
	static const char resolved[] = "need 1 it came\ncheck some resolved kind=demand-zero\n";
	static const char marked[] = "need 1 it came\non sim check count fault == 1\n";

	gives(resolved, SIM FAULT(0) FILTER(1, RESOLVED) EXIT(2, ""), REAL FAULT(0) FILTER(1, "") EXIT(2, ""), NULL, 100, 100,
	      "Holds in the simulator");
	gives(resolved, SIM FAULT(0) FILTER(1, RESOLVED) EXIT(2, ""), NULL, "it was killed", 100, 100, "Holds in the simulator");
	gives(marked, SIM FAULT(0) EXIT(1, ""), REAL EXIT(0, ""), NULL, 100, 100, "Holds in the simulator");
}

/* Without a real run that somebody wanted there is no such item, not even one that is worth nothing. */
static void lists_no_agreement(const char *spec, const char *sim)
{
	struct results r = judged(spec, sim, NULL, NULL);

	CU_ASSERT_EQUAL(r.count, 1);
	results_free(&r);
}

/* Two runs of nothing agree, and have earned nothing; a side that nobody asked for costs nothing. */
static void agreement_counts_once_something_holds(void)
{
	static const char agree[] = "need 1 a fault\ncheck some fault\nagree 2\n";

	gives(agree, SIM FAULT(0) EXIT(1, ""), REAL FAULT(0) EXIT(1, ""), NULL, 300, 300, "Holds on both sides");
	gives(agree, SIM EXIT(0, ""), REAL EXIT(0, ""), NULL, 0, 300, "nothing of what was asked for is there");
	gives(agree, SIM FAULT(0) EXIT(1, ""), REAL FAULT(0) FILTER(1, "") EXIT(2, ""), NULL, 100, 300, "The two sides part at step");
	gives(agree, SIM FAULT(0) EXIT(1, ""), NULL, NULL, 100, 100, "Holds in the simulator; the real side was not asked");
	lists_no_agreement(agree, SIM FAULT(0) EXIT(1, ""));
}

/* A lab that had to be stopped is told so first; it is not started on the real side, and that costs nothing more. */
static void a_stopped_lab_keeps_what_it_had_shown(void)
{
	gives("need 1 a fault\ncheck some fault\nagree 1\n", SIM FAULT(0) EXIT(1, ",\"reason\":\"it went on and on\""), NULL, "it was not started", 100, 200,
	      "it went on and on");
}

static void limits_and_points_are_numbers(void)
{
	struct spec s;
	char why[600];

	CU_ASSERT(read_spec(&s, "title A\r\nlimit steps 5000\nlimit output 7\nneed 0.25 x\ncheck no fault\n", why, sizeof why));
	CU_ASSERT_EQUAL(s.limit[LIMIT_STEPS], 5000);
	CU_ASSERT_EQUAL(s.limit[LIMIT_OUTPUT], 7);
	CU_ASSERT_EQUAL(s.limit[LIMIT_SECONDS], -1);
	CU_ASSERT_EQUAL(s.need->points, 25);
	CU_ASSERT_STRING_EQUAL(s.title, "A");
	spec_free(&s);
}

/* Whoever writes a specification does not see how the editor stores it. */
static void a_specification_is_read_as_an_editor_leaves_it(void)
{
	static const char utf16[] = "\xfe\xff\0t\0i\0t\0l\0e\0 \x59\x27\xd8\x3d\xde\0\0\r\0n\0e\0e\0d\0 \0" "1\0 \0x\0\r\0c\0h\0e\0c\0k\0 \0n\0o\0 \0f\0a\0u\0l\0t";
	char path[TRACE_PATH], why[600];
	struct spec s;

	CU_ASSERT(read_spec(&s, "\xef\xbb\xbftitle Gr\u00f6\u00dfe\rneed 1 x\rcheck no fault\r", why, sizeof why));
	CU_ASSERT_STRING_EQUAL(s.title, "Gr\u00f6\u00dfe");
	spec_free(&s);
	file_put(path, utf16, sizeof utf16 - 1);
	CU_ASSERT(spec_read(&s, path, why, sizeof why));
	CU_ASSERT_STRING_EQUAL(s.title, "\u5927\U0001f600");
	unlink(path);
	spec_free(&s);
	CU_ASSERT_FALSE(read_spec(&s, "need 1 x\ncheck some output text~Gr\xf6\n", why, sizeof why));
	CU_ASSERT_PTR_NOT_NULL(strstr(why, ":2: a character here is not UTF-8"));
	spec_free(&s);
}

/* Each names its line and what would be right. */
static void a_mistake_is_told_with_its_line(void)
{
	static const struct {
		const char *text, *why;
	} rows[] = {
		{ "", ":0: nothing is asked for" },
		{ "need x\n", ":1: 'need' needs its points first" },
		{ "need 0 x\ncheck no fault\n", ":1: 'need' needs its points first" },
		{ "need 1\n", ":1: say in words" },
		{ "need 1 x\n", ":1: the need above has no check" },
		{ "check no fault\n", ":1: a check belongs to a need" },
		{ "agree 1\ncheck no fault\n", ":2: a check belongs to a need" },
		{ "\nneed 1 x\ncheck count fault\n", ":3: this is a value and no check" },
		{ "need 1 x\ncheck count nothing == 1\n", ":2: there is no type of event 'nothing'" },
		{ "hint x\n", ":1: a hint belongs to a need" },
		{ "limit steps -3\n", ":1: a limit is a whole number" },
		{ "limit speed 3\n", ":1: there is no limit of that name" },
		{ "on real check no fault\n", ":1: after 'on' comes" },
		{ "nede 1 x\n", ":1: 'nede 1 x': a line begins with" },
		{ "need 99999999999999999999 x\n", ":1: 'need' needs its points first" }
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct spec s;
		char why[600];

		CU_ASSERT_FALSE(read_spec(&s, rows[i].text, why, sizeof why));
		if (!strstr(why, rows[i].why))
			printf("  row %zu: %s\n", i, why);
		CU_ASSERT_PTR_NOT_NULL(strstr(why, rows[i].why));
		spec_free(&s);
	}
}

CU_TestInfo spec_tests[] = {
	{ "a need is all or nothing", a_need_is_all_or_nothing },
	{ "the real side only costs", the_real_side_only_costs },
	{ "what only the simulator knows is asked there", what_only_the_simulator_knows_is_asked_there },
	{ "agreement counts once something holds", agreement_counts_once_something_holds },
	{ "a stopped lab keeps what it had shown", a_stopped_lab_keeps_what_it_had_shown },
	{ "limits and points are numbers", limits_and_points_are_numbers },
	{ "a specification is read as an editor leaves it", a_specification_is_read_as_an_editor_leaves_it },
	{ "a mistake is told with its line", a_mistake_is_told_with_its_line },
	CU_TEST_INFO_NULL
};

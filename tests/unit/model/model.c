/* model.c - which moments become pictures, and what they say. */
#include <CUnit/CUnit.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit/traces.h"
#include "viz/model/model.h"

struct lab {
	struct trace_file t[SIDES];
	struct comparison c;
	struct model m;
};

/* `sides`: 1 real, 2 sim, 3 both. */
static void play(struct lab *l, const char *name, int sides)
{
	memset(l, 0, sizeof *l);
	scene_read(l->t, scene_find(name), sides);
	CU_ASSERT_FATAL(compare_run(&l->c, sides & 1 ? &l->t[0] : NULL, sides & 2 ? &l->t[1] : NULL));
	CU_ASSERT_FATAL(model_build(&l->m, &l->c));
}

static void done(struct lab *l)
{
	model_free(&l->m);
	compare_free(&l->c);
	reader_free(&l->t[0]);
	reader_free(&l->t[1]);
}

static const struct picture *picture(const struct lab *l, const char *name)
{
	static const struct picture none = { .name = "none", .title = "", .say = "", .phase_text = "", .vad = "", .space = "" };

	for (size_t i = 0; i < l->m.pictures; i++)
		if (strcmp(l->m.picture[i].name, name) == 0)
			return &l->m.picture[i];
	printf("  no picture %s\n", name);
	CU_FAIL("no such picture");
	return &none;
}

/* Reserve, two pictures a fault, decommit, release, exit. */
static void the_founding_workload_has_164_pictures(void)
{
	struct lab l;

	play(&l, "founding", 3);
	CU_ASSERT_EQUAL(l.m.pictures, 164);
	CU_ASSERT_STRING_EQUAL(l.m.picture[0].name, "step-0001-reserve");
	CU_ASSERT_STRING_EQUAL(l.m.picture[73].name, "step-0074-fault037-a");
	CU_ASSERT_STRING_EQUAL(l.m.picture[74].name, "step-0075-fault037-b");
	CU_ASSERT_STRING_EQUAL(l.m.picture[161].name, "step-0162-decommit");
	CU_ASSERT_STRING_EQUAL(l.m.picture[163].name, "step-0164-exit");
	CU_ASSERT_STRING_EQUAL(l.m.picture[74].graph, "step 75: fault 37 of 80, after");
	done(&l);
}

static void a_fault_is_told_in_two_sentences(void)
{
	struct lab l;
	const struct picture *f;

	play(&l, "founding", 3);
	f = picture(&l, "step-0002-fault001-a");
	CU_ASSERT_STRING_EQUAL(f->title, "Fault 1 of 80");
	CU_ASSERT_STRING_EQUAL(f->phase_text, "1 \u00b7 BEFORE commit");
	CU_ASSERT_STRING_EQUAL(f->say, "The program writes byte 0 of page 0. The page is reserved but not committed, so the CPU raises a page fault.");
	CU_ASSERT_EQUAL(f->miss, 3);
	CU_ASSERT_EQUAL(f->bits[1][0].mark, MK_ASK);
	CU_ASSERT_EQUAL(f->ledger[4].mark[0], MK_ASK);
	f = picture(&l, "step-0003-fault001-b");
	CU_ASSERT_STRING_EQUAL(f->say, "The filter commits page 0 and answers CONTINUE_EXECUTION. The retried write takes a zeroed frame and succeeds.");
	CU_ASSERT_STRING_EQUAL(f->bits[1][8].text, "0x80 demand-zero RW");
	CU_ASSERT_STRING_EQUAL(f->bits[2][8].text, "0x8000000003A10867");
	CU_ASSERT_EQUAL(f->bits[2][7].mark, MK_CHANGED);
	CU_ASSERT_STRING_EQUAL(f->frame_text, "PFN 3A10\nzero-filled");
	CU_ASSERT_STRING_EQUAL(f->vad, "VAD 10A0\u201310EF  Private RESERVE NOACCESS  commit charge 0\u21921");
	CU_ASSERT_STRING_EQUAL(f->ledger[5].value[0], "1 (+1)");
	CU_ASSERT_STRING_EQUAL(f->ledger[8].value[0], "not reported");
	CU_ASSERT_STRING_EQUAL(f->ledger[8].value[1], "2 (+1)");
	CU_ASSERT_EQUAL(f->ledger[8].same, SAME_NA);
	done(&l);
}

static void a_filter_that_gives_up_is_a_failure_not_a_divergence(void)
{
	struct lab l;
	const struct picture *f;

	play(&l, "past", 3);
	f = picture(&l, "step-0163-fault081-b");
	CU_ASSERT_STRING_EQUAL(f->title, "Fault 81: out of pages");
	CU_ASSERT_EQUAL(f->phase, PH_FAILED);
	CU_ASSERT_EQUAL(f->verdict, PV_AGREE);
	CU_ASSERT(f->exit_failed);
	CU_ASSERT_EQUAL(f->exit[0], 1);
	CU_ASSERT_STRING_EQUAL(f->hop[3].text, "80 of 80 used:\nnothing to commit");
	CU_ASSERT_STRING_EQUAL(f->vad, "no VAD covers 10F0   (last VAD ends at 10EF, charge 80)");
	done(&l);
}

static void a_divergence_names_both_sides(void)
{
	struct lab l;
	const struct picture *f;

	play(&l, "diverge", 3);
	f = picture(&l, "step-0075-fault037-b");
	CU_ASSERT_EQUAL(f->verdict, PV_DIVERGE);
	CU_ASSERT_STRING_EQUAL(f->say, "REAL committed page 36 and went on. SIM refused: its commit limit (36 pages) was reached, so its filter gave up.");
	CU_ASSERT(f->hop[3].differs);
	CU_ASSERT(f->hop[4].differs);
	CU_ASSERT_FALSE(f->hop[0].differs);
	CU_ASSERT_EQUAL(f->exit[0], 0);
	CU_ASSERT_EQUAL(f->exit[1], 1);
	CU_ASSERT_EQUAL(f->ledger[3].same, SAME_NO);
	CU_ASSERT_EQUAL(f->ledger[7].same, SAME_YES);
	CU_ASSERT_EQUAL(picture(&l, "step-0074-fault037-a")->verdict, PV_AGREE);
	done(&l);
}

/* MODEL-2, and what makes the picture honest: a picture says DIVERGE exactly if a row it covers does. */
static void every_diverging_step_is_in_one_diverging_picture(void)
{
	for (const struct scene *s = scenes; s->name; s++) {
		struct lab l;
		size_t next = 0;

		play(&l, s->name, 3);
		for (size_t i = 0; i < l.m.pictures; i++) {
			const struct picture *f = &l.m.picture[i];
			bool bad = false;

			CU_ASSERT_EQUAL(f->number, i + 1);
			CU_ASSERT_EQUAL(f->first_row, next);
			next = f->row + 1 > next ? f->row + 1 : next;
			for (size_t r = f->first_row; r <= f->row; r++)
				bad |= compare_differs(l.c.row[r].verdict);
			CU_ASSERT_EQUAL(f->verdict == PV_DIVERGE, bad);
			for (int k = 0; k < LEDGER_ROWS; k++)
				CU_ASSERT(bad || f->ledger[k].same != SAME_NO);
		}
		CU_ASSERT_EQUAL(next, l.c.rows);
		done(&l);
	}
}

static void a_missing_side_is_said_everywhere(void)
{
	struct lab l;

	for (int sides = 1; sides <= 2; sides++) {
		play(&l, "founding", sides);
		for (size_t i = 0; i < l.m.pictures; i++) {
			const struct picture *f = &l.m.picture[i];

			CU_ASSERT_EQUAL(f->verdict, sides == 1 ? PV_REAL_ALONE : PV_SIM_ALONE);
			CU_ASSERT_EQUAL(f->has_walk && f->fault, sides == 2 && f->fault);
			for (int k = 0; k < LEDGER_ROWS; k++)
				CU_ASSERT(f->ledger[k].same == SAME_NA || f->ledger[k].same == SAME_BLANK);
		}
		done(&l);
	}
}

static void odd_faults_are_told_as_they_are(void)
{
	struct lab l;

	play(&l, "guard", 3);
	CU_ASSERT_STRING_EQUAL(picture(&l, "step-0005-fault002-b")->say,
	                       "The filter makes no call and answers CONTINUE_EXECUTION. The guard is off, so the retried write succeeds.");
	CU_ASSERT_STRING_EQUAL(picture(&l, "step-0003-fault001-b")->ledger[3].value[0], "COMMIT GUARD");
	done(&l);
	play(&l, "read", 3);
	CU_ASSERT_STRING_EQUAL(picture(&l, "step-0002-fault001-a")->focus_word, "READ");
	CU_ASSERT_STRING_EQUAL(picture(&l, "step-0003-fault001-b")->exit_text[0], "retry the read");
	done(&l);
	play(&l, "unhandled", 3);
	CU_ASSERT_STRING_EQUAL(picture(&l, "step-0003-fault001-b")->exit_text[1], "process ends");
	CU_ASSERT_EQUAL(picture(&l, "step-0003-fault001-b")->phase, PH_FAILED);
	done(&l);
	play(&l, "two", 3);
	CU_ASSERT_PTR_NOT_NULL(strstr(picture(&l, "step-0002-reserve")->space, "A1 (one of 2 reservations) = 2 pages"));
	done(&l);
	play(&l, "mute", 3);
	CU_ASSERT_EQUAL(picture(&l, "step-0003-fault001-b")->ledger[6].same, SAME_NA);
	CU_ASSERT_STRING_EQUAL(picture(&l, "step-0003-fault001-b")->ledger[6].value[0], "not reported");
	done(&l);
}

/* What RaiseException raises has the code of a page fault, and is none: no #PF, no walk, nothing to retry. */
static const char raised[] =
	"{\"type\":\"begin\",\"schema\":1,\"side\":\"%s\",\"lab\":\"lab.c\",\"platform\":\"x\",\"page_size\":4096,\"granularity\":65536}\n"
	"{\"type\":\"call\",\"step\":0,\"line\":9,\"api\":\"%s\",\"args\":{\"dwExceptionCode\":\"%s\"},\"error\":0,\"error_name\":\"NO_ERROR\"}\n"
	"{\"type\":\"fault\",\"step\":1,\"line\":9,\"code\":\"%s\",\"access\":\"write\",\"address\":\"0x144000000\",\"at\":\"0x144000000\"%s}\n"
	"{\"type\":\"filter\",\"step\":2,\"line\":10,\"disposition\":\"EXCEPTION_CONTINUE_EXECUTION\"}\n"
	"{\"type\":\"exit\",\"step\":3,\"line\":0,\"code\":0}\n";

static const struct { const char *api, *argument, *code, *more; bool is_raised; } after_a_call[] = {
	{ "RaiseException", "0xc0000005", "EXCEPTION_ACCESS_VIOLATION", "", true },
	{ "RaiseException", "0x80000001", "EXCEPTION_GUARD_PAGE", "", true },
	{ "RaiseException", "0xc00000fd", "EXCEPTION_STACK_OVERFLOW", "", true },
	{ "RaiseException", "0xe0000001", "EXCEPTION_STACK_OVERFLOW", "", false },              /* of the stack that the call takes */
	{ "RaiseException", "0xc0000005", "EXCEPTION_ACCESS_VIOLATION", ",\"kind\":\"no-access\"", false },
	{ "SetLastError", "0xc0000005", "EXCEPTION_ACCESS_VIOLATION", "", false },
};

static void a_raised_exception_is_stated_as_raised(void)
{
	for (size_t i = 0; i < sizeof after_a_call / sizeof after_a_call[0]; i++) {
		struct lab l = { 0 };
		char text[2000];

		for (int side = 0; side < SIDES; side++) {
			snprintf(text, sizeof text, raised, side ? "sim" : "real", after_a_call[i].api, after_a_call[i].argument,
			         after_a_call[i].code, after_a_call[i].more);
			trace_read(&l.t[side], text);
			CU_ASSERT_EQUAL(l.t[side].event[1].raised, after_a_call[i].is_raised);
		}
		CU_ASSERT_FATAL(compare_run(&l.c, &l.t[0], &l.t[1]));
		CU_ASSERT_FATAL(model_build(&l.m, &l.c));
		if (after_a_call[i].is_raised && i < 2) {
			CU_ASSERT_PTR_NULL(strstr(picture(&l, "step-0001-fault001-a")->hop[0].text, "#PF"));
			CU_ASSERT_STRING_EQUAL(picture(&l, "step-0001-fault001-a")->hop[0].head, "1 Program");
			CU_ASSERT_PTR_NOT_NULL(strstr(picture(&l, "step-0001-fault001-a")->hop[1].text, "no page involved"));
			CU_ASSERT_PTR_NOT_NULL(strstr(picture(&l, "step-0001-fault001-a")->say, "The program raises"));
			CU_ASSERT_STRING_EQUAL(picture(&l, "step-0002-fault001-b")->exit_text[0], "go on after it");
		}
		done(&l);
	}
}

/* The filter of one thread is no answer to the exception of another, whichever comes first. */
static void each_thread_has_its_own_exceptions(void)
{
#define THREAD(n, step, more) "{\"type\":" more ",\"step\":" #step ",\"thread\":" #n ",\"line\":" #n "}\n"
#define RAISED "\"fault\",\"code\":\"EXCEPTION_ACCESS_VIOLATION\",\"access\":\"write\",\"address\":\"0x10\",\"at\":\"0x10\""
#define ANSWER(what) "\"filter\",\"disposition\":\"EXCEPTION_" what "\""
	static const char text[] =
		"{\"type\":\"begin\",\"schema\":1,\"side\":\"real\",\"lab\":\"l.c\",\"platform\":\"p\"}\n"
		THREAD(2, 0, RAISED) THREAD(3, 1, RAISED) THREAD(2, 2, ANSWER("EXECUTE_HANDLER")) THREAD(2, 3, "\"handler\"")
		THREAD(3, 4, ANSWER("CONTINUE_EXECUTION")) "{\"type\":\"exit\",\"step\":5,\"line\":0,\"code\":0}\n";
	struct lab l;

	memset(&l, 0, sizeof l);
	trace_read(&l.t[0], text);
	CU_ASSERT_FATAL(compare_run(&l.c, &l.t[0], NULL));
	CU_ASSERT_FATAL(model_build(&l.m, &l.c));
	CU_ASSERT_EQUAL(l.m.pictures, 6);
	CU_ASSERT_PTR_NOT_NULL(strstr(picture(&l, "step-0001-fault001-a")->say, "Thread 2 writes address 0x10."));
	CU_ASSERT_PTR_NOT_NULL(strstr(picture(&l, "step-0002-fault002-a")->say, "Thread 3 writes address 0x10."));
	CU_ASSERT_PTR_NOT_NULL(strstr(picture(&l, "step-0003-fault001-b")->say, "Thread 2: The filter makes no call and answers EXECUTE_HANDLER"));
	CU_ASSERT_PTR_NOT_NULL(strstr(picture(&l, "step-0004-handler")->say, "Thread 2: "));
	CU_ASSERT_PTR_NOT_NULL(strstr(picture(&l, "step-0005-fault002-b")->say, "Thread 3: The filter makes no call and answers CONTINUE_EXECUTION"));
	CU_ASSERT_PTR_NOT_NULL(strstr(picture(&l, "step-0006-exit")->say, "Thread 1: "));
	done(&l);
}

CU_TestInfo model_tests[] = {
	{ "each thread has its own exceptions", each_thread_has_its_own_exceptions },
	{ "a raised exception is stated as raised", a_raised_exception_is_stated_as_raised },
	{ "the founding workload has 164 pictures", the_founding_workload_has_164_pictures },
	{ "a fault is told in two sentences", a_fault_is_told_in_two_sentences },
	{ "a filter that gives up is a failure, not a divergence", a_filter_that_gives_up_is_a_failure_not_a_divergence },
	{ "a divergence names both sides", a_divergence_names_both_sides },
	{ "every diverging step is in one diverging picture", every_diverging_step_is_in_one_diverging_picture },
	{ "a missing side is said everywhere", a_missing_side_is_said_everywhere },
	{ "odd faults are told as they are", odd_faults_are_told_as_they_are },
	CU_TEST_INFO_NULL
};

/* printed.c - in which numbers two printed texts may differ, and in which not. */
#include <CUnit/CUnit.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit/traces.h"
#include "viz/compare/compare.h"

#define BEGIN(side, platform) "{\"type\":\"begin\",\"schema\":1,\"side\":\"" side "\",\"lab\":\"l.c\",\"platform\":\"" platform "\",\"page_size\":4096}\n"
#define RUN(name, size) "{\"at\":\"" name "+0x0\",\"size\":\"" size "\",\"state\":\"MEM_RESERVE\",\"protect\":\"0x0\"}"

/* Two reservations of four pages each, and the answers of a clock: 1000 and 1016 here, 0 and 16 there. */
static const char *const start[SIDES] = {
	BEGIN("real", "Wine 8.0")
	"{\"type\":\"handler\",\"step\":0,\"line\":1,\"regions\":[" RUN("A0", "0x4000") "," RUN("A1", "0x4000") "],"
	"\"bases\":{\"A0\":\"0x12a0000\",\"A1\":\"0x12b0000\"}}\n"
	"{\"type\":\"call\",\"step\":1,\"line\":1,\"api\":\"GetTickCount\",\"result\":\"1000\"}\n"
	"{\"type\":\"call\",\"step\":2,\"line\":1,\"api\":\"GetTickCount\",\"result\":\"1016\"}\n",
	BEGIN("sim", "FaultLab sim")
	"{\"type\":\"handler\",\"step\":0,\"line\":1,\"regions\":[" RUN("A0", "0x4000") "," RUN("A1", "0x4000") "],"
	"\"bases\":{\"A0\":\"0x10a0000\",\"A1\":\"0x20b0000\"}}\n"
	"{\"type\":\"call\",\"step\":1,\"line\":1,\"api\":\"GetTickCount\",\"result\":\"0\"}\n"
	"{\"type\":\"call\",\"step\":2,\"line\":1,\"api\":\"GetTickCount\",\"result\":\"17\"}\n"
};

static const struct {
	const char *name, *real, *sim;
	bool same;
	size_t skips;           /* numbers that were not compared */
	const char *of_real, *of_sim;   /* what the traces say of the words */
} texts[] = {
	{ "%p", "at 00000000012A0000", "at 00000000010A0000", true, 0, "", "" },
	{ "%x", "at 12a1000!", "at 10a1000!", true, 0, "", "" },
	{ "0x", "0x12a1000,0x12b1004", "0x10a1000,0x20b1004", true, 0, "", "" },
	{ "h", "12A1000h", "10A1000h", true, 0, "", "" },
	{ "decimal", "19529728", "17432576", true, 0, "", "" },
	{ "the end of a reservation", "to 12a4000", "to 10a4000", true, 0, "", "" },
	{ "blanks beside an address", "[ 12a1000]", "[10a1000 ]", true, 0, "", "" },
	{ "another offset", "at 12a1000", "at 10a2000", false, 0, "", "" },
	{ "another reservation", "at 12a0000", "at 20b0000", false, 0, "", "" },
	{ "an address on one side only", "at 12a0000", "at 10b0000", false, 0, "", "" },
	{ "another number", "12 pages", "13 pages", false, 0, "", "" },
	{ "another large number", "sum 1000000", "sum 1000001", false, 0, "", "" },
	{ "another word", "at 12a0000 done", "at 10a0000 dead", false, 0, "", "" },
	{ "words of hexadecimal digits", "added", "faced", false, 0, "", "" },
	{ "blanks elsewhere", "at 12a0000  done  it", "at 10a0000  done it", false, 0, "", "" },
	{ "more of it", "at 12a0000", "at 10a0000 now", false, 0, "", "" },
	{ "what a clock said", "tick 1016", "tick 17", true, 1, "", "" },
	{ "the time between", "took 16 ms", "took 17 ms", true, 1, "", "" },
	{ "another time", "took 15 ms", "took 17 ms", false, 0, "", "" },
	{ "an address of the stack", "000000000021fd38", "00000000001ffba4", true, 1,
	  "\"000000000021fd38\":\"stack\"", "\"00000000001ffba4\":\"stack\"" },
	{ "of the stack, and of the heap", "21fd38", "1ffba4", false, 0, "\"21fd38\":\"stack\"", "\"1ffba4\":\"heap\"" },
	{ "of the stack on one side", "21fd38", "1ffba4", false, 0, "\"21fd38\":\"stack\"", "" },
	{ "a clock of the real side", "counter 515411068739", "counter 10000", true, 1, "\"515411068739\":\"time\"", "" },
	{ "a clock beside a word", "counter 515411068739", "counter none", false, 0, "\"515411068739\":\"time\"", "" },
	{ "a clock of the simulator's side alone", "counter 10000", "counter 946684800", false, 0, "", "\"946684800\":\"time\"" },
	{ "a difference beside one that is none", "21fd38 of 3", "1ffba4 of 4", false, 0, "\"21fd38\":\"stack\"", "\"1ffba4\":\"stack\"" }
};

static void read_side(struct trace_file *t, int side, const char *text, const char *machine)
{
	char whole[4096];

	snprintf(whole, sizeof whole, "%s{\"type\":\"output\",\"step\":3,\"line\":9,\"text\":\"%s\",\"machine\":{%s}}\n"
	         "{\"type\":\"exit\",\"step\":4,\"line\":0,\"code\":0}\n", start[side], text, machine);
	trace_read(t, whole);
}

static void numbers_of_the_machine_are_no_difference(void)
{
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct trace_file t[SIDES];
		struct comparison c;
		const struct row *r;

		read_side(&t[0], 0, texts[i].real, texts[i].of_real);
		read_side(&t[1], 1, texts[i].sim, texts[i].of_sim);
		CU_ASSERT_FATAL(compare_run(&c, &t[0], &t[1]) && c.rows >= 5);
		r = &c.row[3];
		if ((r->verdict == CMP_AGREE) != texts[i].same || r->skips != texts[i].skips)
			printf("  row '%s': verdict %d, %zu not compared\n", texts[i].name, r->verdict, r->skips);
		CU_ASSERT_EQUAL(r->verdict == CMP_AGREE, texts[i].same);
		CU_ASSERT_EQUAL(r->skips, texts[i].skips);
		CU_ASSERT_EQUAL(compare_status(&c), !texts[i].same);
		compare_free(&c);
		reader_free(&t[0]);
		reader_free(&t[1]);
	}
}

#define QUERY(step, at) "{\"type\":\"call\",\"step\":" step ",\"line\":1,\"api\":\"VirtualQuery\",\"at\":\"" at "\",\"result\":\"0x30\"," \
	"\"out\":{\"BaseAddress\":\"" at "\",\"RegionSize\":\"0x1000\",\"State\":\"MEM_COMMIT\"},\"error\":0}\n"
#define OUTPUT(step, text) "{\"type\":\"output\",\"step\":" step ",\"line\":2,\"text\":\"" text "\"}\n"
#define EXIT(step) "{\"type\":\"exit\",\"step\":" step ",\"line\":0,\"code\":0}\n"

static void a_walk_has_as_many_steps_as_the_system_has_regions(void)
{
	struct trace_file t[SIDES];
	struct comparison c;
	struct ink i = { 0 };

	trace_read(&t[0], BEGIN("real", "Wine 8.0") QUERY("0", "0x20000") OUTPUT("1", "00020000 ") OUTPUT("2", "free\\n")
	           QUERY("3", "0x40000") QUERY("4", "A0+0x0") OUTPUT("5", "mine\\n") EXIT("6"));
	trace_read(&t[1], BEGIN("sim", "FaultLab sim") QUERY("0", "A0+0x0") OUTPUT("1", "mine\\n") QUERY("2", "0x70000000")
	           OUTPUT("3", "70000000 used\\n") EXIT("4"));
	CU_ASSERT_FATAL(compare_run(&c, &t[0], &t[1]));
	CU_ASSERT_EQUAL(compare_status(&c), 0);
	CU_ASSERT_EQUAL(c.row[0].verdict, CMP_ALONE);
	compare_say_verdict(&i, &c, &c.row[0]);
	CU_ASSERT_STRING_EQUAL(i.text, "not compared: outside the lab's memory");
	ink_free(&i);
	compare_free(&c);
	reader_free(&t[1]);
	/* What is printed after it without the address is the lab's own word. */
	trace_read(&t[1], BEGIN("sim", "FaultLab sim") QUERY("0", "A0+0x0") OUTPUT("1", "mine\\n") QUERY("2", "0x70000000")
	           OUTPUT("3", "7 of them\\n") EXIT("4"));
	CU_ASSERT_FATAL(compare_run(&c, &t[0], &t[1]));
	CU_ASSERT_EQUAL(compare_status(&c), 1);
	compare_free(&c);
	reader_free(&t[0]);
	reader_free(&t[1]);
}

CU_TestInfo printed_tests[] = {
	{ "numbers of the machine are no difference", numbers_of_the_machine_are_no_difference },
	{ "a walk has as many steps as the system has regions", a_walk_has_as_many_steps_as_the_system_has_regions },
	CU_TEST_INFO_NULL
};

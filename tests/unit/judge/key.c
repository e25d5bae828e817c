/*
 * key.c - what a handout and traces become.
 *
 * The traces are played by traces.h: a lab of so many pages, each
 * touched once. the command is called as main would call it, and what it prints
 * is caught in files.
 */
#include <CUnit/CUnit.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/unit/traces.h"
#include "viz/base/command.h"

extern const struct command key_command;

#define LAB(n) { .name = "key", .pages = n, .touch = n }

static char folder[64], handout[96], real[96], sim[96], other[96];
static char told[1 << 16], error[1 << 16];

static void begin(int pages_real, int pages_sim)
{
	const struct scene a = LAB(pages_real), b = LAB(pages_sim), c = LAB(9);

	snprintf(folder, sizeof folder, "/tmp/faultlab-key-XXXXXX");
	CU_ASSERT_FATAL(mkdtemp(folder) != NULL);
	snprintf(handout, sizeof handout, "%s/handout.md", folder);
	snprintf(real, sizeof real, "%s/real.jsonl", folder);
	snprintf(sim, sizeof sim, "%s/sim.jsonl", folder);
	snprintf(other, sizeof other, "other=%s/other.jsonl", folder);
	CU_ASSERT_FATAL(scene_write(&a, 0, real) && scene_write(&b, 1, sim) && scene_write(&c, 1, other + 6));
}

static void end(void)
{
	unlink(handout);
	unlink(real);
	unlink(sim);
	unlink(other + 6);
	rmdir(folder);
}

static void slurp(FILE *f, char *room)
{
	size_t n;

	rewind(f);
	n = fread(room, 1, sizeof told - 1, f);
	room[n] = '\0';
	fclose(f);
}

/* Run it with stdout and stderr caught in `told` and `error`. */
static int key(int argc, char **argv)
{
	FILE *o = tmpfile(), *e = tmpfile();
	int out = dup(1), err = dup(2), status;

	CU_ASSERT_FATAL(o && e);
	fflush(stdout);
	fflush(stderr);
	dup2(fileno(o), 1);
	dup2(fileno(e), 2);
	status = key_command.run(argc, argv);
	fflush(stdout);
	fflush(stderr);
	dup2(out, 1);
	dup2(err, 2);
	close(out);
	close(err);
	slurp(o, told);
	slurp(e, error);
	return status;
}

/* A handout with these questions, both sides' traces and the other one. */
static int key_to(const char *questions)
{
	char *argv[] = { "key", handout, real, sim, other };
	FILE *f = fopen(handout, "w");

	CU_ASSERT_FATAL(f != NULL);
	fprintf(f, "# Lab 0: a title\n\nBefore. <!-- answer: not looked at -->\n\n## Questions\n%s\n## After\n1. <!-- answer: nor this -->\n", questions);
	fclose(f);
	return key(5, argv);
}

static void says(const char *want)
{
	if (!strstr(told, want)) {
		printf("  wanted '%s' in:\n%s%s", want, told, error);
		CU_FAIL("not told");
	}
}

static void complains(const char *want)
{
	if (!strstr(error, want)) {
		printf("  wanted '%s' in:\n%s", want, error);
		CU_FAIL("no such error");
	}
}

static void an_answer_takes_the_place_of_its_query(void)
{
	begin(4, 4);
	CU_ASSERT_EQUAL(key_to("1. How many?\n   <!-- answer: count fault -->\n   <!-- because: It is {count fault}, of {distinct fault at}. -->\n"), 0);
	CU_ASSERT_STRING_EQUAL(error, "");
	says("# Key to Lab 0: a title\n");
	says("1. How many?\n   **Answer: 4.** `count fault`, steps ");
	says("\n   It is 4, of 4.\n");
	CU_ASSERT_PTR_NULL(strstr(told, "<!--"));
	CU_ASSERT_PTR_NULL(strstr(told, "After"));
	CU_ASSERT_PTR_NULL(strstr(told, "Before"));
	end();
}

static void a_query_may_go_over_lines(void)
{
	begin(4, 4);
	CU_ASSERT_EQUAL(key_to("1. A?\n<!-- answer:\n   count fault\r\n   access=write -->\n<!-- because: {first\nfault at}. -->\n"), 0);
	says("**Answer: 4.** `count fault");
	says("A0+0x0.");
	end();
}

static void the_traces_decide(void)
{
	begin(5, 5);
	CU_ASSERT_EQUAL(key_to("1. How many?\n   <!-- answer: count fault -->\n"), 0);
	says("**Answer: 5.**");
	end();
}

static void a_name_asks_another_run(void)
{
	begin(4, 4);
	CU_ASSERT_EQUAL(key_to("1. A?\n<!-- answer other: count fault -->\n<!-- because: {other: count fault} or {count fault} or {: count fault}. -->\n"), 0);
	says("**Answer: 9.** `count fault` in other");
	says("9 or 4 or 4.");
	CU_ASSERT_EQUAL(key_to("1. A?\n\n<!-- answer nobody: count fault -->\n"), 2);
	complains("handout.md:8: no trace was given for: nobody");
	CU_ASSERT_STRING_EQUAL(told, "");
	end();
}

static void the_sides_have_to_agree(void)
{
	begin(4, 5);
	CU_ASSERT_EQUAL(key_to("1. A?\n<!-- answer: count fault -->\n"), 1);
	complains("handout.md:7: the two sides answer differently: count fault");
	says("REAL 4, SIM 5");
	CU_ASSERT_EQUAL(key_to("1. A?\n<!-- answer on sim: count fault -->\n<!-- because: {on sim: count fault}, {on sim other: count fault}. -->\n"), 0);
	says("**Answer: 5.** `count fault` (simulator only), steps");
	says("5, 9.");
	end();
}

/* KEY-1 */
static void no_answer_is_left_out(void)
{
	begin(4, 4);
	CU_ASSERT_EQUAL(key_to("1. A?\n<!-- answer: first unhandled code -->\n"), 1);
	complains("handout.md:7: the trace has no answer to: first unhandled code");
	CU_ASSERT_EQUAL(key_to("1. A?\n<!-- answer: count fault == first unhandled code -->\n"), 1);
	complains("the trace has no answer to");
	CU_ASSERT_EQUAL(key_to("1. A?\n2. B? <!-- because: x\n{first unhandled code} -->\n"), 1);
	complains("handout.md:8: the trace has no answer to");
	says("x\n?\n");
	CU_ASSERT_EQUAL(key_to("1. A?\n<!-- answer: cuont fault -->\n<!-- answer: count fualt -->\n"), 2);
	complains("handout.md:7: ");
	complains("handout.md:8: there is no type of event 'fualt'");
	CU_ASSERT_STRING_EQUAL(told, "");
	end();
}

static void what_has_no_end_is_refused(void)
{
	begin(4, 4);
	CU_ASSERT_EQUAL(key_to("1. A?\n<!-- answer: count fault\n2. B?\n"), 2);
	complains("handout.md:7: the comment has no end");
	CU_ASSERT_STRING_EQUAL(told, "");
	CU_ASSERT_EQUAL(key_to("1. A?\n<!-- because: {count fault -->\n"), 2);
	complains("handout.md:7: a brace is not closed");
	end();
}

static void truths_are_yes_or_no(void)
{
	begin(4, 4);
	CU_ASSERT_EQUAL(key_to("1. <!-- because: {some fault}; {no fault}; {count fault == 4}; {count fault > 4}; {each fault has access=write}. -->\n"), 0);
	says("yes; no; yes (4); no (4); yes.");
	end();
}

static void other_comments_are_left_out(void)
{
	begin(4, 4);
	CU_ASSERT_EQUAL(key_to("1. A?\n   <!-- run x: --ws-max 3 -- 4 -->\n2. B?\n"), 0);
	says("1. A?\n2. B?\n");
	end();
}

static void questions_alone_need_no_trace(void)
{
	char *argv[] = { "key", "--questions", handout };

	begin(4, 4);
	key_to("1. A?\n   <!-- answer: count fault -->\n   <!-- because: {count fault}. -->\n2. B?\n");
	CU_ASSERT_EQUAL(key(3, argv), 0);
	says("# Lab 0: a title\n");
	says("1. A?\n2. B?\n");
	CU_ASSERT_PTR_NULL(strstr(told, "Answer"));
	CU_ASSERT_PTR_NULL(strstr(told, "<!--"));
	end();
}

static void a_value_stays_on_one_line(void)
{
	struct scene s = LAB(2);
	char *argv[] = { "key", handout, sim };

	begin(2, 2);
	s.output = "  <b>\\u001b[2J two\\nlines\\n";
	CU_ASSERT(scene_write(&s, 1, sim));
	key_to("1. A? <!-- answer: first output text -->\n");
	CU_ASSERT_EQUAL(key(3, argv), 0);
	says("**Answer: <b>\\x1b[2J two\\nlines.**");
	end();
}

static void unusable_input_is_named(void)
{
	char *no_traces[] = { "key", handout }, *twice[] = { "key", handout, sim, sim }, *absent[] = { "key", handout, "/nowhere/x.jsonl" };
	char *option[] = { "key", "--answers", handout }, *nothing[] = { "key" };

	begin(4, 4);
	CU_ASSERT_EQUAL(key(3, (char *[]){ "key", handout, sim }), 2);
	complains("handout.md: cannot be read");
	key_to("1. A?\n");
	CU_ASSERT_EQUAL(key(2, no_traces), 2);
	complains("a trace is missing");
	CU_ASSERT_EQUAL(key(1, nothing), 2);
	complains("a handout is missing");
	CU_ASSERT_EQUAL(key(4, twice), 2);
	complains("have the same name");
	CU_ASSERT_EQUAL(key(3, absent), 2);
	complains("/nowhere/x.jsonl");
	CU_ASSERT_EQUAL(key(3, option), 2);
	complains("unknown option: --answers");
	CU_ASSERT_EQUAL(key(3, (char *[]){ "key", sim, sim }), 2);
	complains("no handout: it begins with '# TITLE'");
	end();
}

CU_TestInfo key_tests[] = {
	{ "an answer takes the place of its query", an_answer_takes_the_place_of_its_query },
	{ "a query may go over lines", a_query_may_go_over_lines },
	{ "the traces decide", the_traces_decide },
	{ "a name asks another run", a_name_asks_another_run },
	{ "the sides have to agree", the_sides_have_to_agree },
	{ "no answer is left out", no_answer_is_left_out },
	{ "what has no end is refused", what_has_no_end_is_refused },
	{ "truths are yes or no", truths_are_yes_or_no },
	{ "other comments are left out", other_comments_are_left_out },
	{ "questions alone need no trace", questions_alone_need_no_trace },
	{ "a value stays on one line", a_value_stays_on_one_line },
	{ "unusable input is named", unusable_input_is_named },
	CU_TEST_INFO_NULL
};

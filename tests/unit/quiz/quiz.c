/* quiz.c - questions that the trace asks and answers. */
#include <CUnit/CUnit.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit/traces.h"
#include "viz/quiz/quiz.h"

static struct trace_file t[SIDES];
static struct comparison c;
static struct model m;
static struct keep k;

static void set_up(const char *name, bool both)
{
	scene_read(t, scene_find(name), 3);
	CU_ASSERT_FATAL(compare_run(&c, both ? &t[0] : NULL, &t[1]) && model_build(&m, &c));
	k = (struct keep){ 0 };
}

static void tear_down(void)
{
	model_free(&m);
	compare_free(&c);
	reader_free(&t[0]);
	reader_free(&t[1]);
	keep_free(&k);
}

/* Picture of fault `number`, before the filter. */
static const struct picture *before(size_t number)
{
	for (size_t i = 0; i < m.pictures; i++)
		if (m.picture[i].fault == number && !m.picture[i].after)
			return &m.picture[i];
	return NULL;
}

static const struct question *asks(const struct question *q, int count, const char *what)
{
	for (int i = 0; i < count; i++)
		if (strstr(q[i].ask, what))
			return &q[i];
	return NULL;
}

/* The first touch of a reserved page: the filter commits it, and the program never knew. */
static void the_right_answer_is_what_the_picture_after_says(void)
{
	struct question q[QUIZ_ASKS];
	const struct question *one;
	int count;

	set_up("founding", true);
	count = quiz_make(q, &k, &m, before(1));
	CU_ASSERT_EQUAL_FATAL(count, 3);
	one = asks(q, count, "state of the page");
	CU_ASSERT_PTR_NOT_NULL_FATAL(one);
	CU_ASSERT_STRING_EQUAL(one->choice[one->right], "COMMIT");
	CU_ASSERT_PTR_NOT_NULL(strstr(one->reason, "Before: RESERVE, after: COMMIT"));
	one = asks(q, count, "committed");
	CU_ASSERT_PTR_NOT_NULL_FATAL(one);
	CU_ASSERT_STRING_EQUAL(one->choice[one->right], "1");
	CU_ASSERT_PTR_NOT_NULL(strstr(one->reason, "(+1)"));
	count = quiz_make(q, &k, &m, before(4));
	one = asks(q, count, "P bit");
	CU_ASSERT_PTR_NOT_NULL_FATAL(one);
	CU_ASSERT_STRING_EQUAL(one->choice[one->right], "1");
	CU_ASSERT_PTR_NOT_NULL(strstr(one->reason, "the entry is valid"));
	one = asks(q, count, "go on");
	CU_ASSERT_PTR_NOT_NULL_FATAL(one);
	CU_ASSERT_STRING_EQUAL(one->choice[one->right], "retry the write");
	tear_down();
}

static void a_divergence_is_told_in_the_reason(void)
{
	struct question q[QUIZ_ASKS];
	const struct question *one;
	int count;

	set_up("smalldiv", true);
	count = quiz_make(q, &k, &m, before(3));        /* the simulator's limit is 2 pages */
	one = asks(q, count, "committed");
	CU_ASSERT_PTR_NOT_NULL_FATAL(one);
	CU_ASSERT_STRING_EQUAL(one->choice[one->right], "3");
	CU_ASSERT_PTR_NOT_NULL(strstr(one->reason, "SIM says 2"));
	tear_down();
}

static void check_all(const char *name, bool both)
{
	struct question q[QUIZ_ASKS];

	set_up(name, both);
	for (size_t n = 0; n < m.pictures; n++) {
		int count = quiz_make(q, &k, &m, &m.picture[n]);

		CU_ASSERT_EQUAL(count > 0, quiz_reveals(&m, &m.picture[n]) != NULL);
		for (int i = 0; i < count; i++) {
			CU_ASSERT(q[i].choices >= 2 && q[i].right >= 0 && q[i].right < q[i].choices);
			for (int x = 0; x < q[i].choices; x++)
				for (int y = 0; y < x; y++)
					CU_ASSERT_STRING_NOT_EQUAL(q[i].choice[x], q[i].choice[y]);
		}
	}
	tear_down();
}

/* QUIZ-1, in every lab, also where a side is missing. */
static void choices_are_distinct_and_one_is_right(void)
{
	for (const struct scene *s = scenes; s->name; s++)
		if (strcmp(s->name, "huge")) {
			check_all(s->name, true);
			check_all(s->name, false);
		}
}

static void only_pictures_before_the_filter_ask(void)
{
	struct question q[QUIZ_ASKS];

	set_up("one", true);
	CU_ASSERT_EQUAL(quiz_make(q, &k, &m, &m.picture[0]), 0);
	CU_ASSERT_PTR_NULL(quiz_reveals(&m, &m.picture[0]));
	CU_ASSERT_PTR_EQUAL(quiz_reveals(&m, before(1)), before(1) + 1);
	CU_ASSERT_EQUAL(quiz_make(q, &k, &m, before(1) + 1), 0);
	tear_down();
}

CU_TestInfo quiz_tests[] = {
	{ "the right answer is what the picture after says", the_right_answer_is_what_the_picture_after_says },
	{ "a divergence is told in the reason", a_divergence_is_told_in_the_reason },
	{ "choices are distinct and one is right", choices_are_distinct_and_one_is_right },
	{ "only pictures before the filter ask", only_pictures_before_the_filter_ask },
	CU_TEST_INFO_NULL
};

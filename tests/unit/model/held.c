/* held.c - what the lab's variables hold at each picture. */
#include <CUnit/CUnit.h>

#include "viz/model/held.h"

static const struct variable
	first[] = { { "i", "0", "main", true }, { "used", "1", NULL, true } },
	second[] = { { "page", "0x10", "filter", true } },
	third[] = { { "i", "0", "main", false } };

static struct event event[] = {
	{ .variable = first, .variables = 2, .has_variables = true },
	{ .variable = second, .variables = 1, .has_variables = true },
	{ .variable = third, .variables = 1, .has_variables = true },
	{ .has_variables = false }
};
static struct row row[] = { { .side = { NULL, &event[0] } }, { .side = { NULL, &event[1] } }, { .side = { NULL, &event[2] } },
                            { .side = { NULL, &event[3] } } };
static const struct comparison c = { .row = row, .rows = 4 };

/* A filter runs in another function: the locals of main are not its own, the globals are everybody's. */
static void locals_are_those_of_the_last_event(void)
{
	struct held h = { .count = 0 };

	held_step(&h, &c, 0, 0);
	CU_ASSERT_EQUAL_FATAL(h.count, 2);
	CU_ASSERT(h.now[0].changed && h.now[1].changed);
	held_step(&h, &c, 1, 1);
	CU_ASSERT_EQUAL_FATAL(h.count, 2);
	CU_ASSERT_STRING_EQUAL(h.now[0].name, "page");
	CU_ASSERT_STRING_EQUAL(h.now[1].name, "used");
	CU_ASSERT_FALSE(h.now[1].changed);
}

/* A picture of several events marks what changed in any of them. */
static void a_change_inside_a_picture_stays_marked(void)
{
	struct held h = { .count = 0 };

	held_step(&h, &c, 0, 2);
	CU_ASSERT_EQUAL_FATAL(h.count, 2);
	CU_ASSERT_STRING_EQUAL(h.now[0].name, "i");
	CU_ASSERT_FALSE(h.now[0].changed);      /* the filter lay in between: these locals came anew, unchanged */
	CU_ASSERT(h.now[1].changed);
}

/* HELD-1: old locals are not shown as those of a moment that says nothing. */
static void an_event_without_variables_shows_globals_only(void)
{
	struct held h = { .count = 0 };

	held_step(&h, &c, 0, 2);
	held_step(&h, &c, 3, 3);
	CU_ASSERT_EQUAL_FATAL(h.count, 1);
	CU_ASSERT_STRING_EQUAL(h.now[0].name, "used");
}

CU_TestInfo held_tests[] = {
	{ "locals are those of the last event", locals_are_those_of_the_last_event },
	{ "a change inside a picture stays marked", a_change_inside_a_picture_stays_marked },
	{ "an event without variables shows globals only", an_event_without_variables_shows_globals_only },
	CU_TEST_INFO_NULL
};

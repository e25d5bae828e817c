/* overview.c - the whole run on one page. */
#include <CUnit/CUnit.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit/traces.h"
#include "viz/book/overview.h"

static struct trace_file t[SIDES];
static struct comparison c;
static struct model m;
static struct overview o;
static struct ink svg;

static void set_up(const char *name, bool real, bool sim)
{
	scene_read(t, scene_find(name), 3);
	CU_ASSERT_FATAL(compare_run(&c, real ? &t[0] : NULL, sim ? &t[1] : NULL) && model_build(&m, &c));
	overview_count(&o, &m);
	svg = (struct ink){ 0 };
	overview_draw(&svg, &o, &m);
	CU_ASSERT_FATAL(!svg.failed && svg.used);
}

static void tear_down(void)
{
	ink_free(&svg);
	model_free(&m);
	compare_free(&c);
	reader_free(&t[0]);
	reader_free(&t[1]);
}

static const struct overview_kind *kind(const char *name)
{
	for (size_t i = 0; i < o.kinds; i++)
		if (strcmp(o.kind[i].name, name) == 0)
			return &o.kind[i];
	return NULL;
}

/* A page is touched: one violation for the program, one call of its filter, one answer; 80 times. */
static void events_are_counted_by_kind(void)
{
	set_up("founding", true, true);
	CU_ASSERT_PTR_NOT_NULL_FATAL(kind("ACCESS_VIOLATION, write"));
	CU_ASSERT_EQUAL(kind("ACCESS_VIOLATION, write")->count[0], 80);
	CU_ASSERT_EQUAL(kind("ACCESS_VIOLATION, write")->count[1], 80);
	CU_ASSERT_PTR_NOT_NULL_FATAL(kind("VirtualAlloc: commit"));
	CU_ASSERT_EQUAL(kind("VirtualAlloc: commit")->count[0], 80);
	CU_ASSERT_PTR_NOT_NULL_FATAL(kind("filter: CONTINUE_EXECUTION"));
	CU_ASSERT_PTR_NOT_NULL(strstr(svg.text, "= REAL and SIM agree"));
	CU_ASSERT_PTR_NOT_NULL(strstr(svg.text, "Fault 80 of 80"));
	tear_down();
}

static void charge(size_t i, int64_t pages)
{
	((struct event *)t[1].event)[i].counter[CN_CHARGE] = pages;
}

/* A real system does not tell its charge: the panel may call committed pages by that name only where the simulator tells its own. */
static void the_commit_charge_is_not_the_committed_pages(void)
{
	set_up("founding", true, true);
	CU_ASSERT_PTR_NULL(strstr(svg.text, "COMMIT CHARGE"));
	CU_ASSERT_PTR_NOT_NULL(strstr(svg.text, "COMMITTED PAGES"));
	for (size_t i = 0; i < t[1].events; i++)
		charge(i, t[1].event[i].counter[CN_COMMIT]);
	ink_clear(&svg);
	overview_draw(&svg, &o, &m);
	CU_ASSERT_PTR_NOT_NULL(strstr(svg.text, "COMMIT CHARGE"));
	CU_ASSERT_PTR_NULL(strstr(svg.text, "committed, at most"));
	charge(t[1].events / 2, 777);
	ink_clear(&svg);
	overview_draw(&svg, &o, &m);
	CU_ASSERT_PTR_NOT_NULL(strstr(svg.text, "committed, at most 80"));
	CU_ASSERT_PTR_NOT_NULL(strstr(svg.text, "thin line, at most 777"));
	tear_down();
}

static void a_divergence_is_seen_and_linked(void)
{
	set_up("smalldiv", true, true);
	CU_ASSERT_PTR_NOT_NULL(strstr(svg.text, "REAL and SIM DIVERGE"));
	CU_ASSERT_PTR_NOT_NULL(strstr(svg.text, "class=\"tape\""));
	CU_ASSERT_PTR_NOT_NULL(strstr(svg.text, "<a href=\"#step=7\">"));        /* the third page, refused */
	tear_down();
}

static void a_missing_side_counts_nothing(void)
{
	set_up("small", false, true);
	CU_ASSERT_PTR_NOT_NULL_FATAL(kind("VirtualAlloc: commit"));
	CU_ASSERT_EQUAL(kind("VirtualAlloc: commit")->count[0], -1);
	CU_ASSERT_PTR_NOT_NULL(strstr(svg.text, "SIM only: nothing to compare"));
	CU_ASSERT_PTR_NULL(strstr(svg.text, "agree"));
	tear_down();
}

static void what_a_side_does_not_report_is_no_zero(void)
{
	set_up("mute", true, true);
	CU_ASSERT_PTR_NOT_NULL(strstr(svg.text, "does not report it"));
	tear_down();
}

/* OVERVIEW-2 */
static void a_hostile_name_stays_text(void)
{
	set_up("hostile", true, true);
	CU_ASSERT_PTR_NULL(strstr(svg.text, "</script>"));
	CU_ASSERT_PTR_NULL(strstr(svg.text, "<b>"));
	CU_ASSERT_PTR_NULL(strstr(svg.text, "<img"));
	tear_down();
}

/* OVERVIEW-1: a longer run is a denser picture, not a larger one. */
static void a_long_run_stays_small(void)
{
	size_t rows;

	set_up("founding", true, true);
	rows = c.rows;
	tear_down();
	CU_ASSERT(rows > 200);
	set_up("huge", true, true);
	CU_ASSERT(svg.used < 60000);
	tear_down();
}

CU_TestInfo overview_tests[] = {
	{ "the commit charge is not the committed pages", the_commit_charge_is_not_the_committed_pages },
	{ "events are counted by kind", events_are_counted_by_kind },
	{ "a divergence is seen and linked", a_divergence_is_seen_and_linked },
	{ "a missing side counts nothing", a_missing_side_counts_nothing },
	{ "what a side does not report is no zero", what_a_side_does_not_report_is_no_zero },
	{ "a hostile name stays text", a_hostile_name_stays_text },
	{ "a long run stays small", a_long_run_stays_small },
	CU_TEST_INFO_NULL
};

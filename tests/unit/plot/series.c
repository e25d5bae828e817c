/* series.c - what a plot takes from the results of replays, and what it refuses. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <CUnit/CUnit.h>

#include "viz/plot/series.h"

static char why[600];

/* Read a file of this name with this text, from a folder of its own; `why` is told without the folder. */
static bool hear(struct series_set *s, const char *name, const char *text)
{
	char folder[] = "/tmp/faultlab-series-XXXXXX", path[80];
	FILE *f;
	bool good;

	CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/%s", folder, name);
	f = fopen(path, "w");
	CU_ASSERT_PTR_NOT_NULL_FATAL(f);
	fputs(text, f);
	fclose(f);
	why[0] = '\0';
	good = series_read(s, path, why, sizeof why);
	if (strncmp(why, path, strlen(path)) == 0)
		memmove(why, why + strlen(folder) + 1, strlen(why) - strlen(folder));
	unlink(path);
	rmdir(folder);
	return good;
}

#define RUN(policy, frames, faults) \
	"{\"policy\":\"" policy "\",\"frames\":" #frames ",\"faults\":" #faults ",\"evictions\":0,\"seconds\":0.1}"
#define RESULT(runs) "{\"accesses\":12,\"distinct_pages\":5,\"runs\":[" runs "]}"

static void runs_of_a_policy_are_one_line_in_order_of_size(void)
{
	struct series_set s = { 0 };

	CU_ASSERT_TRUE(hear(&s, "a.json",
			    RESULT(RUN("fifo", 4, 10) "," RUN("lru", 3, 10) "," RUN("fifo", 3, 9) "," RUN("fifo", 3, 9))));
	CU_ASSERT_EQUAL_FATAL(s.count, 2);
	CU_ASSERT_STRING_EQUAL(s.series[0].name, "fifo");
	CU_ASSERT_EQUAL(s.series[0].points, 2);
	CU_ASSERT_EQUAL(s.series[0].point[0].x, 3);
	CU_ASSERT_EQUAL(s.series[0].point[1].y, 10);
	CU_ASSERT_EQUAL(s.series[1].points, 1);
	series_free(&s);
}

/* What viz/commands/sweep makes: no accesses, and pages where a replay has frames. */
static void a_sweep_is_over_pages(void)
{
	struct series_set s = { 0 };

	CU_ASSERT_TRUE(hear(&s, "a.json", "{\"runs\":[{\"policy\":\"lru\",\"pages\":39,\"faults\":400},"
			    "{\"policy\":\"lru\",\"pages\":38,\"faults\":39}]}"));
	CU_ASSERT_EQUAL_FATAL(s.count, 1);
	CU_ASSERT_EQUAL(s.files_of_pages, 1);
	CU_ASSERT_EQUAL(s.series[0].point[0].x, 38);
	CU_ASSERT_EQUAL(s.series[0].point[1].y, 400);
	CU_ASSERT_TRUE(hear(&s, "b.json", RESULT(RUN("lru", 3, 10))));
	CU_ASSERT_EQUAL(s.files_of_pages, 1);
	CU_ASSERT_FALSE(hear(&s, "c.json", "{\"runs\":[" RUN("lru", 3, 10) "]}"));
	CU_ASSERT_STRING_EQUAL(why, "c.json: a run without a policy, pages and faults");
	CU_ASSERT_FALSE(hear(&s, "d.json", "{\"runs\":[],\"curve\":[[1,12]]}"));
	series_free(&s);
}

static void curves_are_lines_of_their_own(void)
{
	struct series_set s = { 0 };

	CU_ASSERT_TRUE(hear(&s, "a.json",
			    "{\"accesses\":12,\"distinct_pages\":5,\"runs\":[],\"curve\":[[1,12],[2,9]],\"opt_curve\":[[1,12]]}"));
	CU_ASSERT_EQUAL_FATAL(s.count, 2);
	CU_ASSERT_EQUAL(s.series[0].kind, SERIES_LRU_CURVE);
	CU_ASSERT_EQUAL(s.series[0].points, 2);
	CU_ASSERT_EQUAL(s.series[1].kind, SERIES_OPT_CURVE);
	series_free(&s);
}

/* A name is drawn by gnuplot: quotes, backquotes and line ends must not get there. */
static void names_of_files_lose_what_is_odd_in_them(void)
{
	struct series_set s = { 0 };

	CU_ASSERT_TRUE(hear(&s, "faultlab \"`a`\n$(b)'.json", RESULT(RUN("lru", 1, 1))));
	CU_ASSERT_STRING_EQUAL_FATAL(s.series[0].label, "faultlab___a____b__.json");
	series_free(&s);
}

static const struct { const char *name, *text; } bad[] = {
	{ "a policy that is no word", RESULT("{\"policy\":\"a b\",\"frames\":1,\"faults\":1}") },
	{ "a policy with a quote", RESULT("{\"policy\":\"a\\\"\",\"frames\":1,\"faults\":1}") },
	{ "a policy of 40 letters", RESULT(RUN("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 1, 1)) },
	{ "no policy", RESULT("{\"frames\":1,\"faults\":1}") },
	{ "no frames", RESULT("{\"policy\":\"lru\",\"faults\":1}") },
	{ "frames as text", RESULT("{\"policy\":\"lru\",\"frames\":\"1\",\"faults\":1}") },
	{ "less than no faults", RESULT(RUN("lru", 1, -1)) },
	{ "a number too large", RESULT(RUN("lru", 99999999999999999999, 1)) },
	{ "nothing to draw", RESULT("") },
	{ "a curve of single numbers", "{\"accesses\":1,\"runs\":[],\"curve\":[1,2]}" },
	{ "a curve without points", "{\"accesses\":1,\"runs\":[],\"curve\":[]}" },
	{ "another object", "{\"type\":\"begin\",\"schema\":1}" },
	{ "two objects", RESULT(RUN("lru", 1, 1)) RESULT(RUN("lru", 1, 1)) },
	{ "half an object", "{\"accesses\":12,\"runs\":[" },
	{ "nothing", "" },
};

static void what_is_no_result_is_refused_with_a_sentence(void)
{
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct series_set s = { 0 };
		bool good = hear(&s, "a.json", bad[i].text);

		if (good || strncmp(why, "a.json: ", 8) != 0)
			printf("  row '%s': \"%s\"\n", bad[i].name, why);
		CU_ASSERT_FALSE(good);
		CU_ASSERT_EQUAL(strncmp(why, "a.json: ", 8), 0);
		series_free(&s);
	}
}

static char *many_events(size_t n)
{
	char *text = malloc(n * 64), *p = text;

	CU_ASSERT_PTR_NOT_NULL_FATAL(text);
	for (size_t i = 0; i < n; i++)
		p += sprintf(p, "{\"access\":%zu,\"page\":\"0x1\",\"kind\":\"%s\"}\n", i * 3, i % 2 ? "hard" : "demand-zero");
	return text;
}

/* SERIES-2: a plot has a few thousand points, however long the trace. */
static void many_faults_become_few_points_that_end_right(void)
{
	static const size_t counts[] = { 1, SERIES_POINTS - 2, SERIES_POINTS - 1, SERIES_POINTS, 100000 };

	for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
		struct series_set s = { 0 };
		char *text = many_events(counts[i]);
		const struct series *all;
		unsigned falls = 0;

		CU_ASSERT_TRUE(hear(&s, "a.jsonl", text));
		CU_ASSERT_EQUAL_FATAL(s.count, 2);
		CU_ASSERT_EQUAL(s.files_of_events, 1);
		all = &s.series[0];
		CU_ASSERT_TRUE(all->points >= 1 && all->points <= SERIES_POINTS);
		CU_ASSERT_EQUAL(all->point[all->points - 1].y, (double)counts[i]);
		CU_ASSERT_EQUAL(all->point[all->points - 1].x, (double)(counts[i] - 1) * 3 + 1);
		CU_ASSERT_EQUAL(s.series[1].point[s.series[1].points - 1].y, (double)(counts[i] / 2));
		for (size_t k = 1; k < all->points; k++)
			falls += all->point[k].x < all->point[k - 1].x || all->point[k].y < all->point[k - 1].y;
		CU_ASSERT_EQUAL(falls, 0);
		series_free(&s);
		free(text);
	}
}

static void a_damaged_event_is_named_by_its_line(void)
{
	struct series_set s = { 0 };

	CU_ASSERT_FALSE(hear(&s, "a.jsonl", "{\"access\":1,\"kind\":\"hard\"}\n{\"access\":2,\"kind\"\n"));
	CU_ASSERT_STRING_EQUAL(why, "a.jsonl:2: no event of sim replay --events");
	series_free(&s);
}

CU_TestInfo series_tests[] = {
	{ "runs of a policy are one line, in order of size", runs_of_a_policy_are_one_line_in_order_of_size },
	{ "a sweep is over pages", a_sweep_is_over_pages },
	{ "curves are lines of their own", curves_are_lines_of_their_own },
	{ "names of files lose what is odd in them", names_of_files_lose_what_is_odd_in_them },
	{ "what is no result is refused with a sentence", what_is_no_result_is_refused_with_a_sentence },
	{ "many faults become few points that end right", many_faults_become_few_points_that_end_right },
	{ "a damaged event is named by its line", a_damaged_event_is_named_by_its_line },
	CU_TEST_INFO_NULL,
};

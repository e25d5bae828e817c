/* curve.c - the LRU curve against a stack that is really kept, and dense page numbers. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <CUnit/CUnit.h>

#include "sim/replay/curve.h"
#include "tests/unit/oracle.h"
#include "sim/replay/engine.h"
#include "sim/replay/optcurve.h"
#include "sim/replay/pageids.h"

static uint64_t dice;

static uint64_t roll(uint64_t sides)
{
	dice = dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (dice >> 33) % sides;
}

/* ---- the stack as Mattson describes it ---- */

struct stack { uint64_t *page, *count; size_t pages; };

static void stack_access(struct stack *s, uint64_t page)
{
	size_t place = 0;

	while (place < s->pages && s->page[place] != page)
		place++;
	if (place == s->pages)
		s->pages++;
	else
		s->count[place + 1]++;
	memmove(s->page + 1, s->page, place * sizeof *s->page);
	s->page[0] = page;
}

static void feed_in_blocks(struct curve *c, const uint64_t *item, size_t n)
{
	for (size_t i = 0, some; i < n; i += some) {
		some = 1 + roll(n - i < 3000 ? n - i : 3000);
		CU_ASSERT_TRUE_FATAL(curve_feed(c, &(struct refs){ item + i, some, REFS_PAGE }));
	}
}

static void compare(const uint64_t *item, size_t n, const char *name)
{
	struct stack s = { calloc(n + 1, sizeof *s.page), calloc(n + 2, sizeof *s.count), 0 };
	struct curve *c = curve_new();
	size_t wrong = 0;

	CU_ASSERT_PTR_NOT_NULL_FATAL(c);
	feed_in_blocks(c, item, n);
	for (size_t i = 0; i < n; i++)
		stack_access(&s, item[i]);
	CU_ASSERT_EQUAL(curve_accesses(c), n);
	CU_ASSERT_EQUAL(curve_distinct(c), s.pages);
	for (size_t place = 1; place <= s.pages && place <= curve_distinct(c); place++)
		wrong += curve_at(c, place) != s.count[place];
	if (wrong > 0)
		printf("  %s: %zu of %zu places differ\n", name, wrong, s.pages);
	CU_ASSERT_EQUAL(wrong, 0);
	curve_free(c);
	free(s.page);
	free(s.count);
}

static void places_are_those_of_a_stack_that_is_kept(void)
{
	enum { N = 8000 };
	uint64_t *item = calloc(N, sizeof *item);

	for (unsigned seed = 1; seed <= 60; seed++) {
		uint64_t pages = 1 + (dice = seed, roll(seed % 5 ? 150 : 2500));

		for (size_t i = 0; i < N; i++)
			item[i] = seed % 4 == 0 ? roll(pages) : seed % 4 == 1 ? roll(1 + roll(pages)) :
				  seed % 4 == 2 ? i % pages : (i / 500 * 17 + roll(9)) % pages;
		compare(item, N, seed % 4 == 0 ? "uniform" : seed % 4 == 1 ? "near" : seed % 4 == 2 ? "loop" : "phases");
	}
	free(item);
}

/* Time is compacted every 65,536 accesses, and its room grows with the pages; the short way must not notice. */
static void places_stay_right_when_time_is_compacted(void)
{
	enum { N = 300000 };
	uint64_t *item = calloc(N, sizeof *item);

	dice = 7;
	for (size_t i = 0; i < N; i++)
		item[i] = i % 1000 == 0 ? 1000 + i / 1000 : roll(1 + roll(40));
	compare(item, N, "compacted");
	free(item);
}

static void a_sweep_over_many_pages_finds_each_at_the_bottom(void)
{
	enum { PAGES = 50000, ROUNDS = 4 };
	struct curve *c = curve_new();
	uint64_t item[500];

	CU_ASSERT_PTR_NOT_NULL_FATAL(c);
	for (size_t i = 0; i < (size_t)PAGES * ROUNDS; i += 500) {
		for (size_t k = 0; k < 500; k++)
			item[k] = (i + k) % PAGES * 3;
		CU_ASSERT_TRUE_FATAL(curve_feed(c, &(struct refs){ item, 500, REFS_PAGE }));
	}
	CU_ASSERT_EQUAL(curve_distinct(c), PAGES);
	CU_ASSERT_EQUAL(curve_at(c, PAGES), (uint64_t)PAGES * (ROUNDS - 1));
	CU_ASSERT_EQUAL(curve_at(c, 1), 0);
	CU_ASSERT_EQUAL(curve_at(c, PAGES - 1), 0);
	curve_free(c);
}

static void the_three_forms_of_a_block_mean_the_same(void)
{
	const uint64_t address[] = { 0x1fff, 0x2000, 0x1000 }, page[] = { 1, 2, 1 }, tagged[] = { 3, 4, 2 };
	const struct refs forms[] = { { address, 3, REFS_ADDRESS }, { page, 3, REFS_PAGE }, { tagged, 3, REFS_TAGGED } };

	for (int f = 0; f < 3; f++) {
		struct curve *c = curve_new();

		CU_ASSERT_PTR_NOT_NULL_FATAL(c);
		CU_ASSERT_TRUE(curve_feed(c, &forms[f]));
		CU_ASSERT_EQUAL(curve_distinct(c), 2);
		CU_ASSERT_EQUAL(curve_at(c, 2), 1);
		curve_free(c);
	}
}

static uint64_t lru_faults(const uint64_t *item, size_t n, uint64_t frames)
{
	struct engine_config config = { .policy = REPLAY_LRU, .frames = frames };
	struct engine *e = engine_new(&config);
	struct engine_counts counts;

	CU_ASSERT_PTR_NOT_NULL_FATAL(e);
	CU_ASSERT_TRUE(engine_feed(e, &(struct refs){ item, n, REFS_PAGE }) && engine_finish(e));
	engine_counts(e, &counts);
	engine_free(e);
	return counts.faults;
}

/* One pass tells what as many LRU runs as there are sizes would tell. */
static void the_curve_is_lru_at_every_size(void)
{
	enum { N = 5000 };
	uint64_t item[N], faults = N;
	struct curve *c = curve_new();

	CU_ASSERT_PTR_NOT_NULL_FATAL(c);
	dice = 3;
	for (size_t i = 0; i < N; i++)
		item[i] = roll(1 + roll(60));
	feed_in_blocks(c, item, N);
	for (uint64_t frames = 1; frames <= curve_distinct(c); frames++) {
		faults -= curve_at(c, frames);
		CU_ASSERT_EQUAL(faults, lru_faults(item, N, frames));
	}
	CU_ASSERT_EQUAL(faults, curve_distinct(c));
	curve_free(c);
}

/* ---- the curve of OPT ---- */

static uint64_t opt_faults(const uint64_t *item, size_t n, uint64_t frames)
{
	struct oracle o;
	uint64_t faults;

	oracle_run(&o, REPLAY_OPT, frames, 0, item, n);
	faults = o.counts.faults;
	oracle_free(&o);
	return faults;
}

static struct optcurve *opt_curve_of(const uint64_t *page, size_t n)
{
	struct optcurve *c = optcurve_new();

	CU_ASSERT_PTR_NOT_NULL_FATAL(c);
	for (size_t i = 0, some; i < n; i += some) {
		some = 1 + roll(n - i < 500 ? n - i : 500);
		CU_ASSERT_TRUE_FATAL(optcurve_feed(c, &(struct refs){ page + i, some, REFS_PAGE }));
	}
	CU_ASSERT_TRUE_FATAL(optcurve_finish(c));
	return c;
}

/* The oracle knows nothing of lists and duels: it looks ahead each time. */
static void the_optimal_curve_is_opt_at_every_size(void)
{
	enum { N = 400 };
	uint64_t page[N], tagged[N];

	for (unsigned seed = 1; seed <= 60; seed++) {
		uint64_t pages = 2 + (dice = seed, roll(60)), faults = N;
		struct optcurve *c;

		for (size_t i = 0; i < N; i++) {
			page[i] = seed % 3 == 0 ? i % pages : seed % 3 == 1 ? roll(pages) : roll(1 + roll(pages));
			tagged[i] = page[i] << 1;
		}
		c = opt_curve_of(page, N);
		for (uint64_t frames = 1; frames <= optcurve_distinct(c); frames++) {
			faults -= optcurve_at(c, frames);
			CU_ASSERT_EQUAL(faults, opt_faults(tagged, N, frames));
		}
		CU_ASSERT_EQUAL(faults, optcurve_distinct(c));
		optcurve_free(c);
	}
}

/* Deep enough for several levels of maxima. */
static void the_optimal_curve_stays_right_far_down(void)
{
	enum { N = 60000 };
	static const uint64_t sizes[] = { 1, 15, 16, 17, 255, 256, 257, 1000, 3000 };
	uint64_t *page = calloc(N, sizeof *page), faults = N, frames = 0;
	struct optcurve *c;

	dice = 11;
	for (size_t i = 0; i < N; i++)
		page[i] = roll(2) ? roll(5000) : roll(1 + roll(5000));
	c = opt_curve_of(page, N);
	for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
		struct engine_config config = { .policy = REPLAY_OPT, .frames = sizes[s] };
		struct engine *e = engine_new(&config);
		struct engine_counts counts;

		while (frames < sizes[s])
			faults -= optcurve_at(c, ++frames);
		CU_ASSERT_PTR_NOT_NULL_FATAL(e);
		CU_ASSERT_TRUE(engine_feed(e, &(struct refs){ page, N, REFS_PAGE }) && engine_finish(e));
		engine_counts(e, &counts);
		CU_ASSERT_EQUAL(faults, counts.faults);
		engine_free(e);
	}
	optcurve_free(c);
	free(page);
}

/* ---- page ids ---- */

static void ids_are_dense_in_order_of_first_appearance(void)
{
	const uint64_t page[] = { 5, 0, REFS_PAGES - 1, 5, 6, 0 };
	const uint32_t want[] = { 0, 1, 2, 0, 3, 1 };
	struct pageids p;

	CU_ASSERT_TRUE_FATAL(pageids_init(&p));
	for (int i = 0; i < 6; i++)
		CU_ASSERT_EQUAL(pageids_id(&p, page[i]), want[i]);
	CU_ASSERT_EQUAL(p.count, 4);
	CU_ASSERT_EQUAL(pageids_find(&p, 7), PAGEIDS_NONE);
	pageids_free(&p);
}

static void an_empty_table_knows_no_page(void)
{
	struct pageids p;

	CU_ASSERT_TRUE_FATAL(pageids_init(&p));
	CU_ASSERT_EQUAL(pageids_find(&p, 0), PAGEIDS_NONE);
	CU_ASSERT_EQUAL(pageids_find(&p, REFS_PAGES - 1), PAGEIDS_NONE);
	pageids_free(&p);
}

/* Scans, strides that are powers of two, and pages far apart: all found again after the table grew. */
static void ids_stay_the_same_while_the_table_grows(void)
{
	static const uint64_t strides[] = { 1, 2, 512, 4096, 1 << 18, 999983 };
	enum { PAGES = 20000 };

	for (size_t s = 0; s < sizeof strides / sizeof strides[0]; s++) {
		struct pageids p;
		unsigned wrong = 0;

		CU_ASSERT_TRUE_FATAL(pageids_init(&p));
		for (uint32_t i = 0; i < PAGES; i++)
			wrong += pageids_id(&p, i * strides[s] % REFS_PAGES) != i;
		for (uint32_t i = 0; i < PAGES; i++)
			wrong += pageids_find(&p, i * strides[s] % REFS_PAGES) != i;
		CU_ASSERT_EQUAL(wrong, 0);
		CU_ASSERT_TRUE(p.count <= (p.mask + 1) / 2 + 1);
		pageids_free(&p);
	}
}

CU_TestInfo replay_curve_tests[] = {
	{ "places are those of a stack that is kept", places_are_those_of_a_stack_that_is_kept },
	{ "places stay right when time is compacted", places_stay_right_when_time_is_compacted },
	{ "a sweep over many pages finds each at the bottom", a_sweep_over_many_pages_finds_each_at_the_bottom },
	{ "the three forms of a block mean the same", the_three_forms_of_a_block_mean_the_same },
	{ "the curve is LRU at every size", the_curve_is_lru_at_every_size },
	{ "ids are dense, in order of first appearance", ids_are_dense_in_order_of_first_appearance },
	{ "an empty table knows no page", an_empty_table_knows_no_page },
	{ "ids stay the same while the table grows", ids_stay_the_same_while_the_table_grows },
	{ "the optimal curve is OPT at every size", the_optimal_curve_is_opt_at_every_size },
	{ "the optimal curve stays right far down", the_optimal_curve_stays_right_far_down },
	CU_TEST_INFO_NULL,
};

/* engine.c - the engine faults where the textbook faults, and evicts whom the textbook evicts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <CUnit/CUnit.h>

#include "tests/unit/oracle.h"

#define TRACES       1000
#define ITEMS_MAX   240
#define BLOCK_MAX   50
#define FAILING_MAX 5                  /* differences that are told */

static const size_t sizes[] = { 1, 2, 3, 4, 7, 16, 37 };

/* ---- random traces ---- */

struct dice { uint64_t state; };

static uint64_t roll(struct dice *d, uint64_t sides)
{
	d->state = d->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (d->state >> 33) % sides;
}

struct shape { const char *name; uint64_t (*page)(struct dice *, size_t i, uint64_t pages); bool writes; };

static uint64_t uniform(struct dice *d, size_t i, uint64_t pages)
{
	return roll(d, pages);
}

/* Page k with a probability of about 1 / k: one of 2^n pages for every n alike. */
static uint64_t zipf(struct dice *d, size_t i, uint64_t pages)
{
	uint64_t reach = UINT64_C(1) << roll(d, 8);

	return roll(d, reach) % pages;
}

static uint64_t loop(struct dice *d, size_t i, uint64_t pages)
{
	return roll(d, 20) == 0 ? roll(d, pages) : i % pages;
}

static uint64_t sequential(struct dice *d, size_t i, uint64_t pages)
{
	return i / 3;
}

/* A few pages for a while, then others, as a program in its phases. */
static uint64_t phases(struct dice *d, size_t i, uint64_t pages)
{
	return i / 40 * 3 + roll(d, pages / 4 + 2);
}

static const struct shape shapes[] = {
	{ "uniform", uniform, false },  { "uniform, written", uniform, true }, { "zipf", zipf, false },
	{ "zipf, written", zipf, true }, { "loop", loop, false },               { "loop, written", loop, true },
	{ "sequential", sequential, true }, { "phases", phases, true },
};
#define SHAPES (sizeof shapes / sizeof shapes[0])

struct trace { const struct shape *shape; uint64_t item[ITEMS_MAX]; size_t items; unsigned seed; };

static void make(struct trace *t, unsigned seed)
{
	struct dice d = { seed * UINT64_C(0x9E3779B97F4A7C15) };
	uint64_t base = roll(&d, 3) * UINT64_C(0x7fffff000), pages = 1 + roll(&d, seed % 3 ? 12 : 100);

	t->seed = seed;
	t->shape = &shapes[seed % SHAPES];
	t->items = 1 + roll(&d, ITEMS_MAX);
	for (size_t i = 0; i < t->items; i++)
		t->item[i] = (base + t->shape->page(&d, i, pages)) << 1 | (t->shape->writes && roll(&d, 3) == 0);
}

/* ---- the engine under test ---- */

struct seen { struct engine_event event[ITEMS_MAX]; size_t events; };

static bool note(void *context, const struct engine_event *e)
{
	struct seen *s = context;

	if (s->events < ITEMS_MAX)
		s->event[s->events] = *e;
	s->events++;
	return true;
}

/* Hand over the items from..to in one of the forms that say it. */
static bool feed(struct engine *e, const struct trace *t, size_t from, size_t to, struct dice *d)
{
	uint64_t item[BLOCK_MAX];
	struct refs refs = { item, to - from, REFS_TAGGED };
	bool user = true;

	for (size_t i = from; i < to; i++)
		user &= t->item[i] >> 36 == 0;
	if (!t->shape->writes)
		refs.form = user && roll(d, 2) ? REFS_ADDRESS : REFS_PAGE;
	for (size_t i = from; i < to; i++)
		item[i - from] = refs.form == REFS_TAGGED  ? t->item[i] :
				 refs.form == REFS_ADDRESS ? t->item[i] >> 1 << 12 | roll(d, 4096) :
							     t->item[i] >> 1;
	return engine_feed(e, &refs);
}

static bool replay(const struct engine_config *config, const struct trace *t, struct engine_counts *counts)
{
	struct engine *e = engine_new(config);
	struct dice d = { t->seed };
	bool good = e != NULL;

	for (size_t i = 0, some; good && i < t->items; i += some) {
		some = 1 + roll(&d, BLOCK_MAX);
		if (some > t->items - i)
			some = t->items - i;
		good = feed(e, t, i, i + some, &d);
	}
	good = good && engine_finish(e);
	if (e) {
		engine_counts(e, counts);
		engine_free(e);
	}
	return good;
}

/* ---- comparison ---- */

static bool same_event(const struct engine_event *a, const struct engine_event *b, bool with_victim)
{
	return a->access == b->access && a->page == b->page && a->hard == b->hard && a->write == b->write &&
	       a->evicted == b->evicted && (!with_victim || !a->evicted || a->victim == b->victim);
}

/*
 * The first fault that differs; their number if none does. OPT may choose freely among pages that are never
 * used again, and whom it chose is not asked then.
 */
static size_t first_difference(const struct seen *s, const struct oracle *o, enum replay_policy policy)
{
	for (size_t i = 0; i < s->events && i < o->counts.faults; i++)
		if (!same_event(&s->event[i], &o->event[i], policy != REPLAY_OPT))
			return i;
	return s->events < o->counts.faults ? s->events : o->counts.faults;
}

static bool agrees(const struct trace *t, enum replay_policy policy, size_t frames, bool tell)
{
	struct seen seen = { .events = 0 };
	struct engine_config config = { policy, frames, t->seed, note, &seen };
	struct engine_counts counts = { 0 };
	struct oracle o;
	size_t at;
	bool good;

	oracle_run(&o, policy, frames, t->seed, t->item, t->items);
	good = replay(&config, t, &counts);
	at = first_difference(&seen, &o, policy);
	good = good && memcmp(&counts, &o.counts, sizeof counts) == 0 && seen.events == o.counts.faults &&
	       at == seen.events;
	if (!good && tell)
		printf("  %s with %zu frames, trace %u (%s, %zu accesses): %llu faults, %llu expected; fault %zu differs\n",
		       engine_policy_name(policy), frames, t->seed, t->shape->name, t->items, (unsigned long long)counts.faults,
		       (unsigned long long)o.counts.faults, at);
	oracle_free(&o);
	return good;
}

static void agrees_on_random_traces(enum replay_policy policy)
{
	static struct trace t;
	unsigned failing = 0;

	for (unsigned seed = 1; seed <= TRACES; seed++) {
		make(&t, seed);
		for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
			failing += !agrees(&t, policy, sizes[i], failing < FAILING_MAX);
	}
	CU_ASSERT_EQUAL(failing, 0);
}

/* FIFO throws out whoever came first, however much it is used. */
static void fifo_is_the_oracles(void)
{
	agrees_on_random_traces(REPLAY_FIFO);
}

static void lru_is_the_oracles(void)
{
	agrees_on_random_traces(REPLAY_LRU);
}

static void mru_is_the_oracles(void)
{
	agrees_on_random_traces(REPLAY_MRU);
}

static void opt_is_the_oracles(void)
{
	agrees_on_random_traces(REPLAY_OPT);
}

static void random_is_the_oracles(void)
{
	agrees_on_random_traces(REPLAY_RANDOM);
}

static void clock_is_the_oracles(void)
{
	agrees_on_random_traces(REPLAY_CLOCK);
}

static void clock_ref_is_the_oracles(void)
{
	agrees_on_random_traces(REPLAY_CLOCK_REF);
}

static void nru_is_the_oracles(void)
{
	agrees_on_random_traces(REPLAY_NRU);
}

static void aging_is_the_oracles(void)
{
	agrees_on_random_traces(REPLAY_AGING);
}

static void lfu_is_the_oracles(void)
{
	agrees_on_random_traces(REPLAY_LFU);
}

static void ws_is_the_oracles(void)
{
	agrees_on_random_traces(REPLAY_WS);
}

/* ---- what textbooks print ---- */

static uint64_t faults_of(enum replay_policy policy, uint64_t frames, const char *pages)
{
	struct engine_config config = { .policy = policy, .frames = frames, .seed = 1 };
	struct trace t = { .shape = &shapes[0], .items = strlen(pages), .seed = 1 };
	struct engine_counts counts = { 0 };

	for (size_t i = 0; i < t.items; i++)
		t.item[i] = (uint64_t)(pages[i] - '0') << 1;
	CU_ASSERT_TRUE(replay(&config, &t, &counts));
	return counts.faults;
}

/* More memory, more faults: Belady, Nelson and Shedler 1969. */
static void fifo_has_beladys_anomaly(void)
{
	CU_ASSERT_EQUAL(faults_of(REPLAY_FIFO, 3, "123412512345"), 9);
	CU_ASSERT_EQUAL(faults_of(REPLAY_FIFO, 4, "123412512345"), 10);
	CU_ASSERT_EQUAL(faults_of(REPLAY_LRU, 3, "123412512345"), 10);
	CU_ASSERT_EQUAL(faults_of(REPLAY_LRU, 4, "123412512345"), 8);
}

/* The reference string of Silberschatz, Galvin, Gagne, with three frames. */
static void the_string_of_silberschatz_faults_as_printed(void)
{
	CU_ASSERT_EQUAL(faults_of(REPLAY_FIFO, 3, "70120304230321201701"), 15);
	CU_ASSERT_EQUAL(faults_of(REPLAY_LRU, 3, "70120304230321201701"), 12);
	CU_ASSERT_EQUAL(faults_of(REPLAY_OPT, 3, "70120304230321201701"), 9);
}

/* What is used between any two others stays, under every policy that looks at use; fifo loses it again and again. */
static void a_page_in_constant_use_stays(void)
{
	static const enum replay_policy looks[] = { REPLAY_LRU, REPLAY_CLOCK, REPLAY_CLOCK_REF, REPLAY_NRU, REPLAY_AGING,
						    REPLAY_LFU, REPLAY_WS };
	char pages[142];

	for (size_t i = 0; i < 70; i++) {
		pages[2 * i] = '0';
		pages[2 * i + 1] = (char)('1' + i);     /* a page number need not be a digit */
	}
	pages[140] = '0';
	pages[141] = '\0';
	for (uint64_t frames = 3; frames <= 24; frames++)
		for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++)
			CU_ASSERT(faults_of(looks[i], frames, pages) <= 71 + frames / 2);
	CU_ASSERT_EQUAL(faults_of(REPLAY_FIFO, 3, pages), 94);
}

/* One bit and eight ages are not the same: ws knows for how long a page was not used, clock-ref whether it was. */
static void ws_parts_from_clock_ref_where_a_class_looks(void)
{
	CU_ASSERT_EQUAL(faults_of(REPLAY_WS, 3, "01230212"), 6);
	CU_ASSERT_EQUAL(faults_of(REPLAY_CLOCK_REF, 3, "01230212"), 7);
	CU_ASSERT_EQUAL(faults_of(REPLAY_WS, 3, "70120304230321201701"), 10);
	CU_ASSERT_EQUAL(faults_of(REPLAY_CLOCK_REF, 3, "70120304230321201701"), 14);
}

/* The shortest strings with the anomaly; fifo's has twelve references. lru and opt have none at all. */
static void others_than_fifo_have_beladys_anomaly(void)
{
	static const struct { enum replay_policy policy; uint64_t frames; const char *pages; uint64_t faults; } shortest[] = {
		{ REPLAY_CLOCK, 2, "0011232", 4 },      { REPLAY_AGING, 3, "01231401", 6 },
		{ REPLAY_CLOCK_REF, 4, "012341501", 7 }, { REPLAY_WS, 4, "012341501", 7 },
		{ REPLAY_NRU, 3, "012314101", 6 },      { REPLAY_LFU, 2, "0012123030", 6 },
	};

	for (size_t i = 0; i < sizeof shortest / sizeof shortest[0]; i++) {
		CU_ASSERT_EQUAL(faults_of(shortest[i].policy, shortest[i].frames, shortest[i].pages), shortest[i].faults);
		CU_ASSERT_EQUAL(faults_of(shortest[i].policy, shortest[i].frames + 1, shortest[i].pages), shortest[i].faults + 1);
		CU_ASSERT(faults_of(REPLAY_LRU, shortest[i].frames + 1, shortest[i].pages) <=
			  faults_of(REPLAY_LRU, shortest[i].frames, shortest[i].pages));
	}
}

CU_TestInfo replay_tests[] = {
	{ "fifo is the oracle's", fifo_is_the_oracles },
	{ "lru is the oracle's", lru_is_the_oracles },
	{ "mru is the oracle's", mru_is_the_oracles },
	{ "opt is the oracle's", opt_is_the_oracles },
	{ "random is the oracle's", random_is_the_oracles },
	{ "clock is the oracle's", clock_is_the_oracles },
	{ "clock-ref is the oracle's", clock_ref_is_the_oracles },
	{ "nru is the oracle's", nru_is_the_oracles },
	{ "aging is the oracle's", aging_is_the_oracles },
	{ "lfu is the oracle's", lfu_is_the_oracles },
	{ "ws is the oracle's", ws_is_the_oracles },
	{ "fifo has Belady's anomaly", fifo_has_beladys_anomaly },
	{ "the string of Silberschatz faults as printed", the_string_of_silberschatz_faults_as_printed },
	{ "a page in constant use stays", a_page_in_constant_use_stays },
	{ "ws parts from clock-ref where a class looks", ws_parts_from_clock_ref_where_a_class_looks },
	{ "others than fifo have Belady's anomaly", others_than_fifo_have_beladys_anomaly },
	CU_TEST_INFO_NULL,
};

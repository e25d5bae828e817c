/* rest.c - what an event does not tell one by one is counted whole, and named as far as its order allows. */
#include <CUnit/CUnit.h>
#include <stdlib.h>
#include <string.h>

#include "sim/record/rest.h"

#define PAGE 4096u
#define BASE 0x1000000u

static struct rest *rest;

static void *grow(void *context, void *old, size_t old_bytes, size_t size_bytes)
{
	(void)context;
	(void)old_bytes;
	return realloc(old, size_bytes);
}

static bool take(void *context, const char *line, size_t size_bytes)
{
	char *out = context;

	memcpy(out, line, size_bytes < 4000 ? size_bytes : 4000);
	return true;
}

static void words(struct trace *t, const struct rest_sort *s)
{
	trace_number(t, "kind", s->kind);
}

/* What an event says of them, from `key` on. */
static const char *told(void)
{
	static char line[4001];
	struct trace t;
	struct places p;

	memset(line, 0, sizeof line);
	trace_init(&t, take, grow, line);
	places_init(&p, &t);
	places_add(&p, BASE, 64 * PAGE);
	trace_event(&t, "output", 1);
	rest_tell(rest, &t, &p, "rest", words);
	trace_end(&t);
	places_free(&p);
	free(t.line);
	return strstr(line, "\"rest\"") ? strstr(line, "\"rest\"") : "nothing";
}

static void add(unsigned kind, unsigned page)
{
	rest_add(rest, &(struct rest_sort){ (uint8_t)kind, 0, 0, 0, 0 }, true, BASE + page * PAGE + 5);
}

static void start(void)
{
	rest = calloc(1, sizeof *rest);
}

static uint64_t sum(void)
{
	uint64_t n = 0;

	for (size_t i = 0; i < rest->runs; i++)
		n += rest->run[i].count;
	for (size_t i = 0; i < rest->sorts; i++)
		n += rest->sort[i].count;
	return n;
}

/* A loop over an area is one entry, upwards and downwards. */
static void a_loop_is_one_entry(void)
{
	start();
	for (unsigned i = 0; i < 30; i++)
		add(1, i);
	for (unsigned i = 30; i-- > 0; )
		add(2, i);
	CU_ASSERT_STRING_EQUAL(told(), "\"rest\":[{\"kind\":1,\"at\":\"A0+0x5\",\"count\":30},{\"kind\":2,\"at\":\"A0+0x1d005\",\"down\":true,\"count\":30}]}\n");
	rest_clear(rest);
	CU_ASSERT_STRING_EQUAL(told(), "nothing");
	free(rest);
}

/* Under pressure a page comes, another goes, is written, is reused: four loops at once. */
static void loops_may_take_turns(void)
{
	start();
	for (unsigned i = 0; i < 20; i++)
		for (unsigned kind = 1; kind < 5; kind++)
			add(kind, i + kind);
	CU_ASSERT_EQUAL(rest->runs, 4);
	CU_ASSERT_EQUAL(rest->sorts, 0);
	CU_ASSERT_EQUAL(sum(), 80);
	free(rest);
}

/* REST-1: in no order at all, beyond every table, nothing is lost; and what is of one kind stays of that kind. */
static void disorder_is_counted_by_sort(void)
{
	uint64_t of_kind[3] = { 0 };

	start();
	for (unsigned i = 0; i < 10000; i++)
		rest_add(rest, &(struct rest_sort){ (uint8_t)(i % 3), (uint8_t)(i % 7), 0, 0, i % 50 }, true, BASE + i * 37 % 64 * PAGE);
	rest_add(rest, &(struct rest_sort){ 1, 0, 0, 0, SIZE_MAX }, false, 0);
	CU_ASSERT_EQUAL(rest->count, 10001);
	CU_ASSERT_EQUAL(sum(), 10001);
	CU_ASSERT_EQUAL(rest->runs, REST_RUNS);
	for (size_t i = 0; i < rest->runs; i++)
		of_kind[rest->run[i].sort.kind] += rest->run[i].count;
	for (size_t i = 0; i < rest->sorts; i++)
		of_kind[rest->sort[i].sort.kind] += rest->sort[i].count;
	CU_ASSERT_EQUAL(of_kind[0], 3334);
	CU_ASSERT_EQUAL(of_kind[1], 3334);
	CU_ASSERT_EQUAL(of_kind[2], 3333);
	free(rest);
}

CU_TestInfo rest_tests[] = {
	{ "a loop is one entry", a_loop_is_one_entry },
	{ "loops may take turns", loops_may_take_turns },
	{ "disorder is counted by sort", disorder_is_counted_by_sort },
	CU_TEST_INFO_NULL
};

/* places.c - portable addresses, and that an event tells only what is new. */
#include <stdlib.h>
#include <string.h>

#include <CUnit/CUnit.h>

#include "core/places.h"

extern CU_TestInfo places_tests[];

#define COMMIT 0x1000u
#define RESERVE 0x2000u
#define PRIVATE 0x20000u
#define READWRITE 4u

static char text[8192];
static size_t used;

static bool keep(void *context, const char *line, size_t size_bytes)
{
	(void)context;
	if (size_bytes >= sizeof text)
		return false;
	memcpy(text, line, size_bytes);
	text[used = size_bytes] = '\0';
	return true;
}

static void *grow(void *context, void *old, size_t old_bytes, size_t size_bytes)
{
	(void)context;
	(void)old_bytes;
	if (!size_bytes) {
		free(old);
		return NULL;
	}
	return realloc(old, size_bytes);
}

static struct trace trace;
static struct places places;

static void start(void)
{
	trace_init(&trace, keep, grow, NULL);
	places_init(&places, &trace);
}

static void stop(void)
{
	places_free(&places);
	trace_free(&trace);
}

/* The memory that the fixture's VirtualQuery tells: of each reservation the first `committed` pages. */
static uint64_t committed[4];
static int64_t resident = -1;
static unsigned asked;

static void runs(void *context, const struct place *place, places_emit *emit, void *emitter)
{
	size_t number = (size_t)(place - places.place);
	uint64_t size = committed[number] * 4096;
	static const uint32_t pairs[][2] = { { 1, 1 } };
	struct place_run run = { 0, size, COMMIT, READWRITE, 1, PRIVATE, resident };

	(void)context;
	asked++;
	if (size)
		emit(emitter, &run, pairs, resident == 1 && committed[number] > 1);
	run = (struct place_run){ size, place->size - size, RESERVE, 0, 1, PRIVATE, -1 };
	if (run.size)
		emit(emitter, &run, NULL, 0);
}

/* One event with nothing but `regions`: what it added. */
static const char *told(void)
{
	trace_event(&trace, "x", 0);
	places_regions(&places, &trace, runs, NULL);
	trace_end(&trace);
	text[used - 2] = '\0';                  /* without "}\n" */
	return strstr(text, "\"line\":0") + strlen("\"line\":0");
}

static const char *named(uint64_t address)
{
	static char name[48];

	CU_ASSERT_EQUAL(places_format(&places, address, name, sizeof name), strlen(name));
	return name;
}

static void reservations_are_named_in_order_of_creation(void)
{
	start();
	CU_ASSERT_EQUAL(places_add(&places, 0x50000, 0x10000), 0);
	CU_ASSERT_EQUAL(places_add(&places, 0x20000, 0x2000), 1);
	CU_ASSERT_STRING_EQUAL(named(0x50000), "A0+0x0");
	CU_ASSERT_STRING_EQUAL(named(0x5ffff), "A0+0xffff");
	CU_ASSERT_STRING_EQUAL(named(0x21004), "A1+0x1004");
	CU_ASSERT_STRING_EQUAL(named(0), "0x0");
	CU_ASSERT_STRING_EQUAL(named(UINT64_MAX), "0xffffffffffffffff");
	stop();
}

/* One byte past 80 pages is A0+0x50000, so both sides can say it. */
static void less_than_64_kib_past_the_end_is_still_named(void)
{
	start();
	places_add(&places, 0x100000, 0x50000);
	CU_ASSERT_STRING_EQUAL(named(0x150000), "A0+0x50000");
	CU_ASSERT_STRING_EQUAL(named(0x15ffff), "A0+0x5ffff");
	CU_ASSERT_STRING_EQUAL(named(0x160000), "0x160000");
	CU_ASSERT_STRING_EQUAL(named(0xfffff), "0xfffff");
	places_add(&places, 0x150000, 0x1000);
	CU_ASSERT_STRING_EQUAL(named(0x150000), "A1+0x0");
	CU_ASSERT_STRING_EQUAL(named(0x152000), "A1+0x2000");
	stop();
}

static void a_released_reservation_keeps_its_name_until_it_is_covered(void)
{
	start();
	places_add(&places, 0x100000, 0x10000);
	places_release(&places, 0);
	CU_ASSERT_EQUAL(places_find(&places, 0x100000), SIZE_MAX);
	CU_ASSERT_STRING_EQUAL(named(0x100010), "A0+0x10");
	places_add(&places, 0x100000, 0x8000);
	CU_ASSERT_EQUAL(places_find(&places, 0x100000), 1);
	CU_ASSERT_STRING_EQUAL(named(0x100010), "A1+0x10");
	CU_ASSERT_STRING_EQUAL(named(0x109000), "A0+0x9000");
	stop();
}

static void a_name_is_cut_to_the_room(void)
{
	char cut[5];

	start();
	places_add(&places, 0x100000, 0x10000);
	CU_ASSERT_EQUAL(places_format(&places, 0x100123, cut, sizeof cut), strlen("A0+0x123"));
	CU_ASSERT_STRING_EQUAL(cut, "A0+0");
	stop();
}

static void regions_tell_a_reservation_when_it_changed_and_then_no_more(void)
{
	start();
	memset(committed, 0, sizeof committed);
	resident = -1;
	places_add(&places, 0x100000, 0x3000);
	CU_ASSERT_STRING_EQUAL(told(), ",\"bases\":{\"A0\":\"0x100000\"},\"regions\":[{\"at\":\"A0+0x0\",\"size\":\"0x3000\","
	                       "\"state\":\"MEM_RESERVE\",\"protect\":\"0x0\",\"alloc_protect\":\"PAGE_NOACCESS\","
	                       "\"type\":\"MEM_PRIVATE\"}]");
	CU_ASSERT_STRING_EQUAL(told(), "");
	committed[0] = 1;
	CU_ASSERT_STRING_EQUAL(told(), "");             /* nobody has said so */
	places_touch(&places, 0);
	CU_ASSERT_STRING_EQUAL(told(), ",\"regions\":[{\"at\":\"A0+0x0\",\"size\":\"0x1000\",\"state\":\"MEM_COMMIT\","
	                       "\"protect\":\"PAGE_READWRITE\",\"alloc_protect\":\"PAGE_NOACCESS\",\"type\":\"MEM_PRIVATE\"},"
	                       "{\"at\":\"A0+0x1000\",\"size\":\"0x2000\",\"state\":\"MEM_RESERVE\",\"protect\":\"0x0\","
	                       "\"alloc_protect\":\"PAGE_NOACCESS\",\"type\":\"MEM_PRIVATE\"}]");
	stop();
}

static void only_the_changed_reservation_is_told(void)
{
	start();
	memset(committed, 0, sizeof committed);
	places_add(&places, 0x100000, 0x3000);
	places_add(&places, 0x200000, 0x3000);
	told();
	committed[1] = 3;
	places_touch_all(&places);
	CU_ASSERT_PTR_NULL(strstr(told(), "A0"));
	committed[0] = 3;
	places_touch_all(&places);
	CU_ASSERT_PTR_NULL(strstr(told(), "A1"));
	stop();
}

static void residency_is_news_and_is_told_by_pages_when_partial(void)
{
	start();
	memset(committed, 0, sizeof committed);
	committed[0] = 3;
	resident = 0;
	places_add(&places, 0x100000, 0x3000);
	CU_ASSERT_PTR_NOT_NULL(strstr(told(), "\"resident\":0}"));
	resident = 1;
	places_touch(&places, 0);
	CU_ASSERT_PTR_NOT_NULL(strstr(told(), "\"resident\":1,\"resident_runs\":[[1,1]]}"));
	resident = -1;
	stop();
}

static void a_release_is_told_once(void)
{
	start();
	memset(committed, 0, sizeof committed);
	places_add(&places, 0x100000, 0x3000);
	told();
	places_release(&places, 0);
	CU_ASSERT_STRING_EQUAL(told(), ",\"regions\":[{\"at\":\"A0+0x0\",\"size\":\"0x3000\",\"state\":\"MEM_FREE\"}]");
	asked = 0;
	CU_ASSERT_STRING_EQUAL(told(), "");
	CU_ASSERT_EQUAL(asked, 0);
	stop();
}

static void equal_memory_has_equal_digests(void)
{
	uint64_t before;

	start();
	memset(committed, 0, sizeof committed);
	places_add(&places, 0x100000, 0x3000);
	before = places_digest(&places, runs, NULL);
	CU_ASSERT_EQUAL(places_digest(&places, runs, NULL), before);
	committed[0] = 1;
	places_touch(&places, 0);
	CU_ASSERT_NOT_EQUAL(places_digest(&places, runs, NULL), before);
	committed[0] = 0;
	places_touch(&places, 0);
	CU_ASSERT_EQUAL(places_digest(&places, runs, NULL), before);
	told();
	CU_ASSERT_EQUAL(places_digest(&places, runs, NULL), before);    /* telling it changes nothing */
	places_release(&places, 0);
	CU_ASSERT_NOT_EQUAL(places_digest(&places, runs, NULL), before);
	stop();
}

/* However many there are: an event asks for what was touched, and its counters are those of all. */
static void only_what_was_touched_is_asked(void)
{
	start();
	memset(committed, 0, sizeof committed);
	committed[1] = 2;
	for (uint64_t i = 0; i < 4; i++)
		places_add(&places, 0x400000 - i * 0x10000, 0x3000);
	told();
	CU_ASSERT_EQUAL(places.committed, 2);
	CU_ASSERT_EQUAL(places.reserved, 12);
	asked = 0;
	committed[2] = 1;
	places_touch(&places, 2);
	places_touch(&places, 2);
	CU_ASSERT_PTR_NOT_NULL(strstr(told(), "A2+0x1000"));
	CU_ASSERT_EQUAL(asked, 1);
	CU_ASSERT_EQUAL(places.committed, 3);
	places_release(&places, 1);
	told();
	CU_ASSERT_EQUAL(asked, 1);
	CU_ASSERT_EQUAL(places.committed, 1);
	CU_ASSERT_EQUAL(places.reserved, 9);
	stop();
}

static void thousands_of_reservations_keep_their_numbers(void)
{
	start();
	for (uint64_t i = 0; i < 5000; i++)
		CU_ASSERT_EQUAL_FATAL(places_add(&places, 0x100000 + i * 0x20000, 0x1000), i);
	CU_ASSERT_EQUAL(places_find(&places, 0x100000 + 4321 * 0x20000 + 5), 4321);
	CU_ASSERT_STRING_EQUAL(named(0x100000 + 17 * 0x20000), "A17+0x0");
	stop();
}

/* ---- blocks of heaps ---- */

static void a_block_has_a_name_that_it_keeps_when_it_moves(void)
{
	start();
	places_block(&places, 0x20000100, 24);
	places_block(&places, 0x20000200, 0);
	CU_ASSERT_STRING_EQUAL(named(0x20000117), "B0+0x17");
	CU_ASSERT_STRING_EQUAL(named(0x20000200), "B1+0x0");
	CU_ASSERT_STRING_EQUAL(named(0x20000118), "0x20000118");
	places_block_resized(&places, 0x20000100, 0x20000300, 4000);
	places_block(&places, 0x20000400 + 4000, 8);
	CU_ASSERT_STRING_EQUAL(named(0x20000310), "B0+0x10");
	CU_ASSERT_STRING_EQUAL(named(0x20000110), "B0+0x10");
	CU_ASSERT_STRING_EQUAL(named(0x20000400 + 4000), "B2+0x0");
	stop();
}

static void a_freed_block_keeps_its_name_until_it_is_covered(void)
{
	start();
	places_block(&places, 0x20000100, 24);
	places_block_gone(&places, 0x20000100);
	CU_ASSERT_STRING_EQUAL(named(0x20000100), "B0+0x0");
	places_block(&places, 0x20000100, 8);
	CU_ASSERT_STRING_EQUAL(named(0x20000100), "B1+0x0");
	CU_ASSERT_STRING_EQUAL(named(0x20000110), "B0+0x10");
	places_add(&places, 0x20000000, 0x1000);
	CU_ASSERT_STRING_EQUAL(named(0x20000100), "A0+0x100");
	stop();
}

CU_TestInfo places_tests[] = {
	{ "reservations are named in order of creation", reservations_are_named_in_order_of_creation },
	{ "less than 64 KiB past the end is still named", less_than_64_kib_past_the_end_is_still_named },
	{ "a released reservation keeps its name until it is covered",
	  a_released_reservation_keeps_its_name_until_it_is_covered },
	{ "a name is cut to the room", a_name_is_cut_to_the_room },
	{ "regions tell a reservation when it changed, and then no more",
	  regions_tell_a_reservation_when_it_changed_and_then_no_more },
	{ "only the changed reservation is told", only_the_changed_reservation_is_told },
	{ "residency is news, and is told by pages when partial", residency_is_news_and_is_told_by_pages_when_partial },
	{ "a release is told once", a_release_is_told_once },
	{ "equal memory has equal digests", equal_memory_has_equal_digests },
	{ "a block has a name that it keeps when it moves", a_block_has_a_name_that_it_keeps_when_it_moves },
	{ "a freed block keeps its name until it is covered", a_freed_block_keeps_its_name_until_it_is_covered },
	{ "only what was touched is asked", only_what_was_touched_is_asked },
	{ "thousands of reservations keep their numbers", thousands_of_reservations_keep_their_numbers },
	CU_TEST_INFO_NULL
};

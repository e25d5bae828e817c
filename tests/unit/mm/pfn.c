/* pfn.c - every frame is on one list or in use, and nobody is handed another's data. */
#include <string.h>

#include "tests/unit/machine.h"

static void fixture(struct ram *ram, struct pfn_db *db, uint64_t frames)
{
	CU_ASSERT_TRUE_FATAL(ram_new(ram, frames));
	CU_ASSERT_TRUE_FATAL(pfn_new(db, ram));
}

/* A zeroed frame, as for a page's first touch. */
static uint32_t take(struct pfn_db *db, uint64_t *pte)
{
	enum pfn_location from;

	return pfn_take(db, pte, PFN_FOR_ZERO_PAGE, &from);
}

static void all_frames_begin_zeroed(void)
{
	struct ram ram;
	struct pfn_db db;

	fixture(&ram, &db, 8);
	CU_ASSERT_EQUAL(pfn_available(&db), 8);
	CU_ASSERT_EQUAL(db.list[PFN_FREE].count, 0);
	pfn_free_all(&db);
	ram_free(&ram);
}

static void every_frame_can_be_taken_once(void)
{
	struct ram ram;
	struct pfn_db db;
	bool taken[8] = { false };
	uint64_t entry[8];

	fixture(&ram, &db, 8);
	for (int i = 0; i < 8; i++) {
		uint32_t pfn = take(&db, &entry[i]);

		CU_ASSERT_FATAL(pfn < 8);
		CU_ASSERT_FALSE(taken[pfn]);
		taken[pfn] = true;
		CU_ASSERT_EQUAL(db.of[pfn].location, PFN_ACTIVE);
		CU_ASSERT_PTR_EQUAL(db.of[pfn].pte, &entry[i]);
	}
	CU_ASSERT_EQUAL(take(&db, NULL), PFN_NONE);
	CU_ASSERT_EQUAL(db.active, 8);
	pfn_free_all(&db);
	ram_free(&ram);
}

/* What one owner left behind must never be seen by the next. */
static void a_used_frame_is_zeroed_before_it_is_handed_out_again(void)
{
	struct ram ram;
	struct pfn_db db;
	uint32_t pfn;

	fixture(&ram, &db, 1);
	pfn = take(&db, NULL);
	memset(ram_frame(&ram, pfn), 0xAA, PAGE_SIZE);
	pfn_release(&db, pfn);
	CU_ASSERT_EQUAL(db.list[PFN_FREE].count, 1);
	CU_ASSERT_EQUAL(pfn_available(&db), 1);
	pfn = take(&db, NULL);
	CU_ASSERT_EQUAL(ram_frame(&ram, pfn)[0], 0);
	CU_ASSERT_EQUAL(ram_frame(&ram, pfn)[PAGE_SIZE - 1], 0);
	pfn_free_all(&db);
	ram_free(&ram);
}

/* A program that allocates and frees in a loop stays within the memory that it needs at once. */
static void freed_frames_go_before_those_never_used(void)
{
	struct ram ram;
	struct pfn_db db;
	uint32_t first, second;

	fixture(&ram, &db, 4);
	first = take(&db, NULL);
	second = take(&db, NULL);
	pfn_release(&db, second);
	pfn_release(&db, first);
	CU_ASSERT_EQUAL(take(&db, NULL), second);
	CU_ASSERT_EQUAL(take(&db, NULL), first);
	CU_ASSERT_EQUAL(db.used, 2);
	pfn_free_all(&db);
	ram_free(&ram);
}

static void a_shelved_frame_keeps_its_contents_and_is_not_available(void)
{
	struct ram ram;
	struct pfn_db db;
	uint32_t pfn;

	fixture(&ram, &db, 2);
	pfn = take(&db, NULL);
	ram_frame(&ram, pfn)[7] = 42;
	db.of[pfn].modified = true;
	pfn_shelve(&db, pfn);
	CU_ASSERT_EQUAL(db.of[pfn].location, PFN_MODIFIED);
	CU_ASSERT_EQUAL(pfn_available(&db), 1);
	take(&db, NULL);
	CU_ASSERT_EQUAL(take(&db, NULL), PFN_NONE);
	pfn_activate(&db, pfn);
	CU_ASSERT_EQUAL(ram_frame(&ram, pfn)[7], 42);
	CU_ASSERT_EQUAL(db.list[PFN_MODIFIED].count, 0);
	pfn_free_all(&db);
	ram_free(&ram);
}

static void a_machine_of_an_absurd_size_is_refused(void)
{
	struct ram ram;

	CU_ASSERT_FALSE(ram_new(&ram, UINT64_MAX));
	CU_ASSERT_FALSE(ram_new(&ram, 0));
	CU_ASSERT_PTR_NULL(vm_new(&(struct vm_config){ .frames = SIZE_MAX }));
}

CU_TestInfo pfn_tests[] = {
	{ "all frames begin zeroed", all_frames_begin_zeroed },
	{ "every frame can be taken once", every_frame_can_be_taken_once },
	{ "a used frame is zeroed before it is handed out again", a_used_frame_is_zeroed_before_it_is_handed_out_again },
	{ "freed frames go before those never used", freed_frames_go_before_those_never_used },
	{ "a shelved frame keeps its contents and is not available", a_shelved_frame_keeps_its_contents_and_is_not_available },
	{ "a machine of an absurd size is refused", a_machine_of_an_absurd_size_is_refused },
	CU_TEST_INFO_NULL,
};

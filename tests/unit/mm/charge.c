/* charge.c - the commit charge is a promise that is refused in time. */
#include "tests/unit/machine.h"

static void a_promise_is_counted(void)
{
	struct charge charge = { .limit = 10, .backed = 100 };

	CU_ASSERT_TRUE(charge_take(&charge, 4));
	CU_ASSERT_TRUE(charge_take(&charge, 6));
	CU_ASSERT_EQUAL(charge.used, 10);
}

static void a_promise_over_the_limit_is_refused_and_changes_nothing(void)
{
	struct charge charge = { .limit = 10, .backed = 100 };

	charge_take(&charge, 4);
	CU_ASSERT_FALSE(charge_take(&charge, 7));
	CU_ASSERT_FALSE(charge_take(&charge, UINT64_MAX));
	CU_ASSERT_EQUAL(charge.used, 4);
	CU_ASSERT_EQUAL(charge.peak, 4);
}

static void a_promise_taken_back_can_be_made_again(void)
{
	struct charge charge = { .limit = 10, .backed = 100 };

	charge_take(&charge, 10);
	charge_give(&charge, 3);
	CU_ASSERT_FALSE(charge_take(&charge, 4));
	CU_ASSERT_TRUE(charge_take(&charge, 3));
}

static void the_peak_stays(void)
{
	struct charge charge = { .limit = 10, .backed = 100 };

	charge_take(&charge, 8);
	charge_give(&charge, 8);
	charge_take(&charge, 2);
	CU_ASSERT_EQUAL(charge.peak, 8);
}

/* A program that asks for too much learns it from the call; what it has stays whole. */
static void a_commit_over_the_limit_leaves_the_reservation_as_it_was(void)
{
	struct vm *vm = machine_with_frames(64);
	uint64_t a = alloc(vm, 0, 0x40000, MEM_RESERVE, PAGE_NOACCESS);

	vm_set_commit_available(vm, 16);
	STEP(vm, CU_ASSERT_EQUAL(alloc_error(vm, a, 0x11000, MEM_COMMIT, PAGE_READWRITE),
	        ERROR_COMMITMENT_LIMIT));
	CU_ASSERT_EQUAL(query(vm, a).state, MEM_RESERVE);
	CU_ASSERT_EQUAL(query(vm, a).region_size, 0x40000);
	STEP(vm, CU_ASSERT_EQUAL(alloc(vm, a, 0x10000, MEM_COMMIT, PAGE_READWRITE), a));
	STEP(vm, CU_ASSERT_EQUAL(alloc_error(vm, 0, 1, MEM_COMMIT, PAGE_NOACCESS), ERROR_COMMITMENT_LIMIT));
	vm_free(vm);
}

static void committing_again_is_not_charged_again(void)
{
	struct vm *vm = machine_with_frames(64);
	uint64_t a;

	vm_set_commit_available(vm, 4);
	a = alloc(vm, 0, 0x4000, MEM_COMMIT, PAGE_READWRITE);
	STEP(vm, CU_ASSERT_EQUAL(alloc(vm, a, 0x4000, MEM_COMMIT, PAGE_READONLY), a));
	CU_ASSERT_EQUAL(counters(vm).commit_pages, 4);
	STEP(vm, win32_virtual_free(vm, a + 0x1000, 0x2000, MEM_DECOMMIT));
	CU_ASSERT_EQUAL(counters(vm).commit_pages, 2);
	STEP(vm, CU_ASSERT_EQUAL(alloc(vm, a, 0x4000, MEM_COMMIT, PAGE_READWRITE), a));
	CU_ASSERT_EQUAL(counters(vm).commit_pages, 4);
	vm_free(vm);
}

CU_TestInfo charge_tests[] = {
	{ "a promise is counted", a_promise_is_counted },
	{ "a promise over the limit is refused and changes nothing", a_promise_over_the_limit_is_refused_and_changes_nothing },
	{ "a promise taken back can be made again", a_promise_taken_back_can_be_made_again },
	{ "the peak stays", the_peak_stays },
	{ "a commit over the limit leaves the reservation as it was", a_commit_over_the_limit_leaves_the_reservation_as_it_was },
	{ "committing again is not charged again", committing_again_is_not_charged_again },
	CU_TEST_INFO_NULL,
};

/*
 * virtual.c - what the cases of cases.c cannot say of the Virtual calls:
 * pointers of the program, where allocations land, and that size costs nothing: a
 * walk over every page of a terabyte would not end within anybody's patience.
 */
#include "tests/unit/machine.h"

#define TIB ((uint64_t)1 << 40)

static void the_first_allocation_lands_where_it_does_in_a_small_program(void)
{
	struct vm *vm = machine_with_frames(64);

	vm_load_image(vm, 0x140000000, 0x4000, PAGE_READWRITE);
	vm_create_stack(vm, 0x100000, 0x1000);
	STEP(vm, CU_ASSERT_EQUAL(alloc(vm, 0, 0x50000, MEM_RESERVE, PAGE_NOACCESS), 0x10A0000));
	STEP(vm, CU_ASSERT_EQUAL(alloc(vm, 0, 1, MEM_RESERVE, PAGE_NOACCESS), 0x10F0000));
	STEP(vm, CU_ASSERT_EQUAL(alloc(vm, 0, 1, MEM_RESERVE, PAGE_NOACCESS), 0x1100000));
	vm_free(vm);
}

static void a_released_gap_is_the_first_to_be_used_again(void)
{
	struct vm *vm = machine_with_frames(64);
	uint64_t a = alloc(vm, 0, 0x20000, MEM_RESERVE, PAGE_NOACCESS);

	alloc(vm, 0, 0x20000, MEM_RESERVE, PAGE_NOACCESS);
	STEP(vm, win32_virtual_free(vm, a, 0, MEM_RELEASE));
	STEP(vm, CU_ASSERT_NOT_EQUAL(alloc(vm, 0, 0x21000, MEM_RESERVE, PAGE_NOACCESS), a));
	STEP(vm, CU_ASSERT_EQUAL(alloc(vm, 0, 0x20000, MEM_RESERVE, PAGE_NOACCESS), a));
	vm_free(vm);
}

static void a_gap_that_begins_below_the_usual_place_is_used_from_there(void)
{
	struct vm *vm = machine_with_frames(64);
	uint64_t a = alloc(vm, 0x1000000, 0x200000, MEM_RESERVE, PAGE_NOACCESS);

	STEP(vm, CU_ASSERT_EQUAL(alloc(vm, 0, 1, MEM_RESERVE, PAGE_NOACCESS), 0x1200000));
	STEP(vm, CU_ASSERT_EQUAL(alloc(vm, 0, 1, MEM_RESERVE, PAGE_NOACCESS), 0x1210000));
	STEP(vm, win32_virtual_free(vm, a, 0, MEM_RELEASE));
	STEP(vm, CU_ASSERT_EQUAL(alloc(vm, 0, 1, MEM_RESERVE, PAGE_NOACCESS), 0x10A0000));
	vm_free(vm);
}

static void low_addresses_are_the_last_resort(void)
{
	struct vm *vm = machine_with_frames(64);

	STEP(vm, alloc(vm, 0x10A0000, USER_HIGHEST + 1 - 0x10A0000, MEM_RESERVE, PAGE_NOACCESS));
	STEP(vm, CU_ASSERT_EQUAL(alloc(vm, 0, 0x1090000, MEM_RESERVE, PAGE_NOACCESS), 0x10000));
	STEP(vm, CU_ASSERT_EQUAL(alloc_error(vm, 0, 1, MEM_RESERVE, PAGE_NOACCESS), ERROR_NOT_ENOUGH_MEMORY));
	STEP(vm, CU_ASSERT_EQUAL(alloc_error(vm, 0, 1, MEM_RESERVE | MEM_TOP_DOWN, PAGE_NOACCESS),
	        ERROR_NOT_ENOUGH_MEMORY));
	CU_ASSERT_EQUAL(query(vm, 0).region_size, 0x10000);
	vm_free(vm);
}

static void top_down_uses_a_gap_that_fits_exactly(void)
{
	struct vm *vm = machine_with_frames(64);
	uint64_t high = alloc(vm, 0, 0x10000, MEM_RESERVE | MEM_TOP_DOWN, PAGE_NOACCESS);
	uint64_t middle = alloc(vm, 0, 0x20000, MEM_RESERVE | MEM_TOP_DOWN, PAGE_NOACCESS);

	CU_ASSERT_EQUAL(high - middle, 0x20000);
	CU_ASSERT_EQUAL(alloc(vm, 0, 0x10000, MEM_RESERVE | MEM_TOP_DOWN, PAGE_NOACCESS), middle - 0x10000);
	STEP(vm, win32_virtual_free(vm, middle, 0, MEM_RELEASE));
	STEP(vm, CU_ASSERT_EQUAL(alloc(vm, 0, 0x20000, MEM_RESERVE | MEM_TOP_DOWN, PAGE_NOACCESS), middle));
	vm_free(vm);
}

/* Where the old protection goes is not optional, although the documentation's samples make it look so. */
static void a_protection_without_a_place_for_the_old_one_is_refused(void)
{
	struct vm *vm = machine_with_frames(64);
	uint64_t a = alloc(vm, 0, 0x1000, MEM_COMMIT, PAGE_READWRITE);
	bool wrote;

	STEP(vm, CU_ASSERT_EQUAL(win32_virtual_protect(vm, a, 1, PAGE_READONLY, NULL, &wrote),
	        ERROR_NOACCESS));
	CU_ASSERT_FALSE(wrote);
	CU_ASSERT_EQUAL(query(vm, a).protect, PAGE_READWRITE);
	vm_free(vm);
}

static void the_old_protection_is_written_only_if_there_was_a_range_to_look_at(void)
{
	struct vm *vm = machine_with_frames(64);
	uint64_t a = alloc(vm, 0, 0x1000, MEM_RESERVE, PAGE_READWRITE);
	uint32_t old = 77;
	bool wrote;

	CU_ASSERT_EQUAL(win32_virtual_protect(vm, a, 0, PAGE_READONLY, &old, &wrote),
	        ERROR_INVALID_PARAMETER);
	CU_ASSERT_FALSE(wrote);
	CU_ASSERT_EQUAL(old, 77);
	CU_ASSERT_EQUAL(win32_virtual_protect(vm, a, 1, PAGE_READONLY, &old, &wrote), ERROR_INVALID_ADDRESS);
	CU_ASSERT_TRUE(wrote);
	CU_ASSERT_EQUAL(old, PAGE_NOACCESS);
	vm_free(vm);
}

static void a_reservation_of_a_terabyte_costs_nothing(void)
{
	struct vm *vm = machine_with_frames(64);
	uint64_t a = alloc(vm, 0, TIB, MEM_RESERVE, PAGE_NOACCESS);

	for (int i = 0; i < 1000; i++)
		CU_ASSERT_EQUAL(query(vm, a).region_size, TIB);
	STEP(vm, win32_virtual_free(vm, a, 0, MEM_RELEASE));
	CU_ASSERT_EQUAL(counters(vm).page_table_pages, 1);
	vm_free(vm);
}

/* A sparse array: pages far apart, each with tables of its own. */
static void a_sparse_terabyte_is_asked_about_and_released(void)
{
	struct vm *vm = machine_with_frames(4096);
	uint64_t a = alloc(vm, 0, TIB, MEM_RESERVE, PAGE_NOACCESS), step = TIB / 512;

	for (uint64_t va = a; va < a + TIB; va += step) {
		CU_ASSERT_EQUAL(alloc(vm, va, 1, MEM_COMMIT, PAGE_READWRITE), va & PAGE_MASK);
		CU_ASSERT_EQUAL(touch(vm, va, ACCESS_WRITE, 1), FAULT_NONE);
		CU_ASSERT_EQUAL(query(vm, va + PAGE_SIZE).region_size, a + TIB - va - PAGE_SIZE);
	}
	CU_ASSERT_EQUAL(query(vm, a + PAGE_SIZE).region_size, step - PAGE_SIZE);
	machine_is_sound(vm, __LINE__, __FILE__);
	STEP(vm, CU_ASSERT_EQUAL(win32_virtual_free(vm, a, TIB, MEM_DECOMMIT), ERROR_SUCCESS));
	CU_ASSERT_EQUAL(query(vm, a).region_size, TIB);
	STEP(vm, win32_virtual_free(vm, a, 0, MEM_RELEASE));
	CU_ASSERT_EQUAL(counters(vm).page_table_pages, 1);
	CU_ASSERT_EQUAL(counters(vm).working_set_pages, 0);
	vm_free(vm);
}

/* Reserved and committed at once, nothing is written anywhere but in the VAD. */
static void a_large_commit_in_one_call_needs_no_page_table(void)
{
	struct vm *vm = vm_new(&(struct vm_config){ .frames = 64, .commit_limit_pages = (size_t)1 << 30 });
	uint64_t a = alloc(vm, 0, TIB, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);

	CU_ASSERT_EQUAL(counters(vm).page_table_pages, 1);
	CU_ASSERT_EQUAL(query(vm, a).state, MEM_COMMIT);
	CU_ASSERT_EQUAL(query(vm, a).region_size, TIB);
	STEP(vm, CU_ASSERT_EQUAL(alloc(vm, a, TIB, MEM_COMMIT, PAGE_READWRITE), a));
	STEP(vm, CU_ASSERT_EQUAL(touch(vm, a + TIB / 2, ACCESS_WRITE, 1), FAULT_NONE));
	CU_ASSERT_EQUAL(query(vm, a).region_size, TIB);
	STEP(vm, CU_ASSERT_EQUAL(win32_virtual_free(vm, a, 0, MEM_DECOMMIT), ERROR_SUCCESS));
	CU_ASSERT_EQUAL(counters(vm).commit_pages, 0);
	CU_ASSERT_EQUAL(query(vm, a).state, MEM_RESERVE);
	STEP(vm, win32_virtual_free(vm, a, 0, MEM_RELEASE));
	vm_free(vm);
}

/* Tables that cannot be had for a whole range are not kept for a part of it. */
static void a_call_that_runs_out_of_tables_changes_nothing(void)
{
	struct vm *vm = machine_with_frames(16);
	uint64_t a = alloc(vm, 0, (uint64_t)1 << 30, MEM_RESERVE, PAGE_NOACCESS);
	struct vm_counters before = counters(vm);

	STEP(vm, CU_ASSERT_EQUAL(alloc_error(vm, a, (uint64_t)1 << 30, MEM_COMMIT, PAGE_READWRITE),
	        ERROR_NOT_ENOUGH_MEMORY));
	CU_ASSERT_EQUAL(counters(vm).page_table_pages, before.page_table_pages);
	CU_ASSERT_EQUAL(counters(vm).commit_pages, 0);
	CU_ASSERT_EQUAL(query(vm, a).region_size, (uint64_t)1 << 30);
	vm_free(vm);
}

static void many_allocations_are_made_and_found_again(void)
{
	struct vm *vm = machine_with_frames(64);
	uint64_t a = 0;

	for (int i = 0; i < 200000; i++)
		a = alloc(vm, 0, 0x3000, MEM_RESERVE, PAGE_NOACCESS);
	CU_ASSERT_EQUAL(a, 0x10A0000 + 199999 * GRANULE_SIZE);
	CU_ASSERT_EQUAL(query(vm, a - GRANULE_SIZE + 0x3000).region_size, 0xD000);
	machine_is_sound(vm, __LINE__, __FILE__);
	vm_free(vm);
}

CU_TestInfo virtual_tests[] = {
	{ "the first allocation lands where it does in a small program", the_first_allocation_lands_where_it_does_in_a_small_program },
	{ "a released gap is the first to be used again", a_released_gap_is_the_first_to_be_used_again },
	{ "a gap that begins below the usual place is used from there", a_gap_that_begins_below_the_usual_place_is_used_from_there },
	{ "low addresses are the last resort", low_addresses_are_the_last_resort },
	{ "top-down uses a gap that fits exactly", top_down_uses_a_gap_that_fits_exactly },
	{ "a protection without a place for the old one is refused", a_protection_without_a_place_for_the_old_one_is_refused },
	{ "the old protection is written only if there was a range to look at", the_old_protection_is_written_only_if_there_was_a_range_to_look_at },
	{ "a reservation of a terabyte costs nothing", a_reservation_of_a_terabyte_costs_nothing },
	{ "a sparse terabyte is asked about and released", a_sparse_terabyte_is_asked_about_and_released },
	{ "a large commit in one call needs no page table", a_large_commit_in_one_call_needs_no_page_table },
	{ "a call that runs out of tables changes nothing", a_call_that_runs_out_of_tables_changes_nothing },
	{ "many allocations are made and found again", many_allocations_are_made_and_found_again },
	CU_TEST_INFO_NULL,
};

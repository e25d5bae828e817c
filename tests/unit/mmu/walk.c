/* walk.c - four levels of tables, as the processor reads them. */
#include "tests/unit/machine.h"

#define RWX PAGE_EXECUTE_READWRITE

static void an_address_splits_into_four_indices_and_an_offset(void)
{
	uint64_t va = 0x0000000012345678;

	CU_ASSERT_EQUAL(table_index(va, 3), 0);
	CU_ASSERT_EQUAL(table_index(va, 2), 0);
	CU_ASSERT_EQUAL(table_index(va, 1), 0x91);
	CU_ASSERT_EQUAL(table_index(va, 0), 0x145);
	CU_ASSERT_EQUAL(table_index(USER_HIGHEST, 3), 0xFF);
	CU_ASSERT_EQUAL(table_index(USER_HIGHEST, 0), 0x1EF);
}

static void a_walk_ends_at_the_first_entry_that_is_not_present(void)
{
	struct vm *vm = machine_with_frames(64);
	struct walk walk;

	vm_walk(vm, 0x10A0000, &walk);
	CU_ASSERT_EQUAL(walk.levels, 1);
	CU_ASSERT_EQUAL(walk.level[0].entry, 0);
	alloc(vm, 0, PAGE_SIZE, MEM_RESERVE, PAGE_NOACCESS);
	vm_walk(vm, 0x10A0000, &walk);
	CU_ASSERT_EQUAL(walk.levels, 1);        /* a reservation costs no table */
	alloc(vm, 0x10A0000, PAGE_SIZE, MEM_COMMIT, PAGE_READWRITE);
	vm_walk(vm, 0x10A0000, &walk);
	CU_ASSERT_EQUAL(walk.levels, 4);
	CU_ASSERT_EQUAL(walk.level[3].index, 0xA0);
	CU_ASSERT_EQUAL(walk.level[3].entry, 0x80);     /* demand-zero, read-write */
	CU_ASSERT_EQUAL(walk.level[1].table_pfn, pte_pfn(walk.level[0].entry));
	vm_free(vm);
}

/* The values that a debugger shows on Windows. */
static const struct {
	const char *name;
	uint32_t protect;
	enum access access;
	uint64_t bits;
} fresh[] = {
	{ "read-write, written", PAGE_READWRITE, ACCESS_WRITE, 0x8000000000000867 },
	{ "read-write, only read", PAGE_READWRITE, ACCESS_READ, 0x8000000000000867 },
	{ "read-only", PAGE_READONLY, ACCESS_READ, 0x8000000000000025 },
	{ "execute-read", PAGE_EXECUTE_READ, ACCESS_READ, 0x0000000000000025 },
	{ "execute", PAGE_EXECUTE, ACCESS_EXECUTE, 0x0000000000000025 },
	{ "execute-read-write", RWX, ACCESS_WRITE, 0x0000000000000867 },
	{ "read-write, no cache", PAGE_READWRITE | PAGE_NOCACHE, ACCESS_WRITE, 0x8000000000000877 },
};

static void a_fresh_page_has_the_bits_of_its_protection(void)
{
	for (size_t i = 0; i < sizeof fresh / sizeof fresh[0]; i++) {
		struct vm *vm = machine_with_frames(64);
		uint64_t a = alloc(vm, 0, PAGE_SIZE, MEM_COMMIT, fresh[i].protect), got;

		STEP(vm, CU_ASSERT_EQUAL(touch(vm, a, fresh[i].access, 1), FAULT_NONE));
		got = entry_of(vm, a) & ~(PTE_PFN_MASK << PAGE_SHIFT);
		if (got != fresh[i].bits)
			printf("  row '%s': got 0x%llx\n", fresh[i].name, (unsigned long long)got);
		CU_ASSERT_EQUAL(got, fresh[i].bits);
		vm_free(vm);
	}
}

/* Dirty tells the memory manager that the page must be saved; only a write sets it. */
static void the_processor_sets_dirty_on_the_first_write_only(void)
{
	struct vm *vm = machine_with_frames(64);
	uint64_t a = alloc(vm, 0, PAGE_SIZE, MEM_COMMIT, PAGE_READONLY);

	byte_at(vm, a);
	STEP(vm, protect(vm, a, PAGE_SIZE, PAGE_READWRITE));
	STEP(vm, byte_at(vm, a));
	CU_ASSERT_FALSE(entry_of(vm, a) & PTE_D);
	STEP(vm, touch(vm, a, ACCESS_WRITE, 1));
	CU_ASSERT_TRUE(entry_of(vm, a) & PTE_D);
	vm_free(vm);
}

static void accessed_is_set_in_every_level_and_dirty_in_the_leaf_alone(void)
{
	struct vm *vm = machine_with_frames(64);
	uint64_t a = alloc(vm, 0, PAGE_SIZE, MEM_RESERVE, PAGE_NOACCESS);
	struct walk walk;

	alloc(vm, a, PAGE_SIZE, MEM_COMMIT, PAGE_READWRITE);
	vm_walk(vm, a, &walk);
	for (unsigned i = 0; i < 3; i++)
		CU_ASSERT_FALSE(walk.level[i].entry & PTE_A);
	touch(vm, a, ACCESS_WRITE, 1);
	vm_walk(vm, a, &walk);
	for (unsigned i = 0; i < 4; i++) {
		CU_ASSERT_TRUE(walk.level[i].entry & PTE_A);
		CU_ASSERT_EQUAL(!!(walk.level[i].entry & PTE_D), i == 3);
	}
	vm_free(vm);
}

static void a_refused_access_sets_no_bit(void)
{
	struct vm *vm = machine_with_frames(64);
	uint64_t a = alloc(vm, 0, PAGE_SIZE, MEM_COMMIT, PAGE_READONLY), before;

	byte_at(vm, a);
	before = entry_of(vm, a);
	STEP(vm, CU_ASSERT_EQUAL(touch(vm, a, ACCESS_WRITE, 1), FAULT_PROTECTION));
	STEP(vm, CU_ASSERT_EQUAL(touch(vm, a, ACCESS_EXECUTE, 0), FAULT_NO_EXECUTE));
	CU_ASSERT_EQUAL(entry_of(vm, a), before);
	vm_free(vm);
}

static void looking_at_a_page_changes_nothing(void)
{
	struct vm *vm = machine_with_frames(64);
	uint64_t a = alloc(vm, 0, PAGE_SIZE, MEM_COMMIT, PAGE_READWRITE | PAGE_GUARD);
	struct vad_view view;

	CU_ASSERT_TRUE(vm_vad_at(vm, a, &view));
	CU_ASSERT_FALSE(vm_resident(vm, a));
	query(vm, a);
	CU_ASSERT_EQUAL(query(vm, a).protect, PAGE_READWRITE | PAGE_GUARD);
	CU_ASSERT_EQUAL(counters(vm).traps, 0);
	vm_free(vm);
}

/* A table of a high level that is absent is skipped in one stride. */
static void a_span_covers_what_one_absent_table_would_map(void)
{
	struct vm *vm = machine_with_frames(64);
	struct table_span span = table_span(&vm->tables, 0, USER_LAST_VPN);

	CU_ASSERT_PTR_NULL(span.pte);
	CU_ASSERT_EQUAL(span.pages, (uint64_t)1 << 27);
	alloc(vm, 0x10000, PAGE_SIZE, MEM_RESERVE, PAGE_NOACCESS);
	alloc(vm, 0x10000, PAGE_SIZE, MEM_COMMIT, PAGE_READWRITE);
	span = table_span(&vm->tables, 0x10, USER_LAST_VPN);
	CU_ASSERT_PTR_NOT_NULL(span.pte);
	CU_ASSERT_EQUAL(span.pages, 512 - 0x10);
	span = table_span(&vm->tables, 512, USER_LAST_VPN);
	CU_ASSERT_PTR_NULL(span.pte);
	CU_ASSERT_EQUAL(span.pages, 512);
	CU_ASSERT_EQUAL(table_span(&vm->tables, 512, 514).pages, 3);
	vm_free(vm);
}

static void page_tables_are_given_back_with_the_last_allocation_under_them(void)
{
	struct vm *vm = machine_with_frames(64);
	uint64_t a = alloc(vm, 0, 0x20000, MEM_RESERVE, PAGE_NOACCESS);
	uint64_t b = alloc(vm, 0, 0x10000, MEM_COMMIT, PAGE_READWRITE);

	CU_ASSERT_EQUAL(counters(vm).page_table_pages, 1);
	STEP(vm, alloc(vm, a, PAGE_SIZE, MEM_COMMIT, PAGE_READWRITE));
	STEP(vm, touch(vm, b, ACCESS_WRITE, 1));
	CU_ASSERT_EQUAL(counters(vm).page_table_pages, 4);
	STEP(vm, win32_virtual_free(vm, a, 0, MEM_RELEASE));
	CU_ASSERT_EQUAL(counters(vm).page_table_pages, 4);
	STEP(vm, win32_virtual_free(vm, b, 0, MEM_RELEASE));
	CU_ASSERT_EQUAL(counters(vm).page_table_pages, 1);
	vm_free(vm);
}

CU_TestInfo walk_tests[] = {
	{ "an address splits into four indices and an offset", an_address_splits_into_four_indices_and_an_offset },
	{ "a walk ends at the first entry that is not present", a_walk_ends_at_the_first_entry_that_is_not_present },
	{ "a fresh page has the bits of its protection", a_fresh_page_has_the_bits_of_its_protection },
	{ "the processor sets Dirty on the first write only", the_processor_sets_dirty_on_the_first_write_only },
	{ "Accessed is set in every level and Dirty in the leaf alone", accessed_is_set_in_every_level_and_dirty_in_the_leaf_alone },
	{ "a refused access sets no bit", a_refused_access_sets_no_bit },
	{ "looking at a page changes nothing", looking_at_a_page_changes_nothing },
	{ "a span covers what one absent table would map", a_span_covers_what_one_absent_table_would_map },
	{ "page tables are given back with the last allocation under them", page_tables_are_given_back_with_the_last_allocation_under_them },
	CU_TEST_INFO_NULL,
};

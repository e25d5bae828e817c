/*
 * replace.c - whom each policy names, when loading times and bits are those of an exercise.
 *
 * Tanenbaum and Bos, Modern Operating Systems, chapter 3: four pages were loaded at times
 * 126, 230, 140, 110, last used at 280, 265, 270, 285, with R M = 10, 01, 00, 11. The book
 * asks for the victims of NRU, FIFO, LRU and second chance.
 */
#include "tests/unit/machine.h"

#define PAGES 4

static const struct { unsigned loaded, used; bool r, m; } exercise[PAGES] = {
	{ 126, 280, true, false }, { 230, 265, false, true }, { 140, 270, false, false }, { 110, 285, true, true },
};

/* The page whose time comes next; PAGES when there is none. */
static size_t next_in_time(unsigned after, bool loaded)
{
	size_t best = PAGES;
	unsigned first = UINT32_MAX;

	for (size_t i = 0; i < PAGES; i++) {
		unsigned at = loaded ? exercise[i].loaded : exercise[i].used;

		if (at > after && at < first) {
			first = at;
			best = i;
		}
	}
	return best;
}

static void touch_in_order(struct vm *vm, uint64_t base, bool loaded)
{
	unsigned now = 0;
	size_t i;

	while ((i = next_in_time(now, loaded)) != PAGES) {
		now = loaded ? exercise[i].loaded : exercise[i].used;
		CU_ASSERT_EQUAL(touch(vm, base + i * PAGE_SIZE, ACCESS_WRITE, 1), FAULT_NONE);
	}
}

static uint32_t slot_of(struct vm *vm, uint64_t va)
{
	uint64_t *pte = table_entry(&vm->tables, va, 0);

	return wset_find(&vm->wset, (uint32_t)pte_pfn(*pte), pte);
}

static void set_bits(struct vm *vm, uint64_t va, bool r, bool m)
{
	uint64_t *pte = table_entry(&vm->tables, va, 0);

	*pte = (*pte & ~(PTE_A | PTE_D)) | (r ? PTE_A : 0) | (m ? PTE_D : 0);
	vm->pfns.of[pte_pfn(*pte)].modified = m;
}

static size_t victim_of(const char *policy)
{
	struct vm *vm = vm_new(&(struct vm_config){ .frames = 64, .policy = policy });
	uint64_t base = alloc(vm, 0, PAGES * PAGE_SIZE, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	size_t victim = PAGES;

	touch_in_order(vm, base, true);
	touch_in_order(vm, base, false);
	for (size_t i = 0; i < PAGES; i++)
		set_bits(vm, base + i * PAGE_SIZE, exercise[i].r, exercise[i].m);
	for (uint32_t slot = wset_victim(&vm->wset); victim > 0 && slot_of(vm, base + (victim - 1) * PAGE_SIZE) != slot;)
		victim--;
	vm_free(vm);
	return victim - 1;
}

static void the_books_four_pages_leave_as_the_book_says(void)
{
	CU_ASSERT_EQUAL(victim_of("nru"), 2);
	CU_ASSERT_EQUAL(victim_of("fifo"), 3);
	CU_ASSERT_EQUAL(victim_of("lru"), 1);
	CU_ASSERT_EQUAL(victim_of("clock"), 2);
	CU_ASSERT_EQUAL(victim_of("clock-ref"), 2);
}

/* Unused pages leave before used ones, and of those the ones that came first. */
static void aging_and_ws_take_a_page_that_was_not_used(void)
{
	CU_ASSERT_EQUAL(victim_of("aging"), 2);
	CU_ASSERT_EQUAL(victim_of("ws"), 2);
}

CU_TestInfo replace_tests[] = {
	{ "the book's four pages leave as the book says", the_books_four_pages_leave_as_the_book_says },
	{ "aging and ws take a page that was not used", aging_and_ws_take_a_page_that_was_not_used },
	CU_TEST_INFO_NULL,
};

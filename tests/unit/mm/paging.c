/*
 * paging.c - pages leave memory and come back, and nobody notices but the counters.
 */
#include <stdio.h>
#include <string.h>

#include "tests/unit/machine.h"
#include "sim/win32/lock.h"

#define FRAMES 16

static struct vm *small_machine(const char *policy, size_t frames, size_t slots)
{
	struct vm *vm = vm_new(&(struct vm_config){ .frames = frames, .pagefile_slots = slots,
	        .backed = true, .policy = policy });

	CU_ASSERT_PTR_NOT_NULL_FATAL(vm);
	return vm;
}

/* Policies that a running program can have: all that need not know the future. */
static const char *policy_for_programs(size_t i)
{
	const struct replacer *policy = replace_at(i);

	if (policy && policy->needs_future)
		return policy_for_programs(i + 1);
	return policy ? policy->name : NULL;
}

static uint32_t next(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 8;
}

/* The pattern of a page: every eighth byte differs from page to page and from write to write. */
static bool store(struct vm *vm, uint64_t va, uint64_t value)
{
	struct fault fault;
	uint8_t *host = vm_access(vm, va, ACCESS_WRITE, &fault);

	if (host)
		memcpy(host, &value, sizeof value);
	return host != NULL;
}

static uint64_t load(struct vm *vm, uint64_t va)
{
	struct fault fault;
	uint64_t value = UINT64_MAX;
	const uint8_t *host = vm_access(vm, va, ACCESS_READ, &fault);

	if (host)
		memcpy(&value, host, sizeof value);
	return value;
}

/* ---- nothing is lost ---- */

#define PAGES 300

static void touch_at_random(struct vm *vm, unsigned touches, unsigned checks_apart)
{
	uint64_t a = alloc(vm, 0, PAGES * PAGE_SIZE, MEM_COMMIT, PAGE_READWRITE), value[PAGES] = { 0 };
	uint32_t seed = 7;

	CU_ASSERT_FATAL(a != 0);
	for (unsigned i = 0; i < touches; i++) {
		/* half of the touches go to a twentieth of the pages */
		unsigned page = next(&seed) % (i % 2 ? PAGES : PAGES / 20), word = page * 8 % PAGE_SIZE;
		uint64_t va = a + page * PAGE_SIZE + word;

		if (load(vm, va) != value[page]) {
			CU_FAIL("a page came back with other contents");
			break;
		}
		if (next(&seed) % 3 == 0) {
			value[page] = (uint64_t)i << 16 | page;
			store(vm, va, value[page]);
		}
		if (i % checks_apart == 0 && !machine_is_sound(vm, __LINE__, __FILE__))
			break;
	}
}

static void data_survive_a_small_memory_under_every_policy(void)
{
	const char *policy;

	for (size_t i = 0; (policy = policy_for_programs(i)); i++) {
		struct vm *vm = small_machine(policy, FRAMES, 400);

		touch_at_random(vm, 30000, 97);
		CU_ASSERT(counters(vm).hard > 1000);
		vm_free(vm);
	}
}

static void data_survive_ten_million_touches(void)
{
	struct vm *vm = small_machine("ws", FRAMES, 400);

	touch_at_random(vm, 10000000, 1000003);
	CU_ASSERT(counters(vm).hard > 1000000);
	vm_free(vm);
}

/* As many slots as pages that do not fit: then the last slot is in use, and still all come and go. */
static void memory_and_page_file_can_be_filled_to_the_last_page(void)
{
	struct vm *vm = small_machine("lru", FRAMES, 200);
	uint64_t spare = vm->charge.backed - vm->charge.tables - 3, a;

	a = alloc(vm, 0, spare * PAGE_SIZE, MEM_RESERVE, PAGE_READWRITE);
	CU_ASSERT_EQUAL(alloc(vm, a, spare * PAGE_SIZE, MEM_COMMIT, PAGE_READWRITE), a);
	CU_ASSERT_EQUAL(alloc_error(vm, 0, PAGE_SIZE, MEM_COMMIT, PAGE_READWRITE), ERROR_COMMITMENT_LIMIT);
	for (int round = 0; round < 3; round++)
		for (uint64_t i = 0; i < spare; i++) {
			if (round)
				CU_ASSERT_EQUAL(load(vm, a + i * PAGE_SIZE), i * 3 + round - 1);
			CU_ASSERT_TRUE(store(vm, a + i * PAGE_SIZE, i * 3 + round));
		}
	CU_ASSERT(counters(vm).pagefile_used >= 199);
	STEP(vm, win32_virtual_free(vm, a, 0, MEM_RELEASE));
	CU_ASSERT_EQUAL(counters(vm).pagefile_used, 0);
	vm_free(vm);
}

/* Slots come from the host in extents of 64 MiB; this takes more than two. */
static void a_large_page_file_grows_as_it_is_filled(void)
{
	enum { MANY = 33000 };
	struct vm *vm = small_machine("fifo", 200, MANY);
	uint64_t a = alloc(vm, 0, (uint64_t)MANY * PAGE_SIZE, MEM_COMMIT, PAGE_READWRITE);
	unsigned lost = 0;

	CU_ASSERT_FATAL(a != 0);
	CU_ASSERT_PTR_NULL(vm->pagefile.extent[0]);
	for (uint64_t i = 0; i < MANY; i++)
		lost += !store(vm, a + i * PAGE_SIZE, ~i);
	for (uint64_t i = 0; i < MANY; i++)
		lost += load(vm, a + i * PAGE_SIZE) != ~i;
	CU_ASSERT_EQUAL(lost, 0);
	CU_ASSERT(counters(vm).pagefile_used > 2 * 16384);
	CU_ASSERT_TRUE(machine_is_sound(vm, __LINE__, __FILE__));
	vm_free(vm);
}

/* ---- one page on its way ---- */

static unsigned location_of(const struct vm *vm, uint64_t va)
{
	uint64_t entry = entry_of(vm, va);

	return vm->pfns.of[pte_pfn(entry)].location;
}

static void a_trimmed_page_waits_on_the_modified_list_and_comes_back_by_a_soft_fault(void)
{
	struct vm *vm = small_machine("ws", 64, 64);
	uint64_t a = alloc(vm, 0, PAGE_SIZE, MEM_COMMIT, PAGE_READWRITE), pfn;

	store(vm, a, 42);
	pfn = pte_pfn(entry_of(vm, a));
	STEP(vm, vm_empty_working_set(vm));
	CU_ASSERT_FALSE(vm_resident(vm, a));
	CU_ASSERT_STRING_EQUAL(pte_meaning(entry_of(vm, a)), "transition");
	CU_ASSERT_EQUAL(location_of(vm, a), PFN_MODIFIED);
	STEP(vm, CU_ASSERT_EQUAL(load(vm, a), 42));
	CU_ASSERT_EQUAL(counters(vm).soft, 1);
	CU_ASSERT_EQUAL(counters(vm).hard, 0);
	CU_ASSERT_EQUAL(counters(vm).pagefile_reads, 0);
	CU_ASSERT_EQUAL(pte_pfn(entry_of(vm, a)), pfn);
	vm_free(vm);
}

static void the_page_writer_makes_a_modified_page_a_standby_page(void)
{
	struct vm *vm = small_machine("ws", 64, 64);
	uint64_t a = alloc(vm, 0, PAGE_SIZE, MEM_COMMIT, PAGE_READWRITE);

	store(vm, a, 42);
	vm_empty_working_set(vm);
	STEP(vm, vm_idle(vm));
	CU_ASSERT_EQUAL(location_of(vm, a), PFN_STANDBY);
	CU_ASSERT_EQUAL(counters(vm).pagefile_writes, 1);
	CU_ASSERT_STRING_EQUAL(pte_meaning(entry_of(vm, a)), "transition");
	/* read only: it keeps its slot, and needs no writing when it leaves again */
	STEP(vm, CU_ASSERT_EQUAL(load(vm, a), 42));
	CU_ASSERT_EQUAL(counters(vm).pagefile_used, 1);
	STEP(vm, vm_empty_working_set(vm));
	CU_ASSERT_EQUAL(location_of(vm, a), PFN_STANDBY);
	/* written: the copy is worth nothing any more */
	store(vm, a, 43);
	STEP(vm, vm_empty_working_set(vm));
	CU_ASSERT_EQUAL(location_of(vm, a), PFN_MODIFIED);
	CU_ASSERT_EQUAL(counters(vm).pagefile_used, 0);
	STEP(vm, CU_ASSERT_EQUAL(load(vm, a), 43));
	vm_free(vm);
}

/* Fill memory with other pages until this one is only in the page file. */
static void a_repurposed_page_comes_back_by_a_hard_fault(void)
{
	struct vm *vm = small_machine("fifo", FRAMES, 64);
	uint64_t a = alloc(vm, 0, 64 * PAGE_SIZE, MEM_RESERVE, PAGE_READWRITE);

	alloc(vm, a, 20 * PAGE_SIZE, MEM_COMMIT, PAGE_READWRITE);
	store(vm, a, 42);
	for (int i = 1; i < 20; i++)
		STEP(vm, store(vm, a + i * PAGE_SIZE, i));
	CU_ASSERT_STRING_EQUAL(pte_meaning(entry_of(vm, a)), "page-file");
	CU_ASSERT_EQUAL(soft_mask(entry_of(vm, a)), MASK_READWRITE);
	CU_ASSERT(soft_slot_of(entry_of(vm, a)) != 0);
	STEP(vm, CU_ASSERT_EQUAL(load(vm, a), 42));
	CU_ASSERT_EQUAL(counters(vm).hard, 1);
	vm_free(vm);
}

/* What the page is allowed to do is decided while it is away, too. */
static void protection_changes_of_an_absent_page_count_when_it_is_back(void)
{
	struct vm *vm = small_machine("fifo", FRAMES, 64);
	uint64_t a = alloc(vm, 0, 20 * PAGE_SIZE, MEM_COMMIT, PAGE_READWRITE);

	for (int i = 0; i < 20; i++)
		store(vm, a + i * PAGE_SIZE, i + 1);
	CU_ASSERT_STRING_EQUAL(pte_meaning(entry_of(vm, a)), "page-file");
	STEP(vm, CU_ASSERT_EQUAL(protect(vm, a, PAGE_SIZE, PAGE_READONLY), ERROR_SUCCESS));
	STEP(vm, CU_ASSERT_EQUAL(touch(vm, a, ACCESS_WRITE, 0), FAULT_PROTECTION));
	STEP(vm, CU_ASSERT_EQUAL(load(vm, a), 1));
	STEP(vm, CU_ASSERT_EQUAL(protect(vm, a + PAGE_SIZE, PAGE_SIZE, PAGE_NOACCESS), ERROR_SUCCESS));
	STEP(vm, CU_ASSERT_EQUAL(touch(vm, a + PAGE_SIZE, ACCESS_READ, 0), FAULT_NO_ACCESS));
	CU_ASSERT_EQUAL(query(vm, a + PAGE_SIZE).protect, PAGE_NOACCESS);
	STEP(vm, CU_ASSERT_EQUAL(protect(vm, a + PAGE_SIZE, PAGE_SIZE, PAGE_READWRITE), ERROR_SUCCESS));
	STEP(vm, CU_ASSERT_EQUAL(load(vm, a + PAGE_SIZE), 2));
	vm_free(vm);
}

static void a_decommitted_page_gives_back_frame_and_slot_wherever_it_is(void)
{
	struct vm *vm = small_machine("fifo", FRAMES, 64);
	uint64_t a = alloc(vm, 0, 40 * PAGE_SIZE, MEM_COMMIT, PAGE_READWRITE);

	for (int i = 0; i < 40; i++)
		store(vm, a + i * PAGE_SIZE, i + 1);
	STEP(vm, vm_empty_working_set(vm));
	for (int i = 0; i < 40; i++)
		STEP(vm, CU_ASSERT_EQUAL(win32_virtual_free(vm, a + i * PAGE_SIZE, PAGE_SIZE, MEM_DECOMMIT), 0));
	CU_ASSERT_EQUAL(counters(vm).pagefile_used, 0);
	CU_ASSERT_EQUAL(counters(vm).commit_pages, 0);
	CU_ASSERT_EQUAL(alloc(vm, a, PAGE_SIZE, MEM_COMMIT, PAGE_READWRITE), a);
	STEP(vm, CU_ASSERT_EQUAL(load(vm, a), 0));
	vm_free(vm);
}

/* ---- limits ---- */

static void a_working_set_at_its_limit_trades_one_page_for_another(void)
{
	struct vm *vm = vm_new(&(struct vm_config){ .frames = 64, .working_set_most = 4, .policy = "fifo" });
	uint64_t a = alloc(vm, 0, 8 * PAGE_SIZE, MEM_COMMIT, PAGE_READWRITE);

	for (int i = 0; i < 8; i++)
		STEP(vm, store(vm, a + i * PAGE_SIZE, i));
	CU_ASSERT_EQUAL(counters(vm).working_set_pages, 4);
	CU_ASSERT_EQUAL(counters(vm).modified, 4);
	CU_ASSERT_FALSE(vm_resident(vm, a + 3 * PAGE_SIZE));
	CU_ASSERT_TRUE(vm_resident(vm, a + 4 * PAGE_SIZE));
	/* there is memory enough, so the way back is short */
	STEP(vm, CU_ASSERT_EQUAL(load(vm, a), 0));
	CU_ASSERT_EQUAL(counters(vm).soft, 1);
	CU_ASSERT_EQUAL(counters(vm).working_set_pages, 4);
	vm_free(vm);
}

static void a_locked_page_stays_while_all_others_go(void)
{
	struct vm *vm = small_machine("clock", FRAMES, 64);
	uint64_t a = alloc(vm, 0, 40 * PAGE_SIZE, MEM_COMMIT, PAGE_READWRITE);

	store(vm, a, 42);
	STEP(vm, CU_ASSERT_EQUAL(win32_virtual_lock(vm, a, 1), ERROR_SUCCESS));
	for (int i = 1; i < 40; i++)
		STEP(vm, store(vm, a + i * PAGE_SIZE, i));
	CU_ASSERT_TRUE(vm_resident(vm, a));
	STEP(vm, vm_empty_working_set(vm));
	CU_ASSERT_TRUE(vm_resident(vm, a));
	STEP(vm, CU_ASSERT_EQUAL(win32_virtual_unlock(vm, a, 1), ERROR_SUCCESS));
	STEP(vm, vm_empty_working_set(vm));
	CU_ASSERT_FALSE(vm_resident(vm, a));
	vm_free(vm);
}

/* Locked pages are taken from everybody, so a program is not given all it asks for. */
static void not_all_of_a_small_memory_can_be_locked(void)
{
	struct vm *vm = small_machine("ws", FRAMES, 64);
	uint64_t a = alloc(vm, 0, 40 * PAGE_SIZE, MEM_COMMIT, PAGE_READWRITE);

	STEP(vm, CU_ASSERT_EQUAL(win32_virtual_lock(vm, a, 40 * PAGE_SIZE), ERROR_WORKING_SET_QUOTA));
	CU_ASSERT_FALSE(win32_is_locked(vm, a));
	STEP(vm, CU_ASSERT_EQUAL(win32_virtual_lock(vm, a, 4 * PAGE_SIZE), ERROR_SUCCESS));
	vm_free(vm);
}

static void without_a_page_file_a_full_memory_keeps_what_it_has(void)
{
	struct vm *vm = vm_new(&(struct vm_config){ .frames = FRAMES });
	uint64_t a = alloc(vm, 0, 40 * PAGE_SIZE, MEM_COMMIT, PAGE_READWRITE);
	int fit = 0;

	while (store(vm, a + fit * PAGE_SIZE, fit))
		fit++;
	CU_ASSERT_EQUAL(touch(vm, a + fit * PAGE_SIZE, ACCESS_WRITE, 1), FAULT_IN_PAGE);
	CU_ASSERT_EQUAL(counters(vm).working_set_pages, (uint64_t)fit);
	for (int i = 0; i < fit; i++)
		STEP(vm, CU_ASSERT_EQUAL(load(vm, a + i * PAGE_SIZE), (uint64_t)i));
	vm_free(vm);
}

/* Page tables are memory too: they are charged, and leave a few frames to the pages. */
static void page_tables_do_not_take_the_last_frames(void)
{
	struct vm *vm = small_machine("ws", FRAMES, 64);
	uint64_t a = alloc(vm, 0, (uint64_t)1 << 40, MEM_RESERVE, PAGE_NOACCESS), far = (uint64_t)1 << 30;
	unsigned made = 0;

	while (alloc(vm, a + made * far, PAGE_SIZE, MEM_COMMIT, PAGE_READWRITE))
		STEP(vm, made++);
	CU_ASSERT_EQUAL(alloc_error(vm, a + made * far, PAGE_SIZE, MEM_COMMIT, PAGE_READWRITE), ERROR_NOT_ENOUGH_MEMORY);
	CU_ASSERT(made >= 4);
	CU_ASSERT_EQUAL(vm->charge.tables, counters(vm).page_table_pages);
	for (unsigned i = 0; i < made; i++)
		STEP(vm, CU_ASSERT_TRUE(store(vm, a + i * far, i)));
	for (unsigned i = 0; i < made; i++)
		STEP(vm, CU_ASSERT_EQUAL(load(vm, a + i * far), i));
	vm_free(vm);
}

/* ---- what is told ---- */

static char story[400];

static void note_move(void *context, const struct moved *what)
{
	size_t used = strlen(story);

	snprintf(story + used, sizeof story - used, "%s:%s>%s ", move_kind_name(what->kind),
	         vm_location_name(what->from), vm_location_name(what->to));
}

static void every_step_of_a_page_on_its_way_is_told(void)
{
	struct vm *vm = vm_new(&(struct vm_config){ .frames = FRAMES, .pagefile_slots = 64, .page_limit = 1 });
	uint64_t a = alloc(vm, 0, 2 * PAGE_SIZE, MEM_COMMIT, PAGE_READWRITE);

	story[0] = '\0';
	vm_on_moved(vm, note_move);
	store(vm, a, 1);
	CU_ASSERT_STRING_EQUAL(story, "");
	store(vm, a + PAGE_SIZE, 2);
	CU_ASSERT_STRING_EQUAL(story, "trim:active>modified write:modified>transition written:transition>standby "
	                              "repurpose:standby>free ");
	story[0] = '\0';
	load(vm, a);
	CU_ASSERT_STRING_EQUAL(story, "trim:active>modified write:modified>transition written:transition>standby "
	                              "repurpose:standby>free read:free>transition ");
	story[0] = '\0';
	win32_virtual_free(vm, a, 0, MEM_RELEASE);
	vm_idle(vm);
	CU_ASSERT_STRING_EQUAL(story, "free:active>free zero:free>zeroed zero:free>zeroed zero:free>zeroed "
	                              "zero:free>zeroed ");
	vm_free(vm);
}

CU_TestInfo paging_tests[] = {
	{ "data survive a small memory under every policy", data_survive_a_small_memory_under_every_policy },
	{ "data survive ten million touches", data_survive_ten_million_touches },
	{ "memory and page file can be filled to the last page", memory_and_page_file_can_be_filled_to_the_last_page },
	{ "a large page file grows as it is filled", a_large_page_file_grows_as_it_is_filled },
	{ "a trimmed page waits on the modified list and comes back by a soft fault", a_trimmed_page_waits_on_the_modified_list_and_comes_back_by_a_soft_fault },
	{ "the page writer makes a modified page a standby page", the_page_writer_makes_a_modified_page_a_standby_page },
	{ "a repurposed page comes back by a hard fault", a_repurposed_page_comes_back_by_a_hard_fault },
	{ "protection changes of an absent page count when it is back", protection_changes_of_an_absent_page_count_when_it_is_back },
	{ "a decommitted page gives back frame and slot wherever it is", a_decommitted_page_gives_back_frame_and_slot_wherever_it_is },
	{ "a working set at its limit trades one page for another", a_working_set_at_its_limit_trades_one_page_for_another },
	{ "a locked page stays while all others go", a_locked_page_stays_while_all_others_go },
	{ "not all of a small memory can be locked", not_all_of_a_small_memory_can_be_locked },
	{ "without a page file a full memory keeps what it has", without_a_page_file_a_full_memory_keeps_what_it_has },
	{ "page tables do not take the last frames", page_tables_do_not_take_the_last_frames },
	{ "every step of a page on its way is told", every_step_of_a_page_on_its_way_is_told },
	CU_TEST_INFO_NULL,
};

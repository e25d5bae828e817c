/* heap.c - heaps of blocks over VirtualAlloc. */
#include "sim/nt/protection.h"
#include "sim/win32/heap.h"
#include "tests/unit/machine.h"

extern CU_TestInfo heap_tests[];

static struct vm *vm;
static struct heaps *heaps;
static struct heap *heap;

static void start(void)
{
	vm = machine_with_frames(4096);
	heaps = heaps_new(vm);
	heap = heaps_create(heaps, 0, 0, 0);
	CU_ASSERT_PTR_NOT_NULL_FATAL(heap);
}

static void stop(void)
{
	heaps_free(heaps);
	vm_free(vm);
}

static uint64_t get(uint64_t size)
{
	uint64_t va = 0;

	return heap_alloc(heap, size, &va) == HEAP_DONE ? va : 0;
}

static uint32_t state_of(uint64_t va)
{
	struct memory_basic_information m = { 0 };

	win32_virtual_query(vm, va, &m);
	return m.state;
}

static void poke(uint64_t va, uint8_t value)
{
	struct fault f;
	uint8_t *host = vm_access(vm, va, ACCESS_WRITE, &f);

	CU_ASSERT_PTR_NOT_NULL_FATAL(host);
	*host = value;
}

/* HEAP-1: the entries of a segment lie side by side, and no two free ones follow each other. */
static void is_sound(void)
{
	struct heap_entry e, last = { 0 };
	uint64_t va = 0;

	while (heap_next(heap, va, last.kind, &e)) {
		if (va && e.kind == HEAP_ENTRY_FREE)
			CU_ASSERT_NOT_EQUAL(last.kind, HEAP_ENTRY_FREE);
		if (e.kind == HEAP_ENTRY_BUSY)
			CU_ASSERT_EQUAL(state_of(e.va), MEM_COMMIT);
		if (e.kind == HEAP_ENTRY_HOLE)
			CU_ASSERT_EQUAL(state_of(e.va), MEM_RESERVE);
		last = e;
		va = e.va;
	}
	CU_ASSERT_EQUAL(heap_validate(heap, 0), HEAP_DONE);
}

/* What the process gives back to its heap the kernel does not get back: that is why a use after free often goes unnoticed. */
static void a_freed_block_leaves_its_page_committed(void)
{
	uint64_t va;

	start();
	va = get(100);
	CU_ASSERT_EQUAL(heap_free(heap, va), HEAP_DONE);
	CU_ASSERT_EQUAL(state_of(va), MEM_COMMIT);
	CU_ASSERT_EQUAL(get(100), va);
	stop();
}

static void pages_are_decommitted_when_64_kib_are_free(void)
{
	uint64_t va[5];

	start();
	for (unsigned i = 0; i < 5; i++)
		va[i] = get(20000);
	get(16);
	CU_ASSERT_EQUAL(heap_free(heap, va[1]), HEAP_DONE);
	CU_ASSERT_EQUAL(state_of(va[1] + 8192), MEM_COMMIT);
	for (unsigned i = 2; i < 5; i++)
		CU_ASSERT_EQUAL(heap_free(heap, va[i]), HEAP_DONE);
	CU_ASSERT_EQUAL(state_of(va[1] + 8192), MEM_RESERVE);
	is_sound();
	CU_ASSERT_EQUAL(get(70000), va[1]);
	CU_ASSERT_EQUAL(state_of(va[1] + 65536), MEM_COMMIT);
	is_sound();
	stop();
}

static void a_large_block_is_a_reservation_and_goes_with_its_free(void)
{
	uint64_t small, large;

	start();
	small = get(HEAP_LARGE_BYTES);
	large = get(HEAP_LARGE_BYTES + 1);
	CU_ASSERT_EQUAL(large % GRANULE_SIZE, HEAP_LARGE_HEADER);
	CU_ASSERT_NOT_EQUAL(small % GRANULE_SIZE, HEAP_LARGE_HEADER);
	CU_ASSERT_EQUAL(heap_free(heap, large), HEAP_DONE);
	CU_ASSERT_EQUAL(state_of(large), MEM_FREE);
	stop();
}

static void a_heap_of_fixed_size_does_not_grow(void)
{
	start();
	heap = heaps_create(heaps, 0, 0, 0x200000);
	CU_ASSERT_NOT_EQUAL(get(HEAP_LARGE_BYTES), 0);
	CU_ASSERT_EQUAL(get(HEAP_LARGE_BYTES + 1), 0);
	CU_ASSERT_NOT_EQUAL(get(0xf0000), 0);
	CU_ASSERT_EQUAL(get(0xf0000), 0);
	is_sound();
	stop();
}

/* ---- mistakes ---- */

static void what_is_no_block_is_not_freed(void)
{
	uint64_t va, size;

	start();
	va = get(40);
	CU_ASSERT_EQUAL(heap_free(heap, va + 16), HEAP_NO_BLOCK);
	CU_ASSERT_EQUAL(heap_free(heap, va), HEAP_DONE);
	CU_ASSERT_EQUAL(heap_free(heap, va), HEAP_NO_BLOCK);
	CU_ASSERT_EQUAL(heap_size(heap, va, &size), HEAP_NO_BLOCK);
	stop();
}

static void who_writes_past_a_block_is_found_out_by_the_next_ones_header(void)
{
	uint64_t va, next;

	start();
	va = get(40);
	next = get(40);
	poke(va + 39, 1);
	CU_ASSERT_EQUAL(heap_validate(heap, 0), HEAP_DONE);
	poke(next - 1, 1);
	CU_ASSERT_EQUAL(heap_validate(heap, 0), HEAP_SPOILED);
	CU_ASSERT_EQUAL(heap_free(heap, next), HEAP_SPOILED);
	CU_ASSERT_EQUAL(heap_free(heap, va), HEAP_SPOILED);
	stop();
}

static void memory_that_the_heap_cannot_reach_is_its_fault(void)
{
	uint32_t old;
	uint64_t va;
	bool wrote;

	start();
	va = get(40);
	win32_virtual_protect(vm, va, 40, PAGE_NOACCESS, &old, &wrote);
	CU_ASSERT_EQUAL(heap_free(heap, va), HEAP_FAULT);
	CU_ASSERT_EQUAL(heap_fault(heap)->status, STATUS_ACCESS_VIOLATION);
	stop();
}

/* ---- all of it, by chance ---- */

static uint32_t chance(uint32_t *state, uint32_t below)
{
	*state = *state * 1664525u + 1013904223u;
	return (*state >> 8) % below;
}

static void random_use_keeps_every_rule(void)
{
	uint64_t block[64] = { 0 }, size[64] = { 0 }, told;
	uint32_t seed = 7;

	start();
	for (unsigned step = 0; step < 3000; step++) {
		unsigned i = chance(&seed, 64);
		uint64_t wanted = chance(&seed, 20) ? chance(&seed, 3000) : chance(&seed, 2000000);

		if (!block[i]) {
			block[i] = get(size[i] = wanted);
			CU_ASSERT_NOT_EQUAL_FATAL(block[i], 0);
			poke(block[i] + (wanted ? wanted - 1 : 0), 1);
		} else if (chance(&seed, 3)) {
			CU_ASSERT_EQUAL_FATAL(heap_free(heap, block[i]), HEAP_DONE);
			block[i] = 0;
		} else if (heap_resize(heap, block[i], wanted) == HEAP_DONE) {
			size[i] = wanted;
			poke(block[i] + (wanted ? wanted - 1 : 0), 1);
		}
		if (step % 50 == 0)
			STEP(vm, is_sound());
	}
	for (unsigned i = 0; i < 64; i++)
		if (block[i]) {
			CU_ASSERT_EQUAL(heap_size(heap, block[i], &told), HEAP_DONE);
			CU_ASSERT_EQUAL(told, size[i]);
			CU_ASSERT_EQUAL(heap_free(heap, block[i]), HEAP_DONE);
		}
	is_sound();
	stop();
}

static void a_heap_without_memory_says_so_and_stays_whole(void)
{
	uint64_t va[64], count = 0;

	vm = vm_new(&(struct vm_config){ .frames = 4096, .commit_limit_pages = 40 });
	heaps = heaps_new(vm);
	heap = heaps_create(heaps, 0, 0, 0);
	CU_ASSERT_PTR_NOT_NULL_FATAL(heap);
	while (count < 64 && (va[count] = get(5000)) != 0)
		count++;
	CU_ASSERT_TRUE(count > 20 && count < 40);
	is_sound();
	CU_ASSERT_EQUAL(heap_free(heap, va[0]), HEAP_DONE);
	CU_ASSERT_EQUAL(get(5000), va[0]);
	stop();
}

CU_TestInfo heap_tests[] = {
	{ "a freed block leaves its page committed", a_freed_block_leaves_its_page_committed },
	{ "pages are decommitted when 64 KiB are free", pages_are_decommitted_when_64_kib_are_free },
	{ "a large block is a reservation and goes with its free", a_large_block_is_a_reservation_and_goes_with_its_free },
	{ "a heap of fixed size does not grow", a_heap_of_fixed_size_does_not_grow },
	{ "what is no block is not freed", what_is_no_block_is_not_freed },
	{ "who writes past a block is found out by the next one's header",
	  who_writes_past_a_block_is_found_out_by_the_next_ones_header },
	{ "memory that the heap cannot reach is its fault", memory_that_the_heap_cannot_reach_is_its_fault },
	{ "random use keeps every rule", random_use_keeps_every_rule },
	{ "a heap without memory says so and stays whole", a_heap_without_memory_says_so_and_stays_whole },
	CU_TEST_INFO_NULL
};

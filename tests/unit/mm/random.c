/*
 * random.c - thousands of calls in any order leave a sound machine.
 *
 * Beside the machine runs the simplest model there is: for each page of a small
 * arena whether it is reserved, committed, how protected, and what byte it holds.
 * After every step the machine is verified, and one page of it compared.
 */
#include <string.h>

#include "tests/unit/machine.h"
#include "sim/win32/lock.h"
#include "sim/win32/placeholder.h"
#include "sim/win32/writewatch.h"

#define ARENA ((uint64_t)0x20000000)
#define PAGES 128

struct page { uint64_t base; bool committed; uint32_t protect; uint8_t value; };

struct play {
	struct vm *vm;
	struct page page[PAGES];
	uint32_t seed;
};

static uint32_t pick(struct play *p, uint32_t below)
{
	p->seed = p->seed * 1664525 + 1013904223;
	return (p->seed >> 8) % below;
}

static uint32_t pick_protect(struct play *p)
{
	static const uint32_t some[] = {
		PAGE_NOACCESS, PAGE_READONLY, PAGE_READWRITE, PAGE_READWRITE, PAGE_READWRITE, PAGE_EXECUTE,
		PAGE_EXECUTE_READWRITE, PAGE_READWRITE | PAGE_GUARD, PAGE_READONLY | PAGE_GUARD,
	};

	return some[pick(p, sizeof some / sizeof some[0])];
}

/* A range of bytes that starts and ends inside the arena. */
static void pick_range(struct play *p, uint64_t *va, uint64_t *size)
{
	uint64_t from = pick(p, PAGES * PAGE_SIZE), room = PAGES * PAGE_SIZE - from;

	*va = ARENA + from;
	*size = 1 + pick(p, room < 0x18000 ? room : 0x18000);
}

static size_t first_page(uint64_t va) { return (va - ARENA) >> PAGE_SHIFT; }
static size_t last_page(uint64_t va, uint64_t size) { return (va + size - 1 - ARENA) >> PAGE_SHIFT; }

static bool one_allocation(const struct play *p, size_t first, size_t last)
{
	for (size_t i = first; i <= last; i++)
		if (!p->page[i].base || p->page[i].base != p->page[first].base)
			return false;
	return true;
}

static size_t committed(const struct play *p, size_t first, size_t last)
{
	size_t count = 0;

	for (size_t i = first; i <= last; i++)
		count += p->page[i].committed;
	return count;
}

static void model_commit(struct play *p, size_t first, size_t last, uint32_t value)
{
	for (size_t i = first; i <= last; i++) {
		if (!p->page[i].committed)
			p->page[i].value = 0;
		p->page[i].committed = true;
		p->page[i].protect = value;
	}
}

static void reserve(struct play *p)
{
	uint64_t va, size, got = 0, start;
	uint32_t type = MEM_RESERVE | (pick(p, 2) ? MEM_COMMIT : 0), value = pick_protect(p), error;
	size_t first, last;
	bool free = true;

	pick_range(p, &va, &size);
	start = va & ~(GRANULE_SIZE - 1);
	first = first_page(start);
	last = last_page(va, size);
	for (size_t i = first; i <= last; i++)
		free &= !p->page[i].base;
	error = win32_virtual_alloc(p->vm, va, size, type, value, &got);
	if (!free) {
		CU_ASSERT_EQUAL(error, ERROR_INVALID_ADDRESS);
		return;
	}
	CU_ASSERT_EQUAL(error, ERROR_SUCCESS);
	CU_ASSERT_EQUAL(got, start);
	for (size_t i = first; i <= last; i++)
		p->page[i] = (struct page){ .base = start };
	if (type & MEM_COMMIT)
		model_commit(p, first, last, value);
}

static void commit(struct play *p)
{
	uint64_t va, size, got = 0;
	uint32_t value = pick_protect(p), error;

	pick_range(p, &va, &size);
	error = win32_virtual_alloc(p->vm, va, size, MEM_COMMIT, value, &got);
	if (!one_allocation(p, first_page(va), last_page(va, size))) {
		CU_ASSERT_EQUAL(error, ERROR_INVALID_ADDRESS);
		return;
	}
	CU_ASSERT_EQUAL(error, ERROR_SUCCESS);
	CU_ASSERT_EQUAL(got, va & PAGE_MASK);
	model_commit(p, first_page(va), last_page(va, size), value);
}

static void decommit(struct play *p)
{
	uint64_t va, size;
	uint32_t error;
	size_t first, last;

	pick_range(p, &va, &size);
	first = first_page(va);
	last = last_page(va, size);
	error = win32_virtual_free(p->vm, va, size, MEM_DECOMMIT);
	if (!one_allocation(p, first, last)) {
		CU_ASSERT_EQUAL(error, p->page[first].base ? ERROR_INVALID_PARAMETER : ERROR_INVALID_ADDRESS);
		return;
	}
	CU_ASSERT_EQUAL(error, ERROR_SUCCESS);
	for (size_t i = first; i <= last; i++)
		p->page[i] = (struct page){ .base = p->page[i].base };
}

static void release(struct play *p)
{
	size_t i = pick(p, PAGES);
	uint64_t base = p->page[i].base, va = ARENA + i * PAGE_SIZE;
	uint32_t error;

	if (pick(p, 4))
		va = base ? base : va;
	error = win32_virtual_free(p->vm, va, 0, MEM_RELEASE);
	CU_ASSERT_EQUAL(error, base && va == base ? ERROR_SUCCESS : ERROR_INVALID_ADDRESS);
	for (i = 0; i < PAGES && error == ERROR_SUCCESS; i++)
		if (p->page[i].base == base)
			p->page[i] = (struct page){ 0 };
}

static void set_protection(struct play *p)
{
	uint64_t va, size;
	uint32_t value = pick_protect(p), old, error;
	size_t first, last;
	bool wrote;

	pick_range(p, &va, &size);
	first = first_page(va);
	last = last_page(va, size);
	error = win32_virtual_protect(p->vm, va, size, value, &old, &wrote);
	if (!one_allocation(p, first, last) || committed(p, first, last) != last - first + 1) {
		CU_ASSERT_EQUAL(error, ERROR_INVALID_ADDRESS);
		CU_ASSERT_EQUAL(old, PAGE_NOACCESS);
		return;
	}
	CU_ASSERT_EQUAL(error, ERROR_SUCCESS);
	CU_ASSERT_EQUAL(old, p->page[first].protect);
	for (size_t i = first; i <= last; i++)
		p->page[i].protect = value;
}

static enum fault_kind expected(const struct page *page, enum access access)
{
	bool writes = page->protect & (PAGE_READWRITE | PAGE_EXECUTE_READWRITE);

	if (!page->committed || page->protect == PAGE_NOACCESS)
		return FAULT_NO_ACCESS;
	if (page->protect & PAGE_GUARD)
		return FAULT_GUARD;
	if (access == ACCESS_WRITE && !writes)
		return FAULT_PROTECTION;
	if (access == ACCESS_EXECUTE && !(page->protect & (PAGE_EXECUTE | PAGE_EXECUTE_READWRITE)))
		return FAULT_NO_EXECUTE;
	return FAULT_NONE;
}

static void access_page(struct play *p)
{
	static const enum access kinds[] = { ACCESS_READ, ACCESS_WRITE, ACCESS_WRITE, ACCESS_EXECUTE };
	size_t i = pick(p, PAGES);
	struct page *page = &p->page[i];
	enum access access = kinds[pick(p, 4)];
	enum fault_kind want = expected(page, access), got;
	uint8_t value = pick(p, 256);

	got = touch(p->vm, ARENA + i * PAGE_SIZE + 17, access, value);
	CU_ASSERT_EQUAL(got, want);
	if (want == FAULT_GUARD)
		page->protect &= ~PAGE_GUARD;
	if (want == FAULT_NONE && access == ACCESS_WRITE)
		page->value = value;
	if (want == FAULT_NONE && access == ACCESS_READ)
		CU_ASSERT_EQUAL(byte_at(p->vm, ARENA + i * PAGE_SIZE + 17), page->value);
}

static bool alike(const struct page *a, const struct page *b)
{
	return a->base == b->base && a->committed == b->committed && a->protect == b->protect;
}

static void compare(struct play *p)
{
	size_t i = pick(p, PAGES), end = i + 1;
	const struct page *page = &p->page[i];
	struct memory_basic_information info = query(p->vm, ARENA + i * PAGE_SIZE + 5);

	while (end < PAGES && alike(page, &p->page[end]))
		end++;
	CU_ASSERT_EQUAL(info.state, !page->base ? MEM_FREE : page->committed ? MEM_COMMIT : MEM_RESERVE);
	CU_ASSERT_EQUAL(info.protect, page->base ? page->protect : PAGE_NOACCESS);
	CU_ASSERT_EQUAL(info.allocation_base, page->base);
	if (end < PAGES)
		CU_ASSERT_EQUAL(info.region_size, (end - i) * PAGE_SIZE);
}

static void play(struct vm *vm, uint32_t seed, int steps)
{
	static void (*const moves[])(struct play *) = {
		reserve, commit, commit, decommit, release, set_protection, set_protection,
		access_page, access_page, access_page, access_page, access_page,
	};
	struct play p = { .vm = vm, .seed = seed };

	for (int i = 0; i < steps; i++) {
		moves[pick(&p, sizeof moves / sizeof moves[0])](&p);
		compare(&p);
		if (!machine_is_sound(p.vm, __LINE__, __FILE__) || CU_get_number_of_failures()) {
			printf("  seed %u, step %d\n", seed, i);
			break;
		}
	}
	CU_ASSERT_EQUAL(counters(p.vm).commit_pages, committed(&p, 0, PAGES - 1));
	vm_free(p.vm);
}

static void any_calls_in_any_order_do_what_the_rules_say(void)
{
	for (uint32_t seed = 1; seed <= 12; seed++)
		play(machine_with_frames(PAGES + 16), seed, 2000);
}

/* With a page file a small memory does all that a large one does. */
static void any_calls_in_any_order_do_the_same_in_a_small_memory(void)
{
	const struct replacer *policy;

	for (size_t i = 0; (policy = replace_at(i)); i++)
		if (!policy->needs_future)
			play(vm_new(&(struct vm_config){ .frames = 14, .pagefile_slots = PAGES, .policy = policy->name }),
			        40 + i, 2000);
}

/* Too few frames: calls and accesses may be refused, but nothing breaks. */
static void any_calls_in_any_order_are_survived_without_memory(void)
{
	struct play p = { .vm = machine_with_frames(12), .seed = 7 };
	uint64_t va, size;
	uint32_t type, old;
	bool wrote;

	vm_set_commit_available(p.vm, 100);
	for (int i = 0; i < 6000 && machine_is_sound(p.vm, __LINE__, __FILE__); i++) {
		pick_range(&p, &va, &size);
		switch (pick(&p, 6)) {
		case 0:
			type = pick(&p, 2) ? MEM_RESERVE : MEM_RESERVE | MEM_COMMIT;
			alloc(p.vm, va * (1 + pick(&p, 1000)), size, type, pick_protect(&p));
			break;
		case 1:
			alloc(p.vm, va, size, MEM_COMMIT, pick_protect(&p));
			break;
		case 2:
			win32_virtual_free(p.vm, va, size, MEM_DECOMMIT);
			break;
		case 3:
			type = pick(&p, 2) ? MEM_RELEASE : MEM_DECOMMIT;
			win32_virtual_free(p.vm, va & ~(GRANULE_SIZE - 1), 0, type);
			break;
		case 4:
			win32_virtual_protect(p.vm, va, size, pick_protect(&p), &old, &wrote);
			break;
		default:
			touch(p.vm, va, pick(&p, 2) ? ACCESS_WRITE : ACCESS_READ, 1);
		}
	}
	vm_free(p.vm);
}

static uint64_t pick_pages(struct play *p)
{
	return (uint64_t)pick(p, PAGES) << PAGE_SHIFT;
}

static void placeholder_move(struct play *p, uint64_t va, uint64_t size)
{
	static const uint32_t kinds[] = {
		MEM_RELEASE | MEM_PRESERVE_PLACEHOLDER, MEM_RELEASE | MEM_PRESERVE_PLACEHOLDER,
		MEM_RELEASE | MEM_COALESCE_PLACEHOLDERS, MEM_RELEASE,
	};
	static const uint32_t types[] = {
		MEM_RESERVE | MEM_RESERVE_PLACEHOLDER, MEM_RESERVE | MEM_REPLACE_PLACEHOLDER,
		MEM_RESERVE | MEM_COMMIT | MEM_REPLACE_PLACEHOLDER,
		MEM_RESERVE | MEM_COMMIT | MEM_REPLACE_PLACEHOLDER | MEM_WRITE_WATCH,
	};
	struct memory_basic_information info = query(p->vm, va);
	uint32_t type = types[pick(p, 4)], kind = kinds[pick(p, 4)];
	uint32_t value = type & MEM_RESERVE_PLACEHOLDER ? PAGE_NOACCESS : PAGE_READWRITE;
	uint64_t result;

	if (pick(p, 2)) {                       /* mostly the very range of an allocation */
		va = info.allocation_base ? info.allocation_base : va;
		size = info.region_size;
	}
	if (pick(p, 2))
		win32_virtual_free(p->vm, va, kind == MEM_RELEASE ? 0 : size, kind);
	else
		win32_virtual_alloc2(p->vm, va, size, type, value, &result);
}

static void watch_or_lock_move(struct play *p, uint64_t va, uint64_t size)
{
	uint64_t found[PAGES], count = 1 + pick(p, PAGES);
	uint32_t granularity;

	switch (pick(p, 4)) {
	case 0:
		win32_virtual_lock(p->vm, va, size);
		break;
	case 1:
		win32_virtual_unlock(p->vm, va, size);
		break;
	case 2:
		win32_get_write_watch(p->vm, pick(p, 2), va, size, found, &count, &granularity);
		break;
	default:
		alloc(p->vm, va, size, MEM_RESERVE | MEM_WRITE_WATCH | (pick(p, 2) ? MEM_COMMIT : 0),
		        pick_protect(p));
	}
}

/* Placeholders, locks and write watch between all the rest; what they answer is for the cases. */
static void every_call_there_is_leaves_a_sound_machine(void)
{
	struct play p = { .vm = machine_with_frames(96), .seed = 2026 };

	for (int i = 0; i < 20000 && machine_is_sound(p.vm, __LINE__, __FILE__); i++) {
		uint64_t va = ARENA + pick_pages(&p), size = pick_pages(&p);

		size = size < ARENA + PAGES * PAGE_SIZE - va ? size : ARENA + PAGES * PAGE_SIZE - va;
		switch (pick(&p, 6)) {
		case 0:
		case 1:
			placeholder_move(&p, va, size);
			break;
		case 2:
			watch_or_lock_move(&p, va, size);
			break;
		case 3:
			alloc(p.vm, va, size, MEM_COMMIT, pick_protect(&p));
			protect(p.vm, va, PAGE_SIZE, pick_protect(&p));
			break;
		case 4:
			win32_virtual_free(p.vm, va, size, MEM_DECOMMIT);
			break;
		default:
			touch(p.vm, va, pick(&p, 2) ? ACCESS_WRITE : ACCESS_READ, 1);
		}
	}
	vm_free(p.vm);
}

/* The rule said plainly: the lowest granule from 0x10A0000 on with room for all of it. */
static uint64_t first_fit(const struct vm *vm, uint64_t size)
{
	for (uint64_t va = 0x10A0000;; va += GRANULE_SIZE) {
		struct memory_basic_information info = query(vm, va);

		if (info.state == MEM_FREE && info.region_size >= size)
			return va;
	}
}

static void allocations_anywhere_take_the_first_gap_that_fits(void)
{
	struct play p = { .vm = machine_with_frames(64), .seed = 5 };
	uint64_t made[40] = { 0 };

	for (int i = 0; i < 5000; i++) {
		size_t slot = pick(&p, 40);
		uint64_t size = (1 + pick(&p, 60)) << PAGE_SHIFT, want = first_fit(p.vm, size);

		if (made[slot]) {
			win32_virtual_free(p.vm, made[slot], 0, MEM_RELEASE);
			made[slot] = 0;
		} else if (pick(&p, 4)) {
			made[slot] = alloc(p.vm, 0, size, MEM_RESERVE, PAGE_NOACCESS);
			CU_ASSERT_EQUAL(made[slot], want);
		} else {
			made[slot] = alloc(p.vm, 0x1000000 + pick(&p, 0x400000), size, MEM_RESERVE, PAGE_NOACCESS);
		}
		if (!machine_is_sound(p.vm, __LINE__, __FILE__))
			break;
	}
	vm_free(p.vm);
}

/* Any value in any argument: an error code at worst. */
static void absurd_arguments_are_refused(void)
{
	struct vm *vm = machine_with_frames(64);
	struct play p = { .vm = vm, .seed = 99 };
	static const uint64_t odd[] = {
		0, 1, 0xFFF, 0x1000, 0xFFFF, 0x10000, 0x10A0000, 0x10A0FFF, USER_HIGHEST, USER_HIGHEST + 1,
		USER_HIGHEST - 0xFFFF, 0x7FFFFFFFFFFF, 0x800000000000, 0xFFFF800000000000,
		UINT64_MAX, UINT64_MAX - 0xFFF,
	};
	static const uint32_t bits[] = {
		0, 1, 2, 4, 8, 0x10, 0x40, 0x100, 0x200, 0x400, 0x1000, 0x2000, 0x3000, 0x4000, 0x8000,
		0x80000, 0x100000, 0x200000, 0x400000, 0x1000000, 0x20000000, 0x102000, 0x203000, UINT32_MAX,
	};
	const size_t odds = sizeof odd / sizeof odd[0], kinds = sizeof bits / sizeof bits[0];
	uint32_t old;
	bool wrote;

	for (int i = 0; i < 20000; i++) {
		uint64_t va = odd[pick(&p, odds)], size = odd[pick(&p, odds)];
		uint32_t type = bits[pick(&p, kinds)] | bits[pick(&p, kinds)];

		alloc(vm, va, size, type, pick(&p, 2) ? PAGE_READWRITE : bits[pick(&p, kinds)]);
		win32_virtual_protect(vm, va, size, bits[pick(&p, kinds)], &old, &wrote);
		win32_virtual_free(vm, va, pick(&p, 2) ? size : 0, bits[pick(&p, kinds)]);
		query(vm, va);
		touch(vm, va, ACCESS_READ, 0);
		if (i % 50 == 0 && !machine_is_sound(vm, __LINE__, __FILE__))
			break;
	}
	vm_free(vm);
}

CU_TestInfo random_tests[] = {
	{ "any calls in any order do what the rules say", any_calls_in_any_order_do_what_the_rules_say },
	{ "any calls in any order do the same in a small memory", any_calls_in_any_order_do_the_same_in_a_small_memory },
	{ "any calls in any order are survived without memory", any_calls_in_any_order_are_survived_without_memory },
	{ "every call there is leaves a sound machine", every_call_there_is_leaves_a_sound_machine },
	{ "allocations anywhere take the first gap that fits", allocations_anywhere_take_the_first_gap_that_fits },
	{ "absurd arguments are refused", absurd_arguments_are_refused },
	CU_TEST_INFO_NULL,
};

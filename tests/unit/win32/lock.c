/* lock.c - VirtualLock beyond what the cases say: residency, and what undoes a lock. */
#include "tests/unit/machine.h"
#include "sim/win32/lock.h"

static void locking_makes_untouched_pages_resident(void)
{
	struct vm *vm = machine_with_frames(64);
	uint64_t a = alloc(vm, 0, 0x4000, MEM_COMMIT, PAGE_READWRITE);

	STEP(vm, CU_ASSERT_EQUAL(win32_virtual_lock(vm, a + 0xFFF, 2), ERROR_SUCCESS));
	CU_ASSERT_TRUE(vm_resident(vm, a) && vm_resident(vm, a + 0x1000));
	CU_ASSERT_FALSE(vm_resident(vm, a + 0x2000));
	CU_ASSERT_TRUE(win32_is_locked(vm, a + 0x1000));
	CU_ASSERT_FALSE(win32_is_locked(vm, a + 0x2000));
	CU_ASSERT_EQUAL(counters(vm).working_set_pages, 2);
	vm_free(vm);
}

static void pages_that_cannot_be_touched_cannot_be_locked(void)
{
	struct vm *vm = machine_with_frames(64);
	uint64_t a = alloc(vm, 0, 0x4000, MEM_RESERVE, PAGE_NOACCESS);

	alloc(vm, a, 0x2000, MEM_COMMIT, PAGE_READWRITE);
	protect(vm, a + 0x1000, 1, PAGE_NOACCESS);
	STEP(vm, CU_ASSERT_EQUAL(win32_virtual_lock(vm, a, 0x2000), ERROR_NOACCESS));
	STEP(vm, CU_ASSERT_EQUAL(win32_virtual_lock(vm, a + 0x2000, 1), ERROR_NOACCESS));
	STEP(vm, CU_ASSERT_EQUAL(win32_virtual_lock(vm, a + 0x4000, 1), ERROR_NOACCESS));
	CU_ASSERT_FALSE(vm_resident(vm, a));
	vm_free(vm);
}

static void a_lock_that_finds_no_frame_locks_nothing(void)
{
	struct vm *vm = machine_with_frames(8);
	uint64_t a = alloc(vm, 0, 0x10000, MEM_COMMIT, PAGE_READWRITE);

	STEP(vm, CU_ASSERT_EQUAL(win32_virtual_lock(vm, a, 0x10000), ERROR_WORKING_SET_QUOTA));
	CU_ASSERT_FALSE(win32_is_locked(vm, a));
	vm_free(vm);
}

static void a_page_that_becomes_inaccessible_is_no_longer_locked(void)
{
	struct vm *vm = machine_with_frames(64);
	uint64_t a = alloc(vm, 0, 0x1000, MEM_COMMIT, PAGE_READWRITE);

	win32_virtual_lock(vm, a, 1);
	STEP(vm, protect(vm, a, 1, PAGE_READONLY));
	CU_ASSERT_TRUE(win32_is_locked(vm, a));
	STEP(vm, protect(vm, a, 1, PAGE_NOACCESS));
	STEP(vm, protect(vm, a, 1, PAGE_READWRITE));
	byte_at(vm, a);
	CU_ASSERT_EQUAL(win32_virtual_unlock(vm, a, 1), ERROR_NOT_LOCKED);
	vm_free(vm);
}

static void a_failed_unlock_unlocks_nothing(void)
{
	struct vm *vm = machine_with_frames(64);
	uint64_t a = alloc(vm, 0, 0x2000, MEM_COMMIT, PAGE_READWRITE);

	win32_virtual_lock(vm, a, 1);
	STEP(vm, CU_ASSERT_EQUAL(win32_virtual_unlock(vm, a, 0x2000), ERROR_NOT_LOCKED));
	CU_ASSERT_TRUE(win32_is_locked(vm, a));
	CU_ASSERT_EQUAL(win32_virtual_unlock(vm, 0, UINT64_MAX), ERROR_INVALID_PARAMETER);
	vm_free(vm);
}

CU_TestInfo lock_tests[] = {
	{ "locking makes untouched pages resident", locking_makes_untouched_pages_resident },
	{ "pages that cannot be touched cannot be locked", pages_that_cannot_be_touched_cannot_be_locked },
	{ "a lock that finds no frame locks nothing", a_lock_that_finds_no_frame_locks_nothing },
	{ "a page that becomes inaccessible is no longer locked", a_page_that_becomes_inaccessible_is_no_longer_locked },
	{ "a failed unlock unlocks nothing", a_failed_unlock_unlocks_nothing },
	CU_TEST_INFO_NULL,
};

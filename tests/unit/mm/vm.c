/* vm.c - what stands in the address space before main: image and stack. */
#include "tests/unit/machine.h"

#define IMAGE ((uint64_t)0x140000000)

static void an_image_is_resident_and_can_be_written_until_it_is_sealed(void)
{
	struct vm *vm = machine_with_frames(64);

	STEP(vm, CU_ASSERT_TRUE(vm_load_image(vm, IMAGE, 0x4000, PAGE_READWRITE)));
	CU_ASSERT_TRUE(vm_resident(vm, IMAGE + 0x3000));
	STEP(vm, touch(vm, IMAGE + 0x1000, ACCESS_WRITE, 0xC3));
	STEP(vm, vm_seal_image(vm, IMAGE + 0x1000, 0x1000, PAGE_EXECUTE_READ));
	STEP(vm, CU_ASSERT_EQUAL(touch(vm, IMAGE + 0x1000, ACCESS_EXECUTE, 0), FAULT_NONE));
	STEP(vm, CU_ASSERT_EQUAL(touch(vm, IMAGE + 0x1000, ACCESS_WRITE, 0), FAULT_PROTECTION));
	STEP(vm, CU_ASSERT_EQUAL(touch(vm, IMAGE, ACCESS_EXECUTE, 0), FAULT_NO_EXECUTE));
	CU_ASSERT_EQUAL(byte_at(vm, IMAGE + 0x1000), 0xC3);
	vm_free(vm);
}

static void an_image_reads_as_image_memory(void)
{
	struct vm *vm = machine_with_frames(64);
	struct memory_basic_information info;

	vm_load_image(vm, IMAGE, 0x4000, PAGE_READWRITE);
	vm_seal_image(vm, IMAGE, 0x1000, PAGE_READONLY);
	info = query(vm, IMAGE + 0x2000);
	CU_ASSERT_EQUAL(info.type, MEM_IMAGE);
	CU_ASSERT_EQUAL(info.allocation_base, IMAGE);
	CU_ASSERT_EQUAL(info.region_size, 0x2000);
	CU_ASSERT_EQUAL(query(vm, IMAGE).protect, PAGE_READONLY);
	vm_free(vm);
}

static void an_image_that_does_not_fit_leaves_nothing_behind(void)
{
	struct vm *vm = machine_with_frames(16);

	STEP(vm, CU_ASSERT_FALSE(vm_load_image(vm, IMAGE, 0x100000, PAGE_READWRITE)));
	CU_ASSERT_EQUAL(query(vm, IMAGE).state, MEM_FREE);
	CU_ASSERT_EQUAL(counters(vm).commit_pages, 0);
	STEP(vm, CU_ASSERT_TRUE(vm_load_image(vm, IMAGE, 0x2000, PAGE_READWRITE)));
	STEP(vm, CU_ASSERT_FALSE(vm_load_image(vm, IMAGE + 0x1000, 0x1000, PAGE_READWRITE)));
	STEP(vm, CU_ASSERT_FALSE(vm_load_image(vm, IMAGE + 0x10001, 0x1000, PAGE_READWRITE)));
	STEP(vm, CU_ASSERT_FALSE(vm_load_image(vm, UINT64_MAX & PAGE_MASK, 0x2000, PAGE_READWRITE)));
	vm_free(vm);
}

static void the_image_cannot_be_freed_by_the_program(void)
{
	struct vm *vm = machine_with_frames(64);

	vm_load_image(vm, IMAGE, 0x4000, PAGE_READWRITE);
	STEP(vm, CU_ASSERT_EQUAL(win32_virtual_free(vm, IMAGE, 0, MEM_RELEASE), ERROR_INVALID_PARAMETER));
	STEP(vm, CU_ASSERT_EQUAL(win32_virtual_free(vm, IMAGE, 0x1000, MEM_DECOMMIT),
	        ERROR_INVALID_PARAMETER));
	STEP(vm, CU_ASSERT_EQUAL(alloc_error(vm, IMAGE, 1, MEM_COMMIT, PAGE_READWRITE), ERROR_ACCESS_DENIED));
	STEP(vm, CU_ASSERT_EQUAL(protect(vm, IMAGE, 1, PAGE_EXECUTE_WRITECOPY), ERROR_SUCCESS));
	STEP(vm, CU_ASSERT_EQUAL(touch(vm, IMAGE, ACCESS_WRITE, 1), FAULT_NONE));
	vm_free(vm);
}

static void an_image_is_shared_until_it_is_written(void)
{
	static const uint8_t header[PAGE_SIZE] = { 'M', 'Z' };
	struct vm *vm = machine_with_frames(64);
	uint64_t pages;

	STEP(vm, CU_ASSERT_TRUE(vm_reserve_image(vm, IMAGE, 0x10000, header)));
	STEP(vm, CU_ASSERT_TRUE(vm_commit_image(vm, IMAGE + 0x4000, 0x2000, PAGE_WRITECOPY)));
	CU_ASSERT_EQUAL(query(vm, IMAGE + 0x1000).state, MEM_RESERVE);
	CU_ASSERT_EQUAL(query(vm, IMAGE + 0x4000).allocation_base, IMAGE);
	STEP(vm, CU_ASSERT_EQUAL(byte_at(vm, IMAGE + 1), 'Z'));
	CU_ASSERT_EQUAL(touch(vm, IMAGE, ACCESS_WRITE, 1), FAULT_PROTECTION);
	STEP(vm, CU_ASSERT_EQUAL(touch(vm, IMAGE + 0x4000, ACCESS_READ, 0), FAULT_NONE));
	CU_ASSERT_EQUAL(vm_share_count(vm, IMAGE + 0x4000), 1);
	pages = counters(vm).working_set_pages;
	STEP(vm, CU_ASSERT_EQUAL(touch(vm, IMAGE + 0x4000, ACCESS_WRITE, 7), FAULT_NONE));
	CU_ASSERT_EQUAL(vm_share_count(vm, IMAGE + 0x4000), 0);
	CU_ASSERT_EQUAL(query(vm, IMAGE + 0x4000).protect, PAGE_READWRITE);
	CU_ASSERT_EQUAL(query(vm, IMAGE + 0x5000).protect, PAGE_WRITECOPY);
	CU_ASSERT_EQUAL(counters(vm).working_set_pages, pages);
	STEP(vm, vm_empty_working_set(vm));
	STEP(vm, CU_ASSERT_EQUAL(byte_at(vm, IMAGE + 0x4000), 7));
	STEP(vm, CU_ASSERT_EQUAL(byte_at(vm, IMAGE), 'M'));
	vm_free(vm);
}

static void nobody_changes_the_kernels_page(void)
{
	struct vm *vm = machine_with_frames(64);

	STEP(vm, CU_ASSERT_TRUE(vm_map_shared_data(vm)));
	CU_ASSERT_EQUAL(counters(vm).commit_pages, 0);
	STEP(vm, CU_ASSERT_EQUAL(protect(vm, 0x7FFE0000, 1, PAGE_READWRITE), ERROR_INVALID_PARAMETER));
	STEP(vm, CU_ASSERT_EQUAL(win32_virtual_free(vm, 0x7FFE0000, 0, MEM_RELEASE), ERROR_INVALID_PARAMETER));
	STEP(vm, CU_ASSERT_EQUAL(alloc_error(vm, 0x7FFE0000, 1, MEM_COMMIT, PAGE_READONLY), ERROR_INVALID_ADDRESS));
	STEP(vm, CU_ASSERT_EQUAL(byte_at(vm, 0x7FFE026C), 10));
	vm_free(vm);
}

static void a_stack_is_reserved_with_its_top_committed_and_a_guard_below(void)
{
	struct vm *vm = machine_with_frames(64);
	uint64_t base, limit;

	STEP(vm, base = vm_create_stack(vm, 0x100000, 0x3000));
	limit = vm_stack_limit(vm);
	CU_ASSERT_EQUAL(base - limit, 0x3000);
	CU_ASSERT_EQUAL(base - vm_stack_floor(vm), 0x100000);
	CU_ASSERT_EQUAL(query(vm, base - 1).protect, PAGE_READWRITE);
	CU_ASSERT_TRUE(vm_resident(vm, base - 1));
	CU_ASSERT_EQUAL(query(vm, limit - 1).protect, PAGE_READWRITE | PAGE_GUARD);
	CU_ASSERT_EQUAL(query(vm, limit - 0x1001).state, MEM_RESERVE);
	vm_free(vm);
}

/* The program sees nothing of it: the guard page becomes stack, and the page below the new guard. */
static void touching_the_guard_page_grows_the_stack(void)
{
	struct vm *vm = machine_with_frames(64);
	uint64_t base = vm_create_stack(vm, 0x100000, 0x1000), commit = counters(vm).commit_pages;

	STEP(vm, CU_ASSERT_EQUAL(touch(vm, base - 0x1008, ACCESS_WRITE, 1), FAULT_NONE));
	CU_ASSERT_EQUAL(vm_stack_limit(vm), base - 0x2000);
	CU_ASSERT_EQUAL(query(vm, base - 0x3000).protect, PAGE_READWRITE | PAGE_GUARD);
	CU_ASSERT_EQUAL(counters(vm).commit_pages, commit + 1);
	CU_ASSERT_EQUAL(counters(vm).access_violations, 0);
	vm_free(vm);
}

/* That is why compilers probe the pages of a large frame one by one. */
static void jumping_over_the_guard_page_is_a_violation(void)
{
	struct vm *vm = machine_with_frames(64);
	uint64_t base = vm_create_stack(vm, 0x100000, 0x1000);

	STEP(vm, CU_ASSERT_EQUAL(touch(vm, base - 0x2008, ACCESS_WRITE, 1), FAULT_NO_ACCESS));
	CU_ASSERT_EQUAL(vm_stack_limit(vm), base - 0x1000);
	vm_free(vm);
}

static void a_stack_that_reaches_its_end_overflows(void)
{
	struct vm *vm = machine_with_frames(64);
	uint64_t base = vm_create_stack(vm, 0x10000, 0x1000), va = base - 8;
	struct fault fault = { 0 };

	while (va > vm_stack_floor(vm) && vm_access(vm, va, ACCESS_WRITE, &fault)) {
		machine_is_sound(vm, __LINE__, __FILE__);
		va -= PAGE_SIZE;
	}
	machine_is_sound(vm, __LINE__, __FILE__);
	CU_ASSERT_EQUAL(fault.kind, FAULT_STACK_OVERFLOW);
	CU_ASSERT_EQUAL(fault.status, 0xC00000FD);
	CU_ASSERT_EQUAL(va & PAGE_MASK, vm_stack_floor(vm) + 0x2000);
	STEP(vm, CU_ASSERT_EQUAL(touch(vm, va, ACCESS_WRITE, 1), FAULT_NONE));
	STEP(vm, CU_ASSERT_EQUAL(touch(vm, va - PAGE_SIZE, ACCESS_WRITE, 1), FAULT_NO_ACCESS));
	vm_free(vm);
}

static void a_stack_that_cannot_be_charged_overflows(void)
{
	struct vm *vm = machine_with_frames(64);
	uint64_t base = vm_create_stack(vm, 0x100000, 0x1000);

	vm_set_commit_available(vm, 0);
	STEP(vm, CU_ASSERT_EQUAL(touch(vm, base - 0x1008, ACCESS_WRITE, 1), FAULT_STACK_OVERFLOW));
	vm_free(vm);
}

static void a_guard_page_anywhere_in_the_stack_is_growth(void)
{
	struct vm *vm = machine_with_frames(64);
	uint64_t base = vm_create_stack(vm, 0x100000, 0x4000), limit = vm_stack_limit(vm);

	protect(vm, base - 0x1000, 1, PAGE_READWRITE | PAGE_GUARD);
	STEP(vm, CU_ASSERT_EQUAL(touch(vm, base - 8, ACCESS_WRITE, 1), FAULT_NONE));
	CU_ASSERT_EQUAL(query(vm, base - 0x1000).protect, PAGE_READWRITE);
	CU_ASSERT_EQUAL(query(vm, base - 0x2000).protect, PAGE_READWRITE | PAGE_GUARD);
	CU_ASSERT_EQUAL(query(vm, limit - 0x1000).protect, PAGE_READWRITE | PAGE_GUARD);
	vm_free(vm);
}

static void a_program_may_release_its_stack_and_live_with_it(void)
{
	struct vm *vm = machine_with_frames(64);
	uint64_t base = vm_create_stack(vm, 0x10000, 0x1000), floor = vm_stack_floor(vm);

	STEP(vm, CU_ASSERT_EQUAL(win32_virtual_free(vm, floor, 0, MEM_RELEASE), ERROR_SUCCESS));
	STEP(vm, CU_ASSERT_EQUAL(touch(vm, base - 8, ACCESS_WRITE, 1), FAULT_NO_ACCESS));
	STEP(vm, alloc(vm, floor, 0x10000, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE | PAGE_GUARD));
	STEP(vm, CU_ASSERT_EQUAL(touch(vm, base - 0x1008, ACCESS_WRITE, 1), FAULT_GUARD));
	vm_free(vm);
}

static void a_stack_too_small_or_too_large_is_refused(void)
{
	struct vm *vm = machine_with_frames(64);

	STEP(vm, CU_ASSERT_EQUAL(vm_create_stack(vm, 0x10000, 0), 0));
	STEP(vm, CU_ASSERT_EQUAL(vm_create_stack(vm, 0x10000, 0x10000), 0));
	STEP(vm, CU_ASSERT_EQUAL(vm_create_stack(vm, UINT64_MAX, 0x1000), 0));
	STEP(vm, CU_ASSERT_EQUAL(vm_create_stack(vm, USER_HIGHEST - 0x10000, 0x1000), 0));
	vm_free(vm);
}

static void the_view_of_a_vad_tells_what_it_was_reserved_for(void)
{
	struct vm *vm = machine_with_frames(64);
	uint64_t a = alloc(vm, 0, 0x50000, MEM_RESERVE, PAGE_NOACCESS);
	struct vad_view view;

	alloc(vm, a + 0x3000, 0x2000, MEM_COMMIT, PAGE_READWRITE);
	CU_ASSERT_TRUE(vm_vad_at(vm, a + 0x4FFFF, &view));
	CU_ASSERT_EQUAL(view.first_vpn, a >> 12);
	CU_ASSERT_EQUAL(view.last_vpn, (a >> 12) + 0x4F);
	CU_ASSERT_EQUAL(view.alloc_protect, PAGE_NOACCESS);
	CU_ASSERT_EQUAL(view.type, MEM_PRIVATE);
	CU_ASSERT_EQUAL(view.commit_charge, 2);
	CU_ASSERT_FALSE(view.mem_commit);
	CU_ASSERT_FALSE(vm_vad_at(vm, a + 0x50000, &view));
	vm_free(vm);
}

static const struct { uint64_t entry; const char *meaning; } meanings[] = {
	{ 0, "zero" }, { 0x80, "demand-zero" }, { 0x20, "demand-zero" }, { 0x200, "decommitted" },
	{ 0x300, "no-access" }, { 0x280, "guard" }, { 0x12345880, "transition" },
	{ 0x12345B00, "transition" }, { 0x500000080, "page-file" },
};

static void an_entry_that_is_not_present_has_a_meaning(void)
{
	for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++)
		CU_ASSERT_STRING_EQUAL(pte_meaning(meanings[i].entry), meanings[i].meaning);
}

CU_TestInfo vm_tests[] = {
	{ "an image is resident and can be written until it is sealed", an_image_is_resident_and_can_be_written_until_it_is_sealed },
	{ "an image reads as image memory", an_image_reads_as_image_memory },
	{ "an image that does not fit leaves nothing behind", an_image_that_does_not_fit_leaves_nothing_behind },
	{ "the image cannot be freed by the program", the_image_cannot_be_freed_by_the_program },
	{ "an image is shared until it is written", an_image_is_shared_until_it_is_written },
	{ "nobody changes the kernel's page", nobody_changes_the_kernels_page },
	{ "a stack is reserved with its top committed and a guard below", a_stack_is_reserved_with_its_top_committed_and_a_guard_below },
	{ "touching the guard page grows the stack", touching_the_guard_page_grows_the_stack },
	{ "jumping over the guard page is a violation", jumping_over_the_guard_page_is_a_violation },
	{ "a stack that reaches its end overflows", a_stack_that_reaches_its_end_overflows },
	{ "a stack that cannot be charged overflows", a_stack_that_cannot_be_charged_overflows },
	{ "a guard page anywhere in the stack is growth", a_guard_page_anywhere_in_the_stack_is_growth },
	{ "a program may release its stack and live with it", a_program_may_release_its_stack_and_live_with_it },
	{ "a stack too small or too large is refused", a_stack_too_small_or_too_large_is_refused },
	{ "the view of a VAD tells what it was reserved for", the_view_of_a_vad_tells_what_it_was_reserved_for },
	{ "an entry that is not present has a meaning", an_entry_that_is_not_present_has_a_meaning },
	CU_TEST_INFO_NULL,
};

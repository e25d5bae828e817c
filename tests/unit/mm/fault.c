/* fault.c - which access becomes which fault, and what each of them changes. */
#include "tests/unit/machine.h"
#include "sim/mm/fault.h"

#define DEMAND_ZERO(mask) ((uint64_t)(mask) << SOFT_MASK_SHIFT)
#define VALID(bits)       (PTE_P | PTE_US | (bits))

/* One row: what the VAD is, what the entry says, what is tried. */
static const struct {
	const char *name;
	enum { FREE, RESERVED, COMMITTED } vad; /* COMMITTED: by the VAD, with `mask` */
	unsigned mask;
	uint64_t entry;
	enum access access;
	enum fault_kind want;
} rows[] = {
	{ "free address", FREE, 0, 0, ACCESS_READ, FAULT_NO_ACCESS },
	{ "reserved, no entry", RESERVED, MASK_READWRITE, 0, ACCESS_WRITE, FAULT_NO_ACCESS },
	{ "reserved, fetched", RESERVED, MASK_EXECUTE, 0, ACCESS_EXECUTE, FAULT_NO_ACCESS },
	{ "decommitted", RESERVED, MASK_READWRITE, SOFT_DECOMMITTED, ACCESS_READ, FAULT_NO_ACCESS },
	{ "decommitted under mem_commit", COMMITTED, MASK_READWRITE, SOFT_DECOMMITTED, ACCESS_WRITE, FAULT_NO_ACCESS },
	{ "first touch", RESERVED, 0, DEMAND_ZERO(MASK_READWRITE), ACCESS_WRITE, FAULT_DEMAND_ZERO },
	{ "first touch by a read", RESERVED, 0, DEMAND_ZERO(MASK_READWRITE), ACCESS_READ, FAULT_DEMAND_ZERO },
	{ "first touch, VAD knows", COMMITTED, MASK_READWRITE, 0, ACCESS_WRITE, FAULT_DEMAND_ZERO },
	{ "entry wins over VAD", COMMITTED, MASK_READWRITE, DEMAND_ZERO(MASK_READONLY), ACCESS_WRITE, FAULT_PROTECTION },
	{ "read-only, written", RESERVED, 0, DEMAND_ZERO(MASK_READONLY), ACCESS_WRITE, FAULT_PROTECTION },
	{ "execute-read, written", RESERVED, 0, DEMAND_ZERO(MASK_EXECUTE_READ), ACCESS_WRITE, FAULT_PROTECTION },
	{ "execute, read", RESERVED, 0, DEMAND_ZERO(MASK_EXECUTE), ACCESS_READ, FAULT_DEMAND_ZERO },
	{ "execute, fetched", RESERVED, 0, DEMAND_ZERO(MASK_EXECUTE), ACCESS_EXECUTE, FAULT_DEMAND_ZERO },
	{ "read-write, fetched", RESERVED, 0, DEMAND_ZERO(MASK_READWRITE), ACCESS_EXECUTE, FAULT_NO_EXECUTE },
	{ "no access", RESERVED, 0, DEMAND_ZERO(MASK_NOACCESS), ACCESS_READ, FAULT_NO_ACCESS },
	{ "no access, VAD knows", COMMITTED, MASK_NOACCESS, 0, ACCESS_READ, FAULT_NO_ACCESS },
	{ "no access, fetched", RESERVED, 0, DEMAND_ZERO(MASK_NOACCESS), ACCESS_EXECUTE, FAULT_NO_ACCESS },
	{ "guard", RESERVED, 0, DEMAND_ZERO(MASK_READWRITE | MASK_GUARD), ACCESS_READ, FAULT_GUARD },
	{ "guard, VAD knows", COMMITTED, MASK_READWRITE | MASK_GUARD, 0, ACCESS_WRITE, FAULT_GUARD },
	{ "guard before no-execute", RESERVED, 0, DEMAND_ZERO(MASK_READWRITE | MASK_GUARD), ACCESS_EXECUTE, FAULT_GUARD },
	{ "guard before protection", RESERVED, 0, DEMAND_ZERO(MASK_READONLY | MASK_GUARD), ACCESS_WRITE, FAULT_GUARD },
	{ "transition", RESERVED, 0, SOFT_TRANSITION | DEMAND_ZERO(MASK_READONLY), ACCESS_READ, FAULT_TRANSITION },
	{ "transition, no access", RESERVED, 0, SOFT_TRANSITION | DEMAND_ZERO(MASK_NOACCESS), ACCESS_READ, FAULT_NO_ACCESS },
	{ "transition, guard", RESERVED, 0, SOFT_TRANSITION | DEMAND_ZERO(MASK_READWRITE | MASK_GUARD), ACCESS_READ, FAULT_GUARD },
	{ "transition, written read-only", RESERVED, 0, SOFT_TRANSITION | DEMAND_ZERO(MASK_READONLY), ACCESS_WRITE, FAULT_PROTECTION },
	{ "no-cache", RESERVED, 0, DEMAND_ZERO(MASK_READWRITE | MASK_NOCACHE), ACCESS_WRITE, FAULT_DEMAND_ZERO },
	{ "resident, read-only, written", RESERVED, 0, VALID(PTE_NX), ACCESS_WRITE, FAULT_PROTECTION },
	{ "resident, NX, fetched", RESERVED, 0, VALID(PTE_NX | PTE_RW), ACCESS_EXECUTE, FAULT_NO_EXECUTE },
	{ "resident, allowed", RESERVED, 0, VALID(PTE_NX | PTE_RW), ACCESS_WRITE, FAULT_NONE },
};

static void every_state_of_a_page_classifies_as_the_table_says(void)
{
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct vad vad = { .mask = rows[i].mask, .mem_commit = rows[i].vad == COMMITTED };
		enum fault_kind got = fault_classify(rows[i].vad == FREE ? NULL : &vad, rows[i].entry,
		        rows[i].access);

		if (got != rows[i].want)
			printf("  row '%s': got %s\n", rows[i].name, fault_kind_name(got));
		CU_ASSERT_EQUAL(got, rows[i].want);
	}
}

/* The record of an access violation is all that a filter gets: kind of access and the exact byte. */
static void a_violation_tells_access_and_address(void)
{
	struct vm *vm = machine_with_frames(64);
	uint64_t a = alloc(vm, 0, 0x10000, MEM_RESERVE, PAGE_NOACCESS);
	struct fault fault;

	STEP(vm, CU_ASSERT_PTR_NULL(vm_access(vm, a + 0x1234, ACCESS_WRITE, &fault)));
	CU_ASSERT_EQUAL(fault.status, 0xC0000005);
	CU_ASSERT_EQUAL(fault.access, 1);
	CU_ASSERT_EQUAL(fault.address, a + 0x1234);
	STEP(vm, CU_ASSERT_PTR_NULL(vm_access(vm, 8, ACCESS_READ, &fault)));
	CU_ASSERT_EQUAL(fault.access, 0);
	CU_ASSERT_EQUAL(fault.address, 8);
	STEP(vm, CU_ASSERT_PTR_NULL(vm_access(vm, 0xFFFF800000000000, ACCESS_EXECUTE, &fault)));
	CU_ASSERT_EQUAL(fault.access, 8);
	CU_ASSERT_EQUAL(fault.address, 0xFFFF800000000000);
	vm_free(vm);
}

static void an_address_that_is_not_canonical_is_reported_as_a_read_of_minus_one(void)
{
	struct vm *vm = machine_with_frames(64);
	struct fault fault;

	STEP(vm, CU_ASSERT_PTR_NULL(vm_access(vm, 0x8000000000000000, ACCESS_WRITE, &fault)));
	CU_ASSERT_EQUAL(fault.kind, FAULT_NO_ACCESS);
	CU_ASSERT_EQUAL(fault.access, 0);
	CU_ASSERT_EQUAL(fault.address, UINT64_MAX);
	vm_free(vm);
}

/* Commit is a promise; the frame is spent at the first touch, and it is zero. */
static void a_committed_page_costs_a_frame_at_its_first_touch(void)
{
	struct vm *vm = machine_with_frames(64);
	uint64_t a = alloc(vm, 0, 0x4000, MEM_COMMIT, PAGE_READWRITE);

	CU_ASSERT_EQUAL(counters(vm).working_set_pages, 0);
	STEP(vm, CU_ASSERT_EQUAL(byte_at(vm, a + 0x2FFF), 0));
	CU_ASSERT_EQUAL(counters(vm).working_set_pages, 1);
	CU_ASSERT_EQUAL(counters(vm).demand_zero, 1);
	CU_ASSERT_TRUE(vm_resident(vm, a + 0x2000));
	CU_ASSERT_FALSE(vm_resident(vm, a + 0x3000));
	STEP(vm, touch(vm, a + 0x2000, ACCESS_WRITE, 5));
	CU_ASSERT_EQUAL(counters(vm).demand_zero, 1);
	CU_ASSERT_EQUAL(byte_at(vm, a + 0x2000), 5);
	vm_free(vm);
}

static void a_refused_access_spends_no_frame(void)
{
	struct vm *vm = machine_with_frames(64);
	uint64_t a = alloc(vm, 0, 0x1000, MEM_COMMIT, PAGE_READONLY);

	STEP(vm, CU_ASSERT_EQUAL(touch(vm, a, ACCESS_WRITE, 1), FAULT_PROTECTION));
	STEP(vm, CU_ASSERT_EQUAL(touch(vm, a, ACCESS_EXECUTE, 0), FAULT_NO_EXECUTE));
	CU_ASSERT_EQUAL(counters(vm).working_set_pages, 0);
	CU_ASSERT_EQUAL(counters(vm).page_table_pages, 1);
	vm_free(vm);
}

static void a_guard_page_raises_on_the_first_touch_only(void)
{
	struct vm *vm = machine_with_frames(64);
	uint64_t a = alloc(vm, 0, 0x2000, MEM_COMMIT, PAGE_READWRITE | PAGE_GUARD);
	struct fault fault;

	STEP(vm, CU_ASSERT_PTR_NULL(vm_access(vm, a + 9, ACCESS_READ, &fault)));
	CU_ASSERT_EQUAL(fault.status, 0x80000001);
	CU_ASSERT_EQUAL(fault.address, a + 9);
	CU_ASSERT_EQUAL(query(vm, a).protect, PAGE_READWRITE);
	CU_ASSERT_EQUAL(query(vm, a + 0x1000).protect, PAGE_READWRITE | PAGE_GUARD);
	STEP(vm, CU_ASSERT_EQUAL(touch(vm, a + 9, ACCESS_READ, 0), FAULT_NONE));
	STEP(vm, CU_ASSERT_EQUAL(touch(vm, a + 0x1000, ACCESS_WRITE, 1), FAULT_GUARD));
	vm_free(vm);
}

/* A page that hardware cannot refuse leaves the working set, and comes back with its data: a soft fault. */
static void a_page_made_inaccessible_keeps_its_contents(void)
{
	struct vm *vm = machine_with_frames(64);
	uint64_t a = alloc(vm, 0, 0x1000, MEM_COMMIT, PAGE_READWRITE), pfn;

	touch(vm, a, ACCESS_WRITE, 77);
	pfn = pte_pfn(entry_of(vm, a));
	STEP(vm, protect(vm, a, 1, PAGE_NOACCESS));
	CU_ASSERT_FALSE(vm_resident(vm, a));
	CU_ASSERT_EQUAL(counters(vm).working_set_pages, 0);
	CU_ASSERT_STRING_EQUAL(pte_meaning(entry_of(vm, a)), "transition");
	STEP(vm, CU_ASSERT_EQUAL(touch(vm, a, ACCESS_READ, 0), FAULT_NO_ACCESS));
	STEP(vm, protect(vm, a, 1, PAGE_READONLY));
	STEP(vm, CU_ASSERT_EQUAL(byte_at(vm, a), 77));
	CU_ASSERT_EQUAL(pte_pfn(entry_of(vm, a)), pfn);
	CU_ASSERT_EQUAL(counters(vm).resolved, 2);
	CU_ASSERT_EQUAL(counters(vm).demand_zero, 1);
	vm_free(vm);
}

static void a_protection_takes_effect_on_the_very_next_access(void)
{
	struct vm *vm = machine_with_frames(64);
	uint64_t a = alloc(vm, 0, 0x1000, MEM_COMMIT, PAGE_READWRITE);

	touch(vm, a, ACCESS_WRITE, 1);
	CU_ASSERT_PTR_NOT_NULL(tlb_write(vm_tlb(vm), a, 1));
	STEP(vm, protect(vm, a, 1, PAGE_READONLY));
	CU_ASSERT_PTR_NULL(tlb_write(vm_tlb(vm), a, 1));
	STEP(vm, CU_ASSERT_EQUAL(touch(vm, a, ACCESS_WRITE, 1), FAULT_PROTECTION));
	vm_free(vm);
}

struct told { struct resolved last; int count; };

static void remember(void *context, const struct resolved *what)
{
	struct told *told = context;

	told->last = *what;
	told->count++;
}

static void what_the_kernel_resolves_is_told(void)
{
	struct vm *vm = machine_with_frames(64);
	uint64_t a = alloc(vm, 0, 0x2000, MEM_COMMIT, PAGE_READWRITE);
	struct told told = { .count = 0 };

	vm_on_resolved(vm, remember, &told);
	touch(vm, a + 0x1008, ACCESS_WRITE, 1);
	touch(vm, a + 0x1009, ACCESS_WRITE, 1);
	touch(vm, 0, ACCESS_WRITE, 1);
	CU_ASSERT_EQUAL(told.count, 1);
	CU_ASSERT_EQUAL(told.last.kind, FAULT_DEMAND_ZERO);
	CU_ASSERT_EQUAL(told.last.access, ACCESS_WRITE);
	CU_ASSERT_EQUAL(told.last.va, a + 0x1008);
	CU_ASSERT_EQUAL(told.last.pfn, pte_pfn(entry_of(vm, a + 0x1008)));
	vm_free(vm);
}

/* Memory that was promised may still not be there: the program gets an exception, the model no harm. */
static void running_out_of_frames_is_an_in_page_error(void)
{
	struct vm *vm = machine_with_frames(8);
	uint64_t a = alloc(vm, 0, 0x10000, MEM_COMMIT, PAGE_READWRITE);
	enum fault_kind kind = FAULT_NONE;
	uint64_t page = 0;

	while (page < 16 && kind == FAULT_NONE)
		STEP(vm, kind = touch(vm, a + page++ * PAGE_SIZE, ACCESS_WRITE, 1));
	CU_ASSERT_EQUAL(kind, FAULT_IN_PAGE);
	CU_ASSERT_EQUAL(counters(vm).working_set_pages, 4);     /* 8 frames, 4 of them tables */
	STEP(vm, win32_virtual_free(vm, a, 0x1000, MEM_DECOMMIT));
	STEP(vm, CU_ASSERT_EQUAL(touch(vm, a + 0x8000, ACCESS_WRITE, 1), FAULT_NONE));
	vm_free(vm);
}

static void a_machine_of_one_frame_refuses_everything_and_stays_sound(void)
{
	struct vm *vm = machine_with_frames(1);
	uint64_t a = alloc(vm, 0, 0x10000, MEM_COMMIT, PAGE_READWRITE | PAGE_GUARD);

	STEP(vm, CU_ASSERT_EQUAL(touch(vm, a, ACCESS_WRITE, 1), FAULT_IN_PAGE));
	STEP(vm, CU_ASSERT_EQUAL(protect(vm, a, 1, PAGE_READONLY), ERROR_NOT_ENOUGH_MEMORY));
	STEP(vm, CU_ASSERT_EQUAL(win32_virtual_free(vm, a, 0x1000, MEM_DECOMMIT), ERROR_NOT_ENOUGH_MEMORY));
	CU_ASSERT_EQUAL(query(vm, a).region_size, 0x10000);
	STEP(vm, CU_ASSERT_FALSE(vm_load_image(vm, 0x140000000, 0x1000, PAGE_READONLY)));
	STEP(vm, CU_ASSERT_EQUAL(vm_create_stack(vm, 0x100000, 0x1000), 0));
	STEP(vm, CU_ASSERT_EQUAL(win32_virtual_free(vm, a, 0, MEM_RELEASE), ERROR_SUCCESS));
	vm_free(vm);
}

/* Traps are what the processor saw; only the resolved ones are what Windows calls page faults. */
static void the_counters_of_the_founding_workload(void)
{
	struct vm *vm = machine_with_frames(256);
	uint64_t a = alloc(vm, 0, 80 * PAGE_SIZE, MEM_RESERVE, PAGE_NOACCESS);
	struct vm_counters now;

	for (uint64_t va = a; va < a + 80 * PAGE_SIZE; va += PAGE_SIZE) {
		STEP(vm, CU_ASSERT_EQUAL(touch(vm, va, ACCESS_WRITE, 1), FAULT_NO_ACCESS));
		STEP(vm, CU_ASSERT_EQUAL(alloc(vm, va, PAGE_SIZE, MEM_COMMIT, PAGE_READWRITE), va));
		STEP(vm, CU_ASSERT_EQUAL(touch(vm, va, ACCESS_WRITE, 1), FAULT_NONE));
	}
	now = counters(vm);
	CU_ASSERT_EQUAL(now.traps, 160);
	CU_ASSERT_EQUAL(now.access_violations, 80);
	CU_ASSERT_EQUAL(now.resolved, 80);
	CU_ASSERT_EQUAL(now.demand_zero, 80);
	CU_ASSERT_EQUAL(now.commit_pages, 80);
	CU_ASSERT_EQUAL(now.working_set_pages, 80);
	CU_ASSERT_EQUAL(now.page_table_pages, 4);
	vm_free(vm);
}

CU_TestInfo fault_tests[] = {
	{ "every state of a page classifies as the table says", every_state_of_a_page_classifies_as_the_table_says },
	{ "a violation tells access and address", a_violation_tells_access_and_address },
	{ "an address that is not canonical is reported as a read of -1", an_address_that_is_not_canonical_is_reported_as_a_read_of_minus_one },
	{ "a committed page costs a frame at its first touch", a_committed_page_costs_a_frame_at_its_first_touch },
	{ "a refused access spends no frame", a_refused_access_spends_no_frame },
	{ "a guard page raises on the first touch only", a_guard_page_raises_on_the_first_touch_only },
	{ "a page made inaccessible keeps its contents", a_page_made_inaccessible_keeps_its_contents },
	{ "a protection takes effect on the very next access", a_protection_takes_effect_on_the_very_next_access },
	{ "what the kernel resolves is told", what_the_kernel_resolves_is_told },
	{ "running out of frames is an in-page error", running_out_of_frames_is_an_in_page_error },
	{ "a machine of one frame refuses everything and stays sound", a_machine_of_one_frame_refuses_everything_and_stays_sound },
	{ "the counters of the founding workload", the_counters_of_the_founding_workload },
	CU_TEST_INFO_NULL,
};

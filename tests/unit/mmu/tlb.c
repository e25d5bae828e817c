/* tlb.c - the lookaside buffer remembers what the page tables allow, and nothing more. */
#include <string.h>

#include "tests/unit/machine.h"
#include "sim/mmu/pte.h"

#define RESIDENT (PTE_P | PTE_US | PTE_A)

static uint8_t frame[PAGE_SIZE];

static void empty(struct tlb *tlb)
{
	memset(tlb, 0, sizeof *tlb);
	tlb_flush_all(tlb);
}

static void an_empty_tlb_has_no_page(void)
{
	struct tlb tlb;

	empty(&tlb);
	CU_ASSERT_PTR_NULL(tlb_read(&tlb, 0, 1));
	CU_ASSERT_PTR_NULL(tlb_read(&tlb, 0x10A0000, 1));
	CU_ASSERT_PTR_NULL(tlb_write(&tlb, UINT64_MAX, 1));
}

static void a_hit_leads_to_the_byte_in_the_frame(void)
{
	struct tlb tlb;

	empty(&tlb);
	tlb_fill(&tlb, 0x10A0123, RESIDENT | PTE_NX, frame);
	CU_ASSERT_PTR_EQUAL(tlb_read(&tlb, 0x10A0008, 8), frame + 8);
	CU_ASSERT_PTR_NULL(tlb_read(&tlb, 0x10A1008, 8));
}

/* The processor must walk once more to set Dirty; until then a write is a miss. */
static void a_clean_page_can_be_read_but_not_written(void)
{
	struct tlb tlb;

	empty(&tlb);
	tlb_fill(&tlb, 0x5000, RESIDENT | PTE_RW | PTE_NX, frame);
	CU_ASSERT_PTR_NOT_NULL(tlb_read(&tlb, 0x5000, 4));
	CU_ASSERT_PTR_NULL(tlb_write(&tlb, 0x5000, 4));
	tlb_fill(&tlb, 0x5000, RESIDENT | PTE_RW | PTE_D | PTE_NX, frame);
	CU_ASSERT_PTR_NOT_NULL(tlb_write(&tlb, 0x5000, 4));
}

static void a_dirty_page_that_lost_its_write_right_cannot_be_written(void)
{
	struct tlb tlb;

	empty(&tlb);
	tlb_fill(&tlb, 0x5000, RESIDENT | PTE_D | PTE_NX, frame);
	CU_ASSERT_PTR_NULL(tlb_write(&tlb, 0x5000, 1));
}

static void only_a_page_without_nx_can_be_executed(void)
{
	struct tlb tlb;

	empty(&tlb);
	tlb_fill(&tlb, 0x5000, RESIDENT | PTE_NX, frame);
	CU_ASSERT_EQUAL(tlb_slot(&tlb, 0x5000)->execute_tag, TLB_NONE);
	tlb_fill(&tlb, 0x5000, RESIDENT, frame);
	CU_ASSERT_EQUAL(tlb_slot(&tlb, 0x5000)->execute_tag, 0x5000);
}

static void an_unaligned_access_takes_the_long_way(void)
{
	struct tlb tlb;

	empty(&tlb);
	tlb_fill(&tlb, 0x5000, RESIDENT, frame);
	CU_ASSERT_PTR_NULL(tlb_read(&tlb, 0x5001, 2));
	CU_ASSERT_PTR_NULL(tlb_read(&tlb, 0x5FFC, 8));
	CU_ASSERT_PTR_NOT_NULL(tlb_read(&tlb, 0x5FFC, 4));
}

static void pages_of_one_slot_displace_each_other(void)
{
	struct tlb tlb;
	uint64_t other = 0x5000 + TLB_ENTRIES * PAGE_SIZE;

	empty(&tlb);
	tlb_fill(&tlb, 0x5000, RESIDENT, frame);
	tlb_fill(&tlb, other, RESIDENT, frame);
	CU_ASSERT_PTR_NULL(tlb_read(&tlb, 0x5000, 1));
	CU_ASSERT_PTR_NOT_NULL(tlb_read(&tlb, other, 1));
}

static void invlpg_forgets_one_page_only(void)
{
	struct tlb tlb;

	empty(&tlb);
	tlb_fill(&tlb, 0x5000, RESIDENT | PTE_RW | PTE_D, frame);
	tlb_fill(&tlb, 0x6000, RESIDENT, frame);
	tlb_flush_page(&tlb, 0x5FFF);
	tlb_flush_page(&tlb, 0x6000 + TLB_ENTRIES * PAGE_SIZE);
	CU_ASSERT_PTR_NULL(tlb_read(&tlb, 0x5000, 1));
	CU_ASSERT_PTR_NULL(tlb_write(&tlb, 0x5000, 1));
	CU_ASSERT_EQUAL(tlb_slot(&tlb, 0x5000)->execute_tag, TLB_NONE);
	CU_ASSERT_PTR_NOT_NULL(tlb_read(&tlb, 0x6000, 1));
}

CU_TestInfo tlb_tests[] = {
	{ "an empty TLB has no page", an_empty_tlb_has_no_page },
	{ "a hit leads to the byte in the frame", a_hit_leads_to_the_byte_in_the_frame },
	{ "a clean page can be read but not written", a_clean_page_can_be_read_but_not_written },
	{ "a dirty page that lost its write right cannot be written", a_dirty_page_that_lost_its_write_right_cannot_be_written },
	{ "only a page without NX can be executed", only_a_page_without_nx_can_be_executed },
	{ "an unaligned access takes the long way", an_unaligned_access_takes_the_long_way },
	{ "pages of one slot displace each other", pages_of_one_slot_displace_each_other },
	{ "INVLPG forgets one page only", invlpg_forgets_one_page_only },
	CU_TEST_INFO_NULL,
};

/* tlb.c - see tlb.h. */
#include "tlb.h"

#include "pte.h"

static const struct tlb_entry nothing = { TLB_NONE, TLB_NONE, TLB_NONE, NULL };

void tlb_flush_all(struct tlb *tlb)
{
	for (size_t i = 0; i < TLB_ENTRIES; i++)
		tlb->entry[i] = nothing;
	tlb->flushes++;
}

void tlb_flush_page(struct tlb *tlb, uint64_t va)
{
	struct tlb_entry *e = tlb_slot(tlb, va);

	/* A filled entry always has its read tag: nothing can be written or executed unread here. */
	if (e->read_tag == (va & PAGE_MASK))
		*e = nothing;
	tlb->flushes++;
}

void tlb_fill(struct tlb *tlb, uint64_t va, uint64_t pte, uint8_t *host)
{
	uint64_t page = va & PAGE_MASK;
	bool writes = (pte & (PTE_RW | PTE_D)) == (PTE_RW | PTE_D);

	*tlb_slot(tlb, va) = (struct tlb_entry){
		.read_tag = page,
		.write_tag = writes ? page : TLB_NONE,
		.execute_tag = pte & PTE_NX ? TLB_NONE : page,
		.host = host,
	};
	tlb->fills++;
}

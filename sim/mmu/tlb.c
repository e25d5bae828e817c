/* tlb.c - see tlb.h. */
#include "sim/mmu/tlb.h"

static const struct tlb_entry nothing = { TLB_NONE, TLB_NONE, TLB_NONE, NULL };

void tlb_flush_all(struct tlb *tlb)
{
	for (size_t i = 0; i < TLB_ENTRIES; i++)
		tlb->entry[i] = nothing;
	tlb->flushes++;
}

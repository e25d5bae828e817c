/*
 * machine.h - struct vm laid open, for the memory manager itself.
 *
 * The outside sees vm.h only. Whoever includes this is part of the memory
 * manager, of the Win32 layer's work on it, or a test that breaks it on purpose.
 *
 * Invariants (verified by vm_check)
 *   M1  traps == access violations + resolved faults, and demand-zero is part of these
 *   M2  the stack, while its VAD lives, has floor < limit <= base
 *
 * Knows of: every part. Used by: mm, win32, tests.
 */
#ifndef FAULTLAB_SIM_MACHINE_H
#define FAULTLAB_SIM_MACHINE_H

#include "../mmu/pagetable.h"
#include "../mmu/tlb.h"
#include "charge.h"
#include "pfn.h"
#include "softpte.h"
#include "vad.h"
#include "vm.h"
#include "wset.h"

struct stack {
	uint64_t floor;                         /* first byte of the reservation */
	uint64_t limit;                         /* lowest committed byte that is no guard */
	uint64_t base;                          /* first byte above */
};

struct vm {
	struct tlb tlb;
	struct ram ram;
	struct page_tables tables;
	struct pfn_db pfns;
	struct vad_tree vads;
	uint64_t gap_hint;                      /* vpn: where a search for a gap begins (space.h) */
	struct charge charge;
	struct wset wset;
	struct stack stack;
	uint64_t traps, access_violations, resolved, demand_zero;
	void (*told)(void *context, const struct resolved *what);
	void *told_context;
};

#define USER_LAST_VPN (USER_HIGHEST >> PAGE_SHIFT)

#endif

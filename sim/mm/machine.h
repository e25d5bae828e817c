/*
 * machine.h - struct vm laid open, for the memory manager itself.
 *
 * The outside sees vm.h only. Whoever includes this is part of the memory
 * manager, of the Win32 layer's work on it, or a test that breaks it on purpose.
 *
 * Invariants (verified by vm_check)
 *   MACHINE-1  traps == access violations + resolved faults, and the kinds are part of these
 *   MACHINE-2  the stack, while its VAD lives, has floor < limit <= base
 *
 * Knows of: charge, mmu/pagetable, mmu/tlb, pagefile, pfn, softpte, vad, vm, wset. Used by: avail, look,
 * section, tables, writer, replay/.
 */
#ifndef FAULTLAB_SIM_MACHINE_H
#define FAULTLAB_SIM_MACHINE_H

#include "sim/mmu/pagetable.h"
#include "sim/mmu/tlb.h"
#include "sim/mm/charge.h"
#include "sim/mm/pagefile.h"
#include "sim/mm/pfn.h"
#include "sim/mm/softpte.h"
#include "sim/mm/vad.h"
#include "sim/mm/vm.h"
#include "sim/mm/wset.h"

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
	struct section *sections;
	uint64_t gap_hint;                      /* vpn: where a search for a gap begins (space.h) */
	uint64_t first_vpn, last_vpn;           /* of the address space; user space but for a replay */
	bool tells_hits;                        /* struct vm_config */
	struct charge charge;
	struct wset wset;
	struct pagefile pagefile;
	uint64_t page_limit;                    /* frames that may hold pages at a time; UINT64_MAX: all */
	enum pfn_location taken_from;           /* the list that the frame taken last was on */
	struct stack stack;
	uint64_t traps, access_violations, resolved;
	uint64_t demand_zero, soft, hard, copied;
	void (*told)(void *context, const struct resolved *what);
	void (*told_move)(void *context, const struct moved *what);
	void (*told_written)(void *context, unsigned level, uint64_t va);
	void (*told_changed)(void *context, uint64_t first_vpn, uint64_t last_vpn);
	void *told_context;
};

/* Tell of a frame that changes its place; the moment is before, while its entry still names it. */
void vm_tell_moved(struct vm *vm, enum move_kind kind, uint32_t pfn, enum pfn_location from, enum pfn_location to);

static inline void vm_moved(struct vm *vm, enum move_kind kind, uint32_t pfn, enum pfn_location from,
                            enum pfn_location to)
{
	if (vm->told_move)
		vm_tell_moved(vm, kind, pfn, from, to);
}

/* What a descriptor says, for those who look from outside. */
void vm_view_of(const struct vad *vad, struct vad_view *out);

/* Tell of an entry that was written: which table it is in is found through the tables' own frames. */
void vm_tell_written(struct vm *vm, const uint64_t *entry);

/* Tell of pages that may be other than they were, though no entry says so: their descriptor does. */
static inline void vm_changed(struct vm *vm, uint64_t first_vpn, uint64_t last_vpn)
{
	vm->vads.version++;
	if (vm->told_changed)
		vm->told_changed(vm->told_context, first_vpn, last_vpn);
}

#define USER_LAST_VPN  (USER_HIGHEST >> PAGE_SHIFT)
#define WHOLE_LAST_VPN (((uint64_t)1 << 36) - 1)        /* what four levels of tables can map */

#endif

/* view.c - see view.h. */
#include "sim/mm/view.h"

#include <string.h>

#include "sim/mm/avail.h"
#include "sim/mm/pages.h"
#include "sim/mm/space.h"
#include "sim/nt/status.h"

uint32_t view_map(struct vm *vm, struct section *section, uint64_t first_page, uint64_t pages, unsigned mask,
                  uint64_t at_vpn, struct vad **made)
{
	struct reservation wanted = { .kind = VAD_MAPPED, .mask = mask, .section = section, .first_page = first_page };
	uint64_t charged = mask_is_writecopy(mask) ? pages : 0;
	uint32_t status;

	wanted.first_vpn = at_vpn ? at_vpn : space_find_gap(vm, pages, false);
	if (!wanted.first_vpn)
		return STATUS_NO_MEMORY;
	wanted.last_vpn = wanted.first_vpn + pages - 1;
	if (!charge_take(&vm->charge, charged))
		return STATUS_COMMITMENT_LIMIT;
	status = space_reserve(vm, &wanted, made);
	if (status != STATUS_SUCCESS) {
		charge_give(&vm->charge, charged);
		return status;
	}
	(*made)->commit_charge = charged;
	(*made)->mem_commit = true;             /* a zero entry says nothing; the section does */
	section->references++;
	return STATUS_SUCCESS;
}

/* A zero entry knows nothing, so the page is allowed what the view is. */
static unsigned mask_of(const struct vad *vad, uint64_t entry)
{
	return entry ? soft_mask(entry) : vad->mask;
}

enum fault_kind view_map_page(struct vm *vm, const struct vad *vad, uint64_t vpn, uint64_t *pte)
{
	unsigned mask = mask_of(vad, *pte);
	enum fault_kind kind;
	uint32_t pfn;

	avail_make_room(vm);
	kind = section_bring_in(vm, vad->section, view_page(vad, vpn), &pfn);
	if (kind == FAULT_IN_PAGE)
		return kind;
	while (!wset_insert(&vm->wset, pfn, pte, vpn))
		if (!avail_trim_one(vm)) {
			section_let_go(vm, pfn, false);
			return FAULT_IN_PAGE;
		}
	tables_write(vm, pte, (uint64_t)pfn << PAGE_SHIFT | PTE_P | PTE_US | PTE_A | mask_hardware_shared(mask));
	return kind;
}

void view_drop_page(struct vm *vm, uint64_t vpn, uint64_t *pte, uint64_t entry)
{
	uint32_t pfn = pte_pfn(*pte);
	bool written = *pte & PTE_D;

	wset_remove(&vm->wset, pfn, pte);
	tables_write(vm, pte, entry);
	tlb_flush_page(&vm->tlb, vpn << PAGE_SHIFT);
	section_let_go(vm, pfn, written);
}

/* Nobody else shows an image: its page is not copied but handed over, which is the same to see and needs no frame. */
static void take_over(struct vm *vm, uint64_t vpn, uint64_t *pte)
{
	uint32_t pfn = pte_pfn(*pte), wsle = wset_find(&vm->wset, pfn, pte);
	unsigned mask = mask_from_hardware(*pte) - (MASK_WRITECOPY - MASK_READWRITE);
	bool was_held = vm->wset.of[wsle].held;

	wset_remove(&vm->wset, pfn, pte);
	tlb_flush_page(&vm->tlb, vpn << PAGE_SHIFT);
	section_give_away(vm, pfn, pte);
	page_own(vm, vpn, pte, pfn, mask);
	if (was_held)
		wset_hold(&vm->wset, wset_find(&vm->wset, pfn, pte));
}

/* The page is held while a frame is looked for, or it might be the one that has to leave. A locked page stays
 * locked: it is still the page of this address. */
static bool copy_page(struct vm *vm, uint64_t vpn, uint64_t *pte)
{
	uint32_t original = pte_pfn(*pte), copy;
	unsigned mask = mask_from_hardware(*pte) - (MASK_WRITECOPY - MASK_READWRITE);
	uint32_t wsle = wset_find(&vm->wset, original, pte);
	bool was_held = vm->wset.of[wsle].held;

	wset_hold(&vm->wset, wsle);
	copy = avail_take(vm, pte, PFN_FOR_READ);
	if (!was_held)
		wset_let_go(&vm->wset, wsle);
	if (copy == PFN_NONE)
		return false;
	if (!vm->ram.hollow)
		memcpy(ram_frame(&vm->ram, copy), ram_frame(&vm->ram, original), PAGE_SIZE);
	view_drop_page(vm, vpn, pte, 0);
	page_own(vm, vpn, pte, copy, mask);
	if (was_held)
		wset_hold(&vm->wset, wset_find(&vm->wset, copy, pte));
	return true;
}

bool view_copy_page(struct vm *vm, const struct vad *vad, uint64_t vpn, uint64_t *pte)
{
	if (vad->kind != VAD_IMAGE)
		return copy_page(vm, vpn, pte);
	take_over(vm, vpn, pte);
	return true;
}

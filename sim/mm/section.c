/* section.c - see section.h. */
#include "section.h"

#include <stdlib.h>

#include "avail.h"
#include "pages.h"
#include "status.h"

struct section *section_new(struct vm *vm, const struct section_wish *wish, uint32_t *status)
{
	uint64_t charge = wish->reserve ? 0 : wish->pages;
	struct section *section;

	*status = STATUS_COMMITMENT_LIMIT;
	if (!charge_take(&vm->charge, charge))
		return NULL;
	section = calloc(1, sizeof *section);
	if (section)
		section->prototype = calloc(wish->pages, sizeof *section->prototype);
	if (!section || !section->prototype) {
		charge_give(&vm->charge, charge);
		free(section);
		*status = STATUS_NO_MEMORY;
		return NULL;
	}
	section->pages = wish->pages;
	section->mask = wish->mask;
	section->reserve = wish->reserve;
	section->charge = charge;
	section->references = section->handles = 1;
	section->next = vm->sections;
	section->link = &vm->sections;
	if (section->next)
		section->next->link = &section->next;
	vm->sections = section;
	*status = STATUS_SUCCESS;
	return section;
}

bool section_commit(struct vm *vm, struct section *section, uint64_t first_page, uint64_t pages)
{
	uint64_t fresh = 0;

	for (uint64_t i = 0; i < pages; i++)
		fresh += !section_is_committed(section, first_page + i);
	if (!charge_take(&vm->charge, fresh))
		return false;
	section->charge += fresh;
	for (uint64_t i = 0; i < pages; i++)
		if (!section_is_committed(section, first_page + i))
			section->prototype[first_page + i] = soft_demand_zero(section->mask);
	return true;
}

static void forget_pages(struct vm *vm, struct section *section)
{
	for (uint64_t i = 0; i < section->pages; i++)
		page_discard_contents(vm, section->prototype[i]);
}

void section_release(struct vm *vm, struct section *section)
{
	assert(section->references);
	if (--section->references)
		return;
	forget_pages(vm, section);
	charge_give(&vm->charge, section->charge);
	*section->link = section->next;
	if (section->next)
		section->next->link = section->link;
	free(section->prototype);
	free(section);
}

/* The prototype grants all that the section does; each view grants what it was mapped for. */
static void make_valid(struct vm *vm, struct section *section, uint64_t *prototype, uint32_t pfn)
{
	struct pfn *p = &vm->pfns.of[pfn];

	p->shared = true;
	p->original = soft_with_mask(p->original, section->mask);
	*prototype = (uint64_t)pfn << PAGE_SHIFT | PTE_P | PTE_US | mask_hardware(section->mask);
}

static enum fault_kind take_zeroed(struct vm *vm, struct section *section, uint64_t *prototype, uint32_t *pfn)
{
	*pfn = avail_take(vm, prototype, PFN_FOR_ZERO_PAGE);
	if (*pfn == PFN_NONE)
		return FAULT_IN_PAGE;
	vm->pfns.of[*pfn].modified = true;
	make_valid(vm, section, prototype, *pfn);
	return FAULT_DEMAND_ZERO;
}

static enum fault_kind read_in(struct vm *vm, struct section *section, uint64_t *prototype, uint32_t *pfn)
{
	*pfn = page_read_slot(vm, prototype);
	if (*pfn == PFN_NONE)
		return FAULT_IN_PAGE;
	make_valid(vm, section, prototype, *pfn);
	return FAULT_HARD;
}

enum fault_kind section_bring_in(struct vm *vm, struct section *section, uint64_t page, uint32_t *pfn)
{
	uint64_t *prototype = &section->prototype[page];

	*pfn = pte_pfn(*prototype);
	if (pte_valid(*prototype)) {
		vm->pfns.of[*pfn].share++;
		vm->taken_from = PFN_ACTIVE;
		return FAULT_TRANSITION;
	}
	switch (soft_kind(*prototype)) {
	case SOFT_IS_TRANSITION:
		vm->taken_from = vm->pfns.of[*pfn].location;
		pfn_activate(&vm->pfns, *pfn);
		make_valid(vm, section, prototype, *pfn);
		return FAULT_TRANSITION;
	case SOFT_IS_PAGE_FILE:
		return read_in(vm, section, prototype, pfn);
	case SOFT_IS_ZERO:
	case SOFT_IS_PROTOTYPE:
	case SOFT_IS_DECOMMITTED:
	case SOFT_IS_DEMAND_ZERO:
		break;
	}
	return take_zeroed(vm, section, prototype, pfn);
}

void section_let_go(struct vm *vm, uint32_t pfn, bool written)
{
	struct pfn *p = &vm->pfns.of[pfn];

	p->modified |= written;
	if (--p->share)
		return;
	if (p->modified)
		page_drop_slot(vm, p);
	vm_moved(vm, MOVED_TRIMMED, pfn, PFN_ACTIVE, p->modified ? PFN_MODIFIED : PFN_STANDBY);
	*p->pte = soft_transition(pfn, soft_mask(p->original));
	pfn_shelve(&vm->pfns, pfn);
}

/* section.c - see section.h. */
#include "sim/mm/section.h"

#include <stdlib.h>
#include <string.h>

#include "sim/mm/avail.h"
#include "sim/mm/pages.h"
#include "sim/nt/status.h"

struct section *section_new(struct vm *vm, const struct section_wish *wish, uint32_t *status)
{
	uint64_t charge = wish->reserve ? 0 : wish->pages;
	struct section *section;

	*status = STATUS_COMMITMENT_LIMIT;
	if (!charge_take(&vm->charge, charge))
		return NULL;
	section = calloc(1, sizeof *section);
	if (!section || !(section->block = calloc((wish->pages - 1) / PROTOTYPES_PER_BLOCK + 1, sizeof *section->block))) {
		charge_give(&vm->charge, charge);
		free(section);
		*status = STATUS_NO_MEMORY;
		return NULL;
	}
	section->pages = wish->pages;
	section->mask = wish->mask;
	section->reserve = wish->reserve;
	section->caching = wish->caching;
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

uint64_t section_alike(const struct section *section, uint64_t page, uint64_t most)
{
	uint64_t pages = PROTOTYPES_PER_BLOCK - page % PROTOTYPES_PER_BLOCK;

	if (!section->reserve)
		return most;
	if (section->block[page / PROTOTYPES_PER_BLOCK])
		return 1;
	return pages < most ? pages : most;
}

uint64_t section_committed(const struct section *section, uint64_t first_page, uint64_t pages)
{
	uint64_t committed = 0, alike;

	for (uint64_t i = 0; i < pages; i += alike) {
		alike = section_alike(section, first_page + i, pages - i);
		committed += section_is_committed(section, first_page + i) ? alike : 0;
	}
	return committed;
}

bool section_make_blocks(struct section *section, uint64_t first_page, uint64_t pages)
{
	uint64_t last = (first_page + pages - 1) / PROTOTYPES_PER_BLOCK;

	for (uint64_t i = first_page / PROTOTYPES_PER_BLOCK; i <= last; i++) {
		if (!section->block[i])
			section->block[i] = calloc(PROTOTYPES_PER_BLOCK, sizeof *section->block[i]);
		if (!section->block[i])
			return false;
	}
	return true;
}

static uint64_t *prototype_of(struct section *section, uint64_t page)
{
	return &section->block[page / PROTOTYPES_PER_BLOCK][page % PROTOTYPES_PER_BLOCK];
}

void section_commit(struct section *section, uint64_t first_page, uint64_t pages)
{
	for (uint64_t page = first_page; page < first_page + pages; page++)
		if (!section_is_committed(section, page)) {
			*prototype_of(section, page) = soft_demand_zero(section->mask);
			section->charge++;
		}
}

static void forget_block(struct vm *vm, const uint64_t *block)
{
	for (uint64_t i = 0; block && i < PROTOTYPES_PER_BLOCK; i++)
		page_discard_contents(vm, block[i]);
}

void section_free(struct section *section)
{
	for (uint64_t i = 0; i < section_blocks(section); i++)
		free(section->block[i]);
	free(section->block);
	free(section->at_rest);
	free(section);
}

void section_release(struct vm *vm, struct section *section)
{
	assert(section->references);
	if (--section->references)
		return;
	for (uint64_t i = 0; i < section_blocks(section); i++)
		forget_block(vm, section->block[i]);
	charge_give(&vm->charge, section->charge);
	*section->link = section->next;
	if (section->next)
		section->next->link = section->link;
	section_free(section);
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

/* The page lies in a file or in the kernel; from now on it needs a place like any other, and is charged. */
static enum fault_kind wake(struct vm *vm, struct section *section, uint64_t *prototype, uint32_t *pfn)
{
	if (!charge_take(&vm->charge, 1))
		return FAULT_IN_PAGE;
	if (take_zeroed(vm, section, prototype, pfn) == FAULT_IN_PAGE) {
		charge_give(&vm->charge, 1);
		return FAULT_IN_PAGE;
	}
	section->charge++;
	if (!vm->ram.hollow)
		memcpy(ram_frame(&vm->ram, *pfn), section->at_rest, PAGE_SIZE);
	free(section->at_rest);
	section->at_rest = NULL;
	return FAULT_TRANSITION;
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
	uint64_t *prototype;

	if (!section_make_blocks(section, page, 1))
		return FAULT_IN_PAGE;
	prototype = prototype_of(section, page);
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
	return page || !section->at_rest ? take_zeroed(vm, section, prototype, pfn) : wake(vm, section, prototype, pfn);
}

void section_give_away(struct vm *vm, uint32_t pfn, uint64_t *pte)
{
	struct pfn *p = &vm->pfns.of[pfn];

	assert(p->shared && p->share == 1);
	*p->pte = soft_demand_zero(soft_mask(p->original));
	p->shared = false;
	p->pte = pte;
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

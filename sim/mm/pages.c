/* pages.c - see pages.h. */
#include "sim/mm/pages.h"

#include "sim/mm/avail.h"
#include "sim/nt/status.h"
#include "sim/mm/view.h"

/* ---- one page ---- */

/* A page of a view that is not mapped: committed if its section says so. */
static struct page_state state_in_section(const struct vad *vad, uint64_t vpn, unsigned mask)
{
	bool committed = section_is_committed(vad->section, view_page(vad, vpn));

	return (struct page_state){ committed, committed ? mask : 0 };
}

struct page_state page_state(const struct vm *vm, const struct vad *vad, uint64_t vpn, uint64_t entry)
{
	if (pte_valid(entry) && vm->pfns.of[pte_pfn(entry)].shared)
		return (struct page_state){ true, mask_from_hardware(entry) };
	if (pte_valid(entry))
		return (struct page_state){ true, soft_mask(vm->pfns.of[pte_pfn(entry)].original) };
	switch (soft_kind(entry)) {
	case SOFT_IS_PROTOTYPE:
		return state_in_section(vad, vpn, soft_mask(entry));
	case SOFT_IS_ZERO:
		if (vad->section)
			return state_in_section(vad, vpn, vad->mask);
		return (struct page_state){ vad->mem_commit, vad->mem_commit ? vad->mask : 0 };
	case SOFT_IS_DECOMMITTED:
		return (struct page_state){ false, 0 };
	case SOFT_IS_TRANSITION:
	case SOFT_IS_PAGE_FILE:
	case SOFT_IS_DEMAND_ZERO:
		break;
	}
	return (struct page_state){ true, soft_mask(entry) };
}

/* A store into a watched page shows in D alone; before D goes, the VAD takes note of it. */
static void latch_watch(struct vad *vad, uint64_t vpn, uint64_t entry)
{
	if (vad && vad->watch && pte_valid(entry) && entry & PTE_D)
		vad_watch_note(vad, vpn);
}

/* The mask is noted in the frame, beside the slot that the page may have. */
static void make_valid(struct vm *vm, uint64_t *pte, uint32_t pfn, unsigned mask, bool dirty)
{
	uint64_t entry = (uint64_t)pfn << PAGE_SHIFT | PTE_P | PTE_US | PTE_A | mask_hardware(mask);

	if (dirty)
		entry |= PTE_D;
	vm->pfns.of[pfn].original = soft_with_mask(vm->pfns.of[pfn].original, mask);
	tables_write(vm, pte, entry);
}

bool page_zero(struct vm *vm, uint64_t vpn, uint64_t *pte, unsigned mask, bool dirty)
{
	uint32_t pfn;

	avail_make_room(vm);
	pfn = avail_take(vm, pte, PFN_FOR_ZERO_PAGE);
	if (pfn == PFN_NONE)
		return false;
	vm->pfns.of[pfn].modified = true;       /* no copy of it exists anywhere else */
	make_valid(vm, pte, pfn, mask, dirty && mask_allows(mask, ACCESS_WRITE));
	wset_insert(&vm->wset, pfn, pte, vpn);  /* the first entry of a frame needs no room */
	return true;
}

void page_activate(struct vm *vm, uint64_t vpn, uint64_t *pte)
{
	uint32_t pfn = pte_pfn(*pte);
	unsigned mask = soft_mask(*pte);

	avail_make_room(vm);
	vm->taken_from = vm->pfns.of[pfn].location;
	pfn_activate(&vm->pfns, pfn);
	make_valid(vm, pte, pfn, mask, vm->pfns.of[pfn].modified && mask_allows(mask, ACCESS_WRITE));
	wset_insert(&vm->wset, pfn, pte, vpn);
}

uint32_t page_read_slot(struct vm *vm, uint64_t *entry)
{
	uint64_t paged_out = *entry;
	uint32_t pfn = avail_take(vm, entry, PFN_FOR_READ);

	if (pfn == PFN_NONE)
		return PFN_NONE;
	vm->pfns.of[pfn].original = paged_out;
	vm->pagefile.held++;
	vm_moved(vm, MOVED_READING, pfn, vm->taken_from, PFN_TRANSITION);
	pagefile_read(&vm->pagefile, soft_slot_of(paged_out), ram_frame(&vm->ram, pfn));
	vm->taken_from = PFN_TRANSITION;
	return pfn;
}

bool page_read(struct vm *vm, uint64_t vpn, uint64_t *pte)
{
	unsigned mask = soft_mask(*pte);
	uint32_t pfn;

	avail_make_room(vm);
	pfn = page_read_slot(vm, pte);
	if (pfn == PFN_NONE)
		return false;
	make_valid(vm, pte, pfn, mask, false);
	wset_insert(&vm->wset, pfn, pte, vpn);
	return true;
}

void page_own(struct vm *vm, uint64_t vpn, uint64_t *pte, uint32_t pfn, unsigned mask)
{
	vm->pfns.of[pfn].modified = true;
	make_valid(vm, pte, pfn, mask, true);
	wset_insert(&vm->wset, pfn, pte, vpn);
}

void page_drop_slot(struct vm *vm, struct pfn *p)
{
	if (!soft_slot_of(p->original))
		return;
	pagefile_give(&vm->pagefile, soft_slot_of(p->original));
	vm->pagefile.held--;
	p->original &= ~SOFT_SLOT;
}

/* Out of hardware validity and of the working set, with the contents kept. */
static void shelve(struct vm *vm, uint64_t *pte, uint64_t vpn, unsigned mask)
{
	uint32_t pfn = pte_pfn(*pte);
	struct pfn *p = &vm->pfns.of[pfn];

	p->modified |= (*pte & PTE_D) != 0;
	if (p->modified)
		page_drop_slot(vm, p);
	vm_moved(vm, MOVED_TRIMMED, pfn, PFN_ACTIVE, p->modified ? PFN_MODIFIED : PFN_STANDBY);
	wset_remove(&vm->wset, pfn, pte);
	pfn_shelve(&vm->pfns, pfn);
	tables_write(vm, pte, soft_transition(pfn, mask));
	tlb_flush_page(&vm->tlb, vpn << PAGE_SHIFT);
}

void page_trim(struct vm *vm, uint32_t wsle)
{
	struct wsle *e = &vm->wset.of[wsle];
	struct vad *vad = vad_find(&vm->vads, e->vpn);

	latch_watch(vad, e->vpn, *e->pte);
	if (vm->pfns.of[pte_pfn(*e->pte)].shared) {
		view_drop_page(vm, e->vpn, e->pte, soft_prototype(mask_from_hardware(*e->pte)));
		return;
	}
	shelve(vm, e->pte, e->vpn, soft_mask(vm->pfns.of[pte_pfn(*e->pte)].original));
}

/* Other rights for a page that stays valid. D stays only if it can be set again. */
static void restrict_or_widen(struct vm *vm, uint64_t *pte, uint64_t vpn, unsigned mask)
{
	bool dirty = *pte & PTE_D;

	vm->pfns.of[pte_pfn(*pte)].modified |= dirty;
	make_valid(vm, pte, pte_pfn(*pte), mask, dirty && mask_allows(mask, ACCESS_WRITE));
	tlb_flush_page(&vm->tlb, vpn << PAGE_SHIFT);
}

/* A page that is shared through this view keeps its frame, or is dropped here and found again by a fault. */
static void protect_shared(struct vm *vm, uint64_t *pte, uint64_t vpn, unsigned mask)
{
	if (!mask_fits_hardware(mask)) {
		view_drop_page(vm, vpn, pte, soft_prototype(mask));
		return;
	}
	vm->pfns.of[pte_pfn(*pte)].modified |= (*pte & PTE_D) != 0;
	tables_write(vm, pte, (*pte & ~(PTE_RIGHTS | PTE_D)) | mask_hardware_shared(mask));
	tlb_flush_page(&vm->tlb, vpn << PAGE_SHIFT);
}

static bool is_shared(const struct vm *vm, uint64_t entry)
{
	return pte_valid(entry) && vm->pfns.of[pte_pfn(entry)].shared;
}

/* Of a view's entries: neither shared nor still to be found through the section. */
static bool is_own_copy(const struct vm *vm, uint64_t entry)
{
	return entry && !is_shared(vm, entry) && (pte_valid(entry) || soft_kind(entry) != SOFT_IS_PROTOTYPE);
}

void page_protect(struct vm *vm, struct vad *vad, uint64_t *pte, uint64_t vpn, unsigned mask)
{
	latch_watch(vad, vpn, *pte);
	if (vad->section && mask_is_writecopy(mask) && is_own_copy(vm, *pte))
		mask -= MASK_WRITECOPY - MASK_READWRITE;        /* what there was to copy is copied */
	if (page_state(vm, vad, vpn, *pte).mask == mask)
		return;
	if (is_shared(vm, *pte))
		protect_shared(vm, pte, vpn, mask);
	else if (!*pte && vad->section)
		tables_write(vm, pte, soft_prototype(mask));
	else if (pte_valid(*pte) && mask_fits_hardware(mask))
		restrict_or_widen(vm, pte, vpn, mask);
	else if (pte_valid(*pte))
		shelve(vm, pte, vpn, mask);
	else
		tables_write(vm, pte, soft_with_mask(*pte, mask));
}

unsigned page_mask_for(const struct vad *vad, unsigned wanted)
{
	if (vad->section && vad->section->caching && !(wanted & MASK_MODIFIER))
		return wanted | vad->section->caching;
	if (mask_is_nocache(vad->mask) && !(wanted & MASK_MODIFIER))
		return wanted | MASK_NOCACHE;
	if (!mask_is_nocache(vad->mask) && mask_is_nocache(wanted))
		return wanted & ~MASK_NOCACHE;
	return wanted;
}

static void discard_frame(struct vm *vm, uint32_t pfn)
{
	vm_moved(vm, MOVED_FREED, pfn, vm->pfns.of[pfn].location, PFN_FREE);
	page_drop_slot(vm, &vm->pfns.of[pfn]);
	pfn_release(&vm->pfns, pfn);
}

void page_discard_contents(struct vm *vm, uint64_t entry)
{
	if (soft_names_frame(entry))
		discard_frame(vm, pte_pfn(entry));
	else if (soft_kind(entry) == SOFT_IS_PAGE_FILE)
		pagefile_give(&vm->pagefile, soft_slot_of(entry));
}

/* Give back what the entry holds and leave `value` in its place. */
static void discard(struct vm *vm, uint64_t *pte, uint64_t vpn, uint64_t value)
{
	uint64_t entry = *pte;

	if (is_shared(vm, entry)) {
		view_drop_page(vm, vpn, pte, value);
		return;
	}
	tables_write(vm, pte, value);
	if (pte_valid(entry)) {
		wset_remove(&vm->wset, pte_pfn(entry), pte);
		tlb_flush_page(&vm->tlb, vpn << PAGE_SHIFT);
	}
	page_discard_contents(vm, entry);
}

/* ---- looking at a range ---- */

static bool same_state(struct page_state a, struct page_state b)
{
	return a.committed == b.committed && a.mask == b.mask;
}

/* Where no table is, one page is like the other, as far as its section says so. */
static uint64_t alike_at(const struct vad *vad, uint64_t vpn, struct table_span span, uint64_t from)
{
	if (span.pte)
		return 1;
	return vad->section ? section_alike(vad->section, view_page(vad, vpn + from), span.pages - from) : span.pages - from;
}

/* Leading pages of one span that are in `state`. */
static uint64_t alike_in_span(const struct vm *vm, const struct vad *vad, uint64_t vpn,
                              struct table_span span, struct page_state state)
{
	for (uint64_t i = 0; i < span.pages; i += alike_at(vad, vpn, span, i))
		if (!same_state(page_state(vm, vad, vpn + i, span.pte ? span.pte[i] : 0), state))
			return i;
	return span.pages;
}

uint64_t pages_alike(const struct vm *vm, const struct vad *vad, uint64_t first_vpn,
                     uint64_t last_vpn, struct page_state *state)
{
	uint64_t vpn = first_vpn, alike;
	struct table_span span;

	*state = page_state(vm, vad, first_vpn, tables_read(vm, first_vpn << PAGE_SHIFT));
	while (vpn <= last_vpn) {
		span = table_span(&vm->tables, vpn, last_vpn);
		alike = alike_in_span(vm, vad, vpn, span, *state);
		vpn += alike;
		if (alike < span.pages)
			break;
	}
	return vpn - first_vpn;
}

static uint64_t committed_in_span(const struct vm *vm, const struct vad *vad, uint64_t vpn, struct table_span span)
{
	uint64_t pages = 0, alike;

	for (uint64_t i = 0; i < span.pages; i += alike) {
		alike = alike_at(vad, vpn, span, i);
		pages += page_state(vm, vad, vpn + i, span.pte ? span.pte[i] : 0).committed ? alike : 0;
	}
	return pages;
}

uint64_t pages_committed(const struct vm *vm, const struct vad *vad, uint64_t first_vpn, uint64_t last_vpn)
{
	struct table_span span;
	uint64_t pages = 0;

	for (uint64_t vpn = first_vpn; vpn <= last_vpn; vpn += span.pages) {
		span = table_span(&vm->tables, vpn, last_vpn);
		pages += committed_in_span(vm, vad, vpn, span);
	}
	return pages;
}

/* ---- changing a range ---- */

/* An untouched page of a mem_commit VAD that is to have the VAD's mask needs no entry at all. */
static bool needs_tables(const struct vad *vad, unsigned mask)
{
	return !vad->mem_commit || mask != vad->mask;
}

static void set_mask(struct vm *vm, struct vad *vad, uint64_t *pte, uint64_t vpn, unsigned mask)
{
	if (page_state(vm, vad, vpn, *pte).committed)
		page_protect(vm, vad, pte, vpn, mask);
	else
		tables_write(vm, pte, soft_demand_zero(mask));
}

/* Every page of the range committed with the mask; tables are there where they are needed. */
static void set_mask_of_range(struct vm *vm, struct vad *vad, uint64_t first_vpn,
                              uint64_t last_vpn, unsigned mask)
{
	struct table_span span;

	for (uint64_t vpn = first_vpn; vpn <= last_vpn; vpn += span.pages) {
		span = table_span(&vm->tables, vpn, last_vpn);
		for (uint64_t i = 0; span.pte && i < span.pages; i++)
			set_mask(vm, vad, span.pte + i, vpn + i, mask);
	}
}

/* A view whose pages may become private is charged for all of them, once. */
static bool charge_copies(struct vm *vm, struct vad *vad, unsigned mask)
{
	if (!vad->section || vad->kind == VAD_IMAGE || !mask_is_writecopy(mask) || vad->commit_charge)
		return true;
	if (!charge_take(&vm->charge, vad_pages(vad)))
		return false;
	vad->commit_charge = vad_pages(vad);
	return true;
}

/* In a view of a reserved section: committed for every view, with this view's own protection. */
static uint32_t commit_in_section(struct vm *vm, struct vad *vad, uint64_t first_vpn, uint64_t last_vpn, unsigned mask)
{
	struct section *section = vad->section;
	uint64_t page = view_page(vad, first_vpn), pages = last_vpn - first_vpn + 1;
	uint64_t fresh = pages - section_committed(section, page, pages);

	if (!charge_copies(vm, vad, mask))
		return STATUS_COMMITMENT_LIMIT;
	if (!charge_take(&vm->charge, fresh))
		return STATUS_COMMITMENT_LIMIT;
	if (!section_make_blocks(section, page, pages) || !tables_make_range(vm, first_vpn, last_vpn)) {
		charge_give(&vm->charge, fresh);
		return STATUS_NO_MEMORY;
	}
	section_commit(section, page, pages);
	for (const struct vad *view = vad_first(&vm->vads); view; view = vad_next(view))
		if (view->section == section)
			vm_changed(vm, view->first_vpn, view->last_vpn);
	set_mask_of_range(vm, vad, first_vpn, last_vpn, mask);
	tables_drop_empty(vm, first_vpn, last_vpn);     /* with the view's own mask no entry says anything */
	return STATUS_SUCCESS;
}

uint32_t pages_commit(struct vm *vm, struct vad *vad, uint64_t first_vpn, uint64_t last_vpn, unsigned mask)
{
	uint64_t pages = last_vpn - first_vpn + 1, fresh;

	mask = page_mask_for(vad, mask);
	if (vad->section)
		return commit_in_section(vm, vad, first_vpn, last_vpn, mask);
	fresh = pages - pages_committed(vm, vad, first_vpn, last_vpn);
	if (!charge_take(&vm->charge, fresh))
		return STATUS_COMMITMENT_LIMIT;
	if (needs_tables(vad, mask) && !tables_make_range(vm, first_vpn, last_vpn)) {
		charge_give(&vm->charge, fresh);
		return STATUS_NO_MEMORY;
	}
	vad->commit_charge += fresh;            /* nothing below here can fail */
	vm_changed(vm, first_vpn, last_vpn);
	set_mask_of_range(vm, vad, first_vpn, last_vpn, mask);
	return STATUS_SUCCESS;
}

uint32_t pages_protect(struct vm *vm, struct vad *vad, uint64_t first_vpn, uint64_t last_vpn,
                       unsigned mask, unsigned *old)
{
	uint64_t pages = last_vpn - first_vpn + 1;

	if (pages_committed(vm, vad, first_vpn, last_vpn) != pages)
		return STATUS_NOT_COMMITTED;
	mask = page_mask_for(vad, mask);
	if (needs_tables(vad, mask) && !tables_make_range(vm, first_vpn, last_vpn))
		return STATUS_NO_MEMORY;
	if (!charge_copies(vm, vad, mask)) {
		tables_drop_empty(vm, first_vpn, last_vpn);
		return STATUS_COMMITMENT_LIMIT;
	}
	vm_changed(vm, first_vpn, last_vpn);
	*old = page_state(vm, vad, first_vpn, tables_read(vm, first_vpn << PAGE_SHIFT)).mask;
	set_mask_of_range(vm, vad, first_vpn, last_vpn, mask);
	return STATUS_SUCCESS;
}

static uint64_t decommit_span(struct vm *vm, const struct vad *vad, struct table_span span, uint64_t vpn)
{
	uint64_t pages = 0;

	for (uint64_t i = 0; span.pte && i < span.pages; i++) {
		if (!page_state(vm, vad, vpn + i, span.pte[i]).committed)
			continue;
		discard(vm, span.pte + i, vpn + i, SOFT_DECOMMITTED);
		pages++;
	}
	return pages;
}

/* The whole VAD: mem_commit goes, so that where no table is, none is needed. */
static void decommit_all(struct vm *vm, struct vad *vad)
{
	struct table_span span;

	for (uint64_t vpn = vad->first_vpn; vpn <= vad->last_vpn; vpn += span.pages) {
		span = table_span(&vm->tables, vpn, vad->last_vpn);
		decommit_span(vm, vad, span, vpn);
	}
	vad->mem_commit = false;
	charge_give(&vm->charge, vad->commit_charge);
	vad->commit_charge = 0;
}

uint32_t pages_decommit(struct vm *vm, struct vad *vad, uint64_t first_vpn, uint64_t last_vpn)
{
	struct table_span span;
	uint64_t pages = 0;

	vm_changed(vm, first_vpn, last_vpn);
	if (first_vpn == vad->first_vpn && last_vpn == vad->last_vpn) {
		decommit_all(vm, vad);
		return STATUS_SUCCESS;
	}
	if (vad->mem_commit && !tables_make_range(vm, first_vpn, last_vpn))
		return STATUS_NO_MEMORY;
	for (uint64_t vpn = first_vpn; vpn <= last_vpn; vpn += span.pages) {
		span = table_span(&vm->tables, vpn, last_vpn);
		pages += decommit_span(vm, vad, span, vpn);
	}
	vad->commit_charge -= pages;
	charge_give(&vm->charge, pages);
	return STATUS_SUCCESS;
}

void pages_forget(struct vm *vm, struct vad *vad)
{
	struct table_span span;

	for (uint64_t vpn = vad->first_vpn; vpn <= vad->last_vpn; vpn += span.pages) {
		span = table_span(&vm->tables, vpn, vad->last_vpn);
		for (uint64_t i = 0; span.pte && i < span.pages; i++)
			if (span.pte[i])
				discard(vm, span.pte + i, vpn + i, 0);
	}
	tables_drop_empty(vm, vad->first_vpn, vad->last_vpn);
	charge_give(&vm->charge, vad->commit_charge);
	vad->commit_charge = 0;
}

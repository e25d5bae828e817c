/* avail.c - see avail.h. */
#include "sim/mm/avail.h"

#include "sim/mm/pages.h"
#include "sim/mm/writer.h"

static bool may_take(const struct vm *vm, enum pfn_use use)
{
	const struct pfn_db *db = &vm->pfns;

	if (use == PFN_FOR_TABLE)
		return db->tables + FRAMES_LEFT_TO_PAGES < db->ram->frames;
	return pfn_pages(db) < vm->page_limit;
}

/* The oldest page on standby is forgotten here; its PTE says from now on where the copy is. */
static void repurpose(struct vm *vm)
{
	uint32_t pfn = vm->pfns.list[PFN_STANDBY].head;
	struct pfn *p = &vm->pfns.of[pfn];
	uint64_t slot = p->original & SOFT_SLOT;

	vm_moved(vm, MOVED_REPURPOSED, pfn, PFN_STANDBY, PFN_FREE);
	if (p->in_file)
		*p->pte = 0;                    /* the file has it */
	else if (p->shared)
		*p->pte = slot | (*p->pte & SOFT_MASK);
	else
		tables_write(vm, p->pte, slot | (*p->pte & SOFT_MASK));
	vm->pagefile.held -= !p->in_file;
	pfn_release(&vm->pfns, pfn);
}

/* Whether a page that leaves the working set could be had in the end. */
static bool can_write(const struct vm *vm)
{
	return pagefile_has_room(&vm->pagefile) || vm->pagefile.held;
}

bool avail_trim_one(struct vm *vm)
{
	uint32_t slot = can_write(vm) ? wset_victim(&vm->wset) : WSLE_NONE;

	if (slot == WSLE_NONE)
		return false;
	page_trim(vm, slot);
	return true;
}

/* One step towards a frame that can be taken. False: there is nothing left to do. */
static bool reclaim(struct vm *vm)
{
	if (vm->pfns.list[PFN_STANDBY].count) {
		repurpose(vm);
		return true;
	}
	return writer_run(vm, WRITER_CLUSTER) || avail_trim_one(vm);
}

static uint32_t take(struct vm *vm, uint64_t *pte, enum pfn_use use)
{
	enum pfn_location from;
	uint32_t pfn = pfn_take(&vm->pfns, pte, use, &from);

	if (pfn != PFN_NONE)
		vm->taken_from = from;
	return pfn;
}

uint32_t avail_take(struct vm *vm, uint64_t *pte, enum pfn_use use)
{
	uint32_t pfn;

	for (;;) {
		pfn = may_take(vm, use) ? take(vm, pte, use) : PFN_NONE;
		if (pfn != PFN_NONE)
			return pfn;
		if ((use == PFN_FOR_TABLE && !may_take(vm, use)) || !reclaim(vm))
			return PFN_NONE;
	}
}

void avail_make_room(struct vm *vm)
{
	uint32_t slot;

	if (vm->wset.pages < vm->wset.most)
		return;
	slot = wset_victim(&vm->wset);
	if (slot != WSLE_NONE)
		page_trim(vm, slot);
}

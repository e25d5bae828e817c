/* writer.c - see writer.h. */
#include "sim/mm/writer.h"

#include "sim/mm/pages.h"
#include "sim/mm/section.h"

/* The slot waits in the frame's `original`: the PTE is in transition and names the frame. */
bool writer_write_page(struct vm *vm, uint32_t pfn)
{
	struct pfn *p = &vm->pfns.of[pfn];
	uint32_t slot = p->in_file ? 0 : pagefile_take(&vm->pagefile);

	if (!slot && !p->in_file)
		return false;
	vm_moved(vm, MOVED_WRITING, pfn, PFN_MODIFIED, PFN_TRANSITION);
	pfn_begin_io(&vm->pfns, pfn);
	if (p->in_file) {
		section_write_back(vm, pfn);
	} else {
		pagefile_write(&vm->pagefile, slot, ram_frame(&vm->ram, pfn));
		p->original |= soft_slot(slot);
		vm->pagefile.held++;
	}
	pfn_end_io(&vm->pfns, pfn);
	vm_moved(vm, MOVED_WRITTEN, pfn, PFN_TRANSITION, PFN_STANDBY);
	return true;
}

/* The oldest; where the page file is full, the oldest that a file takes. */
static uint32_t next_to_write(const struct vm *vm)
{
	uint32_t pfn = vm->pfns.list[PFN_MODIFIED].head;

	while (pfn != PFN_NONE && !vm->pfns.of[pfn].in_file && !pagefile_has_room(&vm->pagefile))
		pfn = vm->pfns.of[pfn].next;
	return pfn;
}

bool writer_run(struct vm *vm, uint64_t most)
{
	uint64_t written = 0;
	uint32_t pfn;

	while (written < most && (pfn = next_to_write(vm)) != PFN_NONE && writer_write_page(vm, pfn))
		written++;
	return written > 0;
}

void zeroer_run(struct vm *vm)
{
	uint32_t pfn;

	while ((pfn = pfn_zero(&vm->pfns)) != PFN_NONE)
		vm_moved(vm, MOVED_ZEROED, pfn, PFN_FREE, PFN_ZEROED);
}

/* Frames that could be had without taking a page from the program. */
static bool memory_is_short(const struct vm *vm)
{
	uint64_t spare = pfn_available(&vm->pfns) + vm->pfns.list[PFN_MODIFIED].count;

	return spare < vm->ram.frames / SHORT_OF_FRAMES;
}

void balance_run(struct vm *vm)
{
	struct wset *ws = &vm->wset;
	uint32_t slot;

	while (memory_is_short(vm) && ws->pages > ws->asked_min && (slot = wset_victim(ws)) != WSLE_NONE)
		page_trim(vm, slot);
}

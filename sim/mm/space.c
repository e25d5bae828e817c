/* space.c - see space.h. */
#include "sim/mm/space.h"

#include <stdlib.h>

#include "sim/mm/section.h"
#include "sim/nt/status.h"

#define GRANULE_PAGES (GRANULE_SIZE >> PAGE_SHIFT)

static uint64_t granule_down(uint64_t vpn)
{
	return vpn & ~(GRANULE_PAGES - 1);
}

/* Past the taken granules that follow each other from `from` on. */
static uint64_t first_free_granule(const struct vm *vm, uint64_t from)
{
	const struct vad *vad = vad_at_or_after(&vm->vads, from);

	for (; vad && vad->first_vpn <= from; vad = vad_next(vad))
		if (vad->last_vpn >= from)
			from = granule_up(vad->last_vpn + 1);
	return from;
}

/* First fit in [from, until), page numbers; 0: none. */
static uint64_t gap_upwards(const struct vm *vm, uint64_t pages, uint64_t from, uint64_t until)
{
	const struct vad *vad = vad_at_or_after(&vm->vads, from);

	for (; vad && vad->first_vpn < until; vad = vad_next(vad)) {
		if (vad->first_vpn >= from && vad->first_vpn - from >= pages)
			return from;
		if (vad->last_vpn >= from)
			from = granule_up(vad->last_vpn + 1);
	}
	return from < until && until - from >= pages ? from : 0;
}

/* The highest gap whose start is on a granule. */
static uint64_t gap_downwards(const struct vm *vm, uint64_t pages)
{
	const struct vad *vad = vad_last(&vm->vads);
	uint64_t lowest = USER_LOWEST >> PAGE_SHIFT, until = USER_LAST_VPN + 1;

	for (;; vad = vad_previous(vad)) {
		uint64_t floor = vad ? vad->last_vpn + 1 : lowest;

		if (until >= pages && granule_down(until - pages) >= floor)
			return granule_down(until - pages);
		if (!vad)
			return 0;
		until = vad->first_vpn;
	}
}

uint64_t space_find_gap(struct vm *vm, uint64_t pages, bool top_down)
{
	uint64_t found;

	if (top_down)
		return gap_downwards(vm, pages);
	vm->gap_hint = first_free_granule(vm, vm->gap_hint);
	found = gap_upwards(vm, pages, vm->gap_hint, USER_LAST_VPN + 1);
	if (!found)
		found = gap_upwards(vm, pages, USER_LOWEST >> PAGE_SHIFT, USER_LAST_VPN + 1);
	return found;
}

static struct vad *new_vad(const struct reservation *wanted)
{
	struct vad *vad = calloc(1, sizeof *vad);

	if (!vad)
		return NULL;
	vad->first_vpn = wanted->first_vpn;
	vad->last_vpn = wanted->last_vpn;
	vad->kind = wanted->kind;
	vad->mask = wanted->mask;
	vad->mem_commit = wanted->mem_commit;
	vad->commit_charge = wanted->mem_commit ? vad_pages(vad) : 0;
	vad->section = wanted->section;
	vad->first_page = wanted->first_page;
	if (!wanted->watched)
		return vad;
	vad->watch = vad_new_watch(vad);
	if (vad->watch)
		return vad;
	free(vad);
	return NULL;
}

uint32_t space_reserve(struct vm *vm, const struct reservation *wanted, struct vad **made)
{
	uint64_t charged = wanted->mem_commit ? wanted->last_vpn - wanted->first_vpn + 1 : 0;
	struct vad *vad;

	if (!vad_is_free(&vm->vads, wanted->first_vpn, wanted->last_vpn))
		return STATUS_CONFLICTING_ADDRESSES;
	if (!charge_take(&vm->charge, charged))
		return STATUS_COMMITMENT_LIMIT;
	vad = new_vad(wanted);
	if (!vad) {
		charge_give(&vm->charge, charged);
		return STATUS_NO_MEMORY;
	}
	vad_insert(&vm->vads, vad);
	vm_changed(vm, vad->first_vpn, vad->last_vpn);
	*made = vad;
	return STATUS_SUCCESS;
}

void space_release(struct vm *vm, struct vad *vad)
{
	uint64_t lowest = SPACE_FIRST_TRIED >> PAGE_SHIFT, granule = granule_down(vad->first_vpn);

	pages_forget(vm, vad);
	vad_remove(&vm->vads, vad);
	vm_changed(vm, vad->first_vpn, vad->last_vpn);
	if (granule < lowest)
		granule = lowest;
	if (granule < vm->gap_hint)
		vm->gap_hint = granule;
	if (vad->section)
		section_release(vm, vad->section);
	free(vad->watch);
	free(vad);
}

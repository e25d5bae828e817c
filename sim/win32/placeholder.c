/* placeholder.c - see placeholder.h. */
#include "sim/win32/placeholder.h"

#include <stdlib.h>

#include "sim/win32/arguments.h"
#include "sim/win32/virtual.h"

/* ---- VirtualAlloc2 ---- */

static uint32_t reserve_placeholder(struct vm *vm, uint64_t address, uint64_t size_bytes, uint32_t type,
                                    uint32_t protect, uint64_t *result)
{
	uint32_t error, rest = type & ~MEM_RESERVE_PLACEHOLDER;

	if (protect != PAGE_NOACCESS || (rest != MEM_RESERVE && rest != (MEM_RESERVE | MEM_TOP_DOWN)))
		return ERROR_INVALID_PARAMETER;
	error = win32_virtual_alloc(vm, address, size_bytes, rest, protect, result);
	if (error == ERROR_SUCCESS)
		vad_find(&vm->vads, page_of(*result))->kind = VAD_PLACEHOLDER;
	return error;
}

/* The placeholder of exactly this range. */
static struct vad *placeholder_at(struct vm *vm, uint64_t address, uint64_t size_bytes)
{
	struct page_range range = pages_touched(address, size_bytes);
	struct vad *vad = vad_find(&vm->vads, range.first);

	if (!vad || vad->kind != VAD_PLACEHOLDER || (address | size_bytes) & ~PAGE_MASK)
		return NULL;
	return vad->first_vpn == range.first && vad->last_vpn == range.last ? vad : NULL;
}

static uint32_t become_private(struct vm *vm, struct vad *vad, uint32_t type, unsigned mask)
{
	uint64_t charge = type & MEM_COMMIT ? vad_pages(vad) : 0;
	uint8_t *watch = NULL;

	if (!charge_take(&vm->charge, charge))
		return STATUS_COMMITMENT_LIMIT;
	if (type & MEM_WRITE_WATCH) {
		watch = vad_new_watch(vad);
		if (!watch) {
			charge_give(&vm->charge, charge);
			return STATUS_NO_MEMORY;
		}
	}
	vad->kind = VAD_PRIVATE;
	vad->from_placeholder = true;
	vad->mask = mask;
	vad->mem_commit = type & MEM_COMMIT;
	vad->commit_charge = charge;
	vad->watch = watch;
	vm_changed(vm, vad->first_vpn, vad->last_vpn);
	return STATUS_SUCCESS;
}

static uint32_t replace_placeholder(struct vm *vm, uint64_t address, uint64_t size_bytes, uint32_t type,
                                    uint32_t protect, uint64_t *result)
{
	uint32_t rest = type & ~MEM_REPLACE_PLACEHOLDER, status;
	struct vad *vad;
	unsigned mask;

	if (!address || !(type & MEM_RESERVE) || type & (MEM_PHYSICAL | MEM_RESERVE_PLACEHOLDER))
		return STATUS_INVALID_PARAMETER;
	status = check_alloc_arguments(address, size_bytes, rest, protect, &mask);
	if (status != STATUS_SUCCESS)
		return status;
	vad = placeholder_at(vm, address, size_bytes);
	if (!vad)
		return STATUS_CONFLICTING_ADDRESSES;
	status = become_private(vm, vad, type, mask);
	if (status == STATUS_SUCCESS)
		*result = address;
	return status;
}

uint32_t win32_virtual_alloc2(struct vm *vm, uint64_t address, uint64_t size_bytes,
                              uint32_t type, uint32_t protect, uint64_t *result)
{
	if (type & MEM_REPLACE_PLACEHOLDER)
		return win32_error(replace_placeholder(vm, address, size_bytes, type, protect, result));
	if (type & MEM_RESERVE_PLACEHOLDER)
		return reserve_placeholder(vm, address, size_bytes, type, protect, result);
	return win32_virtual_alloc(vm, address, size_bytes, type, protect, result);
}

/* ---- VirtualFree ---- */

static void become_placeholder(struct vm *vm, struct vad *vad)
{
	pages_forget(vm, vad);
	free(vad->watch);
	vad->watch = NULL;
	vad->kind = VAD_PLACEHOLDER;
	vad->mask = MASK_NOACCESS;
	vad->mem_commit = false;
	vm_changed(vm, vad->first_vpn, vad->last_vpn);
}

static struct vad *new_piece(uint64_t first_vpn, uint64_t last_vpn)
{
	struct vad *piece = calloc(1, sizeof *piece);

	if (!piece)
		return NULL;
	piece->first_vpn = first_vpn;
	piece->last_vpn = last_vpn;
	piece->kind = VAD_PLACEHOLDER;
	piece->mask = MASK_NOACCESS;
	return piece;
}

/* Cut a placeholder in two; the part from `at` on becomes a VAD of its own. */
static bool cut(struct vm *vm, struct vad *vad, uint64_t at)
{
	struct vad *upper = new_piece(at, vad->last_vpn);

	if (!upper)
		return false;
	vad->last_vpn = at - 1;
	vad_insert(&vm->vads, upper);
	vm_changed(vm, vad->first_vpn, upper->last_vpn);
	return true;
}

static void join_with_next(struct vm *vm, struct vad *vad)
{
	struct vad *next = vad_next(vad);

	vad_remove(&vm->vads, next);
	vad->last_vpn = next->last_vpn;
	vm_changed(vm, vad->first_vpn, vad->last_vpn);
	free(next);
}

/* The part of the range becomes a VAD of its own; what is above it and below it, too. */
static uint32_t split(struct vm *vm, struct vad *vad, struct page_range range)
{
	bool above = range.last < vad->last_vpn;

	if (above && !cut(vm, vad, range.last + 1))
		return STATUS_NO_MEMORY;
	if (range.first == vad->first_vpn || cut(vm, vad, range.first))
		return STATUS_SUCCESS;
	if (above)
		join_with_next(vm, vad);
	return STATUS_NO_MEMORY;
}

uint32_t placeholder_split_or_restore(struct vm *vm, uint64_t address, uint64_t size_bytes)
{
	struct page_range range;
	struct vad *vad;
	bool whole;

	if (!in_user_space(address, size_bytes))
		return STATUS_INVALID_PARAMETER;
	range = pages_touched(address, size_bytes);
	vad = vad_around(vm, range);
	if (vad && vad->section)
		return STATUS_UNABLE_TO_DELETE_SECTION;
	if (!vad || (address | size_bytes) & ~PAGE_MASK)
		return STATUS_CONFLICTING_ADDRESSES;
	whole = range.first == vad->first_vpn && range.last == vad->last_vpn;
	if (vad->kind == VAD_PLACEHOLDER && !whole)
		return split(vm, vad, range);
	if (!vad->from_placeholder || vad->kind != VAD_PRIVATE || !whole)
		return STATUS_CONFLICTING_ADDRESSES;
	become_placeholder(vm, vad);
	return STATUS_SUCCESS;
}

/* The last of the placeholders that follow each other without a gap and end with the range. */
static struct vad *last_piece(struct vad *first, uint64_t last_vpn)
{
	struct vad *vad = first;

	while (vad && vad->kind == VAD_PLACEHOLDER && vad->last_vpn < last_vpn) {
		struct vad *next = vad_next(vad);

		vad = next && next->first_vpn == vad->last_vpn + 1 ? next : NULL;
	}
	return vad && vad->kind == VAD_PLACEHOLDER && vad->last_vpn == last_vpn ? vad : NULL;
}

uint32_t placeholder_coalesce(struct vm *vm, uint64_t address, uint64_t size_bytes)
{
	struct page_range range;
	struct vad *first;

	if (!in_user_space(address, size_bytes))
		return STATUS_INVALID_PARAMETER;
	range = pages_touched(address, size_bytes);
	first = vad_find(&vm->vads, range.first);
	if (first && first->section)
		return STATUS_UNABLE_TO_DELETE_SECTION;
	if (!first || first->first_vpn != range.first || (address | size_bytes) & ~PAGE_MASK)
		return STATUS_CONFLICTING_ADDRESSES;
	if (first->last_vpn >= range.last || !last_piece(first, range.last))
		return STATUS_CONFLICTING_ADDRESSES;
	while (first->last_vpn < range.last)
		join_with_next(vm, first);
	return STATUS_SUCCESS;
}

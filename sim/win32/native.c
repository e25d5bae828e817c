/* native.c - see native.h. */
#include "sim/win32/native.h"

#include <stdlib.h>

#include "sim/win32/arguments.h"
#include "sim/win32/virtual.h"

/* The pages of `vad` from `at` on, as a VAD that is not linked yet; NULL: no memory. */
static struct vad *upper_piece(const struct vm *vm, const struct vad *vad, uint64_t at)
{
	struct vad *piece = calloc(1, sizeof *piece);

	if (!piece)
		return NULL;
	*piece = (struct vad){ .first_vpn = at, .last_vpn = vad->last_vpn, .kind = vad->kind, .mask = vad->mask,
	                       .mem_commit = vad->mem_commit, .from_placeholder = vad->from_placeholder, .cut = true };
	piece->commit_charge = pages_committed(vm, vad, at, vad->last_vpn);
	if (!vad->watch)
		return piece;
	piece->watch = vad_new_watch(piece);
	if (!piece->watch) {
		free(piece);
		return NULL;
	}
	for (uint64_t vpn = at; vpn <= vad->last_vpn; vpn++)
		if (vad_watch_noted(vad, vpn))
			vad_watch_note(piece, vpn);
	return piece;
}

/* Nothing here can fail: the pages, their entries and their charge only change hands. */
static void hand_over(struct vm *vm, struct vad *vad, struct vad *piece)
{
	vad->last_vpn = piece->first_vpn - 1;
	vad->commit_charge -= piece->commit_charge;
	vad_insert(&vm->vads, piece);
	vm_changed(vm, vad->first_vpn, piece->last_vpn);
}

static void discard(struct vad *piece)
{
	if (piece)
		free(piece->watch);
	free(piece);
}

/* Both cuts are prepared before the first is made. */
static uint32_t release_range(struct vm *vm, struct vad *vad, struct page_range range)
{
	struct vad *above = NULL, *middle = vad;

	if (range.last < vad->last_vpn) {
		above = upper_piece(vm, vad, range.last + 1);
		if (!above)
			return STATUS_NO_MEMORY;
	}
	if (range.first > vad->first_vpn) {
		middle = upper_piece(vm, vad, range.first);
		if (!middle) {
			discard(above);
			return STATUS_NO_MEMORY;
		}
		hand_over(vm, vad, middle);
	}
	if (above)
		hand_over(vm, middle, above);
	space_release(vm, middle);
	return STATUS_SUCCESS;
}

static uint32_t release_part(struct vm *vm, uint64_t address, uint64_t size_bytes)
{
	struct page_range range;
	struct vad *vad;

	if (!in_user_space(address, size_bytes))
		return STATUS_INVALID_PARAMETER;
	range = pages_touched(address, size_bytes);
	vad = vad_find(&vm->vads, range.first);
	if (!vad)
		return STATUS_MEMORY_NOT_ALLOCATED;
	if (vad->section)
		return STATUS_UNABLE_TO_DELETE_SECTION;
	if (vad->kind != VAD_PRIVATE || range.last > vad->last_vpn)
		return STATUS_UNABLE_TO_FREE_VM;
	return release_range(vm, vad, range);
}

uint32_t nt_free_virtual_memory(struct vm *vm, uint64_t *base, uint64_t *size_bytes, uint32_t free_type)
{
	const struct vad *vad = *base <= USER_HIGHEST ? vad_find(&vm->vads, page_of(*base)) : NULL;
	uint64_t whole = vad ? vad_pages(vad) << PAGE_SHIFT : 0;
	uint32_t status;

	if (free_type != MEM_DECOMMIT && free_type != MEM_RELEASE)
		return STATUS_INVALID_PARAMETER;
	if (free_type == MEM_RELEASE && *size_bytes)
		status = release_part(vm, *base, *size_bytes);
	else
		status = virtual_free_status(vm, *base, *size_bytes, free_type);
	if (status == STATUS_SUCCESS) {
		uint64_t end = *base + *size_bytes;

		*size_bytes = *size_bytes ? ((end + ~PAGE_MASK) & PAGE_MASK) - (*base & PAGE_MASK) : whole;
		*base &= PAGE_MASK;
	}
	return status;
}

#define ZERO_BITS_MAX 21

/* NT says which argument is bad; what the checks share with Win32 does not. */
static uint32_t which_parameter(uint64_t base, uint64_t size_bytes, uint32_t type, uint32_t protect)
{
	unsigned mask;

	if (check_alloc_arguments(base && base <= USER_HIGHEST ? base : 0, 1, type, protect, &mask) == STATUS_INVALID_PARAMETER)
		return STATUS_INVALID_PARAMETER_5;
	return size_bytes && base > USER_HIGHEST ? STATUS_INVALID_PARAMETER_2 : STATUS_INVALID_PARAMETER_4;
}

uint32_t nt_allocate_virtual_memory(struct vm *vm, uint64_t *base, uint64_t zero_bits, uint64_t *size_bytes, uint32_t type,
                                    uint32_t protect)
{
	uint64_t result, end;
	uint32_t status;

	if (zero_bits > ZERO_BITS_MAX)
		return STATUS_INVALID_PARAMETER_3;
	status = virtual_alloc_status(vm, *base, *size_bytes, type, protect, &result);
	if (status == STATUS_INVALID_PARAMETER)
		return which_parameter(*base, *size_bytes, type, protect);
	if (status != STATUS_SUCCESS)
		return status;
	end = (*base ? *base : result) + *size_bytes;
	*size_bytes = ((end + ~PAGE_MASK) & PAGE_MASK) - result;
	*base = result;
	return STATUS_SUCCESS;
}

uint32_t nt_protect_virtual_memory(struct vm *vm, uint64_t *base, uint64_t *size_bytes, uint32_t protect, uint32_t *old)
{
	uint32_t status = virtual_protect_status(vm, *base, *size_bytes, protect, old);
	uint64_t end = *base + *size_bytes;

	if (status != STATUS_SUCCESS)
		return status;
	*base &= PAGE_MASK;
	*size_bytes = ((end + ~PAGE_MASK) & PAGE_MASK) - *base;
	return STATUS_SUCCESS;
}

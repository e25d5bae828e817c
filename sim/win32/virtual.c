/*
 * virtual.c - see virtual.h.
 *
 * Every call goes the same way: the arguments by themselves, then the address
 * space, then the work. The steps answer in NTSTATUS; the public functions
 * translate once. Nothing is changed before the last step that can fail.
 */
#include "sim/win32/virtual.h"

#include "sim/win32/arguments.h"
#include "sim/win32/mapping.h"
#include "sim/win32/placeholder.h"

/* ---- VirtualAlloc ---- */

/* Without a base a gap is looked for; with one, the start goes down to its 64 KiB slot. */
static uint32_t choose_range(struct vm *vm, uint64_t address, uint64_t size_bytes, uint32_t type,
                             struct reservation *wanted)
{
	uint64_t pages = page_of(size_bytes - 1) + 1;

	if (address) {
		wanted->first_vpn = page_of(address & ~(GRANULE_SIZE - 1));
		wanted->last_vpn = page_of(address + size_bytes - 1);
		return STATUS_SUCCESS;
	}
	wanted->first_vpn = space_find_gap(vm, pages, type & MEM_TOP_DOWN);
	wanted->last_vpn = wanted->first_vpn + pages - 1;
	return wanted->first_vpn ? STATUS_SUCCESS : STATUS_NO_MEMORY;
}

static uint32_t reserve(struct vm *vm, uint64_t address, uint64_t size_bytes, uint32_t type,
                        unsigned mask, uint64_t *result)
{
	struct reservation wanted = {
		.kind = type & MEM_PHYSICAL ? VAD_PHYSICAL : VAD_PRIVATE,
		.mask = mask,
		.mem_commit = type & MEM_COMMIT,
		.watched = type & MEM_WRITE_WATCH,
	};
	uint32_t status = choose_range(vm, address, size_bytes, type, &wanted);
	struct vad *vad;

	if (status == STATUS_SUCCESS)
		status = space_reserve(vm, &wanted, &vad);
	if (status == STATUS_SUCCESS)
		*result = wanted.first_vpn << PAGE_SHIFT;
	return status;
}

static bool can_commit(const struct vad *vad)
{
	return vad->kind == VAD_PRIVATE || vad->kind == VAD_STACK || vad->kind == VAD_MAPPED;
}

/* MEM_COMMIT in a reservation, MEM_RESET, MEM_RESET_UNDO: a range inside one allocation. */
static uint32_t commit_or_reset(struct vm *vm, uint64_t address, uint64_t size_bytes, uint32_t type,
                                unsigned mask, uint64_t *result)
{
	struct page_range range = pages_touched(address, size_bytes);
	struct vad *vad = vad_around(vm, range);
	uint32_t status = STATUS_SUCCESS;

	if (vad && vad->kind == VAD_IMAGE && type & MEM_COMMIT)
		return STATUS_ALREADY_COMMITTED;
	if (!vad || !can_commit(vad))
		return STATUS_CONFLICTING_ADDRESSES;
	if (mask_is_writecopy(mask) && !vad->section)
		return STATUS_INVALID_PAGE_PROTECTION;
	if (type & MEM_COMMIT && vad->section && !mapping_allows(vad->mask, mask))
		return STATUS_SECTION_PROTECTION;
	/* A reset says that the contents are no longer needed. They are kept all the same, which
	 * is allowed, so undoing it always works. */
	if (type & MEM_COMMIT)
		status = pages_commit(vm, vad, range.first, range.last, mask);
	if (status == STATUS_SUCCESS)
		*result = range.first << PAGE_SHIFT;
	return status;
}

uint32_t virtual_alloc_status(struct vm *vm, uint64_t address, uint64_t size_bytes,
                              uint32_t type, uint32_t protect, uint64_t *result)
{
	unsigned mask;
	uint32_t status = check_alloc_arguments(address, size_bytes, type, protect, &mask);

	if (status != STATUS_SUCCESS)
		return status;
	if (type & MEM_RESERVE || (type & MEM_COMMIT && !address))
		return reserve(vm, address, size_bytes, type, mask, result);
	return commit_or_reset(vm, address, size_bytes, type, mask, result);
}

uint32_t win32_virtual_alloc(struct vm *vm, uint64_t address, uint64_t size_bytes,
                             uint32_t type, uint32_t protect, uint64_t *result)
{
	return win32_error(virtual_alloc_status(vm, address, size_bytes, type, protect, result));
}

/* ---- VirtualFree ---- */

static uint32_t release(struct vm *vm, struct vad *vad, uint64_t first_vpn)
{
	if (first_vpn != vad->first_vpn)
		return STATUS_FREE_VM_NOT_AT_BASE;
	space_release(vm, vad);
	return STATUS_SUCCESS;
}

static uint32_t decommit(struct vm *vm, struct vad *vad, uint64_t address, uint64_t size_bytes)
{
	struct page_range range;

	if (!can_commit(vad))
		return STATUS_MEMORY_NOT_ALLOCATED;
	if (!size_bytes) {
		if (page_of(address) != vad->first_vpn)
			return STATUS_FREE_VM_NOT_AT_BASE;
		return pages_decommit(vm, vad, vad->first_vpn, vad->last_vpn);
	}
	range = pages_touched(address, size_bytes);
	if (range.last > vad->last_vpn)
		return STATUS_UNABLE_TO_FREE_VM;
	return pages_decommit(vm, vad, range.first, range.last);
}

uint32_t virtual_free_status(struct vm *vm, uint64_t address, uint64_t size_bytes, uint32_t free_type)
{
	struct vad *vad;

	if (!in_user_space(address, size_bytes ? size_bytes : 1))
		return STATUS_INVALID_PARAMETER;
	vad = vad_find(&vm->vads, page_of(address));
	if (!vad)
		return STATUS_MEMORY_NOT_ALLOCATED;
	if (vad->section)
		return STATUS_UNABLE_TO_DELETE_SECTION;
	if (free_type == MEM_RELEASE)
		return release(vm, vad, page_of(address));
	return decommit(vm, vad, address, size_bytes);
}

uint32_t win32_virtual_free(struct vm *vm, uint64_t address, uint64_t size_bytes, uint32_t free_type)
{
	switch (free_type) {
	case MEM_RELEASE:
		if (size_bytes)
			return ERROR_INVALID_PARAMETER; /* even if it is the right size */
		/* fall through */
	case MEM_DECOMMIT:
		return win32_error(virtual_free_status(vm, address, size_bytes, free_type));
	case MEM_RELEASE | MEM_PRESERVE_PLACEHOLDER:
		return win32_error(placeholder_split_or_restore(vm, address, size_bytes));
	case MEM_RELEASE | MEM_COALESCE_PLACEHOLDERS:
		return win32_error(placeholder_coalesce(vm, address, size_bytes));
	}
	return ERROR_INVALID_PARAMETER;
}

/* ---- VirtualProtect ---- */

/* Private memory cannot be copy-on-write; what may be written in an image is, until it was. The kernel's page stays
 * as it is. */
static bool mask_for_vad(const struct vad *vad, unsigned *mask)
{
	unsigned access = *mask & MASK_ACCESS;

	if (vad->kind == VAD_IMAGE && (access == MASK_READWRITE || access == MASK_EXECUTE_READWRITE))
		*mask += MASK_WRITECOPY - MASK_READWRITE;
	return vad->kind != VAD_SHARED_DATA && (!mask_is_writecopy(*mask) || vad->section);
}

static uint32_t protect_range(struct vm *vm, struct page_range range, unsigned mask, unsigned *old)
{
	struct vad *vad = vad_around(vm, range);

	if (!vad)
		return STATUS_CONFLICTING_ADDRESSES;
	if (!mask_for_vad(vad, &mask))
		return STATUS_INVALID_PAGE_PROTECTION;
	if (vad->section && !mapping_allows(vad->mask, mask))
		return STATUS_SECTION_PROTECTION;
	return pages_protect(vm, vad, range.first, range.last, mask, old);
}

uint32_t virtual_protect_status(struct vm *vm, uint64_t address, uint64_t size_bytes, uint32_t protect, uint32_t *old)
{
	unsigned mask, old_mask;
	uint32_t status;

	if (!mask_from_page(protect, &mask))
		return STATUS_INVALID_PAGE_PROTECTION;
	if (!in_user_space(address, size_bytes))
		return STATUS_INVALID_PARAMETER;
	status = protect_range(vm, pages_touched(address, size_bytes), mask, &old_mask);
	if (status == STATUS_SUCCESS)
		*old = mask_to_page(old_mask);
	return status;
}

uint32_t win32_virtual_protect(struct vm *vm, uint64_t address, uint64_t size_bytes,
                               uint32_t protect, uint32_t *old, bool *wrote_old)
{
	unsigned mask, old_mask = MASK_NOACCESS;
	uint32_t status;

	*wrote_old = false;
	if (!old)
		return ERROR_NOACCESS;
	if (!mask_from_page(protect, &mask) || !in_user_space(address, size_bytes))
		return ERROR_INVALID_PARAMETER;
	status = protect_range(vm, pages_touched(address, size_bytes), mask, &old_mask);
	/* A range that is free or not committed reads as inaccessible. */
	if (status == STATUS_SUCCESS || win32_error(status) == ERROR_INVALID_ADDRESS) {
		*old = mask_to_page(old_mask);
		*wrote_old = true;
	}
	return win32_error(status);
}

/* ---- VirtualQuery ---- */

static void describe_free(const struct vm *vm, uint64_t vpn, struct memory_basic_information *out)
{
	const struct vad *next = vad_at_or_after(&vm->vads, vpn);
	uint64_t until = next ? next->first_vpn : USER_LAST_VPN + 1;

	*out = (struct memory_basic_information){
		.base = vpn << PAGE_SHIFT,
		.region_size = (until - vpn) << PAGE_SHIFT,
		.state = MEM_FREE,
		.protect = PAGE_NOACCESS,
	};
}

static void describe_vad(const struct vm *vm, const struct vad *vad, uint64_t vpn,
                         struct memory_basic_information *out)
{
	struct page_state state;
	uint64_t pages = pages_alike(vm, vad, vpn, vad->last_vpn, &state);

	*out = (struct memory_basic_information){
		.base = vpn << PAGE_SHIFT,
		.allocation_base = vad->first_vpn << PAGE_SHIFT,
		.region_size = pages << PAGE_SHIFT,
		.allocation_protect = mask_to_page(vad->mask),
		.state = state.committed ? MEM_COMMIT : MEM_RESERVE,
		.protect = state.committed ? mask_to_page(state.mask) : 0,
		.type = vad_type(vad),
	};
}

uint32_t win32_virtual_query(const struct vm *vm, uint64_t address, struct memory_basic_information *out)
{
	const struct vad *vad;

	if (address > USER_HIGHEST)
		return ERROR_INVALID_PARAMETER;
	vad = vad_covering(&vm->vads, page_of(address));
	if (vad)
		describe_vad(vm, vad, page_of(address), out);
	else
		describe_free(vm, page_of(address), out);
	return ERROR_SUCCESS;
}

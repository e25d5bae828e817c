/* lock.c - see lock.h. */
#include "sim/win32/lock.h"

#include "sim/win32/arguments.h"

#define LEFT_UNLOCKED 4                 /* pages */

/*
 * A lock belongs to the page of this address, not to the frame, which other views may show as well:
 * it is kept in the page's entry of the working set. WSLE_NONE: not resident.
 */
static uint32_t wsle_of(const struct vm *vm, uint64_t vpn)
{
	const uint64_t *pte = table_entry(&vm->tables, vpn << PAGE_SHIFT, 0);

	return pte && pte_valid(*pte) ? wset_find(&vm->wset, pte_pfn(*pte), pte) : WSLE_NONE;
}

/* Whether each page could be read, guard pages aside. */
static bool all_accessible(const struct vm *vm, struct page_range range)
{
	struct page_state state;

	for (uint64_t vpn = range.first; vpn <= range.last;) {
		const struct vad *vad = vad_covering(&vm->vads, vpn);
		uint64_t last;

		if (!vad)
			return false;
		last = vad->last_vpn < range.last ? vad->last_vpn : range.last;
		vpn += pages_alike(vm, vad, vpn, last, &state);
		if (!state.committed || state.mask == MASK_NOACCESS)
			return false;
	}
	return true;
}

static void unlock_pages(struct vm *vm, uint64_t first_vpn, uint64_t end_vpn)
{
	for (uint64_t vpn = first_vpn; vpn < end_vpn; vpn++)
		wset_let_go(&vm->wset, wsle_of(vm, vpn));
}

/* Read each page, as a program would: faults are resolved on the way, a guard page trips. */
static uint32_t make_resident(struct vm *vm, uint64_t vpn)
{
	struct fault fault;

	if (vm_access(vm, vpn << PAGE_SHIFT, ACCESS_READ, &fault))
		return STATUS_SUCCESS;
	return fault.kind == FAULT_GUARD ? STATUS_GUARD_PAGE_VIOLATION : STATUS_WORKING_SET_QUOTA;
}

/* A program may not lock what little memory there is: a few pages must be left to come and go. */
static bool may_lock(const struct vm *vm, struct page_range range)
{
	uint64_t unlocked = 0, spare = vm->wset.books.entries + pfn_available(&vm->pfns);

	if (vm->wset.most != UINT64_MAX && vm->wset.most < spare)
		spare = vm->wset.most;
	for (uint64_t vpn = range.first; vpn <= range.last; vpn++)
		unlocked += !win32_is_locked(vm, vpn << PAGE_SHIFT);
	return unlocked + LEFT_UNLOCKED <= spare;
}

/* Windows 10 takes a lock for a write, as far as write watch goes. */
static void note_watch(struct vm *vm, uint64_t vpn)
{
	struct vad *vad = vad_find(&vm->vads, vpn);

	if (vad->watch)
		vad_watch_note(vad, vpn);
}

/* The first round finds what cannot be done before anything is locked. In the second each page is locked as
 * soon as it is resident, or the next one might push it out again. */
static uint32_t lock_pages(struct vm *vm, struct page_range range)
{
	uint32_t status = STATUS_SUCCESS;
	uint64_t vpn;

	for (vpn = range.first; status == STATUS_SUCCESS && vpn <= range.last; vpn++)
		status = make_resident(vm, vpn);
	if (status != STATUS_SUCCESS)
		return status;
	if (!may_lock(vm, range))
		return STATUS_WORKING_SET_QUOTA;
	for (vpn = range.first; vpn <= range.last; vpn++) {
		if (make_resident(vm, vpn) != STATUS_SUCCESS) {
			unlock_pages(vm, range.first, vpn);
			return STATUS_WORKING_SET_QUOTA;
		}
		wset_hold(&vm->wset, wsle_of(vm, vpn));
	}
	for (vpn = range.first; vpn <= range.last; vpn++)
		note_watch(vm, vpn);
	return STATUS_SUCCESS;
}

uint32_t win32_virtual_lock(struct vm *vm, uint64_t address, uint64_t size_bytes)
{
	struct page_range range;

	if (!in_user_space(address, size_bytes))
		return ERROR_INVALID_PARAMETER;
	range = pages_touched(address, size_bytes);
	if (!all_accessible(vm, range))
		return ERROR_NOACCESS;
	return win32_error(lock_pages(vm, range));
}

bool win32_is_locked(const struct vm *vm, uint64_t va)
{
	uint32_t wsle = va <= USER_HIGHEST ? wsle_of(vm, page_of(va)) : WSLE_NONE;

	return wsle != WSLE_NONE && vm->wset.of[wsle].held;
}

uint32_t win32_virtual_unlock(struct vm *vm, uint64_t address, uint64_t size_bytes)
{
	struct page_range range;

	if (!in_user_space(address, size_bytes))
		return ERROR_INVALID_PARAMETER;
	range = pages_touched(address, size_bytes);
	for (uint64_t vpn = range.first; vpn <= range.last; vpn++)
		if (!win32_is_locked(vm, vpn << PAGE_SHIFT))
			return ERROR_NOT_LOCKED;
	unlock_pages(vm, range.first, range.last + 1);
	return ERROR_SUCCESS;
}

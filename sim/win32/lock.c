/* lock.c - see lock.h. */
#include "lock.h"

#include "arguments.h"

/* The frame of a resident page; NULL: not resident. */
static struct pfn *frame_of(const struct vm *vm, uint64_t vpn)
{
	uint64_t entry = tables_read(vm, vpn << PAGE_SHIFT);

	return pte_valid(entry) ? &vm->pfns.of[pte_pfn(entry)] : NULL;
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
		frame_of(vm, vpn)->locked = false;
}

/* Read each page, as a program would: faults are resolved on the way, a guard page trips. */
static uint32_t make_resident(struct vm *vm, struct page_range range)
{
	struct fault fault;

	for (uint64_t vpn = range.first; vpn <= range.last; vpn++) {
		if (vm_access(vm, vpn << PAGE_SHIFT, ACCESS_READ, &fault))
			continue;
		return fault.kind == FAULT_GUARD ? STATUS_GUARD_PAGE_VIOLATION : STATUS_WORKING_SET_QUOTA;
	}
	return STATUS_SUCCESS;
}

/* Windows 10 takes a lock for a write, as far as write watch goes. */
static void note_watch(struct vm *vm, uint64_t vpn)
{
	struct vad *vad = vad_find(&vm->vads, vpn);

	if (vad->watch)
		vad_watch_note(vad, vpn);
}

uint32_t win32_virtual_lock(struct vm *vm, uint64_t address, uint64_t size_bytes)
{
	struct page_range range;
	uint32_t status;

	if (!in_user_space(address, size_bytes))
		return ERROR_INVALID_PARAMETER;
	range = pages_touched(address, size_bytes);
	if (!all_accessible(vm, range))
		return ERROR_NOACCESS;
	status = make_resident(vm, range);
	for (uint64_t vpn = range.first; status == STATUS_SUCCESS && vpn <= range.last; vpn++) {
		frame_of(vm, vpn)->locked = true;
		note_watch(vm, vpn);
	}
	return win32_error(status);
}

bool win32_is_locked(const struct vm *vm, uint64_t va)
{
	const struct pfn *frame = va <= USER_HIGHEST ? frame_of(vm, page_of(va)) : NULL;

	return frame && frame->locked;
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

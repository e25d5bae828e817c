/* writewatch.c - see writewatch.h. */
#include "sim/win32/writewatch.h"

#include "sim/win32/arguments.h"

static bool is_marked(const struct vad *vad, uint64_t vpn, uint64_t entry)
{
	return vad_watch_noted(vad, vpn) || (pte_valid(entry) && entry & PTE_D);
}

/* The next store must set Dirty again, so the TLB may not know the page as written. */
static void clear_mark(struct vm *vm, struct vad *vad, uint64_t vpn, uint64_t *pte)
{
	vad_watch_forget(vad, vpn);
	if (!pte_valid(*pte) || !(*pte & PTE_D))
		return;
	vm->pfns.of[pte_pfn(*pte)].modified = true;
	tables_write(vm, pte, *pte & ~PTE_D);
	tlb_flush_page(&vm->tlb, vpn << PAGE_SHIFT);
}

/* Where no table is, no page was ever resident, and none is marked. */
static uint64_t collect(struct vm *vm, struct vad *vad, struct page_range range, uint64_t *addresses,
                        uint64_t most, bool reset)
{
	struct table_span span;
	uint64_t found = 0;

	for (uint64_t vpn = range.first; vpn <= range.last; vpn += span.pages) {
		span = table_span(&vm->tables, vpn, range.last);
		for (uint64_t i = 0; span.pte && i < span.pages; i++) {
			if (found == most)
				return found;
			if (!is_marked(vad, vpn + i, span.pte[i]))
				continue;
			if (addresses)
				addresses[found] = (vpn + i) << PAGE_SHIFT;
			found++;
			if (reset)
				clear_mark(vm, vad, vpn + i, span.pte + i);
		}
	}
	return found;
}

/* The watched allocation that holds the whole range. */
static struct vad *watched(struct vm *vm, uint64_t base, uint64_t size_bytes)
{
	struct vad *vad;

	if (!in_user_space(base, size_bytes))
		return NULL;
	vad = vad_around(vm, pages_touched(base, size_bytes));
	return vad && vad->watch ? vad : NULL;
}

uint32_t win32_get_write_watch(struct vm *vm, uint32_t flags, uint64_t base, uint64_t size_bytes,
                               uint64_t *addresses, uint64_t *count, uint32_t *granularity)
{
	struct vad *vad;

	if (!count || !granularity)
		return ERROR_NOACCESS;
	if (!*count || flags & ~WRITE_WATCH_FLAG_RESET)
		return ERROR_INVALID_PARAMETER;
	if (!addresses)
		return ERROR_NOACCESS;
	vad = watched(vm, base, size_bytes);
	if (!vad)
		return ERROR_INVALID_PARAMETER;
	*count = collect(vm, vad, pages_touched(base, size_bytes), addresses, *count,
	                 flags & WRITE_WATCH_FLAG_RESET);
	*granularity = PAGE_SIZE;
	return ERROR_SUCCESS;
}

uint32_t win32_reset_write_watch(struct vm *vm, uint64_t base, uint64_t size_bytes)
{
	struct vad *vad = watched(vm, base, size_bytes);

	if (!vad)
		return ERROR_INVALID_PARAMETER;
	collect(vm, vad, pages_touched(base, size_bytes), NULL, UINT64_MAX, true);
	return ERROR_SUCCESS;
}

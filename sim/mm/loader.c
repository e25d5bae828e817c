/* loader.c - what stands in the address space before main: image and stack (vm.h). */
#include <stdlib.h>
#include <string.h>

#include "sim/mm/space.h"
#include "sim/mm/view.h"
#include "sim/nt/status.h"

#define STACK_FIRST_TRIED ((uint64_t)0x100000)

/* ---- image ---- */

static bool good_range(uint64_t va, uint64_t size_bytes)
{
	return size_bytes && !(va & ~PAGE_MASK) && !(size_bytes & ~PAGE_MASK) && va >= USER_LOWEST &&
	       va <= USER_HIGHEST && size_bytes - 1 <= USER_HIGHEST - va;
}

/* A section that nobody has a handle to, with its one view; `first` is what its first page holds, and becomes its own. */
static struct vad *show(struct vm *vm, struct reservation *wanted, const struct section_wish *wish, uint8_t *first)
{
	uint32_t status;
	struct vad *vad;

	wanted->section = section_new(vm, wish, &status);
	if (!wanted->section) {
		free(first);
		return NULL;
	}
	wanted->section->handles--;             /* its one reference is the view's */
	wanted->section->at_rest = first;
	if (space_reserve(vm, wanted, &vad) != STATUS_SUCCESS || !section_make_blocks(wanted->section, 0, 1)) {
		section_release(vm, wanted->section);
		return NULL;
	}
	section_commit(wanted->section, 0, first != NULL);
	wanted->section->charge -= first != NULL;
	vad->mem_commit = true;                 /* a zero entry says nothing; the section does */
	return vad;
}

static struct vad *reserve_image(struct vm *vm, uint64_t va, uint64_t size_bytes, uint8_t *header)
{
	const struct section_wish wish = { .pages = size_bytes >> PAGE_SHIFT, .mask = MASK_EXECUTE_READWRITE, .reserve = true };
	struct reservation image = { .kind = VAD_IMAGE, .mask = MASK_EXECUTE_WRITECOPY, .first_vpn = va >> PAGE_SHIFT,
	                             .last_vpn = (va + size_bytes - 1) >> PAGE_SHIFT };

	return show(vm, &image, &wish, header);
}

bool vm_reserve_image(struct vm *vm, uint64_t va, uint64_t size_bytes, const uint8_t *header)
{
	uint8_t *copy = good_range(va, size_bytes) ? malloc(PAGE_SIZE) : NULL;
	struct vad *vad;

	if (!copy)
		return false;
	memcpy(copy, header, PAGE_SIZE);
	vad = reserve_image(vm, va, size_bytes, copy);
	if (!vad)
		return false;
	vm_seal_image(vm, va, PAGE_SIZE, PAGE_READONLY);
	return true;
}

/* The image's VAD, if all of the range is in one. */
static struct vad *image_around(struct vm *vm, uint64_t va, uint64_t size_bytes)
{
	struct vad *vad = good_range(va, size_bytes) ? vad_find(&vm->vads, va >> PAGE_SHIFT) : NULL;

	return vad && vad->kind == VAD_IMAGE && (va + size_bytes - 1) >> PAGE_SHIFT <= vad->last_vpn ? vad : NULL;
}

bool vm_commit_image(struct vm *vm, uint64_t va, uint64_t size_bytes, uint32_t protect)
{
	struct vad *vad = image_around(vm, va, size_bytes);
	unsigned mask;

	return vad && mask_from_page(protect, &mask) && mask_fits_hardware(mask) &&
	       pages_commit(vm, vad, va >> PAGE_SHIFT, (va + size_bytes - 1) >> PAGE_SHIFT, mask) == STATUS_SUCCESS;
}

uint8_t *vm_bring_in(struct vm *vm, uint64_t va)
{
	struct vad *vad = image_around(vm, va & PAGE_MASK, PAGE_SIZE);
	uint64_t *pte = vad ? tables_make(vm, va) : NULL;

	if (!pte || (!pte_valid(*pte) && view_map_page(vm, vad, va >> PAGE_SHIFT, pte) == FAULT_IN_PAGE))
		return NULL;
	return ram_frame(&vm->ram, pte_pfn(*pte)) + (va & ~PAGE_MASK);
}

bool vm_load_image(struct vm *vm, uint64_t va, uint64_t size_bytes, uint32_t protect)
{
	struct vad *vad = good_range(va, size_bytes) ? reserve_image(vm, va, size_bytes, NULL) : NULL;
	bool good = vad && vm_commit_image(vm, va, size_bytes, protect);

	for (uint64_t at = 0; good && at < size_bytes; at += PAGE_SIZE)
		good = vm_bring_in(vm, va + at);
	if (vad && !good)
		space_release(vm, vad);
	return good;
}

void vm_seal_image(struct vm *vm, uint64_t va, uint64_t size_bytes, uint32_t protect)
{
	struct vad *vad = image_around(vm, va, size_bytes);
	unsigned mask, old;

	if (vad && mask_from_page(protect, &mask))
		pages_protect(vm, vad, va >> PAGE_SHIFT, (va + size_bytes - 1) >> PAGE_SHIFT, mask, &old);
}

void vm_write_image(struct vm *vm, uint64_t va)
{
	struct vad *vad = image_around(vm, va & PAGE_MASK, PAGE_SIZE);
	uint64_t *pte = vad && vm_bring_in(vm, va) ? table_entry(&vm->tables, va, 0) : NULL;

	if (pte && *pte & PTE_COW)
		view_copy_page(vm, vad, va >> PAGE_SHIFT, pte);
}

/* ---- shared user data ---- */

#define SHARED_DATA     ((uint64_t)0x7FFE0000)

/* Of what the kernel says there, that which does not change: docs/reference/sources.md, [shared-data]. */
static void fill_shared_data(uint8_t *page)
{
	static const char root[] = "C:\\windows";
	static const struct { unsigned at; uint32_t value; } fields[] = {
		{ 0x004, 0x0FA00000 },          /* TickCountMultiplier */
		{ 0x260, 19045 },               /* NtBuildNumber */
		{ 0x264, 1 },                   /* NtProductType: workstation */
		{ 0x26C, 10 },                  /* NtMajorVersion; NtMinorVersion is 0 */
	};

	for (size_t i = 0; i < sizeof root; i++)
		page[0x30 + 2 * i] = (uint8_t)root[i];          /* NtSystemRoot, UTF-16 */
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
		memcpy(page + fields[i].at, &fields[i].value, 4);
	page[0x268] = 1;                        /* ProductTypeIsValid */
}

bool vm_map_shared_data(struct vm *vm)
{
	const struct section_wish wish = { .pages = 1, .mask = MASK_READONLY, .reserve = true };
	struct reservation wanted = { .kind = VAD_SHARED_DATA, .mask = MASK_READONLY, .first_vpn = SHARED_DATA >> PAGE_SHIFT,
	                              .last_vpn = SHARED_DATA >> PAGE_SHIFT };
	uint8_t *page = calloc(1, PAGE_SIZE);

	if (!page)
		return false;
	fill_shared_data(page);
	return show(vm, &wanted, &wish, page) != NULL;
}

/* ---- stack ---- */

static bool make_resident(struct vm *vm, uint64_t first_vpn, uint64_t last_vpn,
                          unsigned mask)
{
	for (uint64_t vpn = first_vpn; vpn <= last_vpn; vpn++)
		if (!page_zero(vm, vpn, table_entry(&vm->tables, vpn << PAGE_SHIFT, 0), mask, true))
			return false;
	return true;
}

/* Reserve, commit and make resident, or leave nothing behind. */
static struct vad *map_resident(struct vm *vm, const struct reservation *wanted, uint64_t resident_from,
                                unsigned mask)
{
	struct vad *vad;

	if (space_reserve(vm, wanted, &vad) != STATUS_SUCCESS)
		return NULL;
	if (pages_commit(vm, vad, resident_from, wanted->last_vpn, mask) == STATUS_SUCCESS &&
	    make_resident(vm, resident_from, wanted->last_vpn, mask))
		return vad;
	space_release(vm, vad);
	return NULL;
}

static uint64_t round_up(uint64_t bytes, uint64_t unit)
{
	return (bytes + unit - 1) & ~(unit - 1);
}

/* The lowest stretch from STACK_FIRST_TRIED on that nobody uses. */
static uint64_t find_stack(const struct vm *vm, uint64_t pages)
{
	uint64_t vpn = STACK_FIRST_TRIED >> PAGE_SHIFT, granule = GRANULE_SIZE >> PAGE_SHIFT;

	while (vpn + pages <= USER_LAST_VPN + 1) {
		const struct vad *vad = vad_at_or_after(&vm->vads, vpn);

		if (!vad || vad->first_vpn >= vpn + pages)
			return vpn;
		vpn = round_up(vad->last_vpn + 1, granule);
	}
	return 0;
}

/* From the top: committed pages, one guard page, the rest reserved with room for the last stop. */
uint64_t vm_create_stack(struct vm *vm, uint64_t reserve_bytes, uint64_t commit_bytes)
{
	struct reservation wanted = { .kind = VAD_STACK, .mask = MASK_READWRITE };
	uint64_t pages, committed, base;
	struct vad *vad;

	if (!commit_bytes || commit_bytes > USER_HIGHEST || reserve_bytes > USER_HIGHEST)
		return 0;
	pages = round_up(reserve_bytes, GRANULE_SIZE) >> PAGE_SHIFT;
	committed = round_up(commit_bytes, PAGE_SIZE) >> PAGE_SHIFT;
	wanted.first_vpn = find_stack(vm, pages);
	if (!wanted.first_vpn || pages < committed + 3)
		return 0;
	wanted.last_vpn = wanted.first_vpn + pages - 1;
	base = wanted.last_vpn + 1;
	vad = map_resident(vm, &wanted, base - committed, MASK_READWRITE);
	if (!vad)
		return 0;
	if (pages_commit(vm, vad, base - committed - 1, base - committed - 1,
	                 MASK_READWRITE | MASK_GUARD) != STATUS_SUCCESS) {
		space_release(vm, vad);
		return 0;
	}
	vm->stack = (struct stack){ wanted.first_vpn << PAGE_SHIFT, (base - committed) << PAGE_SHIFT,
	                            base << PAGE_SHIFT };
	return vm->stack.base;
}

uint64_t vm_stack_limit(const struct vm *vm)
{
	return vm->stack.limit;
}

uint64_t vm_stack_floor(const struct vm *vm)
{
	return vm->stack.floor;
}

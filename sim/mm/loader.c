/* loader.c - what stands in the address space before main: image and stack (vm.h). */
#include "sim/mm/space.h"
#include "sim/nt/status.h"

#define STACK_FIRST_TRIED ((uint64_t)0x100000)

/* ---- image ---- */

/* The pages of an image are private here, so a copy-on-write protection is the plain one. */
static bool image_mask(uint32_t protect, unsigned *mask)
{
	if (!mask_from_page(protect, mask))
		return false;
	if (mask_is_writecopy(*mask))
		*mask -= MASK_WRITECOPY - MASK_READWRITE;
	return true;
}

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

static bool good_range(uint64_t va, uint64_t size_bytes)
{
	return size_bytes && !(va & ~PAGE_MASK) && !(size_bytes & ~PAGE_MASK) && va >= USER_LOWEST &&
	       va <= USER_HIGHEST && size_bytes - 1 <= USER_HIGHEST - va;
}

bool vm_load_image(struct vm *vm, uint64_t va, uint64_t size_bytes, uint32_t protect)
{
	struct reservation image = { .kind = VAD_IMAGE, .mask = MASK_EXECUTE_WRITECOPY };
	unsigned mask;

	if (!good_range(va, size_bytes) || !image_mask(protect, &mask) || !mask_fits_hardware(mask))
		return false;
	image.first_vpn = va >> PAGE_SHIFT;
	image.last_vpn = (va + size_bytes - 1) >> PAGE_SHIFT;
	return map_resident(vm, &image, image.first_vpn, mask) != NULL;
}

void vm_seal_image(struct vm *vm, uint64_t va, uint64_t size_bytes, uint32_t protect)
{
	struct vad *vad = vad_find(&vm->vads, va >> PAGE_SHIFT);
	unsigned mask, old;

	if (!vad || !good_range(va, size_bytes) || !image_mask(protect, &mask))
		return;
	if (vad->kind == VAD_IMAGE && (va + size_bytes - 1) >> PAGE_SHIFT <= vad->last_vpn)
		pages_protect(vm, vad, va >> PAGE_SHIFT, (va + size_bytes - 1) >> PAGE_SHIFT, mask, &old);
}

/* ---- stack ---- */

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

/* arguments.c - see arguments.h. */
#include "sim/win32/arguments.h"

#define TYPE_KNOWN (MEM_COMMIT | MEM_RESERVE | MEM_RESET | MEM_RESET_UNDO | MEM_TOP_DOWN | \
                    MEM_WRITE_WATCH | MEM_PHYSICAL | MEM_LARGE_PAGES)

static bool has_only(uint32_t type, uint32_t allowed)
{
	return !(type & ~allowed);
}

static bool good_large_pages(uint32_t type)
{
	return type & MEM_COMMIT && !(type & (MEM_PHYSICAL | MEM_WRITE_WATCH));
}

static bool good_physical(uint32_t type)
{
	return type & MEM_RESERVE && has_only(type, MEM_RESERVE | MEM_TOP_DOWN | MEM_PHYSICAL);
}

static bool good_type(uint32_t type)
{
	if (!has_only(type, TYPE_KNOWN))
		return false;
	if (type & (MEM_RESET | MEM_RESET_UNDO))
		return type == MEM_RESET || type == MEM_RESET_UNDO;
	if (!(type & (MEM_COMMIT | MEM_RESERVE)))
		return false;
	if (type & MEM_LARGE_PAGES && !good_large_pages(type))
		return false;
	if (type & MEM_WRITE_WATCH && !(type & MEM_RESERVE))
		return false;
	return !(type & MEM_PHYSICAL) || good_physical(type);
}

/* New memory is private and cannot be copy-on-write; what is committed in memory that is there may be a view. */
static bool good_mask(uint64_t address, uint32_t type, uint32_t protect, unsigned *mask)
{
	bool is_new = type & MEM_RESERVE || !address;

	return mask_from_page(protect, mask) && !(is_new && mask_is_writecopy(*mask));
}

uint32_t check_alloc_arguments(uint64_t address, uint64_t size_bytes, uint32_t type, uint32_t protect,
                               unsigned *mask)
{
	if (address && address < USER_LOWEST)
		return STATUS_INVALID_PARAMETER;
	if (!good_type(type))
		return STATUS_INVALID_PARAMETER;
	if (type & MEM_PHYSICAL && protect != PAGE_READWRITE)
		return STATUS_INVALID_PARAMETER;
	if (!good_mask(address, type, protect, mask))
		return STATUS_INVALID_PAGE_PROTECTION;
	if (!in_user_space(address, size_bytes))
		return STATUS_INVALID_PARAMETER;
	return type & MEM_LARGE_PAGES ? STATUS_PRIVILEGE_NOT_HELD : STATUS_SUCCESS;
}

/* protect.c - see protect.h. */
#include "sim/mm/protect.h"

#include "sim/mmu/pte.h"

static const uint32_t page_of_access[8] = {
	0, PAGE_READONLY, PAGE_EXECUTE, PAGE_EXECUTE_READ, PAGE_READWRITE,
	PAGE_WRITECOPY, PAGE_EXECUTE_READWRITE, PAGE_EXECUTE_WRITECOPY,
};

static const uint64_t hardware_of_access[8] = {
	[MASK_READONLY] = PTE_NX,
	[MASK_READWRITE] = PTE_NX | PTE_RW | PTE_WRITE,
	[MASK_EXECUTE_READWRITE] = PTE_RW | PTE_WRITE,
	[MASK_WRITECOPY] = PTE_NX | PTE_COW,
	[MASK_EXECUTE_WRITECOPY] = PTE_COW,
};

/* No-access takes no modifier, and no two modifiers go together. */
static bool modifier_from_page(uint32_t modifiers, unsigned *mask)
{
	switch (modifiers) {
	case 0:
		*mask = 0;
		return true;
	case PAGE_GUARD:
		*mask = MASK_GUARD;
		return true;
	case PAGE_NOCACHE:
		*mask = MASK_NOCACHE;
		return true;
	case PAGE_WRITECOMBINE:
		*mask = MASK_WRITECOMBINE;
		return true;
	}
	return false;
}

bool mask_from_page(uint32_t protect, unsigned *mask)
{
	unsigned modifier;

	if (protect == PAGE_NOACCESS) {
		*mask = MASK_NOACCESS;
		return true;
	}
	if (!modifier_from_page(protect & ~0xFFu, &modifier))
		return false;
	for (unsigned access = 1; access < 8; access++)
		if (page_of_access[access] == (protect & 0xFF)) {
			*mask = access | modifier;
			return true;
		}
	return false;
}

uint32_t mask_to_page(unsigned mask)
{
	static const uint32_t page_of_modifier[4] = { 0, PAGE_NOCACHE, PAGE_GUARD, PAGE_WRITECOMBINE };

	if (mask == MASK_NOACCESS)
		return PAGE_NOACCESS;
	return page_of_access[mask & MASK_ACCESS] | page_of_modifier[(mask & MASK_MODIFIER) >> 3];
}

uint64_t mask_hardware(unsigned mask)
{
	uint64_t bits = hardware_of_access[mask & MASK_ACCESS];

	if (mask_is_nocache(mask))
		bits |= PTE_PCD;
	if ((mask & MASK_MODIFIER) == MASK_WRITECOMBINE)
		bits |= PTE_PWT;
	return bits;
}

uint64_t mask_hardware_shared(unsigned mask)
{
	return mask_hardware(mask) | ((mask & MASK_ACCESS) == MASK_EXECUTE ? PTE_XO : 0);
}

unsigned mask_from_hardware(uint64_t entry)
{
	static const unsigned access[2][3] = {
		{ MASK_EXECUTE_READ, MASK_EXECUTE_READWRITE, MASK_EXECUTE_WRITECOPY },
		{ MASK_READONLY, MASK_READWRITE, MASK_WRITECOPY },
	};
	unsigned mask = access[entry >> 63][entry & PTE_COW ? 2 : entry & PTE_RW ? 1 : 0];

	if (entry & PTE_XO)
		mask = MASK_EXECUTE;
	return mask | (entry & PTE_PCD ? MASK_NOCACHE : entry & PTE_PWT ? MASK_WRITECOMBINE : 0);
}

bool mask_allows(unsigned mask, enum access access)
{
	static const bool writes[8] = { [MASK_READWRITE] = true, [MASK_EXECUTE_READWRITE] = true,
	                                [MASK_WRITECOPY] = true, [MASK_EXECUTE_WRITECOPY] = true };
	static const bool executes[8] = { [MASK_EXECUTE] = true, [MASK_EXECUTE_READ] = true,
	                                  [MASK_EXECUTE_READWRITE] = true, [MASK_EXECUTE_WRITECOPY] = true };

	switch (access) {
	case ACCESS_READ:
		return mask & MASK_ACCESS;
	case ACCESS_WRITE:
		return writes[mask & MASK_ACCESS];
	case ACCESS_EXECUTE:
		return executes[mask & MASK_ACCESS];
	}
	return false;
}

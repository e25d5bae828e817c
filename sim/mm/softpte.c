/* softpte.c - see softpte.h. */
#include "sim/mm/softpte.h"

#include "sim/mm/vm.h"

static const char *demand_zero_meaning(unsigned mask)
{
	if (mask == MASK_NOACCESS)
		return "no-access";
	return mask_is_guard(mask) ? "guard" : "demand-zero";
}

const char *pte_meaning(uint64_t entry)
{
	switch (soft_kind(entry)) {
	case SOFT_IS_ZERO:
		return "zero";
	case SOFT_IS_PROTOTYPE:
		return "prototype";
	case SOFT_IS_TRANSITION:
		return "transition";
	case SOFT_IS_PAGE_FILE:
		return "page-file";
	case SOFT_IS_DECOMMITTED:
		return "decommitted";
	case SOFT_IS_DEMAND_ZERO:
		return demand_zero_meaning(soft_mask(entry));
	}
	return "zero";
}

/* fault_kind.c - see fault_kind.h. */
#include "sim/nt/fault_kind.h"

const char *fault_kind_name(enum fault_kind kind)
{
	switch (kind) {
	case FAULT_NONE:
		return "none";
	case FAULT_DEMAND_ZERO:
		return "demand-zero";
	case FAULT_TRANSITION:
		return "transition";
	case FAULT_HARD:
		return "hard";
	case FAULT_COPY_ON_WRITE:
		return "copy-on-write";
	case FAULT_STACK_GROWTH:
		return "stack-growth";
	case FAULT_PROTOTYPE:
		return "prototype";
	case FAULT_NO_ACCESS:
		return "no-access";
	case FAULT_PROTECTION:
		return "protection";
	case FAULT_NO_EXECUTE:
		return "no-execute";
	case FAULT_GUARD:
		return "guard";
	case FAULT_STACK_OVERFLOW:
		return "stack-overflow";
	case FAULT_IN_PAGE:
		return "in-page";
	}
	return "none";
}

/* check.c - see check.h. */
#include "machine.h"

int vm_check(const struct vm *vm, const char **why)
{
	*why = "";
	return 0;
}

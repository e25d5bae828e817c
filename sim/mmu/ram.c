/* ram.c - see ram.h. */
#include "sim/mmu/ram.h"

#include "sim/host/lazy.h"

bool ram_new(struct ram *ram, uint64_t frames)
{
	*ram = (struct ram){ 0 };
	if (!frames || frames > RAM_FRAMES_MAX)
		return false;
	*ram = (struct ram){ lazy_new((uint64_t)frames << PAGE_SHIFT), frames, false };
	return ram->bytes != NULL;
}

void ram_free(struct ram *ram)
{
	lazy_free(ram->bytes, (uint64_t)ram->frames << PAGE_SHIFT);
	*ram = (struct ram){ 0 };
}

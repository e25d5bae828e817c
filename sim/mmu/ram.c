/* ram.c - see ram.h. */
#include "ram.h"

#include <sys/mman.h>

bool ram_new(struct ram *ram, uint64_t frames)
{
	void *bytes;

	*ram = (struct ram){ 0 };
	if (!frames || frames > RAM_MOST_FRAMES)
		return false;
	bytes = mmap(NULL, frames << PAGE_SHIFT, PROT_READ | PROT_WRITE,
	             MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (bytes == MAP_FAILED)
		return false;
	*ram = (struct ram){ bytes, frames, false };
	return true;
}

void ram_free(struct ram *ram)
{
	if (ram->bytes)
		munmap(ram->bytes, ram->frames << PAGE_SHIFT);
	*ram = (struct ram){ 0 };
}

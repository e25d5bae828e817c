/*
 * lazy.c - see sim/host/lazy.h: by VirtualAlloc, as demand-zero pages.
 *
 * Windows has no mapping without a promise: all of it is charged to commit at once, and gets its
 * pages when they are touched. A machine that is too big for the page file is refused.
 */
#include "sim/host/lazy.h"

#include <windows.h>

void *lazy_new(uint64_t bytes)
{
	return bytes && (size_t)bytes == bytes ? VirtualAlloc(NULL, (size_t)bytes, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE) : NULL;
}

void lazy_free(void *memory, uint64_t bytes)
{
	if (memory)
		VirtualFree(memory, 0, MEM_RELEASE);
}

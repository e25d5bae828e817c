/* lazy.c - see sim/host/lazy.h: by mmap, which promises nothing before it is touched. */
#include "sim/host/lazy.h"

#include <sys/mman.h>

#ifndef MAP_NORESERVE
#define MAP_NORESERVE 0
#endif

void *lazy_new(uint64_t bytes)
{
	void *memory;

	if (!bytes || (size_t)bytes != bytes)
		return NULL;
	memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	return memory == MAP_FAILED ? NULL : memory;
}

void lazy_free(void *memory, uint64_t bytes)
{
	if (memory)
		munmap(memory, bytes);
}

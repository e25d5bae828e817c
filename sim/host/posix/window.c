/* window.c - see sim/host/window.h: by mmap. */
#include "sim/host/window.h"

#include <sys/mman.h>

/* A page fault of the host for each 64 KiB can cost more than a policy does with what they hold; asked for in one call, the whole
 * window is there with one. It is only advice: an older system refuses, and faults. A file that became shorter is found out by
 * whoever reads there. */
#ifndef MADV_POPULATE_READ
#define MADV_POPULATE_READ 22           /* Linux 5.14 */
#endif

const unsigned char *window_open(int fd, uint64_t from, size_t bytes)
{
	void *window = mmap(NULL, bytes, PROT_READ, MAP_SHARED, fd, (off_t)from);

	if (window == MAP_FAILED)
		return NULL;
#ifdef __linux__
	madvise(window, bytes, MADV_POPULATE_READ);
#endif
	return window;
}

void window_close(const unsigned char *window, size_t bytes)
{
	munmap((void *)(uintptr_t)window, bytes);
}

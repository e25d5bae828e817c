/* window.c - see sim/host/window.h: by mmap. */
#include "sim/host/window.h"

#include <sys/mman.h>

const unsigned char *window_open(int fd, uint64_t from, size_t bytes)
{
	void *window = mmap(NULL, bytes, PROT_READ, MAP_SHARED, fd, (off_t)from);

	return window == MAP_FAILED ? NULL : window;
}

void window_close(const unsigned char *window, size_t bytes)
{
	munmap((void *)(uintptr_t)window, bytes);
}

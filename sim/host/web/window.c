/* window.c - see sim/host/window.h: read into memory, since nothing can be mapped. */
#include "sim/host/window.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

const unsigned char *window_open(int fd, uint64_t from, size_t bytes)
{
	unsigned char *window = malloc(bytes ? bytes : 1);
	size_t have = 0;

	while (window && have < bytes) {
		ssize_t n = pread(fd, window + have, bytes - have, (off_t)(from + have));

		if (n <= 0) {
			free(window);
			errno = n ? errno : EIO;
			return NULL;
		}
		have += (size_t)n;
	}
	return window;
}

void window_close(const unsigned char *window, size_t bytes)
{
	(void)bytes;
	free((void *)(uintptr_t)window);
}

/*
 * window.h - a piece of a file, read as memory.
 *
 * Knows of: nothing. Used by: replay/. Made by: window.c in posix/, windows/ and web/.
 */
#ifndef FAULTLAB_SIM_REPLAY_WINDOW_H
#define FAULTLAB_SIM_REPLAY_WINDOW_H

#include <stddef.h>
#include <stdint.h>

#define WINDOW_ALIGN UINT64_C(65536)    /* where a window may begin: no host wants more */

/* `bytes` of the open file from `from`, a multiple of WINDOW_ALIGN, or NULL with errno set. */
const unsigned char *window_open(int fd, uint64_t from, size_t bytes);
void window_close(const unsigned char *window, size_t bytes);

#endif

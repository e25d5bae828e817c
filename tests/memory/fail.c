/*
 * fail.c - a C library whose n-th allocation fails: for a program that is to say so, and to leave nothing half-written.
 *
 * Loaded before the C library (LD_PRELOAD). FAULTLAB_FAIL is n, counted from 1 over malloc, calloc, realloc and all that the
 * C library allocates by them; 0 fails none. At its end the program's number of allocations is written to the descriptor 9,
 * if that is open. What the program starts is left alone. Used by: tests/e2e/memory.sh.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static long wanted = -1, done;          /* -1: nobody has asked yet */

/* Is it this one's turn? Before the environment is there, nothing fails. */
static int fails(void)
{
	if (wanted < 0) {
		const char *text = environ ? getenv("FAULTLAB_FAIL") : NULL;

		if (!environ)
			return 0;
		wanted = text ? strtol(text, NULL, 10) : 0;
		unsetenv("FAULTLAB_FAIL");
		unsetenv("LD_PRELOAD");
	}
	if (__atomic_add_fetch(&done, 1, __ATOMIC_RELAXED) != wanted)
		return 0;
	errno = ENOMEM;
	return 1;
}

void *malloc(size_t size)
{
	return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
	return fails() ? NULL : __libc_realloc(old, size);
}

__attribute__((destructor)) static void count(void)
{
	char text[32];
	int size = snprintf(text, sizeof text, "%ld\n", done);

	if (write(9, text, (size_t)size) < 0)
		return;
}

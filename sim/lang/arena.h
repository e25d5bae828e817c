/*
 * arena.h - memory that lives as long as the compilation.
 *
 * The compiler allocates thousands of small things and frees none of them before the program is ready, so
 * they come from blocks that go all at once. A host without memory ends the run with a message; nothing
 * half-done stays. Knows of: nothing. Used by: diag.
 */
#ifndef FAULTLAB_SIM_ARENA_H
#define FAULTLAB_SIM_ARENA_H

#include <stddef.h>

struct arena_block;
struct arena { struct arena_block *block; };

void *arena_alloc(struct arena *a, size_t size_bytes);          /* zeroed, aligned for anything; never NULL */
char *arena_copy(struct arena *a, const char *text, size_t size_bytes);        /* with a NUL added */
void arena_free(struct arena *a);

/* Growing arrays on the heap: *array has room for at least `want` items of `item_bytes`. */
void grow_array(void *array, size_t *room, size_t want, size_t item_bytes);

#endif

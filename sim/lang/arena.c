/*
 * arena.c - blocks of memory for the compiler, given back all at once. See arena.h.
 *
 * An allocation is a step forward in the newest block; one larger than a block gets a
 * block of its own. calloc has zeroed them, which the compiler relies on everywhere.
 */
#include "sim/lang/arena.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_BYTES ((size_t)256 * 1024)

struct arena_block {
	struct arena_block *next;
	size_t used, room;
	_Alignas(16) char bytes[];
};

void *arena_alloc(struct arena *a, size_t size_bytes)
{
	struct arena_block *b = a->block;
	void *p;

	size_bytes = (size_bytes + 15) & ~(size_t)15;
	if (!b || b->room - b->used < size_bytes) {
		size_t room = size_bytes > BLOCK_BYTES ? size_bytes : BLOCK_BYTES;

		b = calloc(1, sizeof *b + room);
		b->room = room;
		b->next = a->block;
		a->block = b;
	}
	p = b->bytes + b->used;
	b->used += size_bytes;
	return p;
}

char *arena_copy(struct arena *a, const char *text, size_t size_bytes)
{
	char *p = arena_alloc(a, size_bytes + 1);

	memcpy(p, text, size_bytes);
	return p;
}

void arena_free(struct arena *a)
{
	while (a->block) {
		struct arena_block *b = a->block;

		a->block = b->next;
		free(b);
	}
}

void grow_array(void *array, size_t *room, size_t want, size_t item_bytes)
{
	void **p = array;

	assert(item_bytes > 0 && want <= SIZE_MAX / 4 / item_bytes);    /* twice as much is computed below */
	if (want <= *room)
		return;
	if (want < *room * 2)
		want = *room * 2;
	if (want < 16)
		want = 16;
	*p = realloc(*p, want * item_bytes);
	*room = want;
}

/* keep.c - see keep.h. */
#include "viz/base/keep.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_BYTES (64 * 1024)

struct keep_block {
	struct keep_block *next;
	size_t used, room;
	_Alignas(16) unsigned char bytes[];
};

static struct keep_block *new_block(struct keep *k, size_t need)
{
	size_t room = need > BLOCK_BYTES ? need : BLOCK_BYTES;
	struct keep_block *b;

	if (k->limit && (room > k->limit || k->taken > k->limit - room))
		return NULL;
	b = calloc(1, sizeof *b + room);
	if (!b)
		return NULL;
	b->room = room;
	k->taken += room;
	if (need > BLOCK_BYTES / 4 && k->block) {       /* keep filling the current small block */
		b->next = k->block->next;
		k->block->next = b;
	} else {
		b->next = k->block;
		k->block = b;
	}
	return b;
}

void *keep_alloc(struct keep *k, size_t count, size_t size)
{
	struct keep_block *b = k->block;
	size_t need;
	void *p;

	if (size && count > (SIZE_MAX - 64) / size)
		return NULL;
	need = (count * size + 15) & ~(size_t)15;
	if (!need)
		need = 16;
	if (!b || b->room - b->used < need) {
		b = new_block(k, need);
		if (!b)
			return NULL;
	}
	p = b->bytes + b->used;
	b->used += need;
	return p;
}

char *keep_copy(struct keep *k, const char *bytes, size_t size)
{
	char *p = keep_alloc(k, size + 1, 1);

	if (p && size)
		memcpy(p, bytes, size);
	return p;
}

char *keep_printf(struct keep *k, const char *format, ...)
{
	va_list args, again;
	char *p = NULL;
	int n;

	va_start(args, format);
	va_copy(again, args);
	n = vsnprintf(NULL, 0, format, args);
	if (n >= 0)
		p = keep_alloc(k, (size_t)n + 1, 1);
	if (p)
		vsnprintf(p, (size_t)n + 1, format, again);
	va_end(again);
	va_end(args);
	return p;
}

void keep_free(struct keep *k)
{
	while (k->block) {
		struct keep_block *next = k->block->next;

		free(k->block);
		k->block = next;
	}
	k->taken = 0;
}

/* segment.c - the memory below the blocks: reserved whole, committed as it is needed. See heap.h. */
#include <stdlib.h>

#include "sim/nt/memtype.h"
#include "sim/win32/heap_parts.h"
#include "sim/win32/virtual.h"

#define COMMIT_BYTES    ((uint64_t)2 << PAGE_SHIFT)     /* at a time: docs/reference/sources.md, [heap] */

static uint64_t page_up(uint64_t va)
{
	return (va + PAGE_SIZE - 1) & PAGE_MASK;
}

uint64_t segment_reserve(struct heaps *heaps, uint64_t size_bytes, uint32_t type, uint32_t protect)
{
	uint64_t va = 0;

	if (win32_virtual_alloc(heaps->vm, heaps->next_base, size_bytes, type, protect, &va) == 0) {
		heaps->next_base = va + ((size_bytes + GRANULE_SIZE - 1) & ~(GRANULE_SIZE - 1));
		return va;
	}
	return win32_virtual_alloc(heaps->vm, 0, size_bytes, type, protect, &va) == 0 ? va : 0;
}

static bool commit(struct heap *heap, uint64_t va, uint64_t size_bytes)
{
	uint64_t unused;

	return win32_virtual_alloc(heap->heaps->vm, va, size_bytes, MEM_COMMIT, heap->protect, &unused) == 0;
}

/* All of a new segment is one free chunk, most of which is a hole. */
struct segment *segment_new(struct heap *heap, uint64_t reserve, uint64_t commit_bytes, uint64_t own_bytes)
{
	struct segment *s = calloc(1, sizeof *s);
	struct chunk *c = calloc(1, sizeof *c);
	uint64_t base = s && c ? segment_reserve(heap->heaps, reserve, MEM_RESERVE, heap->protect) : 0;

	if (base != 0 && !commit(heap, base, commit_bytes)) {
		win32_virtual_free(heap->heaps->vm, base, 0, MEM_RELEASE);
		base = 0;
	}
	if (base == 0) {
		free(s);
		free(c);
		return NULL;
	}
	*s = (struct segment){ .base = base, .end = base + reserve, .first = base + own_bytes, .chunk = c };
	*c = (struct chunk){ .va = s->first, .bytes = reserve - own_bytes, .hole = base + page_up(commit_bytes), .hole_end = s->end,
	                     .segment = s };
	return s;
}

bool segment_fill(struct heap *heap, struct chunk *c, uint64_t end)
{
	uint64_t until = page_up(end);

	if (c->hole == c->hole_end || end <= c->hole)
		return true;
	if (until - c->hole < COMMIT_BYTES)
		until = c->hole + COMMIT_BYTES;
	if (until > c->hole_end)
		until = c->hole_end;
	if (!commit(heap, c->hole, until - c->hole))
		return false;
	heap->free_bytes += until - c->hole;    /* it is a free chunk yet */
	c->hole = until;
	return true;
}

void segment_drain(struct heap *heap, struct chunk *c)
{
	uint64_t first = page_up(c->va + HEAP_HEADER_BYTES), end = (c->va + c->bytes) & PAGE_MASK;
	uint64_t hole = c->hole_end - c->hole;

	if (first >= end || win32_virtual_free(heap->heaps->vm, first, end - first, MEM_DECOMMIT) != 0)
		return;
	heap->free_bytes -= end - first - hole;
	c->hole = first;
	c->hole_end = end;
}

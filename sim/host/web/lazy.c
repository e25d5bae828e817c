/*
 * lazy.c - see sim/host/lazy.h: by memory.grow. Pages that the module has never had are zero and cost nothing until
 * they are touched; calloc() would clear them one by one. What is given back is kept, and cleared when it is taken again.
 */
#include "sim/host/lazy.h"

#include <stdint.h>
#include <string.h>

enum { WASM_PAGE = 65536, PIECES_MAX = 64 };

static struct piece { void *memory; size_t bytes; } kept[PIECES_MAX];

static size_t whole_pages(uint64_t bytes)
{
	return (size_t)(bytes + WASM_PAGE - 1) / WASM_PAGE * WASM_PAGE;
}

void *lazy_new(uint64_t bytes)
{
	size_t size, before;

	if (!bytes || bytes > SIZE_MAX - WASM_PAGE)
		return NULL;
	size = whole_pages(bytes);
	for (int i = 0; i < PIECES_MAX; i++)
		if (kept[i].memory && kept[i].bytes == size) {
			void *memory = kept[i].memory;

			kept[i].memory = NULL;
			return memset(memory, 0, size);
		}
	before = __builtin_wasm_memory_grow(0, size / WASM_PAGE);
	return before == SIZE_MAX ? NULL : (void *)(before * WASM_PAGE);
}

void lazy_free(void *memory, uint64_t bytes)
{
	for (int i = 0; memory && i < PIECES_MAX; i++)
		if (!kept[i].memory) {
			kept[i] = (struct piece){ memory, whole_pages(bytes) };
			return;
		}
}

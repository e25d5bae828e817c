/*
 * heap.c - blocks of the lab's heap, in classes of size. See heap.h.
 *
 * Small blocks are cut from segments that are committed step by step; a table on the
 * host says of every address that was given out how large it is, so that free() of
 * anything else is found out at once.
 */
#include "sim/libc/heap.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "sim/nt/memtype.h"
#include "sim/nt/protection.h"
#include "sim/win32/virtual.h"

#define FIRST_BASE      ((uint64_t)0x20000000)
#define SEGMENT_BYTES   ((uint64_t)64 << 20)
#define COMMIT_BYTES    ((uint64_t)64 << 10)
#define LARGE_BYTES     ((uint64_t)512 << 10)   /* from here on a block has a reservation of its own */
#define BLOCK_BYTES_MAX ((uint64_t)1 << 46)

#define LARGE           0xff                    /* no class */
#define EMPTY           0                       /* of a slot's address */
#define GONE            1

struct block { uint64_t va, size; uint8_t class; };    /* a slot of the table; size: as asked for */
struct bin { uint64_t *va; size_t count, room; };       /* freed blocks of one class */

struct heap {
	struct vm *vm;
	uint64_t base, next, committed, end;    /* of the current segment */
	uint64_t next_base;                     /* where the next reservation is tried */
	struct block *slot;                     /* hashed by address; the number of slots is a power of two */
	size_t slots, taken;                    /* taken: not EMPTY */
	struct bin bin[64];
};

struct heap *heap_new(struct vm *vm)
{
	struct heap *h = calloc(1, sizeof *h);

	if (h) {
		h->vm = vm;
		h->next_base = FIRST_BASE;
	}
	return h;
}

void heap_destroy(struct heap *h)
{
	if (!h)
		return;
	for (size_t i = 0; i < sizeof h->bin / sizeof h->bin[0]; i++)
		free(h->bin[i].va);
	free(h->slot);
	free(h);
}

/* ---- classes: 16, 32, ... 128, then four to each doubling ---- */

static uint64_t class_bytes(unsigned class)
{
	return class < 8 ? (uint64_t)(class + 1) * 16 : (uint64_t)(5 + (class - 8) % 4) << (5 + (class - 8) / 4);
}

static unsigned class_of(uint64_t size)
{
	unsigned class = 0;

	assert(size <= LARGE_BYTES);
	while (class_bytes(class) < size)
		class++;
	return class;
}

/* ---- the table of blocks ---- */

static size_t hash(const struct heap *h, uint64_t va)
{
	return (size_t)(va / 16 * 0x9E3779B97F4A7C15u >> 20) & (h->slots - 1);
}

static struct block *find(const struct heap *h, uint64_t va)
{
	if (h->slots == 0 || va <= GONE)
		return NULL;
	for (size_t i = hash(h, va); h->slot[i].va != EMPTY; i = (i + 1) & (h->slots - 1))
		if (h->slot[i].va == va)
			return &h->slot[i];
	return NULL;
}

static void insert(struct heap *h, struct block b)
{
	size_t i = hash(h, b.va);

	assert(b.va % 16 == 0);         /* HEAP-1 */
	assert(h->taken < h->slots);    /* the search for an empty slot ends */
	while (h->slot[i].va != EMPTY)
		i = (i + 1) & (h->slots - 1);
	h->slot[i] = b;
	h->taken++;
}

/* Room for one more: at most half of the slots are taken. */
static bool make_room(struct heap *h)
{
	struct block *old = h->slot;
	size_t slots = h->slots, live = 0;

	if (h->taken * 2 < slots)
		return true;
	for (size_t i = 0; i < slots; i++)
		live += old[i].va > GONE;
	h->slots = 256;
	while (h->slots < live * 4)
		h->slots *= 2;
	h->slot = calloc(h->slots, sizeof *h->slot);
	if (!h->slot) {
		h->slot = old;
		h->slots = slots;
		return false;
	}
	h->taken = 0;
	for (size_t i = 0; i < slots; i++)
		if (old[i].va > GONE)
			insert(h, old[i]);
	free(old);
	return true;
}

/* ---- simulated memory ---- */

/* At the heap's own place if that is free, else wherever there is room. 0: nowhere. */
static uint64_t reserve(struct heap *h, uint64_t size, uint32_t type)
{
	uint64_t va = 0;

	if (win32_virtual_alloc(h->vm, h->next_base, size, type, PAGE_READWRITE, &va) == 0) {
		h->next_base = va + ((size + GRANULE_SIZE - 1) & ~(GRANULE_SIZE - 1));
		return va;
	}
	return win32_virtual_alloc(h->vm, 0, size, type, PAGE_READWRITE, &va) == 0 ? va : 0;
}

static bool new_segment(struct heap *h)
{
	uint64_t va = reserve(h, SEGMENT_BYTES, MEM_RESERVE);

	if (va == 0)
		return false;
	h->base = h->next = h->committed = va;
	h->end = va + SEGMENT_BYTES;
	return true;
}

static uint64_t carve(struct heap *h, uint64_t size)
{
	uint64_t va, unused;

	if (h->end - h->next < size && !new_segment(h))
		return 0;
	while (h->committed < h->next + size) {
		if (win32_virtual_alloc(h->vm, h->committed, COMMIT_BYTES, MEM_COMMIT, PAGE_READWRITE, &unused) != 0)
			return 0;
		h->committed += COMMIT_BYTES;
	}
	assert(h->base <= h->next && h->next + size <= h->committed && h->committed <= h->end);  /* HEAP-2 */
	va = h->next;
	h->next += size;
	return va;
}

/* ---- blocks ---- */

uint64_t heap_alloc(struct heap *h, uint64_t size)
{
	struct block b = { .size = size, .class = LARGE };
	struct bin *bin;

	if (size > BLOCK_BYTES_MAX || !make_room(h))
		return 0;
	if (size >= LARGE_BYTES) {
		b.va = reserve(h, size, MEM_RESERVE | MEM_COMMIT);
	} else {
		b.class = (uint8_t)class_of(size);
		bin = &h->bin[b.class];
		b.va = bin->count > 0 ? bin->va[--bin->count] : carve(h, class_bytes(b.class));
	}
	if (b.va != 0)
		insert(h, b);
	return b.va;
}

bool heap_size(const struct heap *h, uint64_t va, uint64_t *size)
{
	const struct block *b = find(h, va);

	if (b)
		*size = b->size;
	return b != NULL;
}

bool heap_resize(struct heap *h, uint64_t va, uint64_t size)
{
	struct block *b = find(h, va);

	if (!b)
		return false;
	if (b->class == LARGE ? size > ((b->size + PAGE_SIZE - 1) & PAGE_MASK) : size > class_bytes(b->class))
		return false;
	if (b->class != LARGE)          /* a large block keeps the size that tells where its pages end */
		b->size = size;
	return true;
}

/* Without memory for the list the block is lost, which a lab cannot notice. */
static void keep_for_later(struct bin *bin, uint64_t va)
{
	if (bin->count == bin->room) {
		size_t room = bin->room ? bin->room * 2 : 64;
		uint64_t *bigger = realloc(bin->va, room * sizeof *bigger);

		if (!bigger)
			return;
		bin->va = bigger;
		bin->room = room;
	}
	bin->va[bin->count++] = va;
}

bool heap_free(struct heap *h, uint64_t va)
{
	struct block *b = find(h, va);

	if (!b)
		return false;
	if (b->class == LARGE)
		win32_virtual_free(h->vm, va, 0, MEM_RELEASE);
	else
		keep_for_later(&h->bin[b->class], va);
	b->va = GONE;
	return true;
}

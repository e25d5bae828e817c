/*
 * heap.c - the chunks of a heap: cut, joined, found. See heap.h.
 *
 * Free chunks wait in bins by their size, and the smallest that is large enough is taken; a table on the
 * host says of every block that was given out where its chunk is, so that a free of anything else is found out at once.
 */
#include "sim/win32/heap.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "sim/nt/memtype.h"
#include "sim/win32/heap_parts.h"
#include "sim/win32/virtual.h"

#define CHUNK_BYTES_MIN  32
#define SEGMENT_BYTES    ((uint64_t)1 << 20)    /* of the second; each one after it is twice as large, */
#define SEGMENT_BYTES_MAX ((uint64_t)64 << 20)  /* up to this */
#define SEGMENT_OWN      0x70                   /* what a segment keeps for itself, the first one apart */
#define DECOMMIT_BLOCK   PAGE_SIZE              /* a free chunk of that size loses its pages, */
#define DECOMMIT_TOTAL   ((uint64_t)64 << 10)   /* if there is as much free in all */
#define BLOCK_BYTES_MAX  ((uint64_t)1 << 46)

#define GONE ((struct chunk *)1)                /* of a slot: was taken */

uint64_t heap_handle(const struct heap *h)
{
	return h->handle;
}

uint32_t heap_options(const struct heap *h)
{
	return h->options;
}

bool heap_is_fixed(const struct heap *h)
{
	return h->most != 0;
}

const struct fault *heap_fault(const struct heap *h)
{
	return &h->fault;
}

/* ---- headers in the lab's memory ---- */

/* What the second word of a header says. The first belongs to the block before, as on Windows: nobody looks at it. */
static uint64_t seal(const struct heap *h, const struct chunk *c)
{
	return (c->va ^ h->handle) * 0x9E3779B97F4A7C15u ^ c->bytes << 1 ^ (uint64_t)c->busy;
}

static uint8_t *header(struct heap *h, const struct chunk *c, enum access access)
{
	return vm_access(h->heaps->vm, c->va + 8, access, &h->fault);
}

static enum heap_result write_header(struct heap *h, const struct chunk *c)
{
	uint8_t *host = header(h, c, ACCESS_WRITE);
	uint64_t word = seal(h, c);

	if (!host)
		return HEAP_FAULT;
	memcpy(host, &word, sizeof word);
	return HEAP_DONE;
}

static enum heap_result check_header(struct heap *h, const struct chunk *c)
{
	const uint8_t *host = header(h, c, ACCESS_READ);
	uint64_t word;

	if (!host)
		return HEAP_FAULT;
	memcpy(&word, host, sizeof word);
	return word == seal(h, c) ? HEAP_DONE : HEAP_SPOILED;
}

/* ---- bins: 32, 48, ... 1024, then four to each doubling ---- */

static unsigned bin_of(uint64_t bytes)
{
	unsigned doubling = 0, bin;

	if (bytes <= 1024)
		return (unsigned)(bytes / 16 - 2);
	while (bytes >> (doubling + 11) != 0)
		doubling++;
	bin = 63 + doubling * 4 + (unsigned)(bytes >> (doubling + 8) & 3);
	return bin < HEAP_BINS ? bin : HEAP_BINS - 1;
}

static void put_into_bin(struct heap *h, struct chunk *c)
{
	struct chunk **bin = &h->bin[bin_of(c->bytes)];

	c->bin_before = NULL;
	c->bin_after = *bin;
	if (*bin)
		(*bin)->bin_before = c;
	*bin = c;
	h->free_bytes += c->bytes - (c->hole_end - c->hole);
}

static void take_from_bin(struct heap *h, struct chunk *c)
{
	if (c->bin_before)
		c->bin_before->bin_after = c->bin_after;
	else
		h->bin[bin_of(c->bytes)] = c->bin_after;
	if (c->bin_after)
		c->bin_after->bin_before = c->bin_before;
	h->free_bytes -= c->bytes - (c->hole_end - c->hole);
}

/* The smallest that is large enough; of equals the one that was freed last. */
static struct chunk *best_fit(const struct heap *h, uint64_t bytes)
{
	for (unsigned bin = bin_of(bytes); bin < HEAP_BINS; bin++) {
		struct chunk *best = NULL;

		for (struct chunk *c = h->bin[bin]; c; c = c->bin_after)
			if (c->bytes >= bytes && (!best || c->bytes < best->bytes))
				best = c;
		if (best)
			return best;
	}
	return NULL;
}

/* ---- the table of blocks that are given out ---- */

static size_t hash(const struct heap *h, uint64_t va)
{
	return (size_t)(va / 16 * 0x9E3779B97F4A7C15u >> 20) & (h->slots - 1);
}

static uint64_t block_of(const struct chunk *c)
{
	return c->va + (c->segment ? HEAP_HEADER_BYTES : HEAP_LARGE_HEADER);
}

static struct chunk **find_slot(const struct heap *h, uint64_t va)
{
	if (h->slots == 0)
		return NULL;
	for (size_t i = hash(h, va); h->slot[i]; i = (i + 1) & (h->slots - 1))
		if (h->slot[i] != GONE && block_of(h->slot[i]) == va)
			return &h->slot[i];
	return NULL;
}

static struct chunk *find(const struct heap *h, uint64_t va)
{
	struct chunk **slot = find_slot(h, va);

	return slot ? *slot : NULL;
}

static void insert(struct heap *h, struct chunk *c)
{
	size_t i = hash(h, block_of(c));

	assert(block_of(c) % 16 == 0);  /* HEAP-1 */
	assert(h->taken < h->slots);    /* the search for an empty slot ends */
	while (h->slot[i])
		i = (i + 1) & (h->slots - 1);
	h->slot[i] = c;
	h->taken++;
}

/* Room for one more: at most half of the slots are taken. */
static bool make_room(struct heap *h)
{
	struct chunk **old = h->slot;
	size_t slots = h->slots, live = 0;

	if (h->taken * 2 < slots)
		return true;
	for (size_t i = 0; i < slots; i++)
		live += old[i] > GONE;
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
		if (old[i] > GONE)
			insert(h, old[i]);
	free(old);
	return true;
}

/* ---- chunks ---- */

static uint64_t chunk_bytes(uint64_t size)
{
	uint64_t bytes = (size + HEAP_HEADER_BYTES + 15) & ~(uint64_t)15;

	return bytes < CHUNK_BYTES_MIN ? CHUNK_BYTES_MIN : bytes;
}

/* Cut `bytes` off a chunk that is in no bin, if what is left can be a chunk; that goes into a bin. */
static enum heap_result cut(struct heap *h, struct chunk *c, uint64_t bytes)
{
	struct chunk *rest;

	if (c->bytes - bytes < CHUNK_BYTES_MIN)
		return HEAP_DONE;
	rest = calloc(1, sizeof *rest);
	if (!rest)
		return HEAP_NO_ROOM;
	*rest = (struct chunk){ .va = c->va + bytes, .bytes = c->bytes - bytes, .hole = c->hole, .hole_end = c->hole_end,
	                        .segment = c->segment, .before = c, .after = c->after };
	if (rest->after)
		rest->after->before = rest;
	c->after = rest;
	c->bytes = bytes;
	c->hole = c->hole_end = 0;
	put_into_bin(h, rest);
	return write_header(h, rest);
}

/* The chunk after `c` goes up in it. Neither is in a bin. */
static void swallow(struct chunk *c)
{
	struct chunk *after = c->after;

	if (after->hole != after->hole_end) {
		c->hole = after->hole;
		c->hole_end = after->hole_end;
	}
	c->bytes += after->bytes;
	c->after = after->after;
	if (c->after)
		c->after->before = c;
	free(after);
}

static bool has_hole(const struct chunk *c)
{
	return c->hole != c->hole_end;
}

/* Two holes in one chunk become one, for then all pages between them are free, too. */
static struct chunk *join(struct heap *h, struct chunk *c, bool *drain)
{
	struct chunk *before = c->before, *after = c->after;

	if (after && !after->busy) {
		take_from_bin(h, after);
		swallow(c);
	}
	if (before && !before->busy) {
		take_from_bin(h, before);
		*drain = has_hole(before) && has_hole(c);
		swallow(before);
		c = before;
	}
	return c;
}

/* A chunk that nobody uses any more: joined with its free neighbours, and without its pages if they are many. */
static enum heap_result give_back(struct heap *h, struct chunk *c)
{
	bool drain = false;

	c->busy = false;
	c->hole = c->hole_end = 0;
	c = join(h, c, &drain);
	put_into_bin(h, c);
	if (drain || (h->free_bytes >= DECOMMIT_TOTAL && c->bytes - (c->hole_end - c->hole) >= DECOMMIT_BLOCK))
		segment_drain(h, c);
	return write_header(h, c);
}

void heap_adopt(struct heap *h, struct chunk *c)
{
	put_into_bin(h, c);
	write_header(h, c);
}

static bool grow(struct heap *h, uint64_t bytes)
{
	uint64_t reserve = h->next_segment, needed = bytes + SEGMENT_OWN + CHUNK_BYTES_MIN;
	struct segment *s = NULL, **last = &h->segment;

	if (h->most)
		return false;
	needed = (needed + GRANULE_SIZE - 1) & ~(GRANULE_SIZE - 1);
	for (reserve = reserve < needed ? needed : reserve; !s && reserve >= needed; reserve /= 2)
		s = segment_new(h, reserve, PAGE_SIZE, SEGMENT_OWN);
	if (!s)
		return false;
	if (h->next_segment < SEGMENT_BYTES_MAX)
		h->next_segment *= 2;
	while (*last)
		last = &(*last)->next;
	*last = s;
	h->segments++;
	heap_adopt(h, s->chunk);
	return true;
}

static enum heap_result alloc_small(struct heap *h, uint64_t size, uint64_t *va)
{
	uint64_t bytes = chunk_bytes(size), end;
	struct chunk *c = best_fit(h, bytes);
	enum heap_result result;

	if (!c && grow(h, bytes))
		c = best_fit(h, bytes);
	if (!c)
		return HEAP_NO_ROOM;
	end = c->bytes - bytes < CHUNK_BYTES_MIN ? c->va + c->bytes : c->va + bytes + HEAP_HEADER_BYTES;
	if (!segment_fill(h, c, end))
		return HEAP_NO_ROOM;
	take_from_bin(h, c);
	result = cut(h, c, bytes);
	if (result != HEAP_DONE && result != HEAP_FAULT) {
		put_into_bin(h, c);
		return result;
	}
	c->busy = true;
	c->size = size;
	insert(h, c);
	*va = block_of(c);
	return result == HEAP_DONE ? write_header(h, c) : result;
}

static enum heap_result alloc_large(struct heap *h, uint64_t size, uint64_t *va)
{
	struct chunk *c = h->most ? NULL : calloc(1, sizeof *c);
	uint64_t bytes = (size + HEAP_LARGE_HEADER + PAGE_SIZE - 1) & PAGE_MASK;

	if (!c)
		return HEAP_NO_ROOM;
	*c = (struct chunk){ .bytes = bytes, .size = size, .busy = true, .after = h->large };
	c->va = segment_reserve(h->heaps, bytes, MEM_RESERVE | MEM_COMMIT, h->protect);
	if (c->va == 0) {
		free(c);
		return HEAP_NO_ROOM;
	}
	if (h->large)
		h->large->before = c;
	h->large = c;
	insert(h, c);
	*va = block_of(c);
	return write_header(h, c);
}

enum heap_result heap_alloc(struct heap *h, uint64_t size, uint64_t *va)
{
	h->heaps->version++;
	if (size > BLOCK_BYTES_MAX || !make_room(h))
		return HEAP_NO_ROOM;
	return size > HEAP_LARGE_BYTES ? alloc_large(h, size, va) : alloc_small(h, size, va);
}

/* The block's chunk, if what stands before it is what was written there. */
static enum heap_result checked(struct heap *h, uint64_t va, struct chunk **c)
{
	*c = find(h, va);
	return *c ? check_header(h, *c) : HEAP_NO_BLOCK;
}

enum heap_result heap_size(struct heap *h, uint64_t va, uint64_t *size)
{
	struct chunk *c;
	enum heap_result result = checked(h, va, &c);

	if (result == HEAP_DONE)
		*size = c->size;
	return result;
}

/* Longer, by what is free behind it. */
static enum heap_result stretch(struct heap *h, struct chunk *c, uint64_t bytes)
{
	struct chunk *after = c->after;
	uint64_t needed = bytes - c->bytes;
	enum heap_result result;

	if (!after || after->busy || after->bytes < needed)
		return HEAP_NO_ROOM;
	if (!segment_fill(h, after, after->bytes - needed < CHUNK_BYTES_MIN ? after->va + after->bytes : after->va + needed +
	                  HEAP_HEADER_BYTES))
		return HEAP_NO_ROOM;
	take_from_bin(h, after);
	swallow(c);
	result = cut(h, c, bytes);
	c->hole = c->hole_end = 0;
	return result;
}

/* Shorter: what is cut off is free, and joins what is free behind it. */
static enum heap_result shrink(struct heap *h, struct chunk *c, uint64_t bytes)
{
	enum heap_result result;
	bool unused;

	if (c->bytes - bytes < CHUNK_BYTES_MIN)
		return HEAP_DONE;
	result = cut(h, c, bytes);
	if (result == HEAP_DONE && c->after->after && !c->after->after->busy) {
		take_from_bin(h, c->after);
		put_into_bin(h, join(h, c->after, &unused));
		result = write_header(h, c->after);
	}
	return result;
}

enum heap_result heap_resize(struct heap *h, uint64_t va, uint64_t size)
{
	uint64_t bytes = chunk_bytes(size);
	struct chunk *c;
	enum heap_result result = checked(h, va, &c);

	h->heaps->version++;
	if (result != HEAP_DONE)
		return result;
	if (!c->segment) {
		if (size > c->bytes - HEAP_LARGE_HEADER || size <= HEAP_LARGE_BYTES)
			return HEAP_NO_ROOM;
		c->size = size;
		return HEAP_DONE;
	}
	if (size > HEAP_LARGE_BYTES)
		return HEAP_NO_ROOM;
	result = bytes > c->bytes ? stretch(h, c, bytes) : shrink(h, c, bytes);
	if (result == HEAP_NO_ROOM && bytes > c->bytes)
		return result;
	c->size = size;
	return result == HEAP_FAULT ? result : write_header(h, c);
}

static void free_large(struct heap *h, struct chunk *c)
{
	win32_virtual_free(h->heaps->vm, c->va, 0, MEM_RELEASE);
	if (c->before)
		c->before->after = c->after;
	else
		h->large = c->after;
	if (c->after)
		c->after->before = c->before;
	free(c);
}

/* A block and its neighbours, whose headers change when the block is freed. */
static enum heap_result check_around(struct heap *h, const struct chunk *c)
{
	enum heap_result result = check_header(h, c);

	if (result == HEAP_DONE && c->segment && c->after)
		result = check_header(h, c->after);
	if (result == HEAP_DONE && c->segment && c->before && !c->before->busy)
		result = check_header(h, c->before);
	return result;
}

enum heap_result heap_free(struct heap *h, uint64_t va)
{
	struct chunk **slot = find_slot(h, va), *c = slot ? *slot : NULL;
	enum heap_result result = c ? check_around(h, c) : HEAP_NO_BLOCK;

	h->heaps->version++;
	if (result != HEAP_DONE)
		return result;
	*slot = GONE;
	if (c->segment)
		return give_back(h, c);
	free_large(h, c);
	return HEAP_DONE;
}

enum heap_result heap_validate(struct heap *h, uint64_t va)
{
	const struct chunk *c = va ? find(h, va) : NULL;
	enum heap_result result = HEAP_DONE;

	if (va)
		return c ? check_around(h, c) : HEAP_NO_BLOCK;
	for (const struct segment *s = h->segment; s; s = s->next)
		for (c = s->chunk; c && result == HEAP_DONE; c = c->after)
			result = check_header(h, c);
	for (c = h->large; c && result == HEAP_DONE; c = c->after)
		result = check_header(h, c);
	return result;
}

uint64_t heap_largest_free(const struct heap *h)
{
	uint64_t most = 0;

	for (unsigned bin = 0; bin < HEAP_BINS; bin++)
		for (const struct chunk *c = h->bin[bin]; c; c = c->bin_after) {
			uint64_t bytes = (has_hole(c) ? c->hole - c->va : c->bytes) - HEAP_HEADER_BYTES;

			most = bytes > most ? bytes : most;
		}
	return most;
}

/* heaps.c - the heaps of a process, what lies in them, and the handles of movable blocks. See heap.h. */
#include <stdlib.h>
#include <string.h>

#include "sim/nt/memtype.h"
#include "sim/nt/protection.h"
#include "sim/win32/heap_parts.h"
#include "sim/win32/virtual.h"

#define FIRST_BASE       ((uint64_t)0x20000000)
#define HEAP_OWN         0x740                          /* what a heap keeps for itself, at the start of its first segment */
#define PROCESS_RESERVE  ((uint64_t)1 << 20)
#define RESERVE          ((uint64_t)64 << PAGE_SHIFT)   /* of a heap of which nobody said how large */
#define GROWTH           ((uint64_t)1 << 20)

#define HANDLE_BYTES     16             /* of a movable block: a word of the lab's memory that says where the block is */
#define HANDLE_LOW       8              /* ... in its second half, so that the handle is no address of a block */
#define HANDLES_MAX      4096

struct heaps *heaps_new(struct vm *vm)
{
	struct heaps *heaps = calloc(1, sizeof *heaps);

	if (heaps) {
		heaps->vm = vm;
		heaps->next_base = FIRST_BASE;
	}
	return heaps;
}

static void free_chunks(struct chunk *c)
{
	while (c) {
		struct chunk *after = c->after;

		free(c);
		c = after;
	}
}

/* What the host holds of it. */
static void free_heap(struct heap *h)
{
	while (h->segment) {
		struct segment *next = h->segment->next;

		free_chunks(h->segment->chunk);
		free(h->segment);
		h->segment = next;
	}
	free_chunks(h->large);
	free(h->slot);
	free(h);
}

void heaps_free(struct heaps *heaps)
{
	if (!heaps)
		return;
	while (heaps->heap) {
		struct heap *next = heaps->heap->next;

		free_heap(heaps->heap);
		heaps->heap = next;
	}
	for (size_t i = 0; i < heaps->movables; i++)
		free(heaps->movable[i]);
	free(heaps->movable);
	free(heaps);
}

/* ---- heaps ---- */

static uint64_t page_up(uint64_t size)
{
	return (size + PAGE_SIZE - 1) & PAGE_MASK;
}

static struct heap *create(struct heaps *heaps, uint32_t options, uint64_t reserve, uint64_t commit, uint64_t most)
{
	struct heap *h = calloc(1, sizeof *h), **last = &heaps->heap;

	if (!h)
		return NULL;
	heaps->version++;
	*h = (struct heap){ .heaps = heaps, .options = options, .most = most, .next_segment = GROWTH,
	                    .protect = options & HEAP_CREATE_ENABLE_EXECUTE ? PAGE_EXECUTE_READWRITE : PAGE_READWRITE };
	h->segment = segment_new(h, reserve, commit, HEAP_OWN);
	if (!h->segment) {
		free(h);
		return NULL;
	}
	h->segments = 1;
	h->handle = h->segment->base;
	heap_adopt(h, h->segment->chunk);
	while (*last)
		last = &(*last)->next;
	*last = h;
	return h;
}

struct heap *heaps_process(struct heaps *heaps)
{
	if (!heaps->process)
		heaps->process = create(heaps, HEAP_GROWABLE, PROCESS_RESERVE, PAGE_SIZE, 0);
	return heaps->process;
}

struct heap *heaps_create(struct heaps *heaps, uint32_t options, uint64_t initial, uint64_t most)
{
	uint64_t commit = initial ? page_up(initial) : PAGE_SIZE, reserve = most ? page_up(most) : RESERVE;

	if (initial > UINT64_MAX - PAGE_SIZE || most > UINT64_MAX - PAGE_SIZE)
		return NULL;
	if (reserve < commit)
		reserve = (commit + GRANULE_SIZE - 1) & ~(GRANULE_SIZE - 1);
	if (!most)
		options |= HEAP_GROWABLE;
	return create(heaps, options, reserve, commit, most ? reserve : 0);
}

void heaps_destroy(struct heaps *heaps, struct heap *h)
{
	struct heap **at = &heaps->heap;

	for (const struct segment *s = h->segment; s; s = s->next)
		win32_virtual_free(heaps->vm, s->base, 0, MEM_RELEASE);
	for (const struct chunk *c = h->large; c; c = c->after)
		win32_virtual_free(heaps->vm, c->va, 0, MEM_RELEASE);
	while (*at != h)
		at = &(*at)->next;
	*at = h->next;
	heaps->version++;
	free_heap(h);
}

struct heap *heaps_find(const struct heaps *heaps, uint64_t handle)
{
	for (struct heap *h = heaps->heap; h; h = h->next)
		if (h->handle == handle)
			return h;
	return NULL;
}

uint64_t heaps_version(const struct heaps *heaps)
{
	return heaps->version;
}

struct heap *heaps_at(const struct heaps *heaps, size_t n)
{
	struct heap *h = heaps->heap;

	while (h && n-- > 0)
		h = h->next;
	return h;
}

/* ---- a walk ---- */

static struct heap_entry region_entry(const struct segment *s, size_t number)
{
	struct heap_entry e = { .kind = HEAP_ENTRY_REGION, .va = s->base, .bytes = s->end - s->base, .header = s->first - s->base,
	                        .committed = s->end - s->base, .first = s->first + HEAP_HEADER_BYTES, .end = s->end, .region = number };

	for (const struct chunk *c = s->chunk; c; c = c->after)
		if (!c->busy)
			e.committed -= c->hole_end - c->hole;
	return e;
}

/* A free chunk with a hole in the middle is told without what lies behind the hole: that cannot be, for a hole ends with its
 * chunk, a few bytes aside that are no whole page. */
static struct heap_entry chunk_entry(const struct chunk *c, size_t region)
{
	uint64_t header = c->segment ? HEAP_HEADER_BYTES : HEAP_LARGE_HEADER, bytes = c->bytes;

	if (!c->busy && c->hole != c->hole_end)
		bytes = c->hole - c->va;
	return (struct heap_entry){ .kind = c->busy ? HEAP_ENTRY_BUSY : HEAP_ENTRY_FREE, .va = c->va + header, .region = region,
	                            .bytes = c->busy ? c->size : bytes - header,
	                            .header = c->busy ? c->bytes - c->size : header };
}

static struct heap_entry hole_entry(const struct chunk *c, size_t region)
{
	return (struct heap_entry){ .kind = HEAP_ENTRY_HOLE, .va = c->hole, .bytes = c->hole_end - c->hole, .region = region };
}

static bool each_of(const struct chunk *c, size_t region, bool (*told)(void *, const struct heap_entry *), void *context)
{
	struct heap_entry e = chunk_entry(c, region);

	if (!told(context, &e))
		return false;
	if (c->busy || c->hole == c->hole_end)
		return true;
	e = hole_entry(c, region);
	return told(context, &e);
}

void heap_each(const struct heap *h, bool (*told)(void *context, const struct heap_entry *entry), void *context)
{
	size_t n = 0;

	for (const struct segment *s = h->segment; s; s = s->next, n++) {
		struct heap_entry e = region_entry(s, n);

		if (!told(context, &e))
			return;
		for (const struct chunk *c = s->chunk; c; c = c->after)
			if (!each_of(c, n, told, context))
				return;
	}
	for (const struct chunk *c = h->large; c; c = c->after)
		if (!each_of(c, SIZE_MAX, told, context))
			return;
}

/* Walking means looking for the entry that was told last and telling the next: as long as nothing changes in between, that works. */
struct search { uint64_t va; enum heap_entry_kind kind; bool passed, found; struct heap_entry *entry; };

static bool is_block(enum heap_entry_kind kind)
{
	return kind == HEAP_ENTRY_BUSY || kind == HEAP_ENTRY_FREE;
}

static bool look(void *context, const struct heap_entry *e)
{
	struct search *s = context;

	if (s->passed) {
		*s->entry = *e;
		s->found = true;
		return false;
	}
	s->passed = s->va == e->va && (s->kind == e->kind || (is_block(s->kind) && is_block(e->kind)));
	return true;
}

bool heap_next(const struct heap *h, uint64_t va, enum heap_entry_kind kind, struct heap_entry *e)
{
	struct search s = { va, kind, va == 0, false, e };

	heap_each(h, look, &s);
	return s.found;
}

/* ---- handles of movable blocks ---- */

static bool make_table(struct heaps *heaps)
{
	if (!heaps->table)
		heaps->table = segment_reserve(heaps, HANDLES_MAX * HANDLE_BYTES, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	return heaps->table != 0;
}

struct heap_movable *heaps_movable_new(struct heaps *heaps)
{
	struct heap_movable *m;

	for (size_t i = 0; i < heaps->movables; i++)
		if (!heaps->movable[i]->live) {
			*heaps->movable[i] = (struct heap_movable){ .handle = heaps->movable[i]->handle, .live = true };
			return heaps->movable[i];
		}
	if (heaps->movables == HANDLES_MAX || !make_table(heaps))
		return NULL;
	if (heaps->movables == heaps->movable_room) {
		size_t room = heaps->movable_room ? 2 * heaps->movable_room : 16;
		struct heap_movable **more = realloc(heaps->movable, room * sizeof *more);

		if (!more)
			return NULL;
		heaps->movable = more;
		heaps->movable_room = room;
	}
	m = calloc(1, sizeof *m);
	if (!m)
		return NULL;
	*m = (struct heap_movable){ .handle = heaps->table + heaps->movables * HANDLE_BYTES + HANDLE_LOW, .live = true };
	heaps->movable[heaps->movables++] = m;
	return m;
}

struct heap_movable *heaps_movable(const struct heaps *heaps, uint64_t handle)
{
	for (size_t i = 0; handle && i < heaps->movables; i++)
		if (heaps->movable[i]->live && heaps->movable[i]->handle == handle)
			return heaps->movable[i];
	return NULL;
}

struct heap_movable *heaps_movable_of(const struct heaps *heaps, uint64_t block)
{
	for (size_t i = 0; block && i < heaps->movables; i++)
		if (heaps->movable[i]->live && heaps->movable[i]->block == block)
			return heaps->movable[i];
	return NULL;
}

void heaps_movable_free(struct heap_movable *m)
{
	m->live = false;
}

void heaps_movable_point(struct heaps *heaps, struct heap_movable *m, uint64_t block)
{
	struct fault unused;
	uint8_t *host = vm_access(heaps->vm, m->handle, ACCESS_WRITE, &unused);

	m->block = block;
	if (host)
		memcpy(host, &block, sizeof block);
}

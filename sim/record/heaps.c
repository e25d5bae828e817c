/* heaps.c - see heaps.h. */
#include "sim/record/heaps.h"

#include <string.h>

#include "sim/record/record.h"
#include "sim/win32/heap.h"

#define SEGMENTS_TOLD   8
#define BLOCKS_TOLD     256     /* of a segment */

struct telling {
	struct recorder *r;
	const struct heap *heap;
	size_t segment;                 /* that is told now */
	bool blocks;                    /* its blocks, not its pages */
	uint64_t base, end, at;
	int64_t more;
	size_t told;
};

static void tell_run(struct telling *t, uint64_t end)
{
	if (end <= t->at)
		return;
	trace_open_array(&t->r->trace, NULL);
	trace_number(&t->r->trace, NULL, (int64_t)((t->at - t->base) >> PAGE_SHIFT));
	trace_number(&t->r->trace, NULL, (int64_t)((end - t->at) >> PAGE_SHIFT));
	trace_close_array(&t->r->trace);
}

/* A block that the lab got by a call has a name. */
static void tell_name(struct telling *t, uint64_t va)
{
	char text[48];

	places_format(&t->r->places, va, text, sizeof text);
	if (text[0] == 'B')
		trace_string(&t->r->trace, "at", text);
}

static void tell_block(struct telling *t, const struct heap_entry *e)
{
	struct trace *out = &t->r->trace;

	if (t->told++ >= BLOCKS_TOLD) {
		t->more++;
		return;
	}
	trace_open_object(out, NULL);
	tell_name(t, e->va);
	trace_hex(out, "offset", e->va - t->base);
	trace_hex(out, "size", e->bytes);
	trace_close_object(out);
}

/* The pages of a segment: all but the holes. */
static bool tell_part(void *context, const struct heap_entry *e)
{
	struct telling *t = context;

	if (e->region != t->segment)
		return e->region == SIZE_MAX || e->region < t->segment;
	if (t->blocks && e->kind == HEAP_ENTRY_BUSY)
		tell_block(t, e);
	if (!t->blocks && e->kind == HEAP_ENTRY_HOLE) {
		tell_run(t, e->va);
		t->at = e->va + e->bytes;
	}
	return true;
}

static void tell_segment(struct recorder *r, const struct heap *heap, const struct heap_entry *region)
{
	struct telling t = { .r = r, .heap = heap, .segment = region->region, .base = region->va, .end = region->end, .at = region->va };
	struct trace *out = &r->trace;

	trace_open_object(out, NULL);
	handles_tell(&r->handles, out, "heap", heap_handle(heap));
	trace_hex(out, "base", region->va);
	trace_number(out, "pages", (int64_t)(region->bytes >> PAGE_SHIFT));
	trace_hex(out, "own", region->header);
	trace_open_array(out, "committed");
	heap_each(heap, tell_part, &t);
	tell_run(&t, t.end);
	trace_close_array(out);
	t.blocks = true;
	trace_open_array(out, "blocks");
	heap_each(heap, tell_part, &t);
	trace_close_array(out);
	if (t.more > 0)
		trace_number(out, "blocks_more", t.more);
	trace_close_object(out);
}

struct regions { struct recorder *r; const struct heap *heap; size_t left; };

static bool tell_region(void *context, const struct heap_entry *e)
{
	struct regions *x = context;

	if (e->kind != HEAP_ENTRY_REGION)
		return true;
	if (x->left == 0)
		return false;
	x->left--;
	tell_segment(x->r, x->heap, e);
	return true;
}

static bool tell_large(void *context, const struct heap_entry *e)
{
	struct regions *x = context;
	struct telling t = { .r = x->r };

	if (e->region != SIZE_MAX || x->left == 0)
		return true;
	x->left--;
	trace_open_object(&x->r->trace, NULL);
	tell_name(&t, e->va);
	trace_hex(&x->r->trace, "base", e->va - HEAP_LARGE_HEADER);
	trace_hex(&x->r->trace, "size", e->bytes);
	trace_number(&x->r->trace, "pages", (int64_t)((e->bytes + e->header) >> PAGE_SHIFT));
	trace_close_object(&x->r->trace);
	return true;
}

static void for_all(struct recorder *r, bool (*tell)(void *, const struct heap_entry *))
{
	struct regions x = { .r = r, .left = SEGMENTS_TOLD };

	for (size_t n = 0; (x.heap = heaps_at(r->heaps, n)) != NULL; n++)
		heap_each(x.heap, tell, &x);
}

/* Has the lab asked for a heap by a call? What malloc does alone is not told. */
static bool is_used(const struct recorder *r)
{
	const struct heap *h;

	for (size_t n = 0; (h = heaps_at(r->heaps, n)) != NULL; n++)
		if (handles_known(&r->handles, heap_handle(h)))
			return true;
	return r->places.block_names > 0;
}

void heaps_tell(struct recorder *r)
{
	if (!r->heaps || heaps_version(r->heaps) == r->heaps_told || !is_used(r))
		return;
	r->heaps_told = heaps_version(r->heaps);
	trace_open_array(&r->trace, "heaps");
	for_all(r, tell_region);
	trace_close_array(&r->trace);
	trace_open_array(&r->trace, "large_blocks");
	for_all(r, tell_large);
	trace_close_array(&r->trace);
}

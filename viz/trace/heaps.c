/* heaps.c - see reading.h: the heaps of the lab, their segments and blocks, as a simulator tells them. */
#include "viz/trace/reading.h"

#define SEGMENTS_MAX 64
#define BLOCKS_MAX   4096

static bool read_pages(struct reading *r, const json_t *list, struct heap_segment *s)
{
	struct page_run *run = keep_alloc(&r->t->keep, json_array_size(list), sizeof *run);

	if (!run)
		return no_memory(r);
	s->committed = run;
	for (size_t i = 0; i < json_array_size(list); i++, s->runs++) {
		const json_t *j = json_array_get(list, i);
		json_int_t first = json_integer_value(json_array_get(j, 0)), count = json_integer_value(json_array_get(j, 1));

		if (!json_is_array(j) || first < 0 || count < 1 || first > s->pages || count > s->pages - first)
			return wrong(r, "a run of \"committed\" is not like [0,4], or lies outside its segment");
		run[i] = (struct page_run){ (uint64_t)first, (uint64_t)count };
	}
	return true;
}

static bool read_block(struct reading *r, const json_t *j, struct heap_block *b)
{
	if (!json_is_object(j))
		return wrong(r, "an entry of \"blocks\" is not an object");
	return opt_where(r, j, "at", &b->at, &b->name) && opt_hex(r, j, "offset", &b->offset, NULL) &&
	       opt_hex(r, j, "size", &b->size, NULL) && opt_int(r, j, "pages", 0, INT64_MAX, &b->pages);
}

static bool read_blocks(struct reading *r, const json_t *list, const struct heap_block **block, size_t *blocks)
{
	struct heap_block *b = keep_alloc(&r->t->keep, json_array_size(list), sizeof *b);

	if (!b)
		return no_memory(r);
	*block = b;
	for (*blocks = 0; *blocks < json_array_size(list); ++*blocks)
		if (!read_block(r, json_array_get(list, *blocks), &b[*blocks]))
			return false;
	return true;
}

static bool read_segment(struct reading *r, const json_t *j, struct heap_segment *s)
{
	const json_t *committed, *blocks;

	if (!json_is_object(j))
		return wrong(r, "an entry of \"heaps\" is not an object");
	return need_string(r, j, "heap", &s->heap) && opt_hex(r, j, "base", &s->base, NULL) &&
	       opt_int(r, j, "pages", 0, (int64_t)1 << 40, &s->pages) && opt_hex(r, j, "own", &s->own, NULL) &&
	       opt_int(r, j, "blocks_more", 0, INT64_MAX, &s->blocks_more) && opt_array(r, j, "committed", RUNS_MAX, &committed) &&
	       opt_array(r, j, "blocks", BLOCKS_MAX, &blocks) && read_pages(r, committed, s) &&
	       read_blocks(r, blocks, &s->block, &s->blocks);
}

bool read_heaps(struct reading *r, const json_t *o, struct event *e)
{
	const json_t *list, *large;
	struct heap_news *h;
	struct heap_segment *s;

	if (!json_object_get(o, "heaps"))
		return true;
	if (!opt_array(r, o, "heaps", SEGMENTS_MAX, &list) || !opt_array(r, o, "large_blocks", SEGMENTS_MAX, &large))
		return false;
	h = keep_alloc(&r->t->keep, 1, sizeof *h);
	s = keep_alloc(&r->t->keep, json_array_size(list), sizeof *s);
	if (!h || !s)
		return no_memory(r);
	e->heaps = h;
	h->segment = s;
	for (; h->segments < json_array_size(list); h->segments++)
		if (!read_segment(r, json_array_get(list, h->segments), &s[h->segments]))
			return false;
	return read_blocks(r, large, &h->large, &h->larges);
}

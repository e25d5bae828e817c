/* heap.c - see heap.h. */
#include "viz/model/heap.h"

#include <inttypes.h>
#include <string.h>

#include "viz/model/words.h"

#define CELLS       64          /* of a page, and of a segment */
#define CLOSE_PAGES 5           /* shown close to */

enum heap_call { HEAP_NO_CALL, HEAP_MADE, HEAP_GONE, HEAP_GIVEN, HEAP_RESIZED, HEAP_FREED };

static enum heap_call call_of(const struct event *e)
{
	static const struct { const char *api; enum heap_call what; } calls[] = {
		{ "HeapCreate", HEAP_MADE }, { "HeapDestroy", HEAP_GONE }, { "HeapAlloc", HEAP_GIVEN }, { "HeapReAlloc", HEAP_RESIZED },
		{ "HeapFree", HEAP_FREED }, { "GlobalAlloc", HEAP_GIVEN }, { "GlobalReAlloc", HEAP_RESIZED }, { "GlobalFree", HEAP_FREED },
		{ "LocalAlloc", HEAP_GIVEN }, { "LocalReAlloc", HEAP_RESIZED }, { "LocalFree", HEAP_FREED },
	};

	for (size_t i = 0; e->type == EV_CALL && e->api && i < sizeof calls / sizeof calls[0]; i++)
		if (strcmp(e->api, calls[i].api) == 0)
			return calls[i].what;
	return HEAP_NO_CALL;
}

bool heap_is_called(const struct event *e)
{
	return call_of(e) != HEAP_NO_CALL;
}

/* HEAPS-1 */
static const struct heap_news *known(const struct building *b, size_t row)
{
	for (size_t i = row + 1; i-- > 0;) {
		const struct event *e = b->c->row[i].side[SIDE_SIM];

		if (e && e->heaps)
			return e->heaps;
	}
	return NULL;
}

/* ---- lines ---- */

struct lines { struct building *b; struct picture *f; size_t used; };

static void add(struct lines *l, const char *text)
{
	if (l->used < HEAP_LINES - 1)
		l->f->heap_line[l->used++] = text;
}

static int64_t committed_pages(const struct heap_segment *s)
{
	int64_t pages = 0;

	for (size_t i = 0; i < s->runs; i++)
		pages += (int64_t)s->committed[i].count;
	return pages;
}

static bool is_committed(const struct heap_segment *s, uint64_t page)
{
	for (size_t i = 0; i < s->runs; i++)
		if (page - s->committed[i].first < s->committed[i].count)
			return true;
	return false;
}

static void put(char *cells, uint64_t page, uint64_t from, uint64_t end, char c)
{
	uint64_t start = page * 4096, cell = 4096 / CELLS;

	for (uint64_t i = 0; i < CELLS; i++)
		if (from < start + (i + 1) * cell && end > start + i * cell)
			cells[i] = c;
}

static char letter_of(const struct heap_block *b)
{
	return where_is_named(&b->at) ? (char)('0' + where_number(&b->at) % 10) : '*';
}

static void put_block(char *cells, uint64_t page, const struct heap_block *b)
{
	put(cells, page, b->offset, b->offset + (b->size ? b->size : 1), letter_of(b));
}

static void add_page(struct lines *l, const struct heap_segment *s, uint64_t page)
{
	char cells[CELLS + 1];

	memset(cells, '.', CELLS);
	cells[CELLS] = '\0';
	put(cells, page, 0, s->own, 'H');
	for (size_t i = 0; i < s->blocks; i++)
		put_block(cells, page, &s->block[i]);
	add(l, SAY(l->b, "  page %-3" PRIu64 "%s", page, cells));
}

/* The pages of the segment, as many as there is room for. */
static void add_segment_pages(struct lines *l, const struct heap_segment *s)
{
	char cells[CELLS + 1];
	uint64_t n = (uint64_t)s->pages < CELLS ? (uint64_t)s->pages : CELLS;

	for (uint64_t i = 0; i < n; i++)
		cells[i] = is_committed(s, i) ? 'C' : '-';
	cells[n] = '\0';
	add(l, SAY(l->b, "  pages   %s%s", cells, (uint64_t)s->pages > n ? "..." : ""));
}

/* The page of the block that the step is about. */
static uint64_t focus_of(const struct heap_segment *s, const struct event *e)
{
	for (size_t i = 0; i < s->blocks; i++)
		if (where_is_named(&e->at) && s->block[i].at.known && s->block[i].at.place == e->at.place)
			return s->block[i].offset / 4096;
	return 0;
}

static void add_segment(struct lines *l, const struct heap_segment *s, const struct event *e)
{
	uint64_t focus = focus_of(s, e), first = focus < CLOSE_PAGES ? 0 : focus - CLOSE_PAGES / 2, shown = 0;
	int64_t committed = committed_pages(s), blocks = (int64_t)s->blocks + s->blocks_more;

	add(l, SAY(l->b, "%s at 0x%" PRIX64 ": %" PRId64 " page%s reserved, %" PRId64 " committed, %" PRId64 " block%s", s->heap, s->base,
	           s->pages, s->pages == 1 ? "" : "s", committed, blocks, blocks == 1 ? "" : "s"));
	add_segment_pages(l, s);
	for (uint64_t page = first; page < (uint64_t)s->pages && shown < CLOSE_PAGES; page++)
		if (is_committed(s, page)) {
			add_page(l, s, page);
			shown++;
		}
}

static bool is_about(const struct heap_segment *s, const struct event *e)
{
	const char *heap = reader_arg(e, "hHeap");

	return (heap && strcmp(heap, s->heap) == 0) || (e->result && strcmp(e->result, s->heap) == 0) || focus_of(s, e) != 0;
}

/* The heap that the step is about comes first. */
static void add_segments(struct lines *l, const struct heap_news *h, const struct event *e)
{
	for (int turn = 0; turn < 2; turn++)
		for (size_t i = 0; i < h->segments; i++)
			if (is_about(&h->segment[i], e) == (turn == 0))
				add_segment(l, &h->segment[i], e);
}

static const char *name_of(struct building *b, const struct heap_block *block)
{
	return where_is_named(&block->at) ? SAY(b, "B%" PRId64, where_number(&block->at)) : "a block";
}

/* What the system was asked for by this call, as the simulator's heap has it. */
static const char *kernel_of(struct building *b, const struct picture *f, const struct heap_news *now)
{
	const struct heap_news *before = f->row ? known(b, f->row - 1) : NULL;
	int64_t pages = 0;

	for (size_t i = 0; i < now->segments; i++)
		pages += committed_pages(&now->segment[i]);
	for (size_t i = 0; before && i < before->segments; i++)
		pages -= committed_pages(&before->segment[i]);
	for (size_t i = 0; i < now->larges; i++)
		pages += now->large[i].pages;
	for (size_t i = 0; before && i < before->larges; i++)
		pages -= before->large[i].pages;
	if (pages == 0)
		return "SIM: is not asked";
	return SAY(b, "SIM: %s\n%" PRId64 " page%s", pages > 0 ? "commits" : "takes back", pages > 0 ? pages : -pages,
	           pages == 1 || pages == -1 ? "" : "s");
}

void heap_of_picture(struct building *b, struct picture *f)
{
	const struct event *e = either_side(b->c->row[f->row].side);
	const struct heap_news *h = heap_is_called(e) ? known(b, f->row) : NULL;
	struct lines l = { b, f, 0 };

	if (!h)
		return;
	f->has_heap = true;
	f->hop[2].text = kernel_of(b, f, h);
	f->hop[2].by_side[0] = f->hop[2].by_side[1] = NULL;
	for (size_t i = 0; i < h->larges && i < 3; i++)
		add(&l, SAY(b, "%s of %" PRIu64 " bytes: a reservation of its own, %" PRId64 " pages",
		            name_of(b, &h->large[i]), h->large[i].size, h->large[i].pages));
	add_segments(&l, h, e);
	if (l.used == 0)
		add(&l, "no heap has any memory");
	while (l.used < HEAP_LINES)
		f->heap_line[l.used++] = "";
	f->heap_line[HEAP_LINES - 1] = "C committed  - reserved   H the heap's own  0-9 a block, last digit of its name  * of malloc  . free";
}

/* ---- the sentence ---- */

static const char *block_of(struct building *b, const struct event *e)
{
	return where_is_named(&e->at) ? SAY(b, "block %c%" PRId64, where_letter(&e->at), where_number(&e->at)) : "a block";
}

static const char *bytes_of(struct building *b, const struct event *e)
{
	const char *text = reader_arg(e, "dwBytes");
	uint64_t bytes;

	if (!text)
		text = reader_arg(e, "uBytes");
	return text && reader_parse_hex(text, &bytes) ? SAY(b, "%" PRIu64 " byte%s", bytes, bytes == 1 ? "" : "s") : "some bytes";
}

const char *heap_sentence(struct building *b, const struct event *e)
{
	switch (call_of(e)) {
	case HEAP_MADE:
		return "The program makes a heap: a segment is reserved, and its first pages are committed.";
	case HEAP_GONE:
		return "The program destroys a heap: all of its memory goes back to the system, whatever blocks there are.";
	case HEAP_GIVEN:
		return SAY(b, "The heap gives out %s of %s. The system is asked only where there is no room in committed pages.", block_of(b, e), bytes_of(b, e));
	case HEAP_RESIZED:
		return SAY(b, "The heap makes %s %s long, where it lies or elsewhere.", block_of(b, e), bytes_of(b, e));
	case HEAP_FREED:
		return SAY(b, "The program gives %s back to the heap, not to the system; only a large block's pages go at once.", block_of(b, e));
	case HEAP_NO_CALL:
		break;
	}
	return "";
}

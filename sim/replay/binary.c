/* binary.c - see binary.h. */
#include "sim/replay/binary.h"

#include <errno.h>

#include "sim/replay/parse.h"
#include "sim/host/window.h"

#define BLOCK_BYTES  (REFS_BLOCK * sizeof(uint64_t))
#define WINDOW_BYTES ((size_t)8 << 20)       /* smaller ones cost more to map than they hold */

/* The first page of the kernel's half. */
#define KERNEL_PAGE  (REFS_PAGES / 2)

void binary_init(struct binary *b, struct source *source, bool is_pages)
{
	*b = (struct binary){ .source = source, .is_pages = is_pages };
	b->is_mapped = source->is_regular && source->start % sizeof(uint64_t) == 0;
	if (b->is_mapped)
		b->at = source->start;
}

void binary_free(struct binary *b)
{
	if (b->window)
		window_close(b->window, b->size);
	b->window = NULL;
}

/* ---- checks ---- */

/*
 * All items or-ed together: one bit that is not there is a claim about each of them. Four sums, because memory
 * is read faster that way than one after the other, and no slower than by vectors.
 */
static uint64_t reduce(const uint64_t *item, size_t count)
{
	uint64_t a = 0, b = 0, c = 0, d = 0;
	size_t i = 0;

	for (; i + 4 <= count; i += 4) {
		a |= item[i];
		b |= item[i + 1];
		c |= item[i + 2];
		d |= item[i + 3];
	}
	for (; i < count; i++)
		a |= item[i];
	return a | b | c | d;
}

static bool page_of_address(uint64_t address, uint64_t *page)
{
	*page = parse_page_of(address);
	return parse_is_canonical(address);
}

/* A page number without its sign extension, whether that was made by a logical or by an arithmetic shift. */
static bool page_of_number(uint64_t number, uint64_t *page)
{
	*page = number & (REFS_PAGES - 1);
	return number < REFS_PAGES ||
	       (*page >= KERNEL_PAGE && (number >> REFS_PAGE_BITS == 0xffff || number >> REFS_PAGE_BITS == 0xfffffff));
}

/* Make page numbers of a block that has special items. False at the first that is malformed; then b->at is there. */
static bool convert(struct binary *b, const uint64_t *item, size_t count, uint64_t *to)
{
	for (size_t i = 0; i < count; i++) {
		uint64_t page;

		if (!(b->is_pages ? page_of_number(item[i], &page) : page_of_address(item[i], &page))) {
			b->at += i * sizeof *item;
			return false;
		}
		to[i] = page;
	}
	return true;
}

static enum binary_status hand_out(struct binary *b, const uint64_t *item, size_t count, uint64_t *room,
				   struct refs *out, const char **why)
{
	uint64_t limit = b->is_pages ? REFS_PAGES : UINT64_C(1) << 47;

	*out = (struct refs){ item, count, b->is_pages ? REFS_PAGE : REFS_ADDRESS };
	if (reduce(item, count) >= limit) {
		if (!convert(b, item, count, room)) {
			*why = b->is_pages ? "no page number of an x86-64 processor: it has to be below 2^36; if these "
					     "are addresses, say --format u64" :
					     "no address of an x86-64 processor: bits 47 to 63 have to be the same; is "
					     "--format u64 right?";
			return BINARY_MALFORMED;
		}
		*out = (struct refs){ room, count, REFS_PAGE };
	}
	b->at += count * sizeof *item;
	return BINARY_BLOCK;
}

/* ---- from a mapped file ---- */

/* Let the window begin at b->at, or a little before. */
static bool move_window(struct binary *b)
{
	uint64_t rest;

	binary_free(b);
	b->from = b->at & ~(WINDOW_ALIGN - 1);
	rest = b->source->end - b->from;
	b->size = rest < WINDOW_BYTES ? (size_t)rest : WINDOW_BYTES;
	b->window = window_open(b->source->fd, b->from, b->size);
	if (b->window)
		return true;
	b->source->error = errno;
	return false;
}

static enum binary_status next_mapped(struct binary *b, uint64_t *room, struct refs *out, const char **why)
{
	uint64_t rest = b->source->end - b->at, here;

	bool is_used_up = !b->window || b->at >= b->from + b->size;

	if ((rest == 0 || is_used_up) && source_shrank(b->source)) {
		*why = "the file became shorter while it was read";
		return BINARY_UNREADABLE;
	}
	if (rest == 0)
		return BINARY_END;
	if (is_used_up && !move_window(b))
		return BINARY_UNREADABLE;
	here = b->from + b->size - b->at;
	if (here > BLOCK_BYTES)
		here = BLOCK_BYTES;
	if (here < sizeof(uint64_t)) {
		*why = "the last item is cut: the size is no multiple of 8; was the file copied whole?";
		return BINARY_MALFORMED;
	}
	return hand_out(b, (const uint64_t *)(const void *)(b->window + (b->at - b->from)), here / sizeof(uint64_t), room,
			out, why);
}

/* ---- from a pipe ---- */

static enum binary_status next_read(struct binary *b, uint64_t *room, struct refs *out, const char **why)
{
	ssize_t n = source_fill(b->source, room, BLOCK_BYTES);

	if (n < 0)
		return BINARY_UNREADABLE;
	if (n == 0)
		return BINARY_END;
	if (n < (ssize_t)sizeof(uint64_t) || n % (ssize_t)sizeof(uint64_t) != 0) {
		b->at += (uint64_t)n / sizeof(uint64_t) * sizeof(uint64_t);
		*why = "the last item is cut: the size is no multiple of 8; was the trace copied whole?";
		return BINARY_MALFORMED;
	}
	return hand_out(b, room, (size_t)n / sizeof(uint64_t), room, out, why);
}

enum binary_status binary_next(struct binary *b, uint64_t *room, struct refs *out, const char **why)
{
	*why = NULL;
	return b->is_mapped ? next_mapped(b, room, out, why) : next_read(b, room, out, why);
}

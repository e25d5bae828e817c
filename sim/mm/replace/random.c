/*
 * random.c - the policy that knows nothing.
 *
 * Frames have numbers of the policy's own, in order of arrival; a new page takes
 * the number of the victim before it, so that the same seed gives the same run.
 */
#include "sim/host/lazy.h"

#include "sim/mm/replace/replacers.h"
#include "sim/mm/wset.h"

static bool random_start(struct wset *ws)
{
	struct replace_books *b = &ws->books;

	b->hole = WSLE_NONE;
	b->order = lazy_new(ws->room * sizeof *b->order);
	b->place = lazy_new(ws->room * sizeof *b->place);
	return b->order && b->place;
}

/* SplitMix64: docs/reference/sources.md, [splitmix64]. */
static uint64_t next_random(struct replace_books *b)
{
	uint64_t z = b->random += 0x9E3779B97F4A7C15u;

	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return z ^ z >> 31;
}

static void number(struct replace_books *b, uint32_t at, uint32_t slot)
{
	b->order[at] = slot;
	b->place[slot] = at;
}

/* The last one takes the number that nobody has. */
static void close_hole(struct replace_books *b)
{
	if (b->hole != WSLE_NONE && b->hole != b->entries)
		number(b, b->hole, b->order[b->entries]);
	b->hole = WSLE_NONE;
}

static void random_came(struct wset *ws, uint32_t slot)
{
	struct replace_books *b = &ws->books;

	number(b, b->hole != WSLE_NONE ? b->hole : (uint32_t)b->entries, slot);
	b->hole = WSLE_NONE;
	b->entries++;
}

/* Its number stays free for the next to come; of two holes the older one is closed. */
static void random_went(struct wset *ws, uint32_t slot)
{
	struct replace_books *b = &ws->books;

	close_hole(b);
	b->hole = b->place[slot];
	b->entries--;
}

static uint32_t random_victim(struct wset *ws)
{
	struct replace_books *b = &ws->books;

	if (!b->entries)
		return WSLE_NONE;
	close_hole(b);
	return b->order[(unsigned __int128)next_random(b) * b->entries >> 64];
}

const struct replacer replacer_random = {
	.name = "random", .start = random_start, .came = random_came, .went = random_went, .victim = random_victim,
};

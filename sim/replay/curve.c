/* curve.c - see curve.h. */
#include "sim/replay/curve.h"

#include <stdlib.h>
#include <string.h>

#define WORD_BITS    64
#define FEWEST_WORDS 1024       /* of bits: 65,536 accesses from one compaction to the next */
#define NEVER        UINT32_MAX
#define ROOM_FACTOR  8          /* times the pages there are: how much time there is at least */

struct curve {
	struct pageids ids;
	uint32_t *last;         /* by id: when the page was accessed last */
	uint64_t *count;        /* by place */
	uint32_t room;          /* entries of `last`; `count` has one more */
	uint64_t *bits;         /* the earliest time of a word is its highest bit */
	uint32_t *tree;         /* Fenwick tree over the words, from 1 */
	uint32_t words;
	uint32_t pages;         /* different ones until now; ids of later pages of the block may be given out already */
	uint32_t now;           /* the time of the next access */
	uint64_t near, far;     /* bit k: the time now - 1 - k, now - 65 - k */
	uint64_t accesses, repeats;
	uint64_t page[REFS_BLOCK];      /* the block at hand, without repeats */
	uint32_t id[REFS_BLOCK];
	uint64_t previous;
};

/* ---- the tree ---- */

static void tree_add(struct curve *c, uint32_t word, uint32_t n)
{
	for (uint32_t i = word + 1; i <= c->words; i += i & -i)
		c->tree[i] += n;
}

/* Bits in the words before this one. */
static uint32_t tree_before(const struct curve *c, uint32_t word)
{
	uint32_t sum = 0;

	for (uint32_t i = word; i > 0; i &= i - 1)
		sum += c->tree[i];
	return sum;
}

/* ---- memory ---- */

static bool grow_pages(struct curve *c)
{
	uint32_t room = c->room ? c->room * 2 : 1024;
	uint32_t *last = realloc(c->last, room * sizeof *last);
	uint64_t *count;

	if (!last)
		return false;
	c->last = last;
	count = realloc(c->count, ((size_t)room + 1) * sizeof *count);
	if (!count)
		return false;
	memset(count + c->room + 1, 0, (size_t)(room - c->room) * sizeof *count);
	count[0] = 0;
	c->count = count;
	c->room = room;
	return true;
}

static bool set_words(struct curve *c, uint32_t words)
{
	uint64_t *bits = realloc(c->bits, words * sizeof *bits);
	uint32_t *tree;

	if (!bits)
		return false;
	c->bits = bits;
	tree = realloc(c->tree, ((size_t)words + 1) * sizeof *tree);
	if (!tree)
		return false;
	c->tree = tree;
	c->words = words;
	return true;
}

struct curve *curve_new(void)
{
	struct curve *c = calloc(1, sizeof *c);

	if (!c)
		return NULL;
	c->now = 2 * WORD_BITS;
	c->previous = UINT64_MAX;
	if (!pageids_init(&c->ids) || !grow_pages(c) || !set_words(c, FEWEST_WORDS)) {
		curve_free(c);
		return NULL;
	}
	memset(c->bits, 0, c->words * sizeof *c->bits);
	memset(c->tree, 0, ((size_t)c->words + 1) * sizeof *c->tree);
	return c;
}

void curve_free(struct curve *c)
{
	pageids_free(&c->ids);
	free(c->last);
	free(c->count);
	free(c->bits);
	free(c->tree);
	free(c);
}

/* ---- compaction ---- */

/* tree[w]: bits in the words before w, plainly. */
static void tree_becomes_sums(struct curve *c, uint32_t words)
{
	uint32_t sum = 0;

	for (uint32_t w = 0; w < words; w++) {
		c->tree[w] = sum;
		sum += (uint32_t)__builtin_popcountll(c->bits[w]);
	}
}

/* The rank of a time among all that have a bit. */
static uint32_t rank_of(const struct curve *c, uint32_t time)
{
	uint64_t before = c->bits[time / WORD_BITS] >> 1 >> (WORD_BITS - 1 - time % WORD_BITS);

	return c->tree[time / WORD_BITS] + (uint32_t)__builtin_popcountll(before);
}

/* Bits and tree as they are when the first `pages` times have a bit and no other has. */
static void lay_out(struct curve *c, uint32_t pages)
{
	memset(c->bits, 0, c->words * sizeof *c->bits);
	memset(c->bits, 0xff, pages / WORD_BITS * sizeof *c->bits);
	if (pages % WORD_BITS)
		c->bits[pages / WORD_BITS] = ~UINT64_C(0) << (WORD_BITS - pages % WORD_BITS);
	for (uint32_t i = 1; i <= c->words; i++) {
		uint32_t from = (i & (i - 1)) * WORD_BITS, to = i * WORD_BITS;

		c->tree[i] = (to < pages ? to : pages) - (from < pages ? from : pages);
	}
}

/* The end of time: give the pages the times 0, 1, 2 ... in the order of their last access. `near` is full. */
static bool compact(struct curve *c)
{
	uint32_t pages = c->pages, words = FEWEST_WORDS;

	c->bits[c->now / WORD_BITS - 1] = c->near;
	tree_becomes_sums(c, c->now / WORD_BITS);
	for (uint32_t id = 0; id < pages; id++)
		c->last[id] = rank_of(c, c->last[id]);
	while ((uint64_t)words * WORD_BITS < (uint64_t)pages * ROOM_FACTOR)
		words *= 2;
	if (words > c->words && !set_words(c, words))
		return false;
	lay_out(c, pages);
	c->near = c->far = 0;
	c->now = ((pages + WORD_BITS - 1) / WORD_BITS + 1) * WORD_BITS;
	return true;
}

/* A word's worth of time has passed: what is in `far` now goes to memory (CURVE-2). */
static bool flush(struct curve *c)
{
	uint32_t word = c->now / WORD_BITS - 2;

	c->bits[word] = c->far;
	tree_add(c, word, (uint32_t)__builtin_popcountll(c->far));
	return c->now / WORD_BITS < c->words || compact(c);
}

/* ---- one access ---- */

/* The place of a page that was accessed before `near` begins; its bit is cleared. */
static uint32_t take_far(struct curve *c, uint64_t near, uint64_t *far, uint32_t now, uint32_t time)
{
	uint32_t flushed = now / WORD_BITS * WORD_BITS - WORD_BITS, word = time / WORD_BITS, place;
	uint64_t bit, before;

	if (time >= flushed) {
		bit = UINT64_C(1) << (now - 65 - time);
		place = (uint32_t)(__builtin_popcountll(near) + __builtin_popcountll(*far & (bit | (bit - 1))));
		*far &= ~bit;
		return place;
	}
	bit = UINT64_C(1) << (WORD_BITS - 1 - time % WORD_BITS);
	before = c->bits[word] & ~(bit | (bit - 1));
	place = c->pages - tree_before(c, word) - (uint32_t)__builtin_popcountll(before);
	c->bits[word] &= ~bit;
	tree_add(c, word, UINT32_MAX);
	return place;
}

/* Let `n` accesses pass, of which the pages are known and no flush is due before the last. */
static inline __attribute__((always_inline)) void pass(struct curve *c, const uint32_t *id, size_t n)
{
	uint64_t near = c->near, far = c->far;
	uint32_t now = c->now;

	for (size_t i = 0; i < n; i++, now++) {
		uint32_t time = c->last[id[i]], age = now - 1 - time;

		if (age < WORD_BITS) {
			uint64_t bit = UINT64_C(1) << age;

			c->count[__builtin_popcountll(near & (bit | (bit - 1)))]++;
			near &= ~bit;
		} else if (time == NEVER) {
			c->pages++;
		} else {
			c->count[take_far(c, near, &far, now, time)]++;
		}
		c->last[id[i]] = now;
		far = far << 1 | near >> 63;
		near = near << 1 | 1;
	}
	c->near = near;
	c->far = far;
	c->now = now;
}

static void pass_anywhere(struct curve *c, const uint32_t *id, size_t n)
{
	pass(c, id, n);
}

#ifdef __x86_64__
/* The same with the instruction that counts bits, which a processor of 2003 need not have. */
static __attribute__((target("popcnt"))) void pass_popcnt(struct curve *c, const uint32_t *id, size_t n)
{
	pass(c, id, n);
}

static bool has_popcnt(void)
{
	return __builtin_cpu_supports("popcnt");
}
#else
#define pass_popcnt  pass_anywhere
#define has_popcnt() false
#endif

/* ---- a block ---- */

/* The pages of a block, without an access to the page of the access before it. */
static size_t drop_repeats(struct curve *c, const struct refs *refs)
{
	unsigned shift = refs_shift(refs->form);
	uint64_t previous = c->previous;
	size_t n = 0;

	for (size_t i = 0; i < refs->count; i++) {
		uint64_t page = refs->item[i] >> shift;

		c->page[n] = page;
		n += page != previous;
		previous = page;
	}
	c->previous = previous;
	c->accesses += refs->count;
	c->repeats += refs->count - n;
	return n;
}

static bool find_ids(struct curve *c, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t id = pageids_find(&c->ids, c->page[i]);

		if (id == PAGEIDS_NONE) {
			id = pageids_add(&c->ids, c->page[i]);
			if (id == PAGEIDS_NONE || (id == c->room && !grow_pages(c)))
				return false;
			c->last[id] = NEVER;
		}
		c->id[i] = id;
	}
	return true;
}

bool curve_feed(struct curve *c, const struct refs *refs)
{
	size_t n = drop_repeats(c, refs), i = 0;

	if (!find_ids(c, n))
		return false;
	while (i < n) {
		size_t some = WORD_BITS - c->now % WORD_BITS;

		if (some > n - i)
			some = n - i;
		(has_popcnt() ? pass_popcnt : pass_anywhere)(c, c->id + i, some);
		i += some;
		if (c->now % WORD_BITS == 0 && !flush(c))
			return false;
	}
	return true;
}

uint64_t curve_accesses(const struct curve *c)
{
	return c->accesses;
}

uint64_t curve_distinct(const struct curve *c)
{
	return c->pages;
}

uint64_t curve_at(const struct curve *c, uint64_t place)
{
	return place == 1 ? c->count[1] + c->repeats : c->count[place];
}

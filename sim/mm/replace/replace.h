/*
 * replace.h - page replacement: which page of the working set has to leave.
 *
 * A policy is told when a page comes and goes, perhaps of every access, and is
 * asked for a victim. What it may look at is what a kernel may: the bits A and D
 * of a PTE, and its own books. Policies that need to know of every access (a real
 * kernel cannot) ask for it with `every_access`; the TLB then hides none.
 *
 *   fifo       the oldest arrival
 *   clock      goes round in order of arrival, spares a page with A and clears A; comes in with A clear
 *   clock-ref  the same, but a page comes in with A set, as the retried access does by itself
 *   ws         the highest age; the clock interrupt makes it 0 if A is set, else one more, and clears all A
 *   nru        the lowest of four classes by A and modified; the clock interrupt clears all A
 *   aging      eight bits of history, shifted by the clock interrupt; the lowest leaves
 *   random     any, by a generator with a seed
 *   lru, mru   the least and the most recently used
 *   lfu        the least often used since it came, of those the least recently used
 *   opt        the one whose next use is farthest away: only a replay can know that
 *
 * There is no clock, so the clock interrupt comes with the replacements: of a working
 * set of n pages before every n/8th (ws, aging) or after every n/2nd (nru, which would
 * otherwise decide when all A have just been cleared). Variants and sources: docs/use/replay.md.
 *
 * Knows of: host/lazy, mmu/types, replacers, wset. Used by: replacers, wset, run_options.
 */
#ifndef FAULTLAB_SIM_REPLACE_H
#define FAULTLAB_SIM_REPLACE_H

#include "sim/mmu/types.h"

struct wset;

struct replacer {
	const char *name;
	bool every_access;                      /* touched() is wanted whenever another page is accessed */
	bool counts_all;                        /* and for every single access */
	bool unreferenced;                      /* a page comes in with A clear */
	bool needs_future;                      /* only for a replay */
	bool by_order;                          /* touched() moves the page in a list, else it stamps it */
	bool (*start)(struct wset *ws);         /* false: the host has no memory */
	void (*came)(struct wset *ws, uint32_t slot);
	void (*went)(struct wset *ws, uint32_t slot);
	void (*touched)(struct wset *ws, uint32_t slot);
	uint32_t (*victim)(struct wset *ws);
	void (*expect)(struct wset *ws, bool many_misses);      /* may change how the books are kept */
};

/* By its name; NULL: there is none. */
const struct replacer *replace_find(const char *name);
const struct replacer *replace_at(size_t index);        /* NULL at the end */

/* The one that NT's working-set manager comes closest to. */
#define REPLACE_DEFAULT "ws"

struct heap_node { uint64_t major, minor; uint32_t slot; };

/* What a policy writes down. The arrays have room for every slot and are there only if the policy has them. */
struct replace_books {
	uint32_t head, tail;                    /* the circle of arrival; the hand is at the head */
	uint32_t cursor;                        /* ws: before it in the circle, all pages have A */
	uint64_t entries;                       /* in the books */
	uint64_t replacements;

	uint64_t now;                           /* accesses that were told */
	uint64_t latest;                        /* address of the latest one */
	uint64_t *stamp;                        /* lru, lfu: the latest access; opt: the next */
	uint64_t *count;                        /* lfu: accesses */

	uint32_t *place;                        /* random, and the heap's: where a slot is in `order` or `heap` */
	uint32_t *order;                        /* random: frames in the policy's own numbering */
	uint32_t hole;                          /* random: what a victim left; WSLE_NONE: nothing */
	struct heap_node *heap;
	uint32_t *late;                         /* opt: slots whose stamp rose and whose node has not */
	uint64_t late_count;
	uint64_t future;                        /* opt: the next use of the page that is being accessed */
	uint64_t random;                        /* state of the generator: the seed */
};

void replace_free(struct wset *ws);

#endif

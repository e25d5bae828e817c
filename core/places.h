/*
 * places.h - portable addresses: A0+0x1000 instead of 0x10a1000.
 *
 * Two systems never agree on addresses, so a trace names memory by the lab's
 * reservations, in order of creation. This module remembers them, live and
 * released, and remembers what the trace said of each one last, so that an
 * event lists only what changed. docs/reference/trace.md has the rules.
 *
 * Who knows what has changed says so (places_touch), and only that is asked about; who does not know touches all.
 * So an event costs what changed before it, and not what there is.
 *
 * The blocks of the heaps have names of their own, B0, B1, ...: what reservations they lie in is the heap's affair, and another one
 * on each system. A trace tells no runs of them.
 *
 * Invariants
 *   PLACES-1  number n belongs to the n-th reservation for ever
 *   PLACES-2  no two live reservations overlap
 *   PLACES-3  `by_base` has the live ones, from low to high
 *   PLACES-4  of one that was not touched since it was asked, `now`, `committed` and `resident` are still true; all others are
 *             in `changed`, and so is one of which the trace has not said what it is now
 *
 * Portable C11; memory comes from the trace's `grow`. Knows of: digits, names, trace. Used by: calls, tracer,
 * sim/record/.
 */
#ifndef FAULTLAB_PLACES_H
#define FAULTLAB_PLACES_H

#include "trace.h"

struct place_run {              /* one run of equal pages, as VirtualQuery tells it */
	uint64_t offset, size;      /* bytes from the reservation's base, bytes */
	uint32_t state, protect, alloc_protect, type;   /* Win32 constants */
	int64_t resident;           /* pages in the working set; -1 if the platform cannot say */
};

struct place {
	uint64_t base, size;        /* bytes */
	bool live;                  /* not released yet */
	bool stale, listed;         /* touched since it was asked; in `changed` (PLACES-4) */
	uint64_t told;              /* digest of what the trace said last; 0: nothing yet */
	uint64_t now;               /* digest of what was answered last; 0: nothing yet */
	uint64_t committed, resident;       /* pages of it, as was answered last */
};

struct place_block {            /* a block of a heap, where it lies or once lay */
	uint64_t base, size;        /* bytes; size as the lab asked for it */
	uint64_t number;            /* of its name */
	bool live;
};

struct places {
	struct trace *trace;        /* where `grow` comes from; not owned */
	struct place *place;        /* owned */
	size_t count, room;
	size_t *by_base, live;      /* numbers (PLACES-3); owned, with as much room as `place` has */
	size_t *changed, changes;   /* numbers (PLACES-4); owned, likewise */
	size_t named;               /* so many from the first on are told in `bases` */
	uint64_t digest;            /* of all answers together */
	uint64_t committed, resident, reserved;     /* pages of all that live, as was answered last */
	uint64_t asked;             /* how many were asked since the caller cleared it */
	struct place_block *block;  /* owned */
	size_t blocks, block_room;
	uint64_t block_names;       /* given so far */
};

void places_init(struct places *p, struct trace *trace);
void places_free(struct places *p);

/* A new reservation: its number, or SIZE_MAX if there is no memory for it. */
size_t places_add(struct places *p, uint64_t base, uint64_t size);

/* The live reservation that holds `address`, or SIZE_MAX. */
size_t places_find(const struct places *p, uint64_t address);

/* Mark as released (it keeps its number and name). */
void places_release(struct places *p, size_t number);

/* What is known of it may be true no more; of all of them. */
void places_touch(struct places *p, size_t number);
void places_touch_all(struct places *p);

/* The lowest live one that ends behind `address`, as an index into `by_base`; `live` if there is none. */
size_t places_above(const struct places *p, uint64_t address);

/* A block of a heap comes, and goes. One that changes its size keeps its name, whether that moves it or not: that is the
 * heap's affair. So does the place where it was before. */
void places_block(struct places *p, uint64_t base, uint64_t size);
void places_block_resized(struct places *p, uint64_t old, uint64_t base, uint64_t size);
void places_block_gone(struct places *p, uint64_t base);

/* Write the portable form into `out` (room 48 is always enough); returns its length. */
size_t places_format(const struct places *p, uint64_t address, char *out, size_t room);

/* Member `key` with the portable form of `address`. */
void places_at(const struct places *p, struct trace *t, const char *key, uint64_t address);

/*
 * Write `regions` (and `bases` for reservations told for the first time) into the open event: every
 * reservation of which `runs` has news. The callback is asked once for each live reservation that was touched; it calls
 * emit() for each run in ascending order, with `resident_run` pairs [first page, count] when a run is
 * partly resident (NULL, 0 otherwise). Writes nothing at all when nothing changed.
 */
typedef void places_emit(void *emitter, const struct place_run *run,
                         const uint32_t (*resident_run)[2], size_t resident_runs);
typedef void places_runs(void *context, const struct place *place, places_emit *emit, void *emitter);
void places_regions(struct places *p, struct trace *t, places_runs *runs, void *context);

/* A digest of what `regions` would say now of all reservations; equal digests, equal memory. */
uint64_t places_digest(struct places *p, places_runs *runs, void *context);

#endif

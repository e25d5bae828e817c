/* optcurve.c - see optcurve.h. Places are counted from 0 in here. */
#include "sim/replay/optcurve.h"

#include <stdlib.h>

#include "sim/replay/future.h"

#define FAN     16
#define SHIFT   4
#define LEVELS  7                       /* 16^7 places: as many as pageids has pages */

struct optcurve {
	struct future *future;
	uint64_t *maximum[LEVELS];              /* [0]: the next use of the page at each place */
	uint64_t room[LEVELS];
	uint32_t *page;                         /* by place: its id */
	uint32_t *place;                        /* by id */
	uint64_t *count;                        /* accesses by place */
	uint64_t pages;                         /* in the list */
	uint64_t accesses;
};

struct optcurve *optcurve_new(void)
{
	struct optcurve *c = calloc(1, sizeof *c);

	if (!c)
		return NULL;
	c->future = future_new(false);
	if (c->future)
		return c;
	free(c);
	return NULL;
}

void optcurve_free(struct optcurve *c)
{
	if (!c)
		return;
	future_free(c->future);
	for (int level = 0; level < LEVELS; level++)
		free(c->maximum[level]);
	free(c->page);
	free(c->place);
	free(c->count);
	free(c);
}

bool optcurve_feed(struct optcurve *c, const struct refs *refs)
{
	c->accesses += refs->count;
	return future_note(c->future, refs);
}

/* ---- next uses by place, and the largest of each stretch ---- */

static uint64_t largest_of(const struct optcurve *c, int level, uint64_t at)
{
	uint64_t first = at * FAN, end = first + FAN, largest = 0;

	if (end > c->room[level - 1])
		end = c->room[level - 1];
	for (uint64_t i = first; i < end; i++)
		if (c->maximum[level - 1][i] > largest)
			largest = c->maximum[level - 1][i];
	return largest;
}

static void set_next_use(struct optcurve *c, uint64_t place, uint64_t next_use)
{
	uint64_t old = c->maximum[0][place], now = next_use;

	c->maximum[0][place] = next_use;
	for (int level = 1; level < LEVELS; level++) {
		uint64_t *above = &c->maximum[level][place >> SHIFT * level], was = *above;

		if (now >= was)
			*above = now;
		else if (old == was)
			*above = largest_of(c, level, place >> SHIFT * level);
		if (*above == was)
			return;
		old = was;
		now = *above;
	}
}

/* The first place from `from` on, before `end`, whose page is used later than `next_use`; else `end` or beyond. */
static uint64_t first_later(const struct optcurve *c, uint64_t from, uint64_t end, uint64_t next_use)
{
	uint64_t at = from;

	while (at < end) {
		int level = 0;

		/* from the start of a stretch: step over the largest one that has nothing later */
		while (level + 1 < LEVELS && !(at & (((uint64_t)1 << SHIFT * (level + 1)) - 1)) &&
		       c->maximum[level + 1][at >> SHIFT * (level + 1)] <= next_use)
			level++;
		if (level == 0 && c->maximum[0][at] > next_use)
			return at;
		at += (uint64_t)1 << SHIFT * level;
	}
	return at;
}

/* ---- one access ---- */

static void put(struct optcurve *c, uint64_t place, uint32_t page, uint64_t next_use)
{
	c->page[place] = page;
	c->place[page] = place;
	set_next_use(c, place, next_use);
}

/* What was at the top goes down as far as `end`, which is free. */
static void go_down(struct optcurve *c, uint64_t end)
{
	uint32_t page = c->page[0];
	uint64_t next_use = c->maximum[0][0], at = 1;

	while ((at = first_later(c, at, end, next_use)) < end) {
		uint32_t loser = c->page[at];
		uint64_t later = c->maximum[0][at];

		put(c, at++, page, next_use);
		page = loser;
		next_use = later;
	}
	put(c, end, page, next_use);
}

static bool access_page(void *context, const struct future_ref *ref)
{
	struct optcurve *c = context;
	bool fresh = ref->id >= c->pages;
	uint64_t place = fresh ? c->pages : c->place[ref->id];

	c->pages += fresh;
	c->count[place] += !fresh;
	if (place > 0)
		go_down(c, place);
	put(c, 0, ref->id, ref->next_use);
	return true;
}

static bool make_room(struct optcurve *c, uint64_t pages)
{
	uint64_t room = pages + 1;

	for (int level = 0; level < LEVELS; level++) {
		c->room[level] = room;
		c->maximum[level] = calloc(room, sizeof *c->maximum[level]);
		if (!c->maximum[level])
			return false;
		room = (room + FAN - 1) / FAN;
	}
	c->page = calloc(pages + 1, sizeof *c->page);
	c->place = calloc(pages + 1, sizeof *c->place);
	c->count = calloc(pages + 1, sizeof *c->count);
	return c->page && c->place && c->count;
}

bool optcurve_finish(struct optcurve *c)
{
	bool good = make_room(c, future_pages(c->future)) && future_play(c->future, access_page, c);

	/* accesses that repeat the one before them are not among the references: their page was at the top */
	if (good && c->pages > 0)
		c->count[0] += c->accesses - future_count(c->future);
	return good;
}

uint64_t optcurve_accesses(const struct optcurve *c)
{
	return c->accesses;
}

uint64_t optcurve_distinct(const struct optcurve *c)
{
	return c->pages;
}

uint64_t optcurve_at(const struct optcurve *c, uint64_t place)
{
	return c->count[place - 1];
}

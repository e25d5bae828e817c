/* ahead.c - see ahead.h. */
#include "viz/compare/ahead.h"

#include <stdlib.h>
#include <string.h>

#define RESOLVED_TOLD 256       /* faults that one event of the simulator lists; the rest it counts */
#define BLOCK_PAGES 16          /* that Linux maps around a read */
#define ALL_PAGES "0xffffffffffffffff"

struct page_list {              /* ascending */
	uint64_t *page;
	size_t count, room;
};

struct ahead_place {
	struct page_list list[AHEAD_WHYS];      /* that of AHEAD_UNKNOWN stays empty */
};

static bool list_has(const struct page_list *l, uint64_t page)
{
	size_t low = 0, high = l->count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (l->page[mid] == page)
			return true;
		if (l->page[mid] < page)
			low = mid + 1;
		else
			high = mid;
	}
	return false;
}

static void list_add(struct ahead *a, struct page_list *l, uint64_t page)
{
	if (l->count == l->room) {
		size_t room = l->room ? 2 * l->room : 64;
		uint64_t *more = realloc(l->page, room * sizeof *more);

		if (!more) {
			a->failed = true;
			return;
		}
		l->page = more;
		l->room = room;
	}
	l->page[l->count++] = page;
}

/* ---- the calls, and the faults after a limit ---- */

static bool is_all(const struct event *e, const char *name)
{
	const char *value = reader_arg(e, name);

	return value && strcmp(value, ALL_PAGES) == 0;
}

static void note_step(struct ahead *a, const struct event *real, const struct event *sim)
{
	a->emptied = false;
	a->protects = !real->error && (real->api_id == API_VIRTUAL_PROTECT || real->api_id == API_VIRTUAL_ALLOC);
	if (real->error || sim->error)
		return;
	if (real->api_id == API_EMPTY_WORKING_SET) {
		a->emptied = true;
	} else if (real->api_id == API_SET_PROCESS_WORKING_SET_SIZE) {
		a->emptied = true;
		a->limited |= !is_all(real, "dwMinimumWorkingSetSize") || !is_all(real, "dwMaximumWorkingSetSize");
	}
}

static uint64_t key_of(size_t place, uint64_t page)
{
	return (uint64_t)place << 40 | (page + 1);      /* never 0 */
}

static uint64_t *slot_of(uint64_t *table, size_t room, uint64_t key)
{
	size_t i = (size_t)(key * 0x9e3779b97f4a7c15ull >> 20) & (room - 1);

	while (table[i] && table[i] != key)
		i = (i + 1) & (room - 1);
	return &table[i];
}

static bool more_room(struct ahead *a)
{
	size_t room = a->room ? 2 * a->room : 256;
	uint64_t *more = calloc(room, sizeof *more);

	if (!more)
		return false;
	for (size_t i = 0; i < a->room; i++)
		if (a->fault[i])
			*slot_of(more, room, a->fault[i]) = a->fault[i];
	free(a->fault);
	a->fault = more;
	a->room = room;
	return true;
}

static void note_fault(struct ahead *a, uint64_t key)
{
	uint64_t *slot;

	if (2 * a->faults >= a->room && !more_room(a)) {
		a->failed = true;
		return;
	}
	slot = slot_of(a->fault, a->room, key);
	a->faults += !*slot;
	*slot = key;
}

static void note_faults(struct ahead *a, const struct event *sim)
{
	for (size_t i = 0; i < sim->resolved_count; i++) {
		const struct where *at = &sim->resolved[i].at;

		if (at->known && at->place >= 0)
			note_fault(a, key_of((size_t)at->place, at->offset / 4096));
	}
	a->cut |= sim->resolved_count >= RESOLVED_TOLD;
}

static bool was_brought_in(const struct ahead *a, size_t place, uint64_t page)
{
	uint64_t key = key_of(place, page);

	return a->cut || (a->room && *slot_of(a->fault, a->room, key) == key);
}

/* ---- one reservation ---- */

struct look {                   /* at a page that is ahead */
	struct ahead *a;
	struct ahead_place *known;
	size_t place;
	const struct spans *sim;
	const struct memory_at *const *before;
	struct page_list list[AHEAD_WHYS];
};

static bool was_resident(const struct memory_at *memory, size_t place, uint64_t page)
{
	const struct span *s = reader_page(memory, (int64_t)place, page);

	return s && s->state == PG_RESIDENT;
}

static bool is_guarded(const struct span *s)
{
	return s && s->protect_flags & FLAG_PAGE_GUARD;
}

static bool is_closed(const struct span *s)
{
	return s && s->protect_flags & (FLAG_PAGE_GUARD | FLAG_PAGE_NOACCESS);
}

/* AHEAD-1. The filter of the exception before is told late: then the guard has rung already. */
static enum ahead_why opened_by(const struct look *l, const struct span *now, uint64_t page)
{
	const struct span *then = reader_page(l->before[SIDE_REAL], (int64_t)l->place, page);

	if (l->a->protects && is_closed(then) && !is_closed(now))
		return AHEAD_OPENED;
	return !l->a->protects && is_guarded(then) && !is_guarded(now) ? AHEAD_GUARD : AHEAD_UNKNOWN;
}

/* AHEAD-2 */
static bool is_trimmed(const struct look *l, uint64_t page)
{
	if (!l->a->emptied && !l->a->limited)
		return false;
	if (was_resident(l->before[SIDE_SIM], l->place, page))
		return was_resident(l->before[SIDE_REAL], l->place, page);
	return l->a->limited && was_brought_in(l->a, l->place, page);
}

/* AHEAD-3: a page of the block is in the simulated working set, or was until a call took it out. */
static bool is_neighbour(const struct look *l, const struct span *s, uint64_t page)
{
	uint64_t first = page - page % BLOCK_PAGES, end = first + BLOCK_PAGES;

	if (s->type_id != TYPE_MAPPED)
		return false;
	for (size_t i = 0; i < l->sim->count; i++) {
		const struct span *t = &l->sim->span[i];

		if (t->state == PG_RESIDENT && t->first < end && t->first + t->count > first)
			return true;
	}
	for (; first < end; first++)
		if (first != page && list_has(&l->list[AHEAD_TRIMMED], first))
			return true;
	return false;
}

/* The reason that a page has had already, else the one that the step at hand gives; neighbours come last. */
static enum ahead_why reason_of(const struct look *l, const struct span *real, uint64_t page)
{
	for (int why = AHEAD_GUARD; why < AHEAD_NEIGHBOUR; why++)
		if (list_has(&l->known->list[why], page))
			return why;
	if (opened_by(l, real, page))
		return opened_by(l, real, page);
	return is_trimmed(l, page) ? AHEAD_TRIMMED : AHEAD_UNKNOWN;
}

/* Neighbours are found in a second pass, by what the first one has said of the pages around them. */
static void look_at_run(struct look *l, const struct span *real, uint64_t first, uint64_t end, bool neighbours)
{
	for (uint64_t page = first; page < end && !l->a->failed; page++) {
		enum ahead_why why = reason_of(l, real, page);

		if (neighbours)
			why = !why && is_neighbour(l, real, page) ? AHEAD_NEIGHBOUR : AHEAD_UNKNOWN;
		if (why)
			list_add(l->a, &l->list[why], page);
	}
}

static void look_at_spans(struct look *l, const struct spans *real, bool neighbours)
{
	size_t i = 0, j = 0;

	while (i < real->count && j < l->sim->count) {
		const struct span *s = &real->span[i], *t = &l->sim->span[j];
		uint64_t first = s->first > t->first ? s->first : t->first, x = s->first + s->count, y = t->first + t->count;

		if (s->state == PG_RESIDENT && t->state == PG_COMMITTED && t->resident_known)
			look_at_run(l, s, first, x < y ? x : y, neighbours);        /* AHEAD-4 */
		i += x <= y;
		j += y <= x;
	}
}

static const struct spans *spans_of(const struct memory_at *memory, size_t place)
{
	return place < memory->places && memory->place[place] && memory->place[place]->live ? memory->place[place] : NULL;
}

static bool more_places(struct ahead *a, size_t place)
{
	struct ahead_place *more;

	if (place < a->places)
		return true;
	more = realloc(a->place, (place + 1) * sizeof *more);
	if (!more) {
		a->failed = true;
		return false;
	}
	memset(more + a->places, 0, (place + 1 - a->places) * sizeof *more);
	a->place = more;
	a->places = place + 1;
	return true;
}

static void look_at_place(struct ahead *a, size_t place, const struct event *real, const struct event *sim,
                          const struct memory_at *const before[SIDES])
{
	const struct spans *x = spans_of(real->memory, place), *y = spans_of(sim->memory, place);
	struct look l = { .a = a, .place = place, .sim = y, .before = before };

	if (!more_places(a, place))
		return;
	l.known = &a->place[place];
	for (int pass = 0; pass < 2 && x && y; pass++)
		look_at_spans(&l, x, pass > 0);
	for (int why = AHEAD_GUARD; why < AHEAD_WHYS; why++) {
		a->pages[why] += (int64_t)l.list[why].count - (int64_t)l.known->list[why].count;
		free(l.known->list[why].page);
		l.known->list[why] = l.list[why];
	}
}

static bool tells(const struct event *e, size_t place)
{
	for (size_t i = 0; i < e->changed_places; i++)
		if (e->changed_place[i] == place)
			return true;
	return false;
}

static bool asks_for_text(const struct event *e)
{
	return e->type == EV_CALL && e->api && strncmp(e->api, "FormatMessage", strlen("FormatMessage")) == 0 && e->result;
}

void ahead_step(struct ahead *a, const struct event *real, const struct event *sim, const struct memory_at *const before[SIDES])
{
	if (real->type == EV_CALL && real->api_id == API_VIRTUAL_FREE && real->allocation_flags & FLAG_MEM_DECOMMIT && !real->error &&
	    real->at.known && real->at.place >= 0 && real->at.place < 64)
		a->decommitted |= (uint64_t)1 << real->at.place;
	if (asks_for_text(real) && asks_for_text(sim))
		a->text_longer = strtoll(sim->result, NULL, 0) - strtoll(real->result, NULL, 0);
	memcpy(a->before, a->pages, sizeof a->before);
	note_step(a, real, sim);
	if (a->limited)
		note_faults(a, sim);
	for (size_t i = 0; i < real->changed_places; i++)
		look_at_place(a, real->changed_place[i], real, sim, before);
	for (size_t i = 0; i < sim->changed_places; i++)
		if (!tells(real, sim->changed_place[i]))
			look_at_place(a, sim->changed_place[i], real, sim, before);
}

enum ahead_why ahead_why(const struct ahead *a, size_t place, uint64_t page)
{
	for (int why = AHEAD_GUARD; place < a->places && why < AHEAD_WHYS; why++)
		if (list_has(&a->place[place].list[why], page))
			return why;
	return AHEAD_UNKNOWN;
}

void ahead_free(struct ahead *a)
{
	for (size_t i = 0; i < a->places; i++)
		for (int why = 0; why < AHEAD_WHYS; why++)
			free(a->place[i].list[why].page);
	free(a->place);
	free(a->fault);
	*a = (struct ahead){ 0 };
}

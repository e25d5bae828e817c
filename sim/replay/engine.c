/*
 * engine.c - a stand-in: FIFO, LRU and MRU on one list, to exercise what is around an engine.
 */
#include "engine.h"

#include <stdlib.h>

#include "pageids.h"

#define NIL UINT32_MAX

struct page { uint32_t newer, older; bool is_resident; uint64_t number; };

struct engine {
	struct engine_config config;
	struct engine_counts counts;
	struct pageids ids;
	struct page *page;
	uint32_t room, newest, oldest;
	uint64_t resident;
	const char *error;
};

struct engine *engine_new(const struct engine_config *config)
{
	struct engine *e = calloc(1, sizeof *e);

	if (e == NULL || !pageids_init(&e->ids)) {
		free(e);
		return NULL;
	}
	e->config = *config;
	e->newest = e->oldest = NIL;
	if (config->policy > REPLAY_MRU)
		e->error = "this policy is not there yet";
	return e;
}

static void unlink_page(struct engine *e, uint32_t id)
{
	struct page *p = &e->page[id];

	*(p->newer == NIL ? &e->newest : &e->page[p->newer].older) = p->older;
	*(p->older == NIL ? &e->oldest : &e->page[p->older].newer) = p->newer;
	p->is_resident = false;
}

static void link_newest(struct engine *e, uint32_t id)
{
	struct page *p = &e->page[id];

	p->newer = NIL;
	p->older = e->newest;
	*(e->newest == NIL ? &e->oldest : &e->page[e->newest].newer) = id;
	e->newest = id;
	p->is_resident = true;
}

static bool grow(struct engine *e)
{
	uint32_t room = e->room ? e->room * 2 : 1024;
	struct page *page = realloc(e->page, room * sizeof *page);

	if (page == NULL)
		return false;
	e->page = page;
	e->room = room;
	return true;
}

static bool fault(struct engine *e, uint32_t id, uint64_t number, bool first, bool write)
{
	struct engine_event event = { .access = e->counts.accesses, .page = number, .hard = !first, .write = write };

	e->counts.faults++;
	if (e->resident == e->config.frames) {
		uint32_t victim = e->config.policy == REPLAY_MRU ? e->newest : e->oldest;

		event.evicted = true;
		event.victim = e->page[victim].number;
		unlink_page(e, victim);
		e->counts.evictions++;
	} else {
		e->resident++;
	}
	link_newest(e, id);
	if (e->config.event == NULL || e->config.event(e->config.context, &event))
		return true;
	e->error = "its events could not be written";
	return false;
}

static bool access_page(struct engine *e, uint64_t number, bool write)
{
	uint32_t known = e->ids.count, id = pageids_id(&e->ids, number);

	if (id == PAGEIDS_NONE || (id == e->room && !grow(e))) {
		e->error = "the host has no memory left";
		return false;
	}
	if (id == known)
		e->page[id] = (struct page){ .number = number };
	if (!e->page[id].is_resident) {
		if (!fault(e, id, number, id == known, write))
			return false;
	} else if (e->config.policy != REPLAY_FIFO && id != e->newest) {
		unlink_page(e, id);
		link_newest(e, id);
	}
	e->counts.accesses++;
	return true;
}

bool engine_feed(struct engine *e, const struct refs *refs)
{
	unsigned shift = refs_shift(refs->form);

	for (size_t i = 0; e->error == NULL && i < refs->count; i++)
		access_page(e, refs->item[i] >> shift, refs->form == REFS_TAGGED && (refs->item[i] & 1));
	return e->error == NULL;
}

bool engine_finish(struct engine *e)
{
	return e->error == NULL;
}

void engine_counts(const struct engine *e, struct engine_counts *out)
{
	*out = e->counts;
	out->distinct_pages = e->ids.count;
}

const char *engine_error(const struct engine *e)
{
	return e->error;
}

void engine_free(struct engine *e)
{
	pageids_free(&e->ids);
	free(e->page);
	free(e);
}

/* future.c - see future.h. */
#include "sim/replay/future.h"

#include <stdlib.h>

#include "sim/replay/pageids.h"

#define WRITTEN ((uint32_t)1 << PAGEIDS_ID_BITS)
#define NEVER   UINT32_MAX                      /* in `next`; references are fewer */

struct future {
	struct pageids ids;
	uint64_t *page;                         /* by id */
	uint32_t page_room;
	uint32_t *id;                           /* by reference, with WRITTEN */
	uint32_t *next;                         /* by reference: the next one of the same page */
	uint64_t *number;                       /* by reference: which access; NULL: not kept */
	bool numbered;
	uint64_t count, room, accesses;
	uint64_t last;                          /* the page that came last, */
	bool last_written;                      /* and whether it was written */
};

struct future *future_new(bool numbered)
{
	struct future *f = calloc(1, sizeof *f);

	if (!f)
		return NULL;
	f->numbered = numbered;
	f->last = UINT64_MAX;
	if (pageids_init(&f->ids))
		return f;
	free(f);
	return NULL;
}

void future_free(struct future *f)
{
	if (!f)
		return;
	pageids_free(&f->ids);
	free(f->page);
	free(f->id);
	free(f->next);
	free(f->number);
	free(f);
}

static bool resize(void *array, size_t item_bytes, uint64_t items)
{
	void **at = array, *bigger = realloc(*at, item_bytes * items);

	if (bigger)
		*at = bigger;
	return bigger != NULL;
}

/* Room for a whole block, so that the loop over it need not look. */
static bool make_room(struct future *f, size_t more)
{
	uint64_t room = f->room ? f->room : 1 << 20;

	if (f->count + more <= f->room)
		return true;
	while (room < f->count + more)
		room += room / 2;
	if (room >= NEVER || !resize(&f->id, sizeof *f->id, room) ||
	    (f->numbered && !resize(&f->number, sizeof *f->number, room)))
		return false;
	f->room = room;
	return true;
}

static bool know_page(struct future *f, uint32_t id, uint64_t page)
{
	if (id >= f->page_room) {
		uint32_t room = f->page_room ? f->page_room * 2 : 1024;

		if (!resize(&f->page, sizeof *f->page, room))
			return false;
		f->page_room = room;
	}
	f->page[id] = page;
	return true;
}

static bool note_one(struct future *f, uint64_t page, bool write, uint64_t number)
{
	uint32_t known = f->ids.count, id = pageids_id(&f->ids, page);

	if (id == PAGEIDS_NONE || (id >= known && !know_page(f, id, page)))
		return false;
	if (f->numbered)
		f->number[f->count] = number;
	f->id[f->count++] = write ? id | WRITTEN : id;
	f->last = page;
	f->last_written = write;
	return true;
}

bool future_note(struct future *f, const struct refs *refs)
{
	unsigned shift = refs_shift(refs->form);

	if (!make_room(f, refs->count))
		return false;
	for (size_t i = 0; i < refs->count; i++) {
		uint64_t page = refs->item[i] >> shift;
		bool write = refs->form == REFS_TAGGED && refs->item[i] & 1;

		if ((page != f->last || write > f->last_written) && !note_one(f, page, write, f->accesses + i))
			return false;
	}
	f->accesses += refs->count;
	return true;
}

/* From the end, where nothing is used any more. */
static bool look_ahead(struct future *f)
{
	uint32_t *coming = malloc(((size_t)f->ids.count + 1) * sizeof *coming);

	f->next = malloc((f->count + 1) * sizeof *f->next);
	if (!coming || !f->next) {
		free(coming);
		return false;
	}
	for (uint32_t i = 0; i < f->ids.count; i++)
		coming[i] = NEVER;
	for (uint64_t i = f->count; i-- > 0;) {
		uint32_t id = f->id[i] & ~WRITTEN;

		f->next[i] = coming[id];
		coming[id] = i;
	}
	free(coming);
	return true;
}

bool future_play(struct future *f, bool (*play)(void *context, const struct future_ref *ref), void *context)
{
	if (!look_ahead(f))
		return false;
	for (uint64_t i = 0; i < f->count; i++) {
		uint32_t id = f->id[i] & ~WRITTEN;
		struct future_ref ref = { f->page[id], id, f->id[i] & WRITTEN, f->numbered ? f->number[i] : 0,
		                          f->next[i] == NEVER ? FUTURE_NEVER : f->next[i] };

		if (!play(context, &ref))
			return false;
	}
	return true;
}

uint64_t future_count(const struct future *f)
{
	return f->count;
}

uint64_t future_pages(const struct future *f)
{
	return f->ids.count;
}

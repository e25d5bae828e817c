/* replace.c - the list of policies, and the room for their books (replace.h). */
#include "replace.h"

#include <stdlib.h>
#include <string.h>

#include "replacers.h"
#include "wset.h"

static const struct replacer *const all[] = {
	&replacer_ws, &replacer_fifo, &replacer_clock, &replacer_clock_ref, &replacer_nru, &replacer_aging,
	&replacer_lru, &replacer_mru, &replacer_lfu, &replacer_random, &replacer_opt,
};

const struct replacer *replace_at(size_t index)
{
	return index < sizeof all / sizeof all[0] ? all[index] : NULL;
}

const struct replacer *replace_find(const char *name)
{
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		if (strcmp(all[i]->name, name) == 0)
			return all[i];
	return NULL;
}

/* A larger array with its contents. A first one comes from calloc: it costs the host only what is used. */
static bool grow(void *array, size_t item_bytes, uint32_t from, uint32_t to)
{
	void **at = array, *bigger;

	if (!*at)
		return true;
	bigger = realloc(*at, (size_t)to * item_bytes);
	if (!bigger)
		return false;
	memset((char *)bigger + (size_t)from * item_bytes, 0, (size_t)(to - from) * item_bytes);
	*at = bigger;
	return true;
}

bool replace_grow(struct wset *ws, uint32_t room)
{
	struct replace_books *b = &ws->books;
	bool grown = grow(&b->stamp, sizeof *b->stamp, b->room, room) &&
	             grow(&b->count, sizeof *b->count, b->room, room) &&
	             grow(&b->place, sizeof *b->place, b->room, room) &&
	             grow(&b->order, sizeof *b->order, b->room, room) &&
	             grow(&b->heap, sizeof *b->heap, b->room, room) &&
	             grow(&b->late, sizeof *b->late, b->room, room);

	if (grown)
		b->room = room;
	return grown;
}

void replace_free(struct wset *ws)
{
	struct replace_books *b = &ws->books;

	free(b->stamp);
	free(b->count);
	free(b->place);
	free(b->order);
	free(b->heap);
	free(b->late);
	*b = (struct replace_books){ 0 };
}

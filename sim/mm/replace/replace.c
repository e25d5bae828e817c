/* replace.c - the list of policies, and the room for their books (replace.h). */
#include "sim/mm/replace/replace.h"

#include <string.h>

#include "sim/host/lazy.h"

#include "sim/mm/replace/replacers.h"
#include "sim/mm/wset.h"

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

void replace_free(struct wset *ws)
{
	struct replace_books *b = &ws->books;

	lazy_free(b->stamp, ws->room * sizeof *b->stamp);
	lazy_free(b->count, ws->room * sizeof *b->count);
	lazy_free(b->place, ws->room * sizeof *b->place);
	lazy_free(b->order, ws->room * sizeof *b->order);
	lazy_free(b->heap, ws->room * sizeof *b->heap);
	lazy_free(b->late, ws->room * sizeof *b->late);
	*b = (struct replace_books){ 0 };
}

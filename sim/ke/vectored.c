/* vectored.c - see vectored.h. */
#include "sim/ke/vectored.h"

#include <stdlib.h>

#define FIRST_HANDLE 0x10000u           /* looks like an address, and is none */
#define HANDLE_STEP  0x10u

uint64_t vectored_add(struct vectored_list *list, bool first, uint64_t handler)
{
	struct vectored *entry = calloc(1, sizeof *entry), **at = &list->first;

	if (entry == NULL)
		return 0;
	entry->handler = handler;
	entry->handle = FIRST_HANDLE + HANDLE_STEP * list->handles++;
	while (!first && *at != NULL)
		at = &(*at)->next;
	entry->next = *at;
	*at = entry;
	return entry->handle;
}

static bool is_gone(const struct vectored *entry)
{
	return entry->removals >= 1 + entry->standing;
}

/* Take an entry out for good, if it is gone and nobody stands on it (VECTORED-2). */
static void sweep(struct vectored_list *list, struct vectored *entry)
{
	struct vectored **at = &list->first;

	if (!is_gone(entry) || entry->standing > 0)
		return;
	while (*at != entry)
		at = &(*at)->next;
	*at = entry->next;
	free(entry);
}

bool vectored_remove(struct vectored_list *list, uint64_t handle)
{
	for (struct vectored *e = list->first; e != NULL; e = e->next)
		if (e->handle == handle && !is_gone(e)) {
			e->removals++;
			sweep(list, e);
			return true;
		}
	return false;
}

struct vectored *vectored_step(struct vectored_list *list, struct vectored *from)
{
	struct vectored *next = from ? from->next : list->first;

	while (next != NULL && is_gone(next))
		next = next->next;
	if (next != NULL)
		next->standing++;
	if (from != NULL)
		vectored_leave(list, from);
	return next;
}

void vectored_leave(struct vectored_list *list, struct vectored *entry)
{
	entry->standing--;
	sweep(list, entry);
}

void vectored_free(struct vectored_list *list)
{
	while (list->first != NULL) {
		struct vectored *next = list->first->next;

		free(list->first);
		list->first = next;
	}
}

/*
 * area.c - the pages of the lab's reservation, as the maker of an exercise sees them. See area.h.
 *
 * The scenes say what their statements do to pages (commit, decommit, protect); the
 * next scene finds a page of the kind that it needs, each such page being as likely.
 */
#include "sim/exercise/area.h"

#include <assert.h>
#include <stddef.h>

int range_first(struct range r)
{
	return r.from / PAGE_BYTES;
}

int range_last(struct range r)
{
	return (r.from + r.bytes - 1) / PAGE_BYTES;
}

static void set(struct area *a, struct range r, struct area_page as)
{
	assert(r.from >= 0 && r.bytes > 0);
	for (int i = range_first(r); i <= range_last(r) && i < a->pages; i++)
		a->page[i] = as;
}

void area_commit(struct area *a, struct range r)
{
	set(a, r, (struct area_page){ .committed = true, .opening = WRITABLE });
}

void area_decommit(struct area *a, struct range r)
{
	set(a, r, (struct area_page){ .committed = false });
}

void area_protect(struct area *a, struct range r, enum opening opening, bool guard)
{
	set(a, r, (struct area_page){ .committed = true, .guard = guard, .opening = opening });
}

static bool is_wanted(const struct area_page *p, enum wanted wanted)
{
	switch (wanted) {
	case ANY_PAGE:
		return true;
	case COMMITTED_PAGE:
		return p->committed;
	case RESERVED_PAGE:
		return !p->committed && !p->guard;
	case UNGUARDED_PAGE:
		return !p->guard;
	case OPEN_PAGE:
		return p->committed && !p->guard && p->opening == WRITABLE;
	}
	return false;
}

static bool fits(const struct area *a, int first, int length, enum wanted wanted)
{
	for (int i = first; i < first + length; i++)
		if (i >= a->pages || !is_wanted(&a->page[i], wanted))
			return false;
	return true;
}

int area_find(const struct area *a, struct dice *d, int length, enum wanted wanted)
{
	int places = 0, chosen;

	assert(length > 0 && a->pages <= AREA_PAGES_MAX);
	for (int i = 0; i < a->pages; i++)
		places += fits(a, i, length, wanted);
	if (places == 0)
		return -1;
	chosen = dice_roll(d, places);
	for (int i = 0; i < a->pages; i++)
		if (fits(a, i, length, wanted) && chosen-- == 0)
			return i;
	return -1;
}

/* wset.c - see wset.h. */
#include "wset.h"

void wset_insert(struct wset *wset)
{
	wset->pages++;
	if (wset->pages > wset->peak)
		wset->peak = wset->pages;
}

void wset_remove(struct wset *wset)
{
	assert(wset->pages > 0);
	wset->pages--;
}

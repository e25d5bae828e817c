/* wset.c - see wset.h. */
#include "wset.h"

#include "../mmu/lazy.h"

bool wset_new(struct wset *ws, struct pfn_db *pfns, struct tlb *tlb, const struct replacer *replacer)
{
	uint64_t frames = pfns->ram->frames;

	*ws = (struct wset){ .pfns = pfns, .tlb = tlb, .replacer = replacer, .most = UINT64_MAX, .spare = WSLE_NONE };
	ws->room = 2 * frames;
	ws->unused = frames;
	ws->of = lazy_new(ws->room * sizeof *ws->of);
	return ws->of && replacer->start(ws);
}

void wset_free(struct wset *ws)
{
	replace_free(ws);
	lazy_free(ws->of, ws->room * sizeof *ws->of);
	*ws = (struct wset){ 0 };
}

/* ---- further entries ---- */

/* `also` is 0 in the entry of a frame without further ones: no further entry has that number. */
static uint32_t further(const struct wset *ws, uint32_t slot)
{
	return ws->of[slot].also ? ws->of[slot].also : WSLE_NONE;
}

static uint32_t take_further(struct wset *ws, uint32_t pfn)
{
	uint32_t slot = ws->spare;

	if (slot != WSLE_NONE)
		ws->spare = ws->of[slot].also;
	else if (ws->unused < ws->room)
		slot = ws->unused++;
	else
		return WSLE_NONE;
	ws->of[slot].also = ws->of[pfn].also;
	ws->of[pfn].also = slot;
	return slot;
}

static void give_further(struct wset *ws, uint32_t pfn, uint32_t slot)
{
	uint32_t *link = &ws->of[pfn].also;

	while (*link != slot)
		link = &ws->of[*link].also;
	*link = ws->of[slot].also;
	ws->of[slot].also = ws->spare;
	ws->spare = slot;
}

/* ---- in and out ---- */

bool wset_insert(struct wset *ws, uint32_t pfn, uint64_t *pte, uint64_t vpn)
{
	uint32_t slot = pfn;

	if (ws->of[pfn].pte) {
		slot = take_further(ws, pfn);
		if (slot == WSLE_NONE)
			return false;
	}
	ws->of[slot].pte = pte;
	ws->of[slot].vpn = vpn;
	ws->of[slot].age = 0;
	ws->of[slot].held = false;
	ws->pages++;
	if (ws->pages > ws->peak)
		ws->peak = ws->pages;
	ws->replacer->came(ws, slot);
	return true;
}

uint32_t wset_find(const struct wset *ws, uint32_t pfn, const uint64_t *pte)
{
	uint32_t slot = pfn;

	while (slot != WSLE_NONE && ws->of[slot].pte != pte)
		slot = further(ws, slot);
	return slot;
}

void wset_remove(struct wset *ws, uint32_t pfn, const uint64_t *pte)
{
	uint32_t slot = wset_find(ws, pfn, pte);

	assert(slot != WSLE_NONE && ws->pages);
	if (!ws->of[slot].held)
		ws->replacer->went(ws, slot);
	ws->of[slot].pte = NULL;
	ws->of[slot].held = false;
	ws->pages--;
	if (slot != pfn)
		give_further(ws, pfn, slot);
}

void wset_hold(struct wset *ws, uint32_t slot)
{
	if (ws->of[slot].held)
		return;
	ws->replacer->went(ws, slot);
	ws->of[slot].held = true;
}

void wset_let_go(struct wset *ws, uint32_t slot)
{
	if (!ws->of[slot].held)
		return;
	ws->of[slot].held = false;
	ws->replacer->came(ws, slot);
}

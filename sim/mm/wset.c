/* wset.c - see wset.h. */
#include "sim/mm/wset.h"

#include "sim/host/lazy.h"

bool wset_new(struct wset *ws, struct pfn_db *pfns, struct tlb *tlb, const struct replacer *replacer)
{
	uint64_t frames = pfns->ram->frames;

	*ws = (struct wset){ .pfns = pfns, .tlb = tlb, .replacer = replacer, .most = UINT64_MAX, .spare = WSLE_NONE };
	ws->room = 2 * frames;
	ws->unused = frames;
	ws->of = lazy_new(ws->room * sizeof *ws->of);
	ws->bucket = lazy_new(ws->room * sizeof *ws->bucket);
	return ws->of && ws->bucket && replacer->start(ws);
}

void wset_free(struct wset *ws)
{
	replace_free(ws);
	lazy_free(ws->of, ws->room * sizeof *ws->of);
	lazy_free(ws->bucket, ws->room * sizeof *ws->bucket);
	*ws = (struct wset){ 0 };
}

/* ---- further entries: in chains by a hash of where the PTE is; 0 ends one, for no further entry has it ---- */

static uint32_t *bucket_of(const struct wset *ws, const uint64_t *pte)
{
	uint64_t hash = (uint64_t)(uintptr_t)pte / sizeof *pte * UINT64_C(0x9E3779B97F4A7C15);

	return &ws->bucket[hash % ws->room];
}

static uint32_t take_further(struct wset *ws, const uint64_t *pte)
{
	uint32_t slot = ws->spare;

	if (slot != WSLE_NONE)
		ws->spare = ws->of[slot].also;
	else if (ws->unused < ws->room)
		slot = ws->unused++;
	else
		return WSLE_NONE;
	ws->of[slot].also = *bucket_of(ws, pte);
	*bucket_of(ws, pte) = slot;
	return slot;
}

static void give_further(struct wset *ws, uint32_t slot, const uint64_t *pte)
{
	uint32_t *link = bucket_of(ws, pte);

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
		slot = take_further(ws, pte);
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
	uint32_t slot;

	if (ws->of[pfn].pte == pte)
		return pfn;
	for (slot = *bucket_of(ws, pte); slot; slot = ws->of[slot].also)
		if (ws->of[slot].pte == pte)
			return slot;
	return WSLE_NONE;
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
		give_further(ws, slot, pte);
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

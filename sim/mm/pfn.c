/* pfn.c - see pfn.h. */
#include "pfn.h"

#include <stdlib.h>
#include <string.h>

static void list_append(struct pfn_db *db, uint32_t pfn, enum pfn_location location)
{
	struct pfn_list *list = &db->list[location];
	struct pfn *p = &db->of[pfn];

	p->location = location;
	p->next = PFN_NONE;
	p->prev = list->tail;
	if (list->tail == PFN_NONE)
		list->head = pfn;
	else
		db->of[list->tail].next = pfn;
	list->tail = pfn;
	list->count++;
}

static void list_unlink(struct pfn_db *db, uint32_t pfn)
{
	struct pfn *p = &db->of[pfn];
	struct pfn_list *list = &db->list[p->location];

	if (p->prev == PFN_NONE)
		list->head = p->next;
	else
		db->of[p->prev].next = p->next;
	if (p->next == PFN_NONE)
		list->tail = p->prev;
	else
		db->of[p->next].prev = p->prev;
	p->next = p->prev = PFN_NONE;
	list->count--;
}

bool pfn_new(struct pfn_db *db, struct ram *ram)
{
	*db = (struct pfn_db){ .ram = ram };
	db->of = calloc(ram->frames, sizeof *db->of);
	if (!db->of)
		return false;
	for (int i = 0; i < PFN_LISTS; i++)
		db->list[i].head = db->list[i].tail = PFN_NONE;
	return true;
}

void pfn_free_all(struct pfn_db *db)
{
	free(db->of);
	db->of = NULL;
}

/* A frame full of zeros that is on no list any more. One that was never used comes last: to zero
 * a freed one is cheaper than a new page of the host, and the host's memory is not used up. */
static uint32_t take_zero(struct pfn_db *db)
{
	uint32_t pfn = db->list[PFN_ZEROED].head;

	if (pfn == PFN_NONE) {
		pfn = db->list[PFN_FREE].head;
		if (pfn == PFN_NONE)
			return db->used < db->ram->frames ? pfn_first_use(db, db->used++) : PFN_NONE;
		memset(ram_frame(db->ram, pfn), 0, PAGE_SIZE);
	}
	list_unlink(db, pfn);
	return pfn;
}

static void become_active(struct pfn_db *db, uint32_t pfn)
{
	db->of[pfn].location = PFN_ACTIVE;
	db->of[pfn].share = 1;
	db->active++;
}

uint32_t pfn_take(struct pfn_db *db, uint64_t pte_at)
{
	uint32_t pfn = take_zero(db);

	if (pfn == PFN_NONE)
		return PFN_NONE;
	become_active(db, pfn);
	db->of[pfn].pte_at = pte_at;
	return pfn;
}

void pfn_shelve(struct pfn_db *db, uint32_t pfn)
{
	assert(db->of[pfn].location == PFN_ACTIVE);
	db->of[pfn].share = 0;
	db->of[pfn].locked = false;
	db->active--;
	list_append(db, pfn, PFN_MODIFIED);
}

void pfn_activate(struct pfn_db *db, uint32_t pfn)
{
	assert(db->of[pfn].location == PFN_MODIFIED);
	list_unlink(db, pfn);
	become_active(db, pfn);
}

void pfn_release(struct pfn_db *db, uint32_t pfn)
{
	if (db->of[pfn].location == PFN_ACTIVE)
		db->active--;
	else
		list_unlink(db, pfn);
	db->of[pfn] = (struct pfn){ 0 };
	list_append(db, pfn, PFN_FREE);
}

uint64_t pfn_available(const struct pfn_db *db)
{
	return db->ram->frames - db->used + db->list[PFN_ZEROED].count +
	       db->list[PFN_FREE].count + db->list[PFN_STANDBY].count;
}

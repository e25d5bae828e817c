/* pfn.c - see pfn.h. */
#include "sim/mm/pfn.h"

#include <string.h>

#include "sim/host/lazy.h"

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

static void list_push(struct pfn_db *db, uint32_t pfn, enum pfn_location location)
{
	struct pfn_list *list = &db->list[location];
	struct pfn *p = &db->of[pfn];

	p->location = location;
	p->prev = PFN_NONE;
	p->next = list->head;
	if (list->head == PFN_NONE)
		list->tail = pfn;
	else
		db->of[list->head].prev = pfn;
	list->head = pfn;
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
	db->of = lazy_new(ram->frames * sizeof *db->of);
	if (!db->of)
		return false;
	for (int i = 0; i < PFN_LISTS; i++)
		db->list[i].head = db->list[i].tail = PFN_NONE;
	return true;
}

void pfn_free_all(struct pfn_db *db)
{
	if (db->of)
		lazy_free(db->of, db->ram->frames * sizeof *db->of);
	db->of = NULL;
}

static void become_active(struct pfn_db *db, uint32_t pfn)
{
	struct pfn *p = &db->of[pfn];

	p->location = PFN_ACTIVE;
	p->share = 1;
	p->reference = 1;
	db->active++;
}

/* The next frame for a use. One that was never used comes last: to zero a freed one is cheaper than
 * a new page of the host, and the host's memory is not used up. */
static uint32_t choose(const struct pfn_db *db, enum pfn_use use, enum pfn_location *from)
{
	uint32_t zeroed = db->list[PFN_ZEROED].head, freed = db->list[PFN_FREE].head;
	bool wants_zero = use != PFN_FOR_READ;

	*from = PFN_ZEROED;
	if (zeroed != PFN_NONE && (wants_zero || freed == PFN_NONE))
		return zeroed;
	if (freed == PFN_NONE)
		return PFN_NONE;
	*from = PFN_FREE;
	return freed;
}

uint32_t pfn_take(struct pfn_db *db, uint64_t *pte, enum pfn_use use, enum pfn_location *from)
{
	uint32_t pfn = choose(db, use, from);

	if (pfn != PFN_NONE) {
		list_unlink(db, pfn);
		if (*from == PFN_FREE && (use == PFN_FOR_TABLE || (use == PFN_FOR_ZERO_PAGE && !db->ram->hollow)))
			memset(ram_frame(db->ram, pfn), 0, PAGE_SIZE);
	} else if (db->used < db->ram->frames) {
		pfn = pfn_first_use(db, db->used++);
	} else {
		return PFN_NONE;
	}
	become_active(db, pfn);
	db->of[pfn].pte = pte;
	return pfn;
}

void pfn_shelve(struct pfn_db *db, uint32_t pfn)
{
	struct pfn *p = &db->of[pfn];

	assert(p->location == PFN_ACTIVE);
	p->share = 0;
	p->reference = 0;
	db->active--;
	list_append(db, pfn, p->modified ? PFN_MODIFIED : PFN_STANDBY);
}

void pfn_activate(struct pfn_db *db, uint32_t pfn)
{
	assert(db->of[pfn].location == PFN_MODIFIED || db->of[pfn].location == PFN_STANDBY);
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

void pfn_begin_io(struct pfn_db *db, uint32_t pfn)
{
	assert(db->of[pfn].location == PFN_MODIFIED);
	list_unlink(db, pfn);
	db->of[pfn].location = PFN_TRANSITION;
	db->of[pfn].reference = 1;
}

void pfn_end_io(struct pfn_db *db, uint32_t pfn)
{
	assert(db->of[pfn].location == PFN_TRANSITION);
	db->of[pfn].reference = 0;
	db->of[pfn].modified = false;
	list_append(db, pfn, PFN_STANDBY);
}

uint32_t pfn_zero(struct pfn_db *db)
{
	uint32_t pfn = db->list[PFN_FREE].head;

	if (pfn == PFN_NONE)
		return PFN_NONE;
	list_unlink(db, pfn);
	memset(ram_frame(db->ram, pfn), 0, PAGE_SIZE);
	list_push(db, pfn, PFN_ZEROED);
	return pfn;
}

uint64_t pfn_available(const struct pfn_db *db)
{
	return db->ram->frames - db->used + db->list[PFN_ZEROED].count +
	       db->list[PFN_FREE].count + db->list[PFN_STANDBY].count;
}

const char *pfn_location_name(enum pfn_location location)
{
	static const char *const name[PFN_LOCATIONS] = {
		"zeroed", "free", "standby", "modified", "modified-no-write", "bad", "active", "transition",
	};

	return name[location];
}

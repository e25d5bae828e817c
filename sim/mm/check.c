/*
 * check.c - every numbered invariant of the machine, verified.
 *
 * Each header of mmu and mm states what always holds, by number; here is one
 * line for each. It goes through everything once: the tables from the root (so
 * that each frame is met where it is mapped), the PFN lists, the VAD tree, the
 * TLB. What was counted on the way is then compared with the books.
 */
#include "sim/mm/section.h"
#include "sim/mm/space.h"

#include <stdlib.h>

#define REQUIRE(condition, sentence)            \
	do {                                    \
		if (!(condition)) {             \
			a->why = (sentence);    \
			return false;           \
		}                               \
	} while (0)

struct audit {
	const struct vm *vm;
	const char *why;
	const struct vad *vad;                  /* the one met last */
	uint64_t tables, valid, shelved;        /* met from the root */
	uint64_t mapped;                        /* of the valid ones: in place of others, for they share a frame */
	uint32_t *sharers;                      /* valid PTEs by shared frame; NULL: there are no sections */
	uint64_t charged;                       /* by all VADs */
	uint64_t in_books;                      /* working-set entries that may be trimmed */
	uint64_t held, paged_out;               /* slots named by frames, by PTEs */
	uint8_t *slot_met;                      /* one bit a slot */
};

/* ---- page tables ---- */

static const struct pfn *frame_of(const struct audit *a, uint64_t pfn)
{
	return pfn < a->vm->ram.frames ? &a->vm->pfns.of[pfn] : NULL;
}

static bool covered(struct audit *a, uint64_t vpn)
{
	if (!a->vad || vpn < a->vad->first_vpn || vpn > a->vad->last_vpn)
		a->vad = vad_covering(&a->vm->vads, vpn);
	return a->vad != NULL;
}

/* A slot that a frame or an entry names. */
static bool meet_slot(struct audit *a, uint32_t slot)
{
	REQUIRE(slot && slot <= a->vm->pagefile.touched, "PAGEFILE-1: a slot that the page file never gave");
	REQUIRE(!(a->slot_met[slot / 8] >> slot % 8 & 1), "PAGEFILE-1: two pages in one slot of the page file");
	a->slot_met[slot / 8] |= 1 << slot % 8;
	return true;
}

static bool meet_frame_slot(struct audit *a, const struct pfn *p)
{
	uint32_t slot = soft_slot_of(p->original);

	REQUIRE(p->location != PFN_STANDBY || ((p->in_file ? !slot : slot) && !p->modified),
	        "PFN-7: a page on standby has no copy in the page file");
	REQUIRE(p->location != PFN_MODIFIED || (!slot && p->modified), "PFN-7: a modified page still has a slot");
	if (!slot)
		return true;
	a->held++;
	return meet_slot(a, slot);
}

static bool check_wsle(struct audit *a, uint64_t pfn, const uint64_t *pte, uint64_t vpn)
{
	const struct wset *ws = &a->vm->wset;
	uint32_t slot = wset_find(ws, pfn, pte);

	REQUIRE(slot != WSLE_NONE && ws->of[slot].vpn == vpn, "WSET-2: a valid page has no entry in the working set");
	a->in_books += !ws->of[slot].held;
	return true;
}

/* The frame leads to the prototype that the VAD leads to. */
static bool check_shared_leaf(struct audit *a, const uint64_t *pte, uint64_t vpn)
{
	const struct vad *vad = a->vad;
	uint32_t pfn = pte_pfn(*pte);
	const uint64_t *block;
	uint64_t page;

	REQUIRE(vad->section && a->sharers, "SECTION-2: a shared frame is mapped where no view is");
	page = vad->first_page + vpn - vad->first_vpn;
	block = vad->section->block[page / PROTOTYPES_PER_BLOCK];
	REQUIRE(block && a->vm->pfns.of[pfn].pte == &block[page % PROTOTYPES_PER_BLOCK],
	        "SECTION-2: a view maps another page than its section has there");
	a->mapped += a->sharers[pfn]++ > 0;
	return check_wsle(a, pfn, pte, vpn);
}

static bool check_valid_leaf(struct audit *a, const uint64_t *pte, uint64_t vpn)
{
	const struct pfn *p = frame_of(a, pte_pfn(*pte));
	unsigned mask;

	REQUIRE(p && p->location == PFN_ACTIVE && !p->table,
	        "PFN-4: a valid PTE names a frame that is not an active page");
	a->valid++;
	if (p->shared)
		return check_shared_leaf(a, pte, vpn);
	REQUIRE(p->pte == pte, "PFN-4: a mapped frame leads to another PTE");
	mask = soft_mask(p->original);
	REQUIRE(mask_fits_hardware(mask), "PAGETABLE-4: a valid PTE for a page that is no-access or guarded");
	REQUIRE((*pte & PTE_RIGHTS) == mask_hardware(mask) && *pte & PTE_US,
	        "PAGETABLE-4: a valid PTE grants other rights than its page's mask");
	return check_wsle(a, pte_pfn(*pte), pte, vpn) && meet_frame_slot(a, p);
}

static bool check_shelved_leaf(struct audit *a, const uint64_t *pte)
{
	const struct pfn *p = frame_of(a, pte_pfn(*pte));

	REQUIRE(p && (p->location == PFN_STANDBY || p->location == PFN_MODIFIED),
	        "PFN-4: a transition PTE names a frame that is not on the standby or modified list");
	REQUIRE(p->pte == pte, "PFN-4: a shelved frame leads to another PTE");
	a->shelved++;
	return meet_frame_slot(a, p);
}

static bool check_leaf(struct audit *a, const uint64_t *pte, uint64_t vpn)
{
	REQUIRE(covered(a, vpn), "PAGETABLE-3: a leaf entry in use where no VAD is");
	if (pte_valid(*pte))
		return check_valid_leaf(a, pte, vpn);
	if (soft_kind(*pte) == SOFT_IS_TRANSITION)
		return check_shelved_leaf(a, pte);
	if (soft_kind(*pte) != SOFT_IS_PAGE_FILE)
		return true;
	a->paged_out++;
	return meet_slot(a, soft_slot_of(*pte));
}

static bool check_table(struct audit *a, uint64_t pfn, unsigned level, uint64_t first_vpn);

static bool check_entry(struct audit *a, const uint64_t *entry, unsigned level, uint64_t vpn)
{
	const struct pfn *child;

	if (level == 0)
		return check_leaf(a, entry, vpn);
	child = frame_of(a, pte_pfn(*entry));
	REQUIRE(pte_valid(*entry) && child && child->table && child->location == PFN_ACTIVE,
	        "PAGETABLE-1: an upper entry does not lead to a table");
	REQUIRE(child->pte == entry, "PFN-4: a table leads to another entry");
	return check_table(a, pte_pfn(*entry), level - 1, vpn);
}

static bool check_table(struct audit *a, uint64_t pfn, unsigned level, uint64_t first_vpn)
{
	const uint64_t *table = table_at(&a->vm->tables, pfn);
	unsigned used = 0, naming = 0;

	a->tables++;
	for (uint64_t i = 0; i < ENTRIES_PER_TABLE; i++) {
		if (!table[i])
			continue;
		used++;
		naming += soft_names_frame(table[i]);
		if (!check_entry(a, &table[i], level, first_vpn + (i << 9 * level)))
			return false;
	}
	REQUIRE(a->vm->pfns.of[pfn].used == used, "PAGETABLE-2: a table miscounts its entries in use");
	REQUIRE(a->vm->pfns.of[pfn].share == naming + 1, "PFN-6: a table miscounts its entries that name a frame");
	REQUIRE(used || level == TABLE_ROOT, "PAGETABLE-2: an empty table was not given back");
	return true;
}

static bool check_tables(struct audit *a)
{
	uint64_t root = a->vm->tables.root_pfn;

	REQUIRE(root < a->vm->ram.frames && a->vm->pfns.of[root].table, "PAGETABLE-1: the root is not a table");
	return check_table(a, root, TABLE_ROOT, 0);
}

static bool check_walk_cache(struct audit *a)
{
	const struct page_tables *tables = &a->vm->tables;

	for (size_t i = 0; i < WALK_CACHE_ENTRIES; i++) {
		uint64_t va = tables->cache[i].region << 21;

		if (tables->cache[i].region == WALK_CACHE_NONE)
			continue;
		REQUIRE(tables->cache[i].region % WALK_CACHE_ENTRIES == i &&
		        table_entry(tables, va, 0) == tables->cache[i].table,
		        "PAGETABLE-5: the walk cache knows a leaf table that is not there");
		REQUIRE(*table_entry(tables, va, 1) & PTE_A, "PAGETABLE-5: the walk cache knows a table that was never used");
	}
	return true;
}

/* ---- frames ---- */

static bool check_list(struct audit *a, enum pfn_location location)
{
	const struct pfn_db *db = &a->vm->pfns;
	const struct pfn_list *list = &db->list[location];
	uint32_t previous = PFN_NONE, pfn = list->head;
	uint64_t count = 0;

	for (; pfn != PFN_NONE && count < list->count; pfn = db->of[pfn].next, count++) {
		REQUIRE(pfn < db->ram->frames && db->of[pfn].prev == previous,
		        "PFN-1: a list of frames is badly linked");
		REQUIRE(db->of[pfn].location == location,
		        "PFN-1: a frame is in another list than its location says");
		previous = pfn;
	}
	REQUIRE(pfn == PFN_NONE && list->tail == previous && count == list->count,
	        "PFN-1: a list of frames has another length than is counted");
	return true;
}

static bool check_frame(struct audit *a, const struct pfn *p, uint64_t of_location[PFN_LOCATIONS])
{
	REQUIRE(p->location < PFN_LOCATIONS, "PFN-1: a frame is nowhere");
	of_location[p->location]++;
	REQUIRE(p->table || p->shared || p->share == (p->location == PFN_ACTIVE),
	        "PFN-3: a share count that does not fit the frame's location");
	REQUIRE(!p->shared || (a->sharers && p->share == a->sharers[p - a->vm->pfns.of]),
	        "PFN-3: a shared frame miscounts the PTEs that map it");
	REQUIRE(p->reference == (p->location == PFN_ACTIVE),
	        "PFN-3: a reference count that does not fit the frame's location");
	REQUIRE(!p->table || p->location == PFN_ACTIVE,
	        "PFN-6: a frame that is not active is marked as a table");
	return true;
}

static bool is_zero(const uint8_t *frame)
{
	uint64_t any = 0;

	for (size_t i = 0; i < PAGE_SIZE / 8; i++)
		any |= ((const uint64_t *)frame)[i];
	return !any;
}

/* Of those that count as zeroed, the next one listed and the next one never used. */
static bool next_zeroed_is_zero(const struct pfn_db *db)
{
	uint32_t listed = db->list[PFN_ZEROED].head;

	if (listed != PFN_NONE && !is_zero(ram_frame(db->ram, listed)))
		return false;
	return db->used == db->ram->frames || is_zero(ram_frame(db->ram, pfn_first_use(db, db->used)));
}

static bool check_frames(struct audit *a)
{
	const struct pfn_db *db = &a->vm->pfns;
	uint64_t of_location[PFN_LOCATIONS] = { 0 }, marked = 0;

	REQUIRE(db->used <= db->ram->frames, "PFN-2: more frames were used than there are");
	for (uint64_t order = 0; order < db->used; order++) {
		const struct pfn *p = &db->of[pfn_first_use(db, order)];

		if (!check_frame(a, p, of_location))
			return false;
		marked += p->table;
	}
	REQUIRE(!of_location[PFN_TRANSITION], "PFN-2: a frame is still being written or read");
	for (unsigned i = 0; i < PFN_LISTS; i++) {
		if (!check_list(a, i))
			return false;
		REQUIRE(db->list[i].count == of_location[i],
		        "PFN-2: a frame is missing from the list of its location");
	}
	REQUIRE(of_location[PFN_ACTIVE] == db->active, "PFN-2: the active frames are miscounted");
	REQUIRE(marked == db->tables && marked == a->tables,
	        "PFN-6: the tables in use are not those that the root leads to");
	REQUIRE(db->active == a->tables + a->valid - a->mapped, "PFN-4: an active frame that nothing maps");
	REQUIRE(db->list[PFN_MODIFIED].count + db->list[PFN_STANDBY].count == a->shelved,
	        "PFN-4: a frame with contents that no PTE leads to");
	REQUIRE(next_zeroed_is_zero(db), "PFN-5: a frame that would be handed out as zeroed is not zero");
	return true;
}

/* ---- address space ---- */

static int height_of(const struct vad *vad)
{
	return vad ? vad->height : 0;
}

static bool check_node(struct audit *a, const struct vad *vad)
{
	int left = height_of(vad->left), right = height_of(vad->right);

	REQUIRE((!vad->left || vad->left->parent == vad) && (!vad->right || vad->right->parent == vad),
	        "VAD-2: a VAD's child has another parent");
	REQUIRE(vad->height == 1 + (left > right ? left : right), "VAD-2: a VAD's height is wrong");
	REQUIRE(left - right <= 1 && right - left <= 1, "VAD-2: the VAD tree is out of balance");
	return true;
}

static bool check_vad(struct audit *a, const struct vad *vad)
{
	bool anywhere = vad->kind == VAD_IMAGE || vad->kind == VAD_PLACEHOLDER || vad->from_placeholder ||
	                vad->cut;

	REQUIRE(vad->first_vpn >= a->vm->first_vpn && vad->first_vpn <= vad->last_vpn &&
	        vad->last_vpn <= a->vm->last_vpn, "VAD-1: a VAD lies outside user space");
	REQUIRE(anywhere || !((vad->first_vpn << PAGE_SHIFT) % GRANULE_SIZE),
	        "VAD-3: a VAD does not start on 64 KiB");
	REQUIRE(vad->section ? vad->commit_charge == 0 || vad->commit_charge == vad_pages(vad) :
	        vad->commit_charge == pages_committed(a->vm, vad, vad->first_vpn, vad->last_vpn),
	        "CHARGE-3: a VAD's commit charge differs from its committed pages");
	a->charged += vad->commit_charge;
	return check_node(a, vad);
}

static bool check_vads(struct audit *a)
{
	const struct vad_tree *tree = &a->vm->vads;
	const struct vad *previous = NULL;
	uint64_t count = 0;
	bool hinted = !tree->hint;

	REQUIRE(!tree->root || !tree->root->parent, "VAD-2: the root of the VAD tree has a parent");
	for (const struct vad *vad = vad_first(tree); vad; vad = vad_next(vad)) {
		REQUIRE(++count <= tree->count, "VAD-2: more VADs than are counted");
		REQUIRE(!previous || previous->last_vpn < vad->first_vpn,
		        "VAD-1: two VADs overlap or are out of order");
		if (!check_vad(a, vad))
			return false;
		hinted |= vad == tree->hint;
		previous = vad;
	}
	REQUIRE(count == tree->count, "VAD-2: fewer VADs than are counted");
	REQUIRE(hinted, "VAD-4: the hint is no VAD of the tree");
	return true;
}

static bool check_gap_hint(struct audit *a)
{
	uint64_t vpn = SPACE_FIRST_TRIED >> PAGE_SHIFT;

	while (vpn < a->vm->gap_hint) {
		const struct vad *vad = vad_covering(&a->vm->vads, vpn);

		REQUIRE(vad, "SPACE-1: a granule below the gap hint is free");
		vpn = granule_up(vad->last_vpn + 1);
	}
	return true;
}

/* ---- sections ---- */

static bool check_prototype(struct audit *a, const struct section *s, uint64_t *prototype)
{
	const struct pfn *p = frame_of(a, pte_pfn(*prototype));

	if (!*prototype)
		return true;
	if (soft_names_frame(*prototype)) {
		bool valid = pte_valid(*prototype);

		REQUIRE(p && p->shared && p->pte == prototype, "SECTION-2: a prototype names a frame that does not lead back");
		REQUIRE(valid ? p->location == PFN_ACTIVE :
		        p->location == PFN_STANDBY || p->location == PFN_MODIFIED,
		        "SECTION-2: a prototype names a frame in another state");
		REQUIRE(p->in_file == (s->file != NULL), "SECTION-4: a page of a file that is not known as one");
		a->shelved += !valid;
		return meet_frame_slot(a, p);
	}
	if (soft_kind(*prototype) != SOFT_IS_PAGE_FILE)
		return true;
	REQUIRE(!s->file, "SECTION-4: a page of a file in the page file");
	a->paged_out++;
	return meet_slot(a, soft_slot_of(*prototype));
}

static bool check_prototypes(struct audit *a)
{
	for (const struct section *s = a->vm->sections; s; s = s->next)
		for (uint64_t i = 0; i < section_blocks(s); i++)
			for (uint64_t j = 0; s->block[i] && j < PROTOTYPES_PER_BLOCK; j++)
				if (!check_prototype(a, s, &s->block[i][j]))
					return false;
	return true;
}

static bool check_sections(struct audit *a)
{
	for (const struct section *s = a->vm->sections; s; s = s->next) {
		uint32_t views = 0;

		REQUIRE(!s->file || section_of_file(a->vm, s->file) == s, "SECTION-4: two sections over one file");
		for (const struct vad *vad = vad_first(&a->vm->vads); vad; vad = vad_next(vad))
			views += vad->section == s;
		REQUIRE(s->references == views + s->handles, "SECTION-1: a section's references are not its views and handles");
		REQUIRE(s->charge + (s->at_rest != NULL) == (s->file ? 0 : section_committed(s, 0, s->pages)),
		        "SECTION-3: a section's charge differs from its committed pages");
		a->charged += s->charge;
	}
	return true;
}

/* ---- the books ---- */

static bool check_books(struct audit *a)
{
	const struct vm *vm = a->vm;

	REQUIRE(vm->charge.used <= vm->charge.limit, "CHARGE-1: the commit charge is above its limit");
	REQUIRE(vm->charge.used <= vm->charge.peak, "CHARGE-1: the commit charge is above its peak");
	REQUIRE(vm->charge.used == a->charged, "CHARGE-2: the commit charge is not the sum over the VADs");
	REQUIRE(vm->charge.tables == a->tables, "CHARGE-4: the charged page tables are not those in use");
	REQUIRE(vm->charge.used + vm->charge.tables <= vm->charge.backed,
	        "CHARGE-4: more is promised than memory and page file can hold");
	REQUIRE(vm->wset.pages == a->valid, "WSET-1: the working set is not the number of valid pages");
	REQUIRE(vm->wset.pages <= vm->wset.peak, "WSET-1: the working set is above its peak");
	REQUIRE(vm->traps == vm->access_violations + vm->resolved,
	        "MACHINE-1: the traps are not the violations and the resolved faults together");
	REQUIRE(vm->wset.books.entries == a->in_books,
	        "WSET-3: the replacement policy's books are not the pages that may be trimmed");
	REQUIRE(vm->demand_zero + vm->soft + vm->hard + vm->copied <= vm->resolved,
	        "MACHINE-1: the kinds of resolved faults are more than the resolved faults");
	REQUIRE(vm->pagefile.used == a->held + a->paged_out, "PAGEFILE-1: a slot in use that nothing names");
	REQUIRE(vm->pagefile.held == a->held, "PAGEFILE-2: the slots held by frames are miscounted");
	REQUIRE(vm->pagefile.used <= vm->pagefile.slots, "PAGEFILE-2: more slots in use than the page file has");
	return true;
}

static bool check_stack(struct audit *a)
{
	const struct stack *stack = &a->vm->stack;
	const struct vad *vad = vad_covering(&a->vm->vads, stack->floor >> PAGE_SHIFT);

	if (!stack->base || !vad || vad->kind != VAD_STACK)
		return true;                    /* none yet, or the program released it */
	REQUIRE(stack->floor == vad->first_vpn << PAGE_SHIFT &&
	        stack->base == (vad->last_vpn + 1) << PAGE_SHIFT,
	        "MACHINE-2: the stack's bounds are not those of its VAD");
	REQUIRE(stack->floor < stack->limit && stack->limit <= stack->base,
	        "MACHINE-2: the stack's limit is outside it");
	return true;
}

/* ---- TLB ---- */

static bool check_tlb_entry(struct audit *a, const struct tlb_entry *e, size_t slot)
{
	uint64_t pte;

	REQUIRE(e->write_tag == TLB_NONE || e->write_tag == e->read_tag,
	        "TLB-2: a page can be written but not read");
	REQUIRE(e->execute_tag == TLB_NONE || e->execute_tag == e->read_tag,
	        "TLB-2: a page can be executed but not read");
	if (e->read_tag == TLB_NONE)
		return true;
	pte = e->read_tag >> PAGE_SHIFT <= a->vm->last_vpn ? tables_read(a->vm, e->read_tag) : 0;
	REQUIRE((e->read_tag >> PAGE_SHIFT) % TLB_ENTRIES == slot && !(e->read_tag & ~PAGE_MASK),
	        "TLB-1: a tag in a wrong slot");
	REQUIRE(pte_valid(pte) && e->host == ram_frame(&a->vm->ram, pte_pfn(pte)),
	        "TLB-1: a tagged page is not mapped to the frame that the TLB leads to");
	REQUIRE(pte & PTE_A, "TLB-2: a tagged page was never marked as accessed");
	REQUIRE(e->write_tag == TLB_NONE || (pte & PTE_RW && pte & PTE_D),
	        "TLB-2: a write tag for a page that is not writable and dirty");
	REQUIRE(e->execute_tag == TLB_NONE || !(pte & PTE_NX), "TLB-2: an execute tag for a no-execute page");
	return true;
}

static bool check_tlb(struct audit *a)
{
	for (size_t i = 0; i < TLB_ENTRIES; i++)
		if (!check_tlb_entry(a, &a->vm->tlb.entry[i], i))
			return false;
	return true;
}

int vm_check(const struct vm *vm, const char **why)
{
	struct audit a = { .vm = vm, .why = "the host has no memory left to verify the machine" };
	bool good;

	a.slot_met = calloc(vm->pagefile.touched / 8 + 1, 1);
	if (vm->sections)
		a.sharers = calloc(vm->ram.frames, sizeof *a.sharers);
	good = a.slot_met && (a.sharers || !vm->sections) && check_tables(&a) && check_prototypes(&a) && check_walk_cache(&a) &&
	       check_frames(&a) && check_vads(&a) && check_gap_hint(&a) && check_sections(&a) && check_books(&a) &&
	       check_stack(&a) && check_tlb(&a);
	free(a.slot_met);
	free(a.sharers);
	*why = good ? "" : a.why;
	return good ? 0 : -1;
}

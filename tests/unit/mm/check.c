/*
 * check.c - vm_check sees every invariant broken.
 *
 * Each row breaks one thing in a sound machine from the inside, and names the
 * invariant whose sentence must then be given.
 */
#include <stdlib.h>
#include <string.h>

#include "tests/unit/machine.h"
#include "sim/mm/pages.h"
#include "sim/mm/view.h"
#include "sim/mm/writer.h"
#include "sim/mm/pages.h"

/* A machine with something of everything: image, stack, VADs, each kind of page. */
struct world {
	struct vm *vm;
	uint64_t a;     /* 16 pages: resident, clean, modified list, demand-zero, reserved, standby list,
	                   page file, resident, four decommitted, reserved */
	uint64_t image;
	struct section *section;
	uint64_t view;  /* of it; the first page is resident */
};

/* Out of the working set and written. */
static void put_on_standby(struct vm *vm, uint64_t va)
{
	const uint64_t *pte = table_entry(&vm->tables, va, 0);

	touch(vm, va, ACCESS_WRITE, 1);
	page_trim(vm, wset_find(&vm->wset, pte_pfn(*pte), pte));
	writer_run(vm, UINT64_MAX);
}

static struct world build(void)
{
	struct world w = { .image = 0x140000000 };
	struct vad *view;
	uint32_t status;

	w.vm = vm_new(&(struct vm_config){ .frames = 128, .pagefile_slots = 16, .backed = true });

	vm_load_image(w.vm, w.image, 0x2000, PAGE_EXECUTE_READ);
	vm_create_stack(w.vm, 0x100000, 0x2000);
	for (int i = 0; i < 5; i++)
		alloc(w.vm, 0, 0x10000, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	w.a = alloc(w.vm, 0, 0x10000, MEM_RESERVE, PAGE_NOACCESS);
	alloc(w.vm, w.a + 0x5000, 0x3000, MEM_COMMIT, PAGE_READWRITE);
	put_on_standby(w.vm, w.a + 0x6000);
	w.vm->page_limit = pfn_pages(&w.vm->pfns);
	touch(w.vm, w.a + 0x7000, ACCESS_WRITE, 1);     /* in the frame of the one on standby */
	w.vm->page_limit = UINT64_MAX;
	put_on_standby(w.vm, w.a + 0x5000);
	w.section = section_new(w.vm, &(struct section_wish){ .pages = 4, .mask = MASK_READWRITE }, &status);
	view_map(w.vm, w.section, 0, 4, MASK_READWRITE, 0, &view);
	w.view = view->first_vpn << PAGE_SHIFT;
	touch(w.vm, w.view, ACCESS_WRITE, 1);
	alloc(w.vm, w.a, 0x4000, MEM_COMMIT, PAGE_READWRITE);
	touch(w.vm, w.a, ACCESS_WRITE, 1);
	touch(w.vm, w.a + 0x1000, ACCESS_WRITE, 1);
	touch(w.vm, w.a + 0x2000, ACCESS_WRITE, 1);
	protect(w.vm, w.a + 0x1000, 1, PAGE_READONLY);
	byte_at(w.vm, w.a + 0x1000);
	protect(w.vm, w.a + 0x2000, 1, PAGE_NOACCESS);
	alloc(w.vm, w.a + 0x8000, 0x4000, MEM_COMMIT, PAGE_READWRITE);
	for (int i = 8; i < 12; i++)
		touch(w.vm, w.a + i * PAGE_SIZE, ACCESS_WRITE, 1);
	win32_virtual_free(w.vm, w.a + 0x8000, 0x4000, MEM_DECOMMIT);
	touch(w.vm, w.a, ACCESS_WRITE, 1);
	touch(w.vm, w.image, ACCESS_EXECUTE, 0);
	return w;
}

static uint64_t *leaf(struct world *w, unsigned page)
{
	return table_entry(&w->vm->tables, w->a + page * PAGE_SIZE, 0);
}

static struct pfn *frame(struct world *w, unsigned page)
{
	return &w->vm->pfns.of[pte_pfn(*leaf(w, page))];
}

static struct vad *vad(struct world *w)
{
	return vad_covering(&w->vm->vads, w->a >> PAGE_SHIFT);
}

static struct tlb_entry *slot(struct world *w)
{
	return tlb_slot(&w->vm->tlb, w->a);
}

static uint32_t take(struct world *w)
{
	enum pfn_location from;

	return pfn_take(&w->vm->pfns, NULL, PFN_FOR_ZERO_PAGE, &from);
}

/* A frame with contents that nobody knows of. */
static void shelve(struct world *w, uint32_t pfn)
{
	w->vm->pfns.of[pfn].modified = true;
	pfn_shelve(&w->vm->pfns, pfn);
}

static struct pfn_list *list(struct world *w, enum pfn_location location)
{
	return &w->vm->pfns.list[location];
}

static struct pfn *table_frame(struct world *w)
{
	return &w->vm->pfns.of[pte_pfn(*table_entry(&w->vm->tables, w->a, 1))];
}

/* One way to break a machine. */
#define HARM(name, ...)                                 \
	static void name(struct world *w)               \
	{                                               \
		__VA_ARGS__;                            \
	}

/* ---- page tables ---- */


HARM(t1_leaf_frame_as_table, *table_entry(&w->vm->tables, w->a, 1) = *leaf(w, 0))
HARM(t1_root, w->vm->tables.root_pfn = pte_pfn(*leaf(w, 0)))
HARM(t1_frame_out_of_memory, *table_entry(&w->vm->tables, w->a, 2) |= (uint64_t)1 << 40)
HARM(t2_used, table_frame(w)->used++)
HARM(t2_empty, tables_make(w->vm, 0x70000000000))
HARM(t3_outside, tables_write(w->vm, tables_make(w->vm, w->a + 0x20000), 0x80))
HARM(t4_rights, *leaf(w, 1) |= PTE_RW)
HARM(t4_execute, *leaf(w, 0) &= ~PTE_NX)
HARM(t4_guard, frame(w, 0)->original = soft_demand_zero(MASK_READWRITE | MASK_GUARD))

HARM(t5_table, w->vm->tables.cache[(w->a >> 21) % WALK_CACHE_ENTRIES].table += 8)
HARM(t5_unused, *table_entry(&w->vm->tables, w->a, 1) &= ~PTE_A)

/* ---- frames ---- */

HARM(p1_links, w->vm->pfns.of[list(w, PFN_FREE)->head].prev = 5)
HARM(p1_wrong_list, w->vm->pfns.of[list(w, PFN_FREE)->head].location = PFN_MODIFIED)
HARM(p1_nowhere, w->vm->pfns.of[list(w, PFN_FREE)->head].location = PFN_LOCATIONS)
HARM(p1_length, list(w, PFN_FREE)->count++)
HARM(p1_tail, list(w, PFN_FREE)->tail = list(w, PFN_FREE)->head)

static void p2_lost(struct world *w)
{
	struct pfn_list *frees = list(w, PFN_FREE);

	frees->head = w->vm->pfns.of[frees->head].next;
	w->vm->pfns.of[frees->head].prev = PFN_NONE;
	frees->count--;
}

HARM(p2_active, w->vm->pfns.active++)
HARM(p3_shared, frame(w, 0)->share = 2)
HARM(p3_share_on_list, frame(w, 2)->share = 1)
HARM(p4_back_pointer, frame(w, 0)->pte++)
HARM(p4_shelved_back_pointer, frame(w, 2)->pte++)
HARM(p4_two_entries, tables_write(w->vm, leaf(w, 5), *leaf(w, 0)))
HARM(p4_free_frame, *leaf(w, 0) = (*leaf(w, 0) & 0xFFF) | (uint64_t)list(w, PFN_FREE)->head << 12)
HARM(p4_not_shelved, *leaf(w, 2) = soft_transition(pte_pfn(*leaf(w, 0)), MASK_NOACCESS))
HARM(p4_orphan, take(w))
HARM(p4_shelved_orphan, shelve(w, take(w)))
HARM(p4_table, table_frame(w)->pte++)
HARM(p2_too_many, w->vm->pfns.used = 129)

static void p5_not_zero(struct world *w)
{
	ram_frame(&w->vm->ram, pfn_first_use(&w->vm->pfns, w->vm->pfns.used))[4095] = 1;
}


static void p2_in_transition(struct world *w)
{
	struct pfn *frame = &w->vm->pfns.of[take(w)];

	*frame = (struct pfn){ .location = PFN_TRANSITION };
	w->vm->pfns.active--;
}

HARM(p3_reference, frame(w, 0)->reference = 2)
HARM(p6_share, table_frame(w)->share++)
HARM(p7_no_slot, frame(w, 5)->original &= ~SOFT_SLOT)
HARM(p7_modified_with_slot, frame(w, 2)->original |= soft_slot(1))
HARM(f1_twice, *leaf(w, 6) = soft_with_mask(frame(w, 5)->original & SOFT_SLOT, MASK_READWRITE))
HARM(f1_never_given, *leaf(w, 6) |= soft_slot(0x100))
HARM(f1_lost, tables_write(w->vm, leaf(w, 6), soft_demand_zero(MASK_READWRITE)))
HARM(f2_held, w->vm->pagefile.held++)
HARM(f2_full, w->vm->pagefile.slots = 1)
HARM(w2_unknown, w->vm->wset.of[pte_pfn(*leaf(w, 0))].vpn++)
HARM(w3_books, w->vm->wset.books.entries--)
HARM(w3_held, w->vm->wset.of[pte_pfn(*leaf(w, 0))].held = true)
HARM(c4_tables, w->vm->charge.tables++)
HARM(c4_backed, w->vm->charge.backed = w->vm->charge.used + w->vm->charge.tables - 1)
HARM(s1_references, w->section->references++)
HARM(s3_charge, w->section->charge--)
HARM(s2_prototype, w->section->block[0][1] = w->section->block[0][0])
HARM(s2_other_page, vad_covering(&w->vm->vads, w->view >> PAGE_SHIFT)->first_page = 1)
HARM(p3_sharers, w->vm->pfns.of[pte_pfn(w->section->block[0][0])].share++)
HARM(p6_count, w->vm->pfns.tables++)
HARM(p6_on_list, w->vm->pfns.of[list(w, PFN_FREE)->head].table = true)

/* ---- address space ---- */

HARM(v1_overlap, vad(w)->first_vpn = vad_previous(vad(w))->last_vpn)
HARM(v1_outside, vad_last(&w->vm->vads)->last_vpn = USER_LAST_VPN + 1)
HARM(v2_parent, w->vm->vads.root->left->parent = NULL)
HARM(v2_height, w->vm->vads.root->height++)
HARM(v2_count, w->vm->vads.count++)
HARM(v2_count_low, w->vm->vads.count--)

/* Four nodes in a chain have the right heights and links, and are no AVL tree. */
static void v2_balance(struct world *w)
{
	struct vad_tree *tree = &w->vm->vads;
	struct vad *chain[16], *at = vad_first(tree);
	size_t n = 0;

	for (; at; at = vad_next(at))
		chain[n++] = at;
	for (size_t i = 0; i < n; i++) {
		chain[i]->left = NULL;
		chain[i]->right = i + 1 < n ? chain[i + 1] : NULL;
		chain[i]->parent = i ? chain[i - 1] : NULL;
		chain[i]->height = n - i;
	}
	tree->root = chain[0];
}

static void v3_granule(struct world *w)
{
	struct vad *odd = calloc(1, sizeof *odd);

	odd->first_vpn = odd->last_vpn = 0x5001;
	vad_insert(&w->vm->vads, odd);
}

HARM(v5_gap, w->vm->gap_hint = (vad_last(&w->vm->vads)->last_vpn | 0xF) + 2)
static struct vad stray;
HARM(v4_hint, w->vm->vads.hint = &stray)

/* ---- the books ---- */

HARM(c1_limit, w->vm->charge.limit = w->vm->charge.used - 1)
HARM(c1_peak, w->vm->charge.peak = w->vm->charge.used - 1)
HARM(c2_sum, w->vm->charge.used--)
HARM(c3_vad, vad(w)->commit_charge++)
HARM(c3_page, tables_write(w->vm, leaf(w, 3), SOFT_DECOMMITTED))
HARM(w1_count, w->vm->wset.pages--)
HARM(w1_peak, w->vm->wset.peak = 0)
HARM(m1_traps, w->vm->traps++)
HARM(m1_demand_zero, w->vm->demand_zero = w->vm->resolved + 1)
HARM(m2_limit, w->vm->stack.limit = w->vm->stack.base + 1)
HARM(m2_bounds, w->vm->stack.base += PAGE_SIZE)

/* ---- TLB ---- */

HARM(b1_stale, slot(w)->read_tag += TLB_ENTRIES * PAGE_SIZE; slot(w)->write_tag = TLB_NONE)
HARM(b1_host, slot(w)->host += PAGE_SIZE)
HARM(b1_slot, tlb_slot(&w->vm->tlb, w->a + 0x9000)->read_tag = w->a)
HARM(b2_clean, *leaf(w, 0) &= ~PTE_D)
HARM(b2_not_accessed, *leaf(w, 0) &= ~PTE_A)
HARM(b2_read_only, tlb_slot(&w->vm->tlb, w->a + 0x1000)->write_tag = w->a + 0x1000)
HARM(b2_execute, slot(w)->execute_tag = w->a)
HARM(b2_write_without_read, slot(w)->read_tag = TLB_NONE)

static const struct { const char *want; void (*harm)(struct world *w); } harms[] = {
	{ "PAGETABLE-1:", t1_leaf_frame_as_table }, { "PAGETABLE-1:", t1_root }, { "PAGETABLE-1:", t1_frame_out_of_memory },
	{ "PAGETABLE-2:", t2_used }, { "PAGETABLE-2:", t2_empty }, { "PAGETABLE-3:", t3_outside },
	{ "PAGETABLE-5:", t5_table }, { "PAGETABLE-5:", t5_unused }, { "PAGETABLE-4:", t4_rights },
	{ "PAGETABLE-4:", t4_execute }, { "PAGETABLE-4:", t4_guard },
	{ "PFN-1:", p1_links }, { "PFN-1:", p1_wrong_list }, { "PFN-1:", p1_nowhere }, { "PFN-1:", p1_length },
	{ "PFN-1:", p1_tail },
	{ "PFN-2:", p2_lost }, { "PFN-2:", p2_active }, { "PFN-2:", p2_too_many }, { "PFN-3:", p3_shared },
	{ "PFN-3:", p3_share_on_list },
	{ "PFN-4:", p4_back_pointer }, { "PFN-4:", p4_shelved_back_pointer }, { "PFN-4:", p4_two_entries },
	{ "PFN-4:", p4_free_frame }, { "PFN-4:", p4_not_shelved }, { "PFN-4:", p4_orphan },
	{ "PFN-4:", p4_shelved_orphan },
	{ "SECTION-1:", s1_references }, { "SECTION-3:", s3_charge }, { "SECTION-2:", s2_prototype },
	{ "SECTION-2:", s2_other_page }, { "PFN-3:", p3_sharers },
	{ "PFN-2:", p2_in_transition }, { "PFN-3:", p3_reference }, { "PFN-6:", p6_share }, { "PFN-7:", p7_no_slot },
	{ "PFN-7:", p7_modified_with_slot }, { "PAGEFILE-1:", f1_twice }, { "PAGEFILE-1:", f1_never_given }, { "PAGEFILE-1:", f1_lost },
	{ "PAGEFILE-2:", f2_held }, { "PAGEFILE-2:", f2_full }, { "WSET-2:", w2_unknown }, { "WSET-3:", w3_books }, { "WSET-3:", w3_held },
	{ "CHARGE-4:", c4_tables }, { "CHARGE-4:", c4_backed },
	{ "PFN-4:", p4_table }, { "PFN-5:", p5_not_zero }, { "PFN-6:", p6_count }, { "PFN-6:", p6_on_list },
	{ "VAD-1:", v1_overlap }, { "VAD-1:", v1_outside }, { "VAD-2:", v2_parent }, { "VAD-2:", v2_height },
	{ "VAD-2:", v2_count }, { "VAD-2:", v2_count_low }, { "VAD-2:", v2_balance }, { "VAD-3:", v3_granule },
	{ "VAD-4:", v4_hint }, { "SPACE-1:", v5_gap },
	{ "CHARGE-1:", c1_limit }, { "CHARGE-1:", c1_peak }, { "CHARGE-2:", c2_sum }, { "CHARGE-3:", c3_vad }, { "CHARGE-3:", c3_page },
	{ "WSET-1:", w1_count }, { "WSET-1:", w1_peak }, { "MACHINE-1:", m1_traps }, { "MACHINE-1:", m1_demand_zero },
	{ "MACHINE-2:", m2_limit }, { "MACHINE-2:", m2_bounds },
	{ "TLB-1:", b1_stale }, { "TLB-1:", b1_host }, { "TLB-1:", b1_slot }, { "TLB-2:", b2_clean },
	{ "TLB-2:", b2_not_accessed },
	{ "TLB-2:", b2_read_only }, { "TLB-2:", b2_execute }, { "TLB-2:", b2_write_without_read },
};

static void a_sound_machine_passes(void)
{
	struct world w = build();
	const char *why;

	CU_ASSERT_EQUAL(vm_check(w.vm, &why), 0);
	CU_ASSERT_STRING_EQUAL(why, "");
	vm_free(w.vm);
}

static void every_invariant_that_is_broken_is_named(void)
{
	for (size_t i = 0; i < sizeof harms / sizeof harms[0]; i++) {
		struct world w = build();
		const char *why;
		bool named;

		harms[i].harm(&w);
		named = vm_check(w.vm, &why) == -1 && strncmp(why, harms[i].want, 3) == 0;
		if (!named)
			printf("  row %zu, %s got '%s'\n", i, harms[i].want, why);
		CU_ASSERT_TRUE(named);
		vm_free(w.vm);
	}
}

CU_TestInfo check_tests[] = {
	{ "a sound machine passes", a_sound_machine_passes },
	{ "every invariant that is broken is named", every_invariant_that_is_broken_is_named },
	CU_TEST_INFO_NULL,
};

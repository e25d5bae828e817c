/*
 * test_check.c - vm_check sees every invariant broken.
 *
 * Each row breaks one thing in a sound machine from the inside, and names the
 * invariant whose sentence must then be given.
 */
#include <stdlib.h>
#include <string.h>

#include "machine.h"
#include "sim/mm/pages.h"

/* A machine with something of everything: image, stack, VADs, each kind of page. */
struct world {
	struct vm *vm;
	uint64_t a;                             /* 16 pages: resident, clean, shelved, demand-zero, reserved, decommitted */
	uint64_t image;
};

static struct world build(void)
{
	struct world w = { .vm = machine_with_frames(128), .image = 0x140000000 };

	vm_load_image(w.vm, w.image, 0x2000, PAGE_EXECUTE_READ);
	vm_create_stack(w.vm, 0x100000, 0x2000);
	for (int i = 0; i < 5; i++)
		alloc(w.vm, 0, 0x10000, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	w.a = alloc(w.vm, 0, 0x10000, MEM_RESERVE, PAGE_NOACCESS);
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

static struct pfn_list *list(struct world *w, enum pfn_location location)
{
	return &w->vm->pfns.list[location];
}

/* ---- page tables ---- */

static void t1_leaf_frame_as_table(struct world *w) { *table_entry(&w->vm->tables, w->a, 1) = *leaf(w, 0); }
static void t1_root(struct world *w) { w->vm->tables.root_pfn = pte_pfn(*leaf(w, 0)); }
static void t1_frame_out_of_memory(struct world *w) { *table_entry(&w->vm->tables, w->a, 2) |= (uint64_t)1 << 40; }
static void t2_used(struct world *w) { w->vm->pfns.of[pte_pfn(*table_entry(&w->vm->tables, w->a, 1))].used++; }
static void t2_empty(struct world *w) { tables_make(w->vm, 0x70000000000); }
static void t3_outside(struct world *w) { tables_write(w->vm, tables_make(w->vm, w->a + 0x20000), 0x80); }
static void t4_rights(struct world *w) { *leaf(w, 1) |= PTE_RW; }
static void t4_execute(struct world *w) { *leaf(w, 0) &= ~PTE_NX; }
static void t4_guard(struct world *w) { frame(w, 0)->original = soft_demand_zero(MASK_READWRITE | MASK_GUARD); }

/* ---- frames ---- */

static void p1_links(struct world *w) { w->vm->pfns.of[list(w, PFN_FREE)->head].prev = 5; }
static void p1_wrong_list(struct world *w) { w->vm->pfns.of[list(w, PFN_FREE)->head].location = PFN_MODIFIED; }
static void p1_nowhere(struct world *w) { w->vm->pfns.of[list(w, PFN_FREE)->head].location = PFN_LOCATIONS; }
static void p1_length(struct world *w) { list(w, PFN_FREE)->count++; }
static void p1_tail(struct world *w) { list(w, PFN_FREE)->tail = list(w, PFN_FREE)->head; }

static void p2_lost(struct world *w)
{
	struct pfn_list *frees = list(w, PFN_FREE);

	frees->head = w->vm->pfns.of[frees->head].next;
	w->vm->pfns.of[frees->head].prev = PFN_NONE;
	frees->count--;
}

static void p2_active(struct world *w) { w->vm->pfns.active++; }
static void p3_shared(struct world *w) { frame(w, 0)->share = 2; }
static void p3_share_on_list(struct world *w) { frame(w, 2)->share = 1; }
static void p4_back_pointer(struct world *w) { frame(w, 0)->pte_at += 8; }
static void p4_shelved_back_pointer(struct world *w) { frame(w, 2)->pte_at += 8; }
static void p4_two_entries(struct world *w) { tables_write(w->vm, leaf(w, 5), *leaf(w, 0)); }
static void p4_free_frame(struct world *w) { *leaf(w, 0) = (*leaf(w, 0) & 0xFFF) | (uint64_t)list(w, PFN_FREE)->head << 12; }
static void p4_not_shelved(struct world *w) { *leaf(w, 2) = soft_transition(pte_pfn(*leaf(w, 0)), MASK_NOACCESS); }
static void p4_orphan(struct world *w) { pfn_take(&w->vm->pfns, 0); }
static void p4_shelved_orphan(struct world *w) { pfn_shelve(&w->vm->pfns, pfn_take(&w->vm->pfns, 0)); }
static void p4_table(struct world *w) { w->vm->pfns.of[pte_pfn(*table_entry(&w->vm->tables, w->a, 1))].pte_at += 8; }
static void p2_too_many(struct world *w) { w->vm->pfns.used = 129; }

static void p5_not_zero(struct world *w)
{
	ram_frame(&w->vm->ram, pfn_first_use(&w->vm->pfns, w->vm->pfns.used))[4095] = 1;
}

static void p6_count(struct world *w) { w->vm->pfns.tables++; }
static void p6_on_list(struct world *w) { w->vm->pfns.of[list(w, PFN_FREE)->head].table = true; }

/* ---- address space ---- */

static void v1_overlap(struct world *w) { vad(w)->first_vpn = vad_previous(vad(w))->last_vpn; }
static void v1_outside(struct world *w) { vad_last(&w->vm->vads)->last_vpn = USER_LAST_VPN + 1; }
static void v2_parent(struct world *w) { w->vm->vads.root->left->parent = NULL; }
static void v2_height(struct world *w) { w->vm->vads.root->height++; }
static void v2_count(struct world *w) { w->vm->vads.count++; }
static void v2_count_low(struct world *w) { w->vm->vads.count--; }

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

static struct vad stray;
static void v4_hint(struct world *w) { w->vm->vads.hint = &stray; }

/* ---- the books ---- */

static void c1_limit(struct world *w) { w->vm->charge.limit = w->vm->charge.used - 1; }
static void c1_peak(struct world *w) { w->vm->charge.peak = w->vm->charge.used - 1; }
static void c2_sum(struct world *w) { w->vm->charge.used--; }
static void c3_vad(struct world *w) { vad(w)->commit_charge++; }
static void c3_page(struct world *w) { tables_write(w->vm, leaf(w, 3), SOFT_DECOMMITTED); }
static void w1_count(struct world *w) { w->vm->wset.pages--; }
static void w1_peak(struct world *w) { w->vm->wset.peak = 0; }
static void m1_traps(struct world *w) { w->vm->traps++; }
static void m1_demand_zero(struct world *w) { w->vm->demand_zero = w->vm->resolved + 1; }
static void m2_limit(struct world *w) { w->vm->stack.limit = w->vm->stack.base + 1; }
static void m2_bounds(struct world *w) { w->vm->stack.base += PAGE_SIZE; }

/* ---- TLB ---- */

static void b1_stale(struct world *w) { slot(w)->read_tag += TLB_ENTRIES * PAGE_SIZE; slot(w)->write_tag = TLB_NONE; }
static void b1_host(struct world *w) { slot(w)->host += PAGE_SIZE; }
static void b1_slot(struct world *w) { tlb_slot(&w->vm->tlb, w->a + 0x9000)->read_tag = w->a; }
static void b2_clean(struct world *w) { *leaf(w, 0) &= ~PTE_D; }
static void b2_not_accessed(struct world *w) { *leaf(w, 0) &= ~PTE_A; }
static void b2_read_only(struct world *w) { tlb_slot(&w->vm->tlb, w->a + 0x1000)->write_tag = w->a + 0x1000; }
static void b2_execute(struct world *w) { slot(w)->execute_tag = w->a; }
static void b2_write_without_read(struct world *w) { slot(w)->read_tag = TLB_NONE; }

static const struct { const char *want; void (*harm)(struct world *w); } harms[] = {
	{ "T1:", t1_leaf_frame_as_table }, { "T1:", t1_root }, { "T1:", t1_frame_out_of_memory },
	{ "T2:", t2_used }, { "T2:", t2_empty }, { "T3:", t3_outside },
	{ "T4:", t4_rights }, { "T4:", t4_execute }, { "T4:", t4_guard },
	{ "P1:", p1_links }, { "P1:", p1_wrong_list }, { "P1:", p1_nowhere }, { "P1:", p1_length }, { "P1:", p1_tail },
	{ "P2:", p2_lost }, { "P2:", p2_active }, { "P2:", p2_too_many }, { "P3:", p3_shared }, { "P3:", p3_share_on_list },
	{ "P4:", p4_back_pointer }, { "P4:", p4_shelved_back_pointer }, { "P4:", p4_two_entries },
	{ "P4:", p4_free_frame }, { "P4:", p4_not_shelved }, { "P4:", p4_orphan }, { "P4:", p4_shelved_orphan },
	{ "P4:", p4_table }, { "P5:", p5_not_zero }, { "P6:", p6_count }, { "P6:", p6_on_list },
	{ "V1:", v1_overlap }, { "V1:", v1_outside }, { "V2:", v2_parent }, { "V2:", v2_height },
	{ "V2:", v2_count }, { "V2:", v2_count_low }, { "V2:", v2_balance }, { "V3:", v3_granule }, { "V4:", v4_hint },
	{ "C1:", c1_limit }, { "C1:", c1_peak }, { "C2:", c2_sum }, { "C3:", c3_vad }, { "C3:", c3_page },
	{ "W1:", w1_count }, { "W1:", w1_peak }, { "M1:", m1_traps }, { "M1:", m1_demand_zero },
	{ "M2:", m2_limit }, { "M2:", m2_bounds },
	{ "B1:", b1_stale }, { "B1:", b1_host }, { "B1:", b1_slot }, { "B2:", b2_clean }, { "B2:", b2_not_accessed },
	{ "B2:", b2_read_only }, { "B2:", b2_execute }, { "B2:", b2_write_without_read },
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

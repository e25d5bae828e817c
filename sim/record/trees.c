/* trees.c - see trees.h. */
#include "sim/record/trees.h"

#include <stdlib.h>
#include <string.h>

#include "core/names.h"

#define ENTRIES 512
#define P  ((uint64_t)1)
#define A_OR_D ((uint64_t)0x60)

struct told_table {
	unsigned level;
	uint64_t va, pfn;
	uint64_t entry[ENTRIES];                /* A and D cleared where they mean that */
};

bool trees_init(struct trees *trees)
{
	*trees = (struct trees){ .root = VM_NO_VAD, .version = UINT64_MAX, .touched_all = true };
	trees->vad = calloc(2 * VADS_MAX, sizeof *trees->vad);
	trees->table = calloc(TABLES_MAX, sizeof *trees->table);
	return trees->vad != NULL && trees->table != NULL;
}

void trees_free(struct trees *trees)
{
	free(trees->vad);
	free(trees->table);
	*trees = (struct trees){ 0 };
}

/* ---- descriptors ---- */

static bool same_node(const struct vad_node *a, const struct vad_node *b)
{
	return a->is.first_vpn == b->is.first_vpn && a->is.last_vpn == b->is.last_vpn && a->is.alloc_protect == b->is.alloc_protect &&
	       a->is.mem_commit == b->is.mem_commit && a->is.commit_charge == b->is.commit_charge && a->kind == b->kind &&
	       a->left == b->left && a->right == b->right && a->balance == b->balance;
}

static void tell_node(struct trace *t, const struct vad_node *n)
{
	trace_open_object(t, NULL);
	trace_hex(t, "start", n->is.first_vpn);
	trace_hex(t, "end", n->is.last_vpn);
	trace_string(t, "kind", n->kind);
	trace_name(t, "protect", name_protect, n->is.alloc_protect);
	trace_bool(t, "mem_commit", n->is.mem_commit);
	trace_number(t, "commit_charge", (int64_t)n->is.commit_charge);
	if (n->left != VM_NO_VAD)
		trace_hex(t, "left", n->left);
	if (n->right != VM_NO_VAD)
		trace_hex(t, "right", n->right);
	trace_number(t, "balance", n->balance);
	trace_close_object(t);
}

/* Both lists ascend: walk them side by side, and tell what only one has, or has otherwise. */
static size_t tell_nodes(struct trace *t, const struct vad_node *old, size_t olds, const struct vad_node *now, size_t nows, bool gone)
{
	size_t news = 0, i = 0, k = 0;

	while (i < olds || k < nows) {
		bool only_old = k == nows || (i < olds && old[i].is.first_vpn < now[k].is.first_vpn);
		bool only_now = !only_old && (i == olds || now[k].is.first_vpn < old[i].is.first_vpn);

		if (gone ? only_old : !only_old && (only_now || !same_node(&old[i], &now[k]))) {
			news++;
			if (t != NULL && gone)
				trace_hex(t, NULL, old[i].is.first_vpn);
			else if (t != NULL)
				tell_node(t, &now[k]);
		}
		i += !only_now;
		k += !only_old;
	}
	return news;
}

static void tell_vads(struct trees *r, struct trace *t, const struct vm *vm)
{
	struct vad_node *now = r->vad + VADS_MAX;
	uint64_t root;
	size_t n, changed, gone;

	if (vm_vads_version(vm) == r->version)
		return;
	r->version = vm_vads_version(vm);
	n = vm_vads(vm, now, VADS_MAX, &root);
	if (n > VADS_MAX) {                    /* TREES-3 */
		r->vads_ended = true;
		trace_null(t, "vads");
		return;
	}
	changed = tell_nodes(NULL, r->vad, r->vads, now, n, false);
	gone = tell_nodes(NULL, r->vad, r->vads, now, n, true);
	if (changed == 0 && gone == 0 && root == r->root)
		return;
	trace_open_object(t, "vads");
	if (root != VM_NO_VAD)
		trace_hex(t, "root", root);
	trace_open_array(t, "nodes");
	tell_nodes(t, r->vad, r->vads, now, n, false);
	trace_close_array(t);
	if (gone > 0) {
		trace_open_array(t, "gone");
		tell_nodes(t, r->vad, r->vads, now, n, true);
		trace_close_array(t);
	}
	trace_close_object(t);
	memcpy(r->vad, now, n * sizeof *now);
	r->vads = n;
	r->root = root;
}

/* ---- page tables ---- */

static const char *const level_name[] = { "PT", "PD", "PDPT", "PML4" };

struct telling {
	struct trees *r;
	struct trace *t;
	bool open;                              /* the array is */
};

static uint64_t without_marks(uint64_t entry)
{
	return entry & P ? entry & ~A_OR_D : entry;
}

static uint64_t pfn_of(uint64_t entry)
{
	return entry >> PAGE_SHIFT & 0xFFFFFFFFFFull;
}

/* What a run of entries is called; two of them are one run if they are called the same. */
static const char *means(unsigned level, uint64_t entry)
{
	return (entry & P) == 0 ? pte_meaning(entry) : level > 0 ? "table" : "valid";
}

/* What the entry leads to: a frame, a page of the page file, or nothing that counts up. */
static bool number_in(const char *what, uint64_t entry, uint64_t *number)
{
	*number = strcmp(what, "page-file") == 0 ? entry >> 32 : pfn_of(entry);
	return (entry & P) != 0 || strcmp(what, "page-file") == 0 || strcmp(what, "transition") == 0;
}

static void tell_run(struct trace *t, unsigned level, size_t first, size_t count, uint64_t entry)
{
	const char *what = means(level, entry);
	uint64_t number;

	trace_open_array(t, NULL);
	trace_number(t, NULL, (int64_t)first);
	trace_number(t, NULL, (int64_t)count);
	trace_string(t, NULL, what);
	if (entry != 0)
		trace_string(t, NULL, level == 0 ? pte_rights(entry) : "");
	if (number_in(what, entry, &number))
		trace_hex(t, NULL, number);
	trace_close_array(t);
}

/* Entry `i` goes on where `i - 1` stood: same meaning and rights, the next frame or page of the page file. */
static bool goes_on(unsigned level, uint64_t before, uint64_t entry)
{
	uint64_t a, b;
	const char *what = means(level, entry);

	if (strcmp(what, means(level, before)) != 0 || strcmp(pte_rights(entry), pte_rights(before)) != 0)
		return false;
	return !number_in(what, before, &a) || (number_in(what, entry, &b) && b == a + 1);
}

static void tell_entries(struct trace *t, struct told_table *old, const struct table_view *now)
{
	size_t first = 0, count = 0;

	for (size_t i = 0; i <= ENTRIES; i++) {
		uint64_t e = i < ENTRIES ? without_marks(now->entry[i]) : 0;
		bool news = i < ENTRIES && e != old->entry[i];

		if (count > 0 && (!news || !goes_on(now->level, without_marks(now->entry[i - 1]), e))) {
			tell_run(t, now->level, first, count, now->entry[first]);
			count = 0;
		}
		if (news && count++ == 0)
			first = i;
	}
	for (size_t i = 0; i < ENTRIES; i++)
		old->entry[i] = without_marks(now->entry[i]);
}

static struct told_table *find_table(struct trees *r, unsigned level, uint64_t va)
{
	for (size_t i = 0; i < r->tables; i++)
		if (r->table[i].level == level && r->table[i].va == va)
			return &r->table[i];
	return NULL;
}

static bool differs(const struct told_table *old, const struct table_view *now)
{
	if (old->pfn != now->pfn)
		return true;
	for (size_t i = 0; i < ENTRIES; i++)
		if (old->entry[i] != without_marks(now->entry[i]))
			return true;
	return false;
}

static void open_array(struct telling *w)
{
	if (!w->open)
		trace_open_array(w->t, "tables");
	w->open = true;
}

static void open_table(struct telling *w, unsigned level, uint64_t va)
{
	open_array(w);
	trace_open_object(w->t, NULL);
	trace_string(w->t, "level", level_name[level]);
	trace_hex(w->t, "va", va);
}

static void look_at(struct telling *w, const struct table_view *now)
{
	struct told_table *old = find_table(w->r, now->level, now->va);

	if (old == NULL) {
		old = &w->r->table[w->r->tables++];
		*old = (struct told_table){ .level = now->level, .va = now->va, .pfn = UINT64_MAX };
	}
	if (!differs(old, now))
		return;
	open_table(w, now->level, now->va);
	trace_hex(w->t, "pfn", now->pfn);
	old->pfn = now->pfn;
	trace_open_array(w->t, "entries");
	tell_entries(w->t, old, now);
	trace_close_array(w->t);
	trace_close_object(w->t);
}

/* ---- what was written ---- */

static void touch(struct trees *r, struct table_key key)
{
	size_t slot = (key.va >> (PAGE_SHIFT + 9 * (key.level + 1)) ^ key.level) % SEEN;

	if (r->is_seen[slot] && r->seen[slot].level == key.level && r->seen[slot].va == key.va)
		return;
	r->seen[slot] = key;
	r->is_seen[slot] = true;
	for (size_t i = 0; i < r->touches; i++)
		if (r->touched[i].level == key.level && r->touched[i].va == key.va)
			return;
	if (r->touches == TOUCHED_MAX)
		r->touched_all = true;
	else
		r->touched[r->touches++] = key;
}

void trees_written(struct trees *r, unsigned level, uint64_t va)
{
	if (r->tables_ended || r->touched_all)
		return;
	touch(r, (struct table_key){ level, va & ~(((uint64_t)1 << (PAGE_SHIFT + 9 * (level + 1))) - 1) });
	if (level > 0)                          /* the table below comes, or goes, or is another one */
		touch(r, (struct table_key){ level - 1, va & ~(((uint64_t)1 << (PAGE_SHIFT + 9 * level)) - 1) });
}

static void touch_view(void *context, const struct table_view *now)
{
	struct trees *r = context;

	r->touched[r->touches++] = (struct table_key){ now->level, now->va };
}

/* All that are there or were told, which are no more than twice TABLES_MAX. */
static void touch_all(struct trees *r, const struct vm *vm)
{
	struct table_view view;

	r->touches = 0;
	vm_tables(vm, touch_view, r);
	for (size_t i = 0; i < r->tables; i++)
		if (!vm_table(vm, r->table[i].level, r->table[i].va, &view))
			r->touched[r->touches++] = (struct table_key){ r->table[i].level, r->table[i].va };
}

/* From the root down, those of a level from low to high. */
static int compare_keys(const void *a, const void *b)
{
	const struct table_key *x = a, *y = b;

	if (x->level != y->level)
		return x->level > y->level ? -1 : 1;
	return x->va < y->va ? -1 : x->va > y->va;
}

/* Tables that are no more: first, so that there is room for new ones. */
static void tell_gone(struct telling *w, const struct vm *vm)
{
	struct trees *r = w->r;
	struct table_view view;
	size_t kept = 0, gone = 0;

	for (size_t i = 0; i < r->touches; i++)
		gone += !vm_table(vm, r->touched[i].level, r->touched[i].va, &view);
	for (size_t i = 0; gone > 0 && i < r->tables; i++) {
		if (!vm_table(vm, r->table[i].level, r->table[i].va, &view)) {
			open_table(w, r->table[i].level, r->table[i].va);
			trace_bool(w->t, "gone", true);
			trace_close_object(w->t);
		} else if (kept++ != i) {
			r->table[kept - 1] = r->table[i];
		}
	}
	if (gone > 0)
		r->tables = kept;
}

static void tell_tables(struct trees *r, struct trace *t, const struct vm *vm)
{
	struct telling w = { .r = r, .t = t };
	struct table_view view;

	if (vm_table_count(vm) > TABLES_MAX) {  /* TREES-3 */
		r->tables_ended = true;
		trace_null(t, "tables");
		return;
	}
	if (r->touched_all)
		touch_all(r, vm);
	qsort(r->touched, r->touches, sizeof r->touched[0], compare_keys);
	tell_gone(&w, vm);
	for (size_t i = 0; i < r->touches; i++)
		if (vm_table(vm, r->touched[i].level, r->touched[i].va, &view))
			look_at(&w, &view);
	if (w.open)
		trace_close_array(t);
	r->touches = 0;
	r->touched_all = false;
	memset(r->is_seen, 0, sizeof r->is_seen);
}

void trees_tell(struct trees *trees, struct trace *t, const struct vm *vm)
{
	if (!trees->vads_ended)
		tell_vads(trees, t, vm);
	if (!trees->tables_ended)
		tell_tables(trees, t, vm);
}

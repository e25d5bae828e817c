/* kernel.c - see kernel.h. */
#include "viz/trace/kernel.h"

#include <stdlib.h>
#include <string.h>

#include "viz/base/text.h"
#define TABLES_MAX 4096
#define VADS_MAX   65536

/* ---- descriptors ---- */

static size_t place_of(const struct kernel *k, uint64_t start)
{
	size_t low = 0, high = k->vad_count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (k->vad[mid].start < start)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

const struct vad_node *kernel_vad(const struct kernel *k, uint64_t start)
{
	size_t i = place_of(k, start);

	return i < k->vad_count && k->vad[i].start == start ? &k->vad[i] : NULL;
}

const struct vad_node *kernel_vad_of(const struct kernel *k, uint64_t vpn)
{
	size_t i = place_of(k, vpn);

	if (i < k->vad_count && k->vad[i].start == vpn)
		return &k->vad[i];
	return i > 0 && k->vad[i - 1].end >= vpn ? &k->vad[i - 1] : NULL;
}

static void put_vad(struct kernel *k, const struct vad_node *n)
{
	size_t i = place_of(k, n->start);

	if (i < k->vad_count && k->vad[i].start == n->start) {
		k->vad[i] = *n;
		return;
	}
	if (k->vad_count == k->vad_room) {
		size_t room = k->vad_room ? 2 * k->vad_room : 16;
		struct vad_node *more = room > VADS_MAX ? NULL : realloc(k->vad, room * sizeof *more);

		if (!more) {
			k->failed = true;
			return;
		}
		k->vad = more;
		k->vad_room = room;
	}
	memmove(k->vad + i + 1, k->vad + i, (k->vad_count++ - i) * sizeof *k->vad);
	k->vad[i] = *n;
}

static void drop_vad(struct kernel *k, uint64_t start)
{
	size_t i = place_of(k, start);

	if (i < k->vad_count && k->vad[i].start == start)
		memmove(k->vad + i, k->vad + i + 1, (--k->vad_count - i) * sizeof *k->vad);
}

/* How many nodes hang under `start`, itself included, all between the bounds; 0: it is no tree. */
static size_t weigh(const struct kernel *k, uint64_t start, uint64_t low, uint64_t high, size_t depth)
{
	const struct vad_node *n = kernel_vad(k, start);
	size_t left = 0, right = 0;

	if (!n || depth > 64 || start < low || start > high)
		return 0;
	if (n->left != NO_LINK && (start == 0 || (left = weigh(k, n->left, low, start - 1, depth + 1)) == 0))
		return 0;
	if (n->right != NO_LINK && (right = weigh(k, n->right, start + 1, high, depth + 1)) == 0)
		return 0;
	return left + 1 + right;
}

static void advance_vads(struct kernel *k, const struct kernel_news *news)
{
	if (!news->has_vads)
		return;
	for (size_t i = 0; i < news->gones; i++)
		drop_vad(k, news->gone[i]);
	for (size_t i = 0; i < news->vads; i++)
		put_vad(k, &news->vad[i]);
	k->root = news->root;
	k->vads = !news->vads_end &&                                            /* KERNEL-1 */
	          (k->root == NO_LINK ? k->vad_count == 0 : weigh(k, k->root, 0, UINT64_MAX, 0) == k->vad_count);
}

/* ---- page tables ---- */

uint64_t kernel_reach(uint32_t level)
{
	return (uint64_t)1 << (12 + 9 * level);
}

/* Where the table is, or belongs. */
static size_t place_of_table(const struct kernel *k, uint32_t level, uint64_t va)
{
	size_t low = 0, high = k->table_count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		const struct table *t = k->table[mid];

		if (t->level > level || (t->level == level && t->va < va))
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

const struct table *kernel_table(const struct kernel *k, uint32_t level, uint64_t va)
{
	size_t i = place_of_table(k, level, va);

	return i < k->table_count && k->table[i]->level == level && k->table[i]->va == va ? k->table[i] : NULL;
}

static struct table *make_table(struct kernel *k, uint32_t level, uint64_t va)
{
	size_t i = place_of_table(k, level, va);
	struct table *t;

	if (i < k->table_count && k->table[i]->level == level && k->table[i]->va == va)
		return k->table[i];
	if (k->table_count == k->table_room) {
		size_t room = k->table_room ? 2 * k->table_room : 16;
		struct table **more = room > TABLES_MAX ? NULL : realloc(k->table, room * sizeof *more);

		if (!more)
			return NULL;
		k->table = more;
		k->table_room = room;
	}
	t = calloc(1, sizeof *t);
	if (!t)
		return NULL;
	t->level = level;
	t->va = va;
	memmove(k->table + i + 1, k->table + i, (k->table_count++ - i) * sizeof *k->table);
	k->table[i] = t;
	return t;
}

static void drop_table(struct kernel *k, uint32_t level, uint64_t va)
{
	size_t i = place_of_table(k, level, va);

	if (i == k->table_count || k->table[i]->level != level || k->table[i]->va != va)
		return;
	free(k->table[i]);
	memmove(k->table + i, k->table + i + 1, (--k->table_count - i) * sizeof *k->table);
}

static void put_run(struct table *t, const struct table_run *r)
{
	bool zero = r->means_id == PTE_ZERO;

	for (uint32_t i = 0; i < r->count; i++)
		t->entry[r->first + i] = (struct entry){ .means = zero ? NULL : r->means, .means_id = zero ? PTE_NONE : r->means_id,
		                                         .rights = r->rights, .number = r->number == NO_LINK ? NO_LINK : r->number + i };
}

static void advance_tables(struct kernel *k, const struct kernel_news *news)
{
	if (!news->has_tables)
		return;
	k->tables = !news->tables_end;
	for (size_t i = 0; i < news->tables; i++) {
		const struct table_news *x = &news->table[i];
		struct table *t;

		if (x->gone) {
			drop_table(k, x->level, x->va);
			continue;
		}
		t = make_table(k, x->level, x->va);
		if (!t) {
			k->failed = true;
			return;
		}
		t->pfn = x->pfn;
		for (size_t r = 0; r < x->runs; r++)
			put_run(t, &x->run[r]);
	}
}

bool kernel_same_entry(const struct entry *a, const struct entry *b)
{
	return same(a->means, b->means) && (!a->means || (same(a->rights, b->rights) && a->number == b->number));
}

/* ---- all of it ---- */

void kernel_start(struct kernel *k, const struct trace_file *t)
{
	*k = (struct kernel){ .root = NO_LINK };
	for (size_t i = 0; i < FRAME_LISTS; i++)
		k->list[i] = -1;
	for (size_t i = 0; t && i < t->events && !k->lists; i++) {
		if (!t->event[i].lists.given)
			continue;
		memcpy(k->list, t->event[i].lists.before, sizeof k->list);
		k->lists = true;
	}
}

void kernel_advance(struct kernel *k, const struct event *e)
{
	if (e->lists.given)
		memcpy(k->list, e->lists.after, sizeof k->list);
	if (!e->news)
		return;
	advance_vads(k, e->news);
	advance_tables(k, e->news);
}

void kernel_free(struct kernel *k)
{
	for (size_t i = 0; i < k->table_count; i++)
		free(k->table[i]);
	free(k->table);
	free(k->vad);
	*k = (struct kernel){ .root = NO_LINK };
}

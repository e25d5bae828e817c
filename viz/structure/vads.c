/*
 * vads.c - the tree of virtual address descriptors, as it hangs.
 *
 * A trace that does not tell the tree still tells the reservations: they are then
 * drawn as a list in order of their addresses, and the picture says that it is one.
 */
#include "viz/structure/graphs.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/model/words.h"

#define LEVEL_NODES     24      /* whole levels are drawn up to so many nodes */
#define LEVEL_NODES_ALL 8       /* the same beside the other structures */
#define PATHS           12      /* and the paths to so many nodes that changed */
#define LIST_NODES      16

struct tree {
	struct sketch *s;
	bool *shown;                    /* by index in now->vad */
	uint64_t watched;               /* page, NO_LINK: none */
	size_t depth;                   /* of what is drawn */
};

static size_t index_of(const struct tree *t, const struct vad_node *n)
{
	return (size_t)(n - t->s->now->vad);
}

static const char *page_count(char *out, size_t room, uint64_t pages)
{
	snprintf(out, room, "%" PRIu64 " page%s", pages, pages == 1 ? "" : "s");
	return out;
}

static void name_of(const struct sketch *s, const struct memory_at *memory, const struct vad_node *n, char *out, size_t room)
{
	uint64_t page;
	int64_t place = place_of_address(s, memory, n->start * s->teller->page_size, &page);

	if (place >= 0)
		snprintf(out, room, "A%" PRId64 " \u00b7 %.20s", place, n->kind ? n->kind : "");
	else
		snprintf(out, room, "%.20s", n->kind ? n->kind : "descriptor");
}

/* ---- what is drawn ---- */

static size_t weight(const struct kernel *k, uint64_t start)
{
	const struct vad_node *n = start == NO_LINK ? NULL : kernel_vad(k, start);

	return n ? 1 + weight(k, n->left) + weight(k, n->right) : 0;
}

static size_t count_level(const struct tree *t, uint64_t start, size_t depth, bool show)
{
	const struct vad_node *n = start == NO_LINK ? NULL : kernel_vad(t->s->now, start);

	if (!n)
		return 0;
	if (depth > 0)
		return count_level(t, n->left, depth - 1, show) + count_level(t, n->right, depth - 1, show);
	if (show)
		t->shown[index_of(t, n)] = true;
	return 1;
}

static void show_path_to(const struct tree *t, uint64_t start)
{
	uint64_t at = t->s->now->root;
	const struct vad_node *n;

	while (at != NO_LINK && (n = kernel_vad(t->s->now, at))) {
		t->shown[index_of(t, n)] = true;
		at = start < n->start ? n->left : start > n->start ? n->right : NO_LINK;
	}
}

static bool is_new_or_changed(const struct vad_node *was, const struct vad_node *n)
{
	return !was || was->end != n->end || was->charge != n->charge || was->mem_commit != n->mem_commit ||
	       strcmp(was->protect ? was->protect : "", n->protect ? n->protect : "");
}

static void choose(struct tree *t)
{
	const struct kernel *k = t->s->now;
	const struct vad_node *watched = t->watched == NO_LINK ? NULL : kernel_vad_of(k, t->watched);
	size_t nodes = 0, paths = 0, room = t->s->part == ST_ALL ? LEVEL_NODES_ALL : LEVEL_NODES;

	for (size_t depth = 0; ; depth++) {
		size_t n = count_level(t, k->root, depth, false);

		if (!n || nodes + n > room)
			break;
		nodes += count_level(t, k->root, depth, true);
	}
	if (watched)
		show_path_to(t, watched->start);
	for (size_t i = 0; i < k->vad_count && paths < PATHS; i++)
		if (t->s->was->vads && is_new_or_changed(kernel_vad(t->s->was, k->vad[i].start), &k->vad[i])) {
			show_path_to(t, k->vad[i].start);
			paths++;
		}
}

/* ---- the tree ---- */

static void draw_node(struct tree *t, const struct vad_node *n)
{
	struct sketch *s = t->s;
	const struct vad_node *was = s->was->vads ? kernel_vad(s->was, n->start) : n;
	struct card l = { .state = CARD_PLAIN, .class = "vad", .changed = s->was->vads && is_new_or_changed(was, n),
	                  .watched = t->watched >= n->start && t->watched <= n->end && t->watched != NO_LINK, .extra = " ordering=out" };
	char id[32], name[64], pages[40], delta[32] = "";

	snprintf(id, sizeof id, "vad_%" PRIx64, n->start);
	name_of(s, s->memory, n, name, sizeof name);
	card_open(s, id);
	card_line(s, LINE_HEAD, "%s%s", l.changed ? was ? "\u0394 " : "\u0394 new: " : "", name);
	card_line(s, LINE_MONO, "%" PRIX64 "\u2013%" PRIX64, n->start, n->end);
	card_line(s, LINE_TEXT, "%s%s%.24s", page_count(pages, sizeof pages, n->end - n->start + 1), n->protect ? ", " : "",
	          words_protect(n->protect));
	if (was && was->charge != n->charge)
		snprintf(delta, sizeof delta, " (%+" PRId64 ")", n->charge - was->charge);
	if (n->charge >= 0)
		card_line(s, LINE_TEXT, "charge %" PRId64 "%s, balance %s%" PRId64, n->charge, delta, n->balance > 0 ? "+" : "",
		          n->balance);
	if (l.watched)
		card_line(s, LINE_HEAD, "\u25bc 0x%" PRIX64, s->f->walk_of);
	card_close(s, &l, "A virtual address descriptor: one reservation, image or stack, with what was promised for it.");
}

static void draw_edge(struct tree *t, const struct vad_node *n, uint64_t child, bool right, const char *to)
{
	const struct vad_node *was = t->s->was->vads ? kernel_vad(t->s->was, n->start) : NULL;
	bool fresh = child != NO_LINK && t->s->was->vads && (!was || (right ? was->right : was->left) != child);
	char from[32], id[80], label[120];

	snprintf(from, sizeof from, "vad_%" PRIx64, n->start);
	snprintf(id, sizeof id, "%s_%s", right ? "right" : "left", from);
	snprintf(label, sizeof label, " taillabel=\"%s%s\" labeldistance=1.8 labelangle=%s", fresh ? "\u0394 " : "", right ? "R" : "L",
	         right == (t->s->part != ST_ALL) ? "25" : "-25");
	arrow(t->s, from, to, id, fresh ? "link chg" : "link", NULL,
	      child == NO_LINK ? LOOK_LINK_ABSENT : fresh ? LOOK_LINK_CHANGED : LOOK_LINK, label);
}

static void draw_below(struct tree *t, uint64_t start, size_t depth);

static void draw_child(struct tree *t, const struct vad_node *n, bool right, size_t depth)
{
	uint64_t child = right ? n->right : n->left;
	const struct vad_node *c = child == NO_LINK ? NULL : kernel_vad(t->s->now, child);
	char to[48];

	if (!c) {               /* only where the other one is there: so left stays left */
		snprintf(to, sizeof to, "none_%s_%" PRIx64, right ? "right" : "left", n->start);
		ink_printf(t->s->out, "    \"%s\" [id=\"%s\" class=\"none\"%s];\n", to, to, looks[LOOK_NOTHING].attributes);
	} else if (t->shown[index_of(t, c)]) {
		snprintf(to, sizeof to, "vad_%" PRIx64, child);
		draw_below(t, child, depth + 1);
	} else {
		snprintf(to, sizeof to, "more_%" PRIx64, child);
		card_open(t->s, to);
		card_line(t->s, LINE_TEXT, "\u2026 %zu descriptors", weight(t->s->now, child));
		card_close(t->s, &(struct card){ .state = CARD_PLAIN, .rounded = true, .class = "vad more" }, NULL);
	}
	draw_edge(t, n, child, right, to);
}

static void draw_below(struct tree *t, uint64_t start, size_t depth)
{
	const struct vad_node *n = kernel_vad(t->s->now, start);

	if (depth + 1 > t->depth)
		t->depth = depth + 1;
	draw_node(t, n);
	if (n->left == NO_LINK && n->right == NO_LINK)
		return;
	draw_child(t, n, t->s->part == ST_ALL, depth);  /* laid on its side, the first child is the lower one */
	draw_child(t, n, t->s->part != ST_ALL, depth);
}

static void draw_gone(struct tree *t, const char *root)
{
	struct sketch *s = t->s;
	size_t drawn = 0;

	for (size_t i = 0; s->was->vads && i < s->was->vad_count && drawn < PATHS; i++) {
		const struct vad_node *n = &s->was->vad[i];
		char id[32], name[64];

		if (kernel_vad(s->now, n->start))
			continue;
		snprintf(id, sizeof id, "gone_%" PRIx64, n->start);
		name_of(s, s->memory_was, n, name, sizeof name);
		card_open(s, id);
		card_line(s, LINE_HEAD, "\u2717 gone: %s", name);
		card_line(s, LINE_MONO, "%" PRIX64 "\u2013%" PRIX64, n->start, n->end);
		if (n->charge >= 0)
			card_line(s, LINE_TEXT, "charge %" PRId64 " given back", n->charge);
		card_close(s, &(struct card){ .state = CARD_PLAIN, .gone = true, .class = "vad" }, "This descriptor was in the tree until this step.");
		behind(s, root, id, 1);
		drawn++;
	}
}

static void draw_tree(struct sketch *s, struct anchors *a)
{
	struct tree t = { .s = s, .watched = s->f->has_walk ? s->f->walk_of / s->teller->page_size : NO_LINK };
	char note[96];

	t.shown = calloc(s->now->vad_count + 1, sizeof *t.shown);
	if (!t.shown) {
		s->failed = true;
		return;
	}
	snprintf(note, sizeof note, "SIM only: kernel data. %zu descriptors in an AVL tree, by first page", s->now->vad_count);
	cluster_open(s, "vads", CLUSTER_MARGIN, "VAD TREE", note);
	if (s->now->root == NO_LINK) {
		remark(s, "vads_empty", "no descriptor");
		snprintf(a->first, sizeof a->first, "vads_empty");
	} else {
		choose(&t);
		draw_below(&t, s->now->root, 0);
		snprintf(a->first, sizeof a->first, "vad_%" PRIx64, s->now->root);
	}
	draw_gone(&t, a->first);
	cluster_close(s);
	a->depth = t.depth + 1;
	free(t.shown);
}

/* ---- the list, if that is all there is ---- */

struct reservation { size_t place; uint64_t base; };

static int by_base(const void *a, const void *b)
{
	const struct reservation *x = a, *y = b;

	if (x->base != y->base)
		return x->base < y->base ? -1 : 1;
	return x->place < y->place ? -1 : x->place > y->place;
}

static uint64_t committed(const struct spans *x)
{
	uint64_t pages = 0;

	for (size_t i = 0; x && i < x->count; i++)
		if (x->span[i].state >= PG_COMMITTED)
			pages += x->span[i].count;
	return pages;
}

static const struct spans *spans_in(const struct memory_at *memory, size_t place)
{
	return place < memory->places && memory->place[place] && memory->place[place]->live ? memory->place[place] : NULL;
}

static void draw_item(struct sketch *s, const struct reservation *item)
{
	const struct spans *x = spans_in(s->memory, item->place), *was = spans_in(s->memory_was, item->place);
	const struct span *first = &x->span[0];
	struct card l = { .state = CARD_PLAIN, .class = "vad", .changed = !was || committed(was) != committed(x),
	                  .watched = s->f->place == (int64_t)item->place && s->f->has_focus };
	char id[32], delta[32] = "", pages[40];

	snprintf(id, sizeof id, "vad_a%zu", item->place);
	card_open(s, id);
	card_line(s, LINE_HEAD, "%sA%zu \u00b7 %.20s", l.changed ? was ? "\u0394 " : "\u0394 new: " : "", item->place,
	          first->type ? first->type : "");
	if (item->base)
		card_line(s, LINE_MONO, "%" PRIX64 "\u2013%" PRIX64, item->base / s->teller->page_size,
		          item->base / s->teller->page_size + x->pages - 1);
	card_line(s, LINE_TEXT, "%s%s%.24s", page_count(pages, sizeof pages, x->pages), first->alloc_protect ? ", " : "",
	          words_protect(first->alloc_protect));
	if (was && committed(was) != committed(x))
		snprintf(delta, sizeof delta, " (%+" PRId64 ")", (int64_t)committed(x) - (int64_t)committed(was));
	card_line(s, LINE_TEXT, "committed: %s%s", page_count(pages, sizeof pages, committed(x)), delta);
	if (l.watched)
		card_line(s, LINE_HEAD, "\u25bc page %" PRIu64, s->f->focus);
	card_close(s, &l, "One reservation of the lab, as VirtualQuery reports it.");
}

static void draw_list(struct sketch *s, struct anchors *a)
{
	struct reservation *item = calloc(s->memory->places + 1, sizeof *item);
	size_t n = 0, shown;
	char id[48], from[32], to[32];

	if (!item) {
		s->failed = true;
		return;
	}
	for (size_t i = 0; i < s->memory->places; i++)
		if (spans_in(s->memory, i) && spans_in(s->memory, i)->count)
			item[n++] = (struct reservation){ i, i < s->teller->bases ? s->teller->base[i] : 0 };
	qsort(item, n, sizeof *item, by_base);
	shown = n < LIST_NODES ? n : LIST_NODES;
	cluster_open(s, "vads", CLUSTER_MARGIN, "RESERVATIONS", "in order of address: this trace does not record the tree");
	for (size_t i = 0; i < shown; i++) {
		draw_item(s, &item[i]);
		snprintf(to, sizeof to, "vad_a%zu", item[i].place);
		snprintf(id, sizeof id, "next_%s", to);
		if (i > 0)
			arrow(s, from, to, id, "link", "next", LOOK_LINK_LOOSE, NULL);
		else
			snprintf(a->first, sizeof a->first, "%s", to);
		snprintf(from, sizeof from, "%s", to);
	}
	if (n == 0) {
		remark(s, "vads_empty", "no reservation yet");
		snprintf(a->first, sizeof a->first, "vads_empty");
	} else if (n > shown) {
		snprintf(id, sizeof id, "\u2026 %zu more", n - shown);
		remark(s, "vads_more", id);
		arrow(s, from, "vads_more", "next_vads_more", "link", NULL, LOOK_LINK_LOOSE, NULL);
	}
	cluster_close(s);
	a->depth = shown + 1;
	free(item);
}

void draw_vads(struct sketch *s, struct anchors *a)
{
	if (s->now->vads)
		draw_tree(s, a);
	else
		draw_list(s, a);
}

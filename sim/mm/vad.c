/* vad.c - see vad.h. */
#include "sim/mm/vad.h"

#include <stdlib.h>

#include "sim/nt/memtype.h"

uint32_t vad_type(const struct vad *vad)
{
	return vad->kind == VAD_IMAGE ? MEM_IMAGE : vad->kind == VAD_MAPPED ? MEM_MAPPED : MEM_PRIVATE;
}

uint8_t *vad_new_watch(const struct vad *vad)
{
	return calloc(vad_pages(vad) / 8 + 1, 1);
}

static int height(const struct vad *vad)
{
	return vad ? vad->height : 0;
}

static void measure(struct vad *vad)
{
	int left = height(vad->left), right = height(vad->right);

	vad->height = 1 + (left > right ? left : right);
}

/* Put `child` (may be NULL) where `old` hangs. */
static void replace(struct vad_tree *tree, struct vad *old, struct vad *child)
{
	if (!old->parent)
		tree->root = child;
	else if (old->parent->left == old)
		old->parent->left = child;
	else
		old->parent->right = child;
	if (child)
		child->parent = old->parent;
}

static struct vad *rotate_left(struct vad_tree *tree, struct vad *top)
{
	struct vad *up = top->right;

	replace(tree, top, up);
	top->right = up->left;
	if (top->right)
		top->right->parent = top;
	up->left = top;
	top->parent = up;
	measure(top);
	measure(up);
	return up;
}

static struct vad *rotate_right(struct vad_tree *tree, struct vad *top)
{
	struct vad *up = top->left;

	replace(tree, top, up);
	top->left = up->right;
	if (top->left)
		top->left->parent = top;
	up->right = top;
	top->parent = up;
	measure(top);
	measure(up);
	return up;
}

static struct vad *balance(struct vad_tree *tree, struct vad *vad)
{
	int lean = height(vad->right) - height(vad->left);

	if (lean > 1) {
		if (height(vad->right->left) > height(vad->right->right))
			rotate_right(tree, vad->right);
		return rotate_left(tree, vad);
	}
	if (lean < -1) {
		if (height(vad->left->right) > height(vad->left->left))
			rotate_left(tree, vad->left);
		return rotate_right(tree, vad);
	}
	return vad;
}

static void rebalance_upwards(struct vad_tree *tree, struct vad *from)
{
	for (struct vad *vad = from; vad; vad = vad->parent) {
		measure(vad);
		vad = balance(tree, vad);
	}
}

struct vad *vad_at_or_after(const struct vad_tree *tree, uint64_t vpn)
{
	struct vad *best = NULL;

	for (struct vad *vad = tree->root; vad;) {
		if (vad->last_vpn < vpn) {
			vad = vad->right;
		} else {
			best = vad;
			vad = vad->left;
		}
	}
	return best;
}

struct vad *vad_covering(const struct vad_tree *tree, uint64_t vpn)
{
	struct vad *vad = vad_at_or_after(tree, vpn);

	return vad && vad->first_vpn <= vpn ? vad : NULL;
}

struct vad *vad_find(struct vad_tree *tree, uint64_t vpn)
{
	struct vad *vad = tree->hint;

	if (vad && vad->first_vpn <= vpn && vpn <= vad->last_vpn)
		return vad;
	vad = vad_covering(tree, vpn);
	if (vad)
		tree->hint = vad;
	return vad;
}

struct vad *vad_first(const struct vad_tree *tree)
{
	struct vad *vad = tree->root;

	while (vad && vad->left)
		vad = vad->left;
	return vad;
}

struct vad *vad_last(const struct vad_tree *tree)
{
	struct vad *vad = tree->root;

	while (vad && vad->right)
		vad = vad->right;
	return vad;
}

struct vad *vad_next(const struct vad *vad)
{
	const struct vad *from = vad;

	if (vad->right) {
		for (vad = vad->right; vad->left;)
			vad = vad->left;
		return (struct vad *)vad;
	}
	for (vad = vad->parent; vad && vad->right == from; vad = vad->parent)
		from = vad;
	return (struct vad *)vad;
}

struct vad *vad_previous(const struct vad *vad)
{
	const struct vad *from = vad;

	if (vad->left) {
		for (vad = vad->left; vad->right;)
			vad = vad->right;
		return (struct vad *)vad;
	}
	for (vad = vad->parent; vad && vad->left == from; vad = vad->parent)
		from = vad;
	return (struct vad *)vad;
}

bool vad_is_free(const struct vad_tree *tree, uint64_t first_vpn, uint64_t last_vpn)
{
	const struct vad *vad = vad_at_or_after(tree, first_vpn);

	return !vad || vad->first_vpn > last_vpn;
}

void vad_insert(struct vad_tree *tree, struct vad *vad)
{
	struct vad *parent = NULL, **link = &tree->root;

	assert(vad_is_free(tree, vad->first_vpn, vad->last_vpn));
	while (*link) {
		parent = *link;
		link = vad->first_vpn < parent->first_vpn ? &parent->left : &parent->right;
	}
	vad->left = vad->right = NULL;
	vad->parent = parent;
	*link = vad;
	rebalance_upwards(tree, vad);
	tree->count++;
}

/* Give the place of `vad`, which has two children, to its successor. */
static struct vad *unlink_inner(struct vad_tree *tree, struct vad *vad)
{
	struct vad *heir = vad->right, *start;

	while (heir->left)
		heir = heir->left;
	start = heir->parent == vad ? heir : heir->parent;
	replace(tree, heir, heir->right);
	replace(tree, vad, heir);
	heir->left = vad->left;
	heir->left->parent = heir;
	heir->right = vad->right;
	if (heir->right)
		heir->right->parent = heir;
	return start;
}

void vad_remove(struct vad_tree *tree, struct vad *vad)
{
	struct vad *start = vad->parent;

	if (!vad->left)
		replace(tree, vad, vad->right);
	else if (!vad->right)
		replace(tree, vad, vad->left);
	else
		start = unlink_inner(tree, vad);
	rebalance_upwards(tree, start);
	if (tree->hint == vad)
		tree->hint = NULL;
	tree->count--;
}

static void free_below(struct vad *vad)
{
	if (!vad)
		return;
	free_below(vad->left);          /* no deeper than the tree is high */
	free_below(vad->right);
	free(vad->watch);
	free(vad);
}

void vad_free_all(struct vad_tree *tree)
{
	free_below(tree->root);
	*tree = (struct vad_tree){ 0 };
}

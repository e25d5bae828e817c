/* vad.c - the tree of allocations stays sorted and balanced, whatever comes and goes. */
#include <stdlib.h>

#include "tests/unit/machine.h"

static struct vad *add(struct vad_tree *tree, uint64_t first, uint64_t last)
{
	struct vad *vad = calloc(1, sizeof *vad);

	CU_ASSERT_PTR_NOT_NULL_FATAL(vad);
	vad->first_vpn = first;
	vad->last_vpn = last;
	vad_insert(tree, vad);
	return vad;
}

static void a_page_is_found_in_the_vad_that_covers_it(void)
{
	struct vad_tree tree = { 0 };
	struct vad *low = add(&tree, 0x10, 0x1F), *high = add(&tree, 0x40, 0x40);

	CU_ASSERT_PTR_EQUAL(vad_find(&tree, 0x10), low);
	CU_ASSERT_PTR_EQUAL(vad_find(&tree, 0x1F), low);
	CU_ASSERT_PTR_EQUAL(tree.hint, low);
	CU_ASSERT_PTR_NULL(vad_find(&tree, 0x20));
	CU_ASSERT_PTR_EQUAL(vad_find(&tree, 0x40), high);
	CU_ASSERT_PTR_NULL(vad_find(&tree, 0x41));
	CU_ASSERT_PTR_NULL(vad_find(&tree, 0));
	vad_free_all(&tree);
}

static void the_next_vad_is_the_one_that_covers_or_lies_above(void)
{
	struct vad_tree tree = { 0 };
	struct vad *low = add(&tree, 0x10, 0x1F), *high = add(&tree, 0x40, 0x4F);

	CU_ASSERT_PTR_EQUAL(vad_at_or_after(&tree, 0), low);
	CU_ASSERT_PTR_EQUAL(vad_at_or_after(&tree, 0x1F), low);
	CU_ASSERT_PTR_EQUAL(vad_at_or_after(&tree, 0x20), high);
	CU_ASSERT_PTR_NULL(vad_at_or_after(&tree, 0x50));
	CU_ASSERT_PTR_EQUAL(vad_next(low), high);
	CU_ASSERT_PTR_EQUAL(vad_previous(high), low);
	CU_ASSERT_PTR_NULL(vad_previous(low));
	vad_free_all(&tree);
}

static void a_range_is_free_only_if_no_vad_touches_it(void)
{
	struct vad_tree tree = { 0 };

	add(&tree, 0x10, 0x1F);
	CU_ASSERT_TRUE(vad_is_free(&tree, 0, 0xF));
	CU_ASSERT_FALSE(vad_is_free(&tree, 0, 0x10));
	CU_ASSERT_FALSE(vad_is_free(&tree, 0x12, 0x13));
	CU_ASSERT_FALSE(vad_is_free(&tree, 0x1F, 0x30));
	CU_ASSERT_TRUE(vad_is_free(&tree, 0x20, 0x30));
	vad_free_all(&tree);
}

/* Ascending order is what a program that allocates does; a plain tree would become a list. */
static void a_thousand_vads_in_order_make_a_flat_tree(void)
{
	struct vad_tree tree = { 0 };

	for (uint64_t i = 0; i < 1000; i++)
		add(&tree, i * 16, i * 16 + 3);
	CU_ASSERT_EQUAL(tree.count, 1000);
	CU_ASSERT(tree.root->height <= 14);     /* 1.44 * log2(1000) */
	vad_free_all(&tree);
}

static void a_removed_hint_is_forgotten(void)
{
	struct vad_tree tree = { 0 };
	struct vad *vad = add(&tree, 0x10, 0x1F);

	vad_find(&tree, 0x10);
	vad_remove(&tree, vad);
	free(vad);
	CU_ASSERT_PTR_NULL(tree.hint);
	CU_ASSERT_PTR_NULL(vad_find(&tree, 0x10));
}

#define SLOTS 300

/* Heights and links of the part below, found by going there; -1: wrong. */
static int sound_height(const struct vad *vad)
{
	int left, right;

	if (!vad)
		return 0;
	left = sound_height(vad->left);
	right = sound_height(vad->right);
	if (left < 0 || right < 0 || left - right > 1 || right - left > 1)
		return -1;
	if ((vad->left && vad->left->parent != vad) || (vad->right && vad->right->parent != vad))
		return -1;
	return vad->height == 1 + (left > right ? left : right) ? vad->height : -1;
}

static bool matches(const struct vad_tree *tree, struct vad *const in_slot[SLOTS])
{
	const struct vad *vad = vad_first(tree);

	for (size_t i = 0; i < SLOTS; i++)
		if (in_slot[i]) {
			if (vad != in_slot[i])
				return false;
			vad = vad_next(vad);
		}
	return !vad && sound_height(tree->root) >= 0;
}

static void any_order_of_coming_and_going_keeps_order_and_balance(void)
{
	struct vad_tree tree = { 0 };
	struct vad *in_slot[SLOTS] = { 0 };
	uint32_t seed = 20261122;
	bool sound = true;

	for (int i = 0; i < 5000 && sound; i++) {
		size_t slot = (seed = seed * 1664525 + 1013904223) >> 8;

		slot %= SLOTS;
		if (in_slot[slot]) {
			vad_remove(&tree, in_slot[slot]);
			free(in_slot[slot]);
			in_slot[slot] = NULL;
		} else {
			in_slot[slot] = add(&tree, slot * 16, slot * 16 + slot % 16);
		}
		sound = matches(&tree, in_slot);
	}
	CU_ASSERT_TRUE(sound);
	vad_free_all(&tree);
}

CU_TestInfo vad_tests[] = {
	{ "a page is found in the VAD that covers it", a_page_is_found_in_the_vad_that_covers_it },
	{ "the next VAD is the one that covers or lies above", the_next_vad_is_the_one_that_covers_or_lies_above },
	{ "a range is free only if no VAD touches it", a_range_is_free_only_if_no_vad_touches_it },
	{ "a thousand VADs in order make a flat tree", a_thousand_vads_in_order_make_a_flat_tree },
	{ "a removed hint is forgotten", a_removed_hint_is_forgotten },
	{ "any order of coming and going keeps order and balance", any_order_of_coming_and_going_keeps_order_and_balance },
	CU_TEST_INFO_NULL,
};

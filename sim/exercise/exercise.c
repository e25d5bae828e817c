/*
 * exercise.c - from a request to a program: features are chosen, their scenes ordered and written. See exercise.h.
 *
 * If the program gets too long it is made again, leaner, from the same seed.
 */
#include "sim/exercise/exercise.h"

#include <assert.h>
#include <string.h>

#include "sim/exercise/feature.h"
#include "sim/exercise/program.h"
#include "sim/exercise/scene.h"

/* Streams of a seed: what is chosen must not depend on what is drawn later, nor the other way round (EXERCISE-5). */
enum { STREAM_FEATURES = 1, STREAM_PROGRAM = 1 << 16 };

/* ---- which features ---- */

static int count_bits(unsigned bits)
{
	int n = 0;

	for (; bits != 0; bits &= bits - 1)
		n++;
	return n;
}

static int nth_bit(unsigned bits, int n)
{
	for (int i = 0; i < FEATURES; i++)
		if ((bits >> i & 1) && n-- == 0)
			return i;
	return 0;
}

/* One, and others that go together with every one chosen before. */
static unsigned choose_features(const struct request *request)
{
	static const int min[LEVELS] = { 1, 1, 2 }, max[LEVELS] = { 2, 3, 3 };
	unsigned chosen = 0, left = (1u << FEATURES) - 1;
	struct dice dice;
	int wanted;

	dice_start(&dice, request->seed, STREAM_FEATURES + (uint64_t)request->level);
	wanted = dice_between(&dice, min[request->level - 1], max[request->level - 1]);
	for (; wanted > 0 && left != 0; wanted--) {
		int feature = nth_bit(left, dice_roll(&dice, count_bits(left)));

		chosen |= 1u << feature;
		left &= feature_table[feature].friends & ~chosen;
	}
	return chosen;
}

/* ---- the scenes ---- */

static void swap(enum feature *x, enum feature *y)
{
	enum feature held = *x;

	*x = *y;
	*y = held;
}

/*
 * In an order that is drawn, but no page is decommitted after it may have become a guard page (EXERCISE-1), and none
 * before it is asked whether the page was written: Wine does not forget that it was.
 */
static int order_scenes(struct draft *d, enum feature *order)
{
	int n = 0;

	for (int i = 0; i < FEATURES; i++)
		if (draft_has(d, (enum feature)i) && feature_table[i].scene)
			order[n++] = (enum feature)i;
	for (int i = n - 1; i > 0; i--)
		swap(&order[i], &order[dice_roll(&d->dice, i + 1)]);
	for (int i = 0; i + 1 < n; i++)
		if (order[i] == GUARD_PAGE)
			swap(&order[i], &order[n - 1]);
	for (int i = 0; i < n; i++)
		for (int j = i + 1; j < n; j++)
			if (order[i] == DECOMMIT && order[j] == WRITE_WATCH)
				swap(&order[i], &order[j]);
	return n;
}

static void write_scenes(struct draft *d)
{
	unsigned features = d->request->features;
	bool about_handlers = (features & (features_of_area | 1u << SECTIONS)) == 0;
	enum feature order[FEATURES];
	int scenes = order_scenes(d, order);

	if (about_handlers || (features & features_of_area) != 0)
		scene_open(d);
	scene_handlers(d);
	if (draft_has(d, VECTORED))
		scene_vectored_add(d);
	if (about_handlers)
		scene_accesses(d);
	for (int i = 0; i < scenes; i++)
		feature_table[order[i]].scene(d);
	if (draft_has(d, VECTORED))
		scene_vectored_remove(d);
	/* Only stores go through the inner blocks. */
	if ((draft_has(d, NESTED_HANDLERS) || draft_has(d, FINALLY)) && (d->needs & (NEED_STORE | NEED_TOUCH)) == 0)
		scene_store(d);
}

static size_t count_lines(const struct text *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->used; i++)
		n += t->bytes[i] == '\n';
	return n;
}

/* One attempt, from the same dice each time. */
static void make(const struct request *request, enum lean lean, struct text *out)
{
	struct draft d = { .request = request, .lean = lean };

	dice_start(&d.dice, request->seed, STREAM_PROGRAM * (uint64_t)request->level + request->features);
	write_scenes(&d);
	out->used = 0;
	out->bytes[0] = '\0';
	program_write(&d, out);
}

void exercise_make(const struct request *request, struct text *out)
{
	struct request chosen = *request;

	assert(chosen.level >= 1 && chosen.level <= LEVELS);
	if (chosen.features == 0)
		chosen.features = choose_features(&chosen);
	assert(count_bits(chosen.features) <= FEATURES_MAX);
	for (int lean = FULL; lean <= LEANEST; lean++) {
		make(&chosen, (enum lean)lean, out);
		if (count_lines(out) <= EXERCISE_LINES_MAX)
			break;
	}
}

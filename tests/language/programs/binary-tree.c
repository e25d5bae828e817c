/* A search tree on the heap: insert, delete, balance by rotation, walk with a callback. */
#include <stdio.h>
#include <stdlib.h>

typedef struct tree { struct tree *kid[2]; int key, height; } tree;

static int height(const tree *t) { return t ? t->height : 0; }
static tree *update(tree *t) { int l = height(t->kid[0]), r = height(t->kid[1]); t->height = 1 + (l > r ? l : r); return t; }
static tree *rotate(tree *t, int side) { tree *k = t->kid[side]; t->kid[side] = k->kid[!side]; k->kid[!side] = update(t); return update(k); }

static tree *balance(tree *t)
{
	int lean = height(t->kid[1]) - height(t->kid[0]), side = lean > 0;

	if (lean >= -1 && lean <= 1)
		return update(t);
	if (height(t->kid[side]->kid[!side]) > height(t->kid[side]->kid[side]))
		t->kid[side] = rotate(t->kid[side], !side);
	return rotate(t, side);
}

static tree *insert(tree *t, int key)
{
	if (!t) {
		t = calloc(1, sizeof *t);
		t->key = key;
		return update(t);
	}
	if (key != t->key)
		t->kid[key > t->key] = insert(t->kid[key > t->key], key);
	return balance(t);
}

static tree *take_least(tree *t, tree **least)
{
	if (!t->kid[0]) {
		*least = t;
		return t->kid[1];
	}
	t->kid[0] = take_least(t->kid[0], least);
	return balance(t);
}

static tree *erase(tree *t, int key)
{
	tree *l, *r, *least;

	if (!t) return NULL;
	if (key != t->key) {
		t->kid[key > t->key] = erase(t->kid[key > t->key], key);
		return balance(t);
	}
	l = t->kid[0];
	r = t->kid[1];
	free(t);
	if (!r) return l;
	r = take_least(r, &least);
	least->kid[0] = l;
	least->kid[1] = r;
	return balance(least);
}

static void walk(const tree *t, void (*visit)(int key, void *context), void *context)
{
	if (!t) return;
	walk(t->kid[0], visit, context);
	visit(t->key, context);
	walk(t->kid[1], visit, context);
}

struct sums { int count, last, ordered; long long sum; };
static void add(int key, void *context) { struct sums *s = context; s->ordered &= key > s->last; s->last = key; s->count++; s->sum += key; }

int main(void)
{
	tree *t = NULL;
	int i, round;

	srand(42);
	for (round = 0; round < 4; round++) {
		struct sums s = { 0, -1, 1, 0 };

		for (i = 0; i < 2000; i++) t = insert(t, rand() % 5000);
		for (i = 0; i < 1500; i++) t = erase(t, rand() % 5000);
		walk(t, add, &s);
		printf("%d keys, height %d, sum %lld, %s\n", s.count, height(t), s.sum, s.ordered ? "in order" : "NOT in order");
	}
	while (t) t = erase(t, t->key);
	printf("empty: %d\n", t == NULL);
	return 0;
}

/* qsort and bsearch: results, what is compared with what, and the order of equal elements. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct item { int key, number; };

static unsigned long digest;
static int calls;

static int by_key(const void *a, const void *b)
{
	const struct item *x = a, *y = b;

	calls++;
	digest = digest * 31 + (unsigned)x->number * 7 + (unsigned)y->number;
	return x->key - y->key;
}

static int by_int(const void *a, const void *b)
{
	calls++;
	digest = digest * 31 + (unsigned)*(const int *)a * 7 + (unsigned)*(const int *)b;
	return *(const int *)a < *(const int *)b ? -1 : *(const int *)a > *(const int *)b;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int main(void)
{
	static struct item item[300];
	static int v[200];
	const char *word[] = { "pear", "fig", "apple", "kiwi", "plum", "date", "lime", "nut", "bean", "corn" };
	int n, i, key;

	for (n = 0; n < 300; n += n < 20 ? 1 : 37) {
		digest = 0;
		calls = 0;
		for (i = 0; i < n; i++) {
			item[i].key = rand() % (n % 3 ? 7 : 1000);
			item[i].number = i;
		}
		qsort(item, n, sizeof item[0], by_key);
		printf("%d: %lu %d:", n, digest, calls);
		for (i = 0; i < n; i++)
			printf(" %d", item[i].number);
		printf("\n");
	}
	for (i = 0; i < 200; i++)
		v[i] = i * 3;
	digest = calls = 0;
	qsort(v, 200, sizeof v[0], by_int);
	printf("sorted already: %lu %d\n", digest, calls);
	for (i = 0; i < 200; i++)
		v[i] = 200 - i;
	digest = calls = 0;
	qsort(v, 200, sizeof v[0], by_int);
	printf("reversed: %lu %d %d %d\n", digest, calls, v[0], v[199]);
	for (n = 1; n < 20; n++) {
		digest = calls = 0;
		for (key = 0; key < 22; key++) {
			int *p = bsearch(&key, v, n, sizeof v[0], by_int);

			printf("%d ", p ? (int)(p - v) : -1);
		}
		printf(": %lu %d\n", digest, calls);
	}
	qsort(word, 10, sizeof word[0], by_text);
	for (i = 0; i < 10; i++)
		printf("%s ", word[i]);
	printf("\n");
	return 0;
}

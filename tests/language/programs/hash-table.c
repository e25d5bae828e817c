/* Words counted in a hash table that grows; table and strings in pages of their own. */
#include <windows.h>
#include <stdio.h>
#include <string.h>
#include <ctype.h>
#include <stdlib.h>

struct entry { const char *word; unsigned hash; int count; };
struct table { struct entry *entry; size_t size, used; };

static const char text[] =
	"It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of foolishness, "
	"it was the epoch of belief, it was the epoch of incredulity, it was the season of Light, it was the season of "
	"Darkness, it was the spring of hope, it was the winter of despair, we had everything before us, we had nothing "
	"before us, we were all going direct to Heaven, we were all going direct the other way";

static char *pool;
static size_t pooled;

static unsigned hash(const char *s) { unsigned h = 2166136261u; while (*s) h = (h ^ (unsigned char)*s++) * 16777619u; return h; }

static struct entry *find(struct table *t, const char *word, unsigned h)
{
	size_t i = h & (t->size - 1);

	while (t->entry[i].word && (t->entry[i].hash != h || strcmp(t->entry[i].word, word) != 0))
		i = (i + 1) & (t->size - 1);
	return &t->entry[i];
}

static void resize(struct table *t, size_t size)
{
	struct table bigger = { VirtualAlloc(NULL, size * sizeof(struct entry), MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE), size, t->used };

	for (size_t i = 0; i < t->size; i++)
		if (t->entry[i].word)
			*find(&bigger, t->entry[i].word, t->entry[i].hash) = t->entry[i];
	if (t->entry)
		VirtualFree(t->entry, 0, MEM_RELEASE);
	*t = bigger;
}

static void count(struct table *t, const char *word)
{
	struct entry *e;

	if (t->used * 4 >= t->size * 3)
		resize(t, t->size * 2);
	e = find(t, word, hash(word));
	if (!e->word) {
		e->word = strcpy(pool + pooled, word);
		pooled += strlen(word) + 1;
		e->hash = hash(word);
		t->used++;
	}
	e->count++;
}

static int by_count(const void *a, const void *b)
{
	const struct entry *x = *(struct entry *const *)a, *y = *(struct entry *const *)b;

	return x->count != y->count ? y->count - x->count : strcmp(x->word, y->word);
}

int main(void)
{
	struct table t = { 0 };
	struct entry *sorted[100];
	char word[32];
	const char *p = text;
	size_t i, n = 0;

	pool = VirtualAlloc(NULL, 1 << 16, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	resize(&t, 8);
	while (*p) {
		for (i = 0; isalpha((unsigned char)*p) && i < sizeof word - 1; p++)
			word[i++] = (char)tolower(*p);
		word[i] = '\0';
		if (i) count(&t, word);
		while (*p && !isalpha((unsigned char)*p)) p++;
	}
	for (i = 0; i < t.size; i++)
		if (t.entry[i].word) sorted[n++] = &t.entry[i];
	qsort(sorted, n, sizeof sorted[0], by_count);
	printf("%d words in a table of %d\n", (int)t.used, (int)t.size);
	for (i = 0; i < 12; i++)
		printf("%3d %-10s %08x\n", sorted[i]->count, sorted[i]->word, sorted[i]->hash);
	return 0;
}

/* An allocator with boundary tags in a reserved region that it commits step by step, and a check of its heap. */
#include <windows.h>
#include <stdio.h>
#include <string.h>
#include <stdint.h>

#define RESERVED (1 << 20)
typedef struct { uint32_t size, free; } tag;

static char *base, *top, *limit;
static int commits;

static int grow(EXCEPTION_POINTERS *e)
{
	ULONG_PTR at = e->ExceptionRecord->ExceptionInformation[1];

	if (e->ExceptionRecord->ExceptionCode != EXCEPTION_ACCESS_VIOLATION || at < (ULONG_PTR)base || at >= (ULONG_PTR)limit)
		return EXCEPTION_CONTINUE_SEARCH;
	commits++;
	return VirtualAlloc((void *)(at & ~(ULONG_PTR)0x3fff), 0x4000, MEM_COMMIT, PAGE_READWRITE) ? -1 : 0;
}

static tag *foot(tag *t) { return (tag *)((char *)t + t->size - sizeof(tag)); }
static tag *after(tag *t) { return (tag *)((char *)t + t->size); }
static void set(tag *t, uint32_t size, int is_free) { t->size = size; t->free = (uint32_t)is_free; *foot(t) = *t; }

static void *get(size_t n)
{
	uint32_t need = (uint32_t)((n + 2 * sizeof(tag) + 15) & ~(size_t)15);
	tag *t;

	for (t = (tag *)base; (char *)t < top; t = after(t)) {
		if (!t->free || t->size < need) continue;
		if (t->size >= need + 64) {
			uint32_t rest = t->size - need;

			set(t, need, 0);
			set(after(t), rest, 1);
		} else {
			set(t, t->size, 0);
		}
		return t + 1;
	}
	if (top + need > limit) return NULL;
	t = (tag *)top;
	top += need;
	set(t, need, 0);
	return t + 1;
}

static void put(void *p)
{
	tag *t = (tag *)p - 1;

	set(t, t->size, 1);
	if ((char *)after(t) < top && after(t)->free) set(t, t->size + after(t)->size, 1);
	if ((char *)t > base && t[-1].free) { tag *before = (tag *)((char *)t - t[-1].size); set(before, before->size + t->size, 1); }
}

static int check(void)
{
	tag *t;
	int n = 0, was_free = 0;

	for (t = (tag *)base; (char *)t < top; t = after(t), n++) {
		if (memcmp(t, foot(t), sizeof *t) || (was_free && t->free)) return -1;
		was_free = (int)t->free;
	}
	return (char *)t == top ? n : -2;
}

int main(void)
{
	static unsigned char *block[100];
	static unsigned size[100];
	unsigned seed = 1, i, k, bad = 0;

	base = top = VirtualAlloc(NULL, RESERVED, MEM_RESERVE, PAGE_NOACCESS);
	limit = base + RESERVED;
	__try {
		for (i = 0; i < 4000; i++) {
			unsigned w = (seed = seed * 214013 + 2531011) >> 16 & 0x7fff;
			unsigned j = w % 100;

			if (block[j]) {
				for (k = 0; k < size[j]; k++) bad += block[j][k] != (unsigned char)(j + k);
				put(block[j]);
				block[j] = NULL;
			} else if ((block[j] = get(size[j] = w / 100 * 5 + 1)) != NULL) {
				for (k = 0; k < size[j]; k++) block[j][k] = (unsigned char)(j + k);
			}
			if (i % 500 == 0) printf("%u: %d blocks, top at %d\n", i, check(), (int)(top - base));
		}
		for (i = 0; i < 100; i++) if (block[i]) put(block[i]);
		printf("end: %d block, %u bad, %d commits\n", check(), bad, commits);
	} __except (grow(GetExceptionInformation())) {
		printf("out of memory\n");
	}
	return 0;
}

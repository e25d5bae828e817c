/*
 * Assignment 3: a write barrier.
 *
 * A garbage collector wants to know which of 8 pages were written since it last
 * looked. It makes them read-only; the first store into each raises, the filter
 * notes the page and lets it be written from then on. Complete clean() and barrier().
 */
#include <windows.h>
#include <stdio.h>

#define PAGE  4096
#define PAGES 8

static char *heap;
static int dirty[PAGES];

/* Nothing is dirty any more: no page may be written unseen. */
static void clean(void)
{
}

static int barrier(EXCEPTION_POINTERS *info)
{
	/* A write into one of our pages? Note it, and let this page be written. */
	return EXCEPTION_CONTINUE_SEARCH;
}

static void report(void)
{
	int i;

	printf("dirty:");
	for (i = 0; i < PAGES; i++)
		if (dirty[i])
			printf(" %d", i);
	printf("\n");
}

int main(void)
{
	/* 1. Get PAGES pages, reserved and committed at once. */

	clean();
	__try {
		heap[4 * PAGE + 7] = 1;
		heap[1 * PAGE] = 2;
		heap[4 * PAGE + 8] = 3;
		heap[6 * PAGE + 4095] = 4;
		report();
		clean();
		heap[2 * PAGE] = heap[1 * PAGE];
		report();
	} __except (barrier(GetExceptionInformation())) {
		printf("not a write that the barrier knows\n");
		return 1;
	}

	/* 2. Give everything back. */
	return 0;
}

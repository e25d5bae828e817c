/*
 * Assignment 2: a stack that grows by itself.
 *
 * A stack of ints lies at the end of a range of 16 pages and grows downwards.
 * Only its first page is committed, and the page below that is a guard page.
 * Complete grow(), which hears of it when the guard page is touched.
 */
#include <windows.h>
#include <stdio.h>

#define PAGE  4096
#define PAGES 16
#define ITEMS (10 * PAGE / (int)sizeof(int))

static char *base;
static int *top;                /* the item that was pushed last */

static int grow(EXCEPTION_POINTERS *info)
{
	/* Was it a guard page, and ours? It is an ordinary page now. Which one has to be the next guard? */
	return EXCEPTION_CONTINUE_SEARCH;
}

static void push(int value)
{
	*--top = value;
}

int main(void)
{
	int i, sum = 0;

	/* 1. Reserve PAGES pages. 2. Commit the last one. 3. Commit the one below it as a guard page. */
	top = (int *)(base + PAGES * PAGE);

	__try {
		for (i = 0; i < ITEMS; i++)
			push(1);
	} __except (grow(GetExceptionInformation())) {
		printf("no room for item %d\n", i);
		return 1;
	}
	for (i = 0; i < ITEMS; i++)
		sum += top[i];
	printf("%d items, sum %d\n", ITEMS, sum);

	/* 4. Give everything back. */
	return 0;
}

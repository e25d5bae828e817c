/*
 * Assignment 1: a filter that commits on demand.
 *
 * The program writes one byte into each of 24 pages, from the last to the first.
 * Nothing is committed in advance. Complete the filter.
 */
#include <windows.h>
#include <stdio.h>

#define PAGE  4096
#define PAGES 24

static char *base;

static int filter(EXCEPTION_POINTERS *info)
{
	/* Which address faulted? Is it ours? Commit the page that holds it, and no other. */
	return EXCEPTION_CONTINUE_SEARCH;
}

int main(void)
{
	int i;

	/* 1. Reserve PAGES pages that nobody may touch yet. */

	__try {
		/* 2. Write into each page, from the last to the first. */
		for (i = PAGES - 1; i >= 0; i--)
			base[i * PAGE] = (char)i;
	} __except (filter(GetExceptionInformation())) {
		printf("the filter gave up\n");
		return 1;
	}
	printf("wrote %d pages\n", PAGES);

	/* 3. Give everything back. */
	return 0;
}

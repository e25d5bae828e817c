/*
 * Assignment 1: a filter that commits on demand.
 *
 * The program writes one byte into each of 24 pages, from the last to the first.
 * Nothing is committed in advance. Then it writes behind them, which is an error that
 * stays one. Complete the filter.
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

/* A fault that is none of the filter's business: behind the area. The filter has to pass it on. */
static void stranger(void)
{
	__try {
		__try {
			base[PAGES * PAGE] = 1;
		} __except (filter(GetExceptionInformation())) {
			printf("the filter took what is not its own\n");
		}
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		printf("passed on\n");
	}
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
	stranger();

	/* 3. Give everything back. */
	return 0;
}

/*
 * Round and round, until there is a page too many.
 *
 *	faultlab: --ws-max 40 --policy lru
 *
 * The program goes round its pages in a fixed order, ten times, and has a page
 * more in every round. Given a number of pages, it keeps to that. How many fit
 * into the working set is not the program's business, until they do not.
 */
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>

#define PAGE 4096
#define ROUNDS 10
#define FIRST 34
#define MOST 1000

int main(int argc, char **argv)
{
	int pages = argc > 1 ? atoi(argv[1]) : FIRST, more = argc > 1 ? 0 : 1, round, i;
	unsigned sum = 0;
	char *block;

	if (pages < 1 || pages > MOST) {
		printf("give a number of pages from 1 to %d\n", MOST);
		return 1;
	}
	block = VirtualAlloc(NULL, (SIZE_T)(pages + more * (ROUNDS - 1)) * PAGE, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	if (!block) {
		printf("no memory: error %lu\n", GetLastError());
		return 1;
	}
	for (round = 1; round <= ROUNDS; round++) {
		for (i = 0; i < pages; i++)
			sum += (unsigned char)++block[i * PAGE];
		printf("round %d: %d pages\n", round, pages);
		pages += more;
	}
	printf("sum %u\n", sum);
	VirtualFree(block, 0, MEM_RELEASE);
	return 0;
}

/*
 * Round and round, over one page more than there is room for.
 *
 *	build/sim run --ws-max 40 docs/labs/14-thrashing/lab.c -- 30
 *
 * The program touches its pages in a fixed order, again and again. As long as
 * they all fit, only the first round costs faults. How many fit is not the
 * program's business, until they do not.
 */
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>

#define PAGE 4096
#define ROUNDS 10
#define MOST 1000

int main(int argc, char **argv)
{
	int pages = argc > 1 ? atoi(argv[1]) : 30, round, i;
	unsigned sum = 0;
	char *block;

	if (pages < 1 || pages > MOST) {
		printf("give a number of pages from 1 to %d\n", MOST);
		return 1;
	}
	block = VirtualAlloc(NULL, (SIZE_T)pages * PAGE, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	if (!block) {
		printf("no memory: error %lu\n", GetLastError());
		return 1;
	}
	printf("a loop over %d pages\n", pages);
	for (i = 0; i < pages; i++)
		block[i * PAGE] = (char)(i + 1);
	printf("first round done\n");
	for (round = 1; round < ROUNDS; round++)
		for (i = 0; i < pages; i++)
			sum += (unsigned char)block[i * PAGE]++;
	printf("%d rounds done, sum %u\n", ROUNDS, sum);
	VirtualFree(block, 0, MEM_RELEASE);
	return 0;
}

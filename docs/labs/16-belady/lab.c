/*
 * More memory, more faults.
 *
 *	faultlab: --ws-max 5 --policy fifo
 *
 * Five pages in the order that L. Belady and others published in 1969. A system
 * that throws out what came in first has more faults with four places than with
 * three. The order as a list of addresses is in belady.txt, for sim replay.
 */
#include <windows.h>
#include <stdio.h>

#define PAGE 4096
#define PAGES 6                 /* page 0 stays untouched, so that the numbers are those of the paper */

static const int order[] = { 1, 2, 3, 4, 1, 2, 5, 1, 2, 3, 4, 5 };

int main(void)
{
	char *block = VirtualAlloc(NULL, PAGES * PAGE, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	int i, n = 0;

	/* The order and the variables lie in pages too. Locked, they keep their places and the rest is for the five. */
	printf("locked: %d\n", VirtualLock(&i, sizeof i) && VirtualLock((void *)order, sizeof order));
	for (i = 0; i < (int)ARRAYSIZE(order); i++)
		n += ++block[order[i] * PAGE];
	printf("%d touches, sum %d\n", i, n);
	VirtualFree(block, 0, MEM_RELEASE);
	return 0;
}

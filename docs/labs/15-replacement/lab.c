/*
 * Three programs in one, to choose a victim for.
 *
 *	faultlab: --ws-max 24 --policy lru
 *
 * Each part uses its pages in another manner. Which policy has the fewest faults
 * is another question for each of them.
 */
#include <windows.h>
#include <stdio.h>

#define PAGE 4096
#define LOOP 32
#define HOT 6
#define COLD 90
#define SPREAD 40

static char *loop, *hot, *cold, *spread;
static unsigned sum;

static char *pages(int n)
{
	return VirtualAlloc(NULL, n * PAGE, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
}

/* A little more than fits, in a fixed order: the next page is the one that was not used for longest. */
static void run_in_a_circle(void)
{
	int round, i;

	for (round = 0; round < 12; round++)
		for (i = 0; i < LOOP; i++)
			sum += (unsigned char)loop[i * PAGE]++;
}

/* A few pages that are always wanted, and a long row of which each is wanted once. */
static void read_through(void)
{
	int i, k;

	for (i = 0; i < COLD; i++) {
		cold[i * PAGE] = (char)i;
		for (k = 0; k < HOT; k++)
			sum += (unsigned char)hot[k * PAGE]++;
	}
}

/* No order at all. */
static void jump_about(void)
{
	unsigned seed = 1;
	int i;

	for (i = 0; i < 400; i++) {
		seed = seed * 1103515245 + 12345;
		sum += (unsigned char)spread[(seed >> 16) % SPREAD * PAGE]++;
	}
}

int main(void)
{
	int here;

	/* The variables lie in pages too. Locked, they keep their places, and the choice is about the others. */
	printf("locked: %d\n", VirtualLock(&here, sizeof here) && VirtualLock(&loop, sizeof loop) && VirtualLock(&sum, sizeof sum));
	loop = pages(LOOP);
	hot = pages(HOT);
	cold = pages(COLD);
	spread = pages(SPREAD);
	run_in_a_circle();
	printf("in a circle: sum %u\n", sum);
	VirtualFree(loop, 0, MEM_RELEASE);
	read_through();
	printf("read through: sum %u\n", sum);
	VirtualFree(hot, 0, MEM_RELEASE);
	VirtualFree(cold, 0, MEM_RELEASE);
	jump_about();
	printf("jumped about: sum %u\n", sum);
	VirtualFree(spread, 0, MEM_RELEASE);
	return 0;
}

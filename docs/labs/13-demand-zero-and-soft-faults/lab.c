/*
 * A page can be missing although nothing is wrong.
 *
 * The first touch of a committed page is a fault: there is no memory behind it
 * yet. When the working set is emptied, every touch is a fault again, but this
 * time the page is still in memory. The program notices neither: it only finds
 * its bytes where it left them.
 */
#include <windows.h>
#include <psapi.h>
#include <stdio.h>

#define PAGE 4096
#define PAGES 12

static char *block;

/* The counters of the process; their values are in the trace, at the moment after what was touched. */
static void look(void)
{
	PROCESS_MEMORY_COUNTERS c;

	if (!GetProcessMemoryInfo(GetCurrentProcess(), &c, sizeof c))
		printf("no counters: error %lu\n", GetLastError());
}

static int count(char letter)
{
	int i, n = 0;

	for (i = 0; i < PAGES; i++)
		n += block[i * PAGE] == letter;
	return n;
}

int main(void)
{
	int i, n;
	char c;

	block = VirtualAlloc(NULL, PAGES * PAGE, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	look();

	/* demand-zero: half of the pages are read first, half are written at once */
	for (i = 0; i < PAGES / 2; i++)
		if (block[i * PAGE] != 0)
			printf("page %d was not empty\n", i);
	for (i = 0; i < PAGES; i++)
		block[i * PAGE] = 'a';
	look();
	printf("first touch: %d pages hold an a\n", count('a'));

	/* soft faults: out of the working set, and back without anything being read */
	printf("empty: %s\n", EmptyWorkingSet(GetCurrentProcess()) ? "done" : "refused");
	look();
	c = block[3 * PAGE];
	look();
	printf("one page back: %c\n", c);
	n = count('a');
	look();
	printf("all of them back: %d pages hold an a\n", n);

	/* the same request, in the words of SetProcessWorkingSetSize */
	printf("again: %s\n",
	       SetProcessWorkingSetSize(GetCurrentProcess(), (SIZE_T)-1, (SIZE_T)-1) ? "done" : "refused");
	for (i = 0; i < PAGES; i += 2)
		block[i * PAGE] = 'b';
	look();
	printf("half of them written: %d pages hold a b\n", count('b'));

	/* what is decommitted is not in memory either, and does not come back */
	VirtualFree(block, PAGES / 2 * PAGE, MEM_DECOMMIT);
	VirtualAlloc(block, PAGES / 2 * PAGE, MEM_COMMIT, PAGE_READWRITE);
	n = count('b');
	look();
	printf("decommitted and committed again: %d pages hold a b\n", n);
	VirtualFree(block, 0, MEM_RELEASE);
	return 0;
}

/*
 * Pages of 4 KiB, slots of 64 KiB.
 *
 * Memory is committed by the page, but address space is handed out in slots of
 * 64 KiB. A small reservation wastes most of its slot, and many small ones cut
 * the address space to pieces that nothing bigger fits into.
 */
#include <windows.h>
#include <stdio.h>

#define PAGE 0x1000
#define SLOT 0x10000

static char *block[8];

/* How the address was rounded, and how far the allocation reaches. */
static void tell(const char *what, char *asked, char *got)
{
	MEMORY_BASIC_INFORMATION m;

	if (!got) {
		printf("%s: error %lu\n", what, GetLastError());
		return;
	}
	VirtualQuery(got, &m, sizeof m);
	printf("%s: rounded down by 0x%X, 0x%X bytes\n", what, asked ? (unsigned)(asked - got) : 0, (unsigned)m.RegionSize);
}

int main(void)
{
	SYSTEM_INFO si;
	char *area, *p, *high;
	int i;

	GetSystemInfo(&si);
	printf("page 0x%lX, granularity 0x%lX\n", si.dwPageSize, si.dwAllocationGranularity);

	/* a place where eight slots are free, to play in */
	area = VirtualAlloc(NULL, 8 * SLOT, MEM_RESERVE, PAGE_NOACCESS);
	VirtualFree(area, 0, MEM_RELEASE);

	tell("one byte", area, p = VirtualAlloc(area, 1, MEM_RESERVE, PAGE_READWRITE));
	tell("the rest of its slot", NULL, VirtualAlloc(area + PAGE, PAGE, MEM_RESERVE, PAGE_READWRITE));
	tell("commit in the rest", NULL, VirtualAlloc(area + PAGE, PAGE, MEM_COMMIT, PAGE_READWRITE));
	VirtualFree(p, 0, MEM_RELEASE);
	tell("at 0x8001, one byte", area + 0x8001, p = VirtualAlloc(area + 0x8001, 1, MEM_RESERVE, PAGE_READWRITE));
	VirtualFree(p, 0, MEM_RELEASE);
	p = VirtualAlloc(area, SLOT, MEM_RESERVE, PAGE_READWRITE);
	printf("commit 2 bytes across a border: %d pages\n",
	       (VirtualAlloc(p + 2 * PAGE - 1, 2, MEM_COMMIT, PAGE_READWRITE) == p + PAGE) * 2);
	VirtualFree(p, 0, MEM_RELEASE);

	/* every second slot: half of the space is free, and nothing bigger than a slot fits */
	for (i = 0; i < 8; i += 2)
		block[i] = VirtualAlloc(area + i * SLOT, PAGE, MEM_RESERVE, PAGE_READWRITE);
	for (i = 1; i < 7; i += 2) {
		p = VirtualAlloc(area + i * SLOT, 2 * SLOT, MEM_RESERVE, PAGE_READWRITE);
		printf("two slots at slot %d: %s\n", i, p ? "fits" : "does not fit");
		if (p)
			VirtualFree(p, 0, MEM_RELEASE);
	}
	for (i = 0; i < 8; i += 2)
		VirtualFree(block[i], 0, MEM_RELEASE);
	p = VirtualAlloc(area, 8 * SLOT, MEM_RESERVE, PAGE_READWRITE);
	printf("all eight again: %s\n", p ? "fits" : "does not fit");

	high = VirtualAlloc(NULL, PAGE, MEM_RESERVE | MEM_TOP_DOWN, PAGE_READWRITE);
	printf("top down: higher %d, on a slot's border %d\n", high > p, (ULONG_PTR)high % SLOT == 0);
	VirtualFree(high, 0, MEM_RELEASE);
	VirtualFree(p, 0, MEM_RELEASE);
	return 0;
}

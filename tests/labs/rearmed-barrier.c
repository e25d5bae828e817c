/*
 * A write barrier that is armed again after each write: 150 faults at one address
 * by one instruction, and yet the program gets on. It must not be taken for endless.
 */
#include <windows.h>
#include <stdio.h>

static char *page;
static int faults;

static int disarm(void)
{
	DWORD old;

	faults++;
	return VirtualProtect(page, 1, PAGE_READWRITE, &old) ? EXCEPTION_CONTINUE_EXECUTION : EXCEPTION_CONTINUE_SEARCH;
}

int main(void)
{
	DWORD old;
	int i;

	page = VirtualAlloc(NULL, 4096, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	for (i = 0; i < 150; i++) {
		VirtualProtect(page, 1, PAGE_READONLY, &old);
		__try {
			page[7] = (char)i;
		} __except (disarm()) {
			return 1;
		}
	}
	printf("%d faults, last value %d\n", faults, page[7] & 0xff);
	return 0;
}

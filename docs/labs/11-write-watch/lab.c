/*
 * Write watch: the system notes which pages are written, and tells when asked.
 *
 * An editor saves its document from time to time. Only the pages that were
 * written since the last time need saving, and no exception tells about them.
 */
#include <windows.h>
#include <stdio.h>

#define PAGE 4096
#define PAGES 32

static char *text;
static int saved;

static void save(const char *when)
{
	PVOID page[PAGES];
	ULONG_PTR count = PAGES, i;
	DWORD granularity;

	if (GetWriteWatch(WRITE_WATCH_FLAG_RESET, text, PAGES * PAGE, page, &count, &granularity) != 0) {
		printf("%s: error %lu\n", when, GetLastError());
		return;
	}
	printf("%s: %d pages:", when, (int)count);
	for (i = 0; i < count; i++)
		printf(" %d", (int)(((char *)page[i] - text) / PAGE));
	printf("\n");
	saved += (int)count;
}

static int count_letters(char letter)
{
	int i, n = 0;

	for (i = 0; i < PAGES * PAGE; i++)
		n += text[i] == letter;
	return n;
}

int main(void)
{
	DWORD old;
	int i;

	text = VirtualAlloc(NULL, PAGES * PAGE, MEM_RESERVE | MEM_COMMIT | MEM_WRITE_WATCH, PAGE_READWRITE);
	save("new");
	for (i = 0; i < 3 * PAGE; i++)
		text[i] = 'a';
	save("typed three pages");
	printf("letters: %d\n", count_letters('a'));
	save("only read");
	text[PAGE] = 'a';
	save("the same letter again");
	*(int *)(text + 10 * PAGE - 2) = 0x61616161;
	save("across a border");
	text[20 * PAGE] = 'b';
	VirtualProtect(text, PAGES * PAGE, PAGE_READONLY, &old);
	save("written, then protected");
	VirtualProtect(text, PAGES * PAGE, PAGE_READWRITE, &old);
	text[21 * PAGE] = 'c';
	printf("reset: %u\n", ResetWriteWatch(text, PAGES * PAGE));
	save("after the reset");
	printf("saved %d pages in all, of %d\n", saved, PAGES);
	VirtualFree(text, 0, MEM_RELEASE);
	return 0;
}

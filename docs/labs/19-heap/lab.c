/*
 * What does free give back, and to whom?
 *
 * A page from VirtualAlloc goes back to the system. A block from HeapAlloc goes back to the heap, which
 * belongs to the process, and keeps its pages for the next one. Unless the block was large.
 */
#include <windows.h>
#include <stdio.h>

#define LARGE 0x200000

static const char *state(const void *address)
{
	MEMORY_BASIC_INFORMATION m;

	VirtualQuery(address, &m, sizeof m);
	return m.State == MEM_COMMIT ? "committed" : m.State == MEM_RESERVE ? "reserved" : "free";
}

static void write_again(const char *name, volatile char *to)
{
	__try {
		to[50] = 'x';
		printf("%s: written, and nobody has noticed\n", name);
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		printf("%s: access violation\n", name);
	}
}

int main(void)
{
	HANDLE heap = HeapCreate(0, 0, 0);
	char *page = VirtualAlloc(NULL, 4096, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	char *small = HeapAlloc(heap, 0, 100), *next = HeapAlloc(heap, 0, 100);
	char *large = HeapAlloc(heap, 0, LARGE), *again;

	page[50] = small[50] = next[50] = large[50] = 'a';
	printf("page %s, small %s, large %s\n", state(page), state(small), state(large));

	VirtualFree(page, 0, MEM_RELEASE);
	HeapFree(heap, 0, small);
	HeapFree(heap, 0, large);
	printf("page %s, small %s, large %s\n", state(page), state(small), state(large));

	write_again("page", page);
	write_again("small", small);
	write_again("large", large);

	again = HeapAlloc(heap, 0, 100);
	again[50] = 'b';
	printf("the next block lies %s\n", again == small ? "where the freed one was" : "elsewhere");
	write_again("small", small);
	printf("its new owner reads %c\n", again[50]);

	HeapDestroy(heap);
	write_again("small", small);
	return 0;
}

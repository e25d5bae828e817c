/* Heaps and their blocks: sizes, growing in place or not, clearing, errors. */
#include <windows.h>
#include <stdio.h>

static void say(const char *what, int good)
{
	printf("%s: %s\n", what, good ? "yes" : "no");
}

static int all_zero(const char *block, SIZE_T from, SIZE_T to)
{
	while (from < to)
		if (block[from++])
			return 0;
	return 1;
}

static void blocks(HANDLE heap)
{
	char *block = HeapAlloc(heap, HEAP_ZERO_MEMORY, 24), *more, *empty;

	say("a block is cleared", all_zero(block, 0, 24));
	say("a block is aligned", ((ULONG_PTR)block & 15) == 0);
	printf("size %llu\n", (unsigned long long)HeapSize(heap, 0, block));
	strcpy(block, "some text");
	more = HeapReAlloc(heap, HEAP_ZERO_MEMORY, block, 4000);
	say("the text moved with it", strcmp(more, "some text") == 0);
	say("what is new is cleared", all_zero(more, 24, 4000));
	say("in place it cannot grow so far", !HeapReAlloc(heap, HEAP_REALLOC_IN_PLACE_ONLY, more, 0x8000000));
	say("in place it can shrink", HeapReAlloc(heap, HEAP_REALLOC_IN_PLACE_ONLY, more, 100) == more);
	printf("size %llu\n", (unsigned long long)HeapSize(heap, 0, more));
	say("it is valid", HeapValidate(heap, 0, more));
	say("all are", HeapValidate(heap, 0, NULL));
	say("freed", HeapFree(heap, 0, more));
	say("nothing can be freed", HeapFree(heap, 0, NULL));
	empty = HeapAlloc(heap, 0, 0);
	say("a block of nothing is a block", empty != NULL);
	printf("size %llu\n", (unsigned long long)HeapSize(heap, 0, empty));
	HeapFree(heap, 0, empty);
}

static void too_much(HANDLE grows, HANDLE fixed)
{
	SetLastError(0);
	say("2^60 bytes are too many", !HeapAlloc(grows, 0, (SIZE_T)1 << 60));
	printf("error %lu\n", GetLastError());
	SetLastError(0);
	say("more than the heap may have is too much", !HeapAlloc(fixed, 0, 0x20000));
	printf("error %lu\n", GetLastError());
	say("what fits is given", HeapAlloc(fixed, 0, 0x8000) != NULL);
}

static void information(HANDLE heap)
{
	ULONG kind = 99;
	SIZE_T size = 0;

	say("asked", HeapQueryInformation(heap, HeapCompatibilityInformation, &kind, sizeof kind, &size));
	printf("kind %lu, %llu bytes\n", kind, (unsigned long long)size);
	SetLastError(0);
	say("a short buffer is refused", !HeapQueryInformation(heap, HeapCompatibilityInformation, &kind, 2, &size));
	printf("error %lu\n", GetLastError());
	say("corruption ends the process", HeapSetInformation(NULL, HeapEnableTerminationOnCorruption, NULL, 0));
	say("locked", HeapLock(heap));
	say("unlocked", HeapUnlock(heap));
}

int main(void)
{
	HANDLE own = GetProcessHeap(), grows = HeapCreate(0, 0, 0), fixed = HeapCreate(HEAP_NO_SERIALIZE, 0x1000, 0x10000);
	PROCESS_HEAP_ENTRY entry = { 0 };
	int busy = 0;

	say("the process has one heap", own == GetProcessHeap());
	blocks(own);
	blocks(grows);
	too_much(grows, fixed);
	information(grows);
	HeapAlloc(grows, 0, 50);
	HeapAlloc(grows, 0, 60);
	while (HeapWalk(grows, &entry))
		busy += (entry.wFlags & PROCESS_HEAP_ENTRY_BUSY) != 0;
	printf("%d blocks, then error %lu\n", busy, GetLastError());
	say("destroyed", HeapDestroy(fixed) && HeapDestroy(grows));
	SetLastError(0);
	say("the process keeps its own", !HeapDestroy(own));
	printf("error %lu\n", GetLastError());
	return 0;
}

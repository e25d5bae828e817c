/* GlobalAlloc and LocalAlloc: fixed blocks are addresses, movable ones are handles that have to be locked. */
#include <windows.h>
#include <stdio.h>

static void say(const char *what, int good)
{
	printf("%s: %s\n", what, good ? "yes" : "no");
}

static void fixed(void)
{
	char *block = GlobalAlloc(GPTR, 10), *local = LocalAlloc(LPTR, 20);

	say("cleared", !block[0] && !block[9] && !local[19]);
	printf("sizes %llu and %llu\n", (unsigned long long)GlobalSize(block), (unsigned long long)LocalSize(local));
	say("a fixed block is its own handle", GlobalHandle(block) == block && GlobalLock(block) == block);
	say("and is always unlocked", GlobalUnlock(block));
	SetLastError(0);
	say("so says LocalUnlock, in its own way", !LocalUnlock(local) && GetLastError() == ERROR_NOT_LOCKED);
	say("freed", !GlobalFree(block) && !LocalFree(local) && !GlobalFree(NULL));
	SetLastError(0);
	say("not freed twice", LocalFree(local) == local && GetLastError() == ERROR_INVALID_HANDLE);
}

static void movable(void)
{
	HGLOBAL handle = GlobalAlloc(GHND, 100);
	char *block = GlobalLock(handle);

	say("the handle is no address", block != (char *)handle);
	printf("locked %u times\n", GlobalFlags(handle) & GMEM_LOCKCOUNT);
	say("the block knows its handle", GlobalHandle(block) == handle);
	strcpy(block, "moves");
	SetLastError(5);
	say("unlocked", !GlobalUnlock(handle) && GetLastError() == NO_ERROR);
	say("only once", !GlobalUnlock(handle) && GetLastError() == ERROR_NOT_LOCKED);
	say("larger, the handle stays", GlobalReAlloc(handle, 5000, GMEM_MOVEABLE | GMEM_ZEROINIT) == handle);
	printf("size %llu\n", (unsigned long long)GlobalSize(handle));
	block = GlobalLock(handle);
	say("with its text, and cleared", strcmp(block, "moves") == 0 && !block[4999]);
	GlobalUnlock(handle);
	say("freed", !GlobalFree(handle));
	handle = GlobalAlloc(GMEM_MOVEABLE, 0);
	SetLastError(0);
	say("nothing cannot be locked", !GlobalLock(handle) && GetLastError() == ERROR_DISCARDED);
	say("it is discarded", GlobalFlags(handle) == GMEM_DISCARDED);
	GlobalFree(handle);
	say("too much", !GlobalAlloc(0, (SIZE_T)1 << 60));
}

int main(void)
{
	fixed();
	movable();
	return 0;
}

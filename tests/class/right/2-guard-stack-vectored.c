#include <windows.h>
#include <stdio.h>

#define PAGE  4096
#define PAGES 16
#define ITEMS (10 * PAGE / (int)sizeof(int))

static char *base;
static int *top;                /* the item that was pushed last */

static LONG CALLBACK grow(EXCEPTION_POINTERS *info)
{
	EXCEPTION_RECORD *r = info->ExceptionRecord;
	char *page = (char *)(r->ExceptionInformation[1] & ~(ULONG_PTR)(PAGE - 1));

	if (r->ExceptionCode != EXCEPTION_GUARD_PAGE || page <= base || page >= base + PAGES * PAGE)
		return EXCEPTION_CONTINUE_SEARCH;
	if (!VirtualAlloc(page - PAGE, PAGE, MEM_COMMIT, PAGE_READWRITE | PAGE_GUARD))
		return EXCEPTION_CONTINUE_SEARCH;
	return EXCEPTION_CONTINUE_EXECUTION;
}

static void push(int value)
{
	*--top = value;
}

int main(void)
{
	int i, sum = 0;

	base = VirtualAlloc(NULL, PAGES * PAGE, MEM_RESERVE, PAGE_READWRITE);
	VirtualAlloc(base + (PAGES - 1) * PAGE, PAGE, MEM_COMMIT, PAGE_READWRITE);
	VirtualAlloc(base + (PAGES - 2) * PAGE, PAGE, MEM_COMMIT, PAGE_READWRITE | PAGE_GUARD);
	top = (int *)(base + PAGES * PAGE);

	AddVectoredExceptionHandler(1, grow);
	for (i = 0; i < ITEMS; i++)
		push(1);
	for (i = 0; i < ITEMS; i++)
		sum += top[i];
	printf("%d items, sum %d\n", ITEMS, sum);
	VirtualFree(base, 0, MEM_RELEASE);
	return 0;
}

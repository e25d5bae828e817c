/*
 * How a stack grows, seen from outside and built by hand.
 *
 * First a recursion uses twenty pages of stack, and no exception is raised:
 * the system moves the stack's guard page by itself. Then the program does the
 * same to a region of its own, where it can watch each step.
 */
#include <windows.h>
#include <stdio.h>

#define PAGE 4096
#define PAGES 8

static char *floor_, *top;      /* the home-made stack grows from top down to floor_ */
static int grown;

static int recurse(int depth)
{
	volatile char room[PAGE];

	room[0] = (char)depth;
	return depth == 0 ? room[0] : recurse(depth - 1) + (room[0] != 0);
}

/* What the system does for a thread: the page that was touched is stack now, the one below is the guard. */
static int grow(EXCEPTION_POINTERS *info)
{
	EXCEPTION_RECORD *record = info->ExceptionRecord;
	char *page = (char *)(record->ExceptionInformation[1] & ~(ULONG_PTR)(PAGE - 1));

	if (record->ExceptionCode != EXCEPTION_GUARD_PAGE) {
		printf("below the guard page: 0x%08lX\n", record->ExceptionCode);
		return EXCEPTION_EXECUTE_HANDLER;
	}
	if (page - PAGE == floor_) {
		printf("overflow: one page is left to handle it\n");
		return EXCEPTION_EXECUTE_HANDLER;
	}
	grown++;
	printf("grows to %d pages\n", (int)(top - page) / PAGE);
	VirtualAlloc(page - PAGE, PAGE, MEM_COMMIT, PAGE_READWRITE | PAGE_GUARD);
	return EXCEPTION_CONTINUE_EXECUTION;
}

static void push_until_full(void)
{
	char *sp;

	__try {
		for (sp = top - 8; ; sp -= 1024)
			*(int *)sp = 1;
	} __except (grow(GetExceptionInformation())) {
		printf("stopped with %d bytes in use\n", (int)(top - sp));
	}
}

static void skip_the_guard(void)
{
	char *sp = top - 8;

	__try {
		*(int *)(sp - 5 * PAGE) = 1;
	} __except (grow(GetExceptionInformation())) {
		printf("a frame of more than a page must touch the pages in between\n");
	}
}

static void new_stack(void)
{
	floor_ = VirtualAlloc(NULL, PAGES * PAGE, MEM_RESERVE, PAGE_READWRITE);
	top = floor_ + PAGES * PAGE;
	VirtualAlloc(top - PAGE, PAGE, MEM_COMMIT, PAGE_READWRITE);
	VirtualAlloc(top - 2 * PAGE, PAGE, MEM_COMMIT, PAGE_READWRITE | PAGE_GUARD);
}

int main(void)
{
	printf("recursion: %d, and no exception\n", recurse(20));
	new_stack();
	push_until_full();
	printf("the filter made it grow %d times\n", grown);
	VirtualFree(floor_, 0, MEM_RELEASE);
	new_stack();
	skip_the_guard();
	VirtualFree(floor_, 0, MEM_RELEASE);
	return 0;
}

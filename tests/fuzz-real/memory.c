/*
 * A random program of memory calls and touches.
 *
 *     memory FIRST-SEED LAST-SEED OPERATIONS [no-locks]
 *
 * Everything happens in an arena at a fixed address, so that both sides have the
 * same neighbours, and each answer is printed. A shadow of the arena keeps it from
 * the calls that Wine is known to answer unlike Windows; the shadow only steers,
 * it never decides whether an answer is right.
 */
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PAGE        4096
#define SLOT        0x10000
#define ARENA       ((char *)0x300000000ULL)
#define ARENA_PAGES 128
#define RET         0xC3            /* every byte that is stored: executed, it returns */
#define COUNT(a)    ((int)(sizeof(a) / sizeof((a)[0])))

typedef void function(void);

/* what the lab believes of each page of the arena */
static struct page { char taken, first, committed, guard, locked, watched, fixed; } shadow[ARENA_PAGES];
static unsigned state;
static PVOID handler;               /* the vectored one, if it is there */
static int no_locks;                /* a machine that is small enough refuses them */
static int mode, exceptions;        /* of the touch in hand: how its filter answers, how often it was asked */

static const DWORD protections[] = {
	PAGE_READWRITE, PAGE_READWRITE, PAGE_READWRITE, PAGE_READWRITE, PAGE_READWRITE, PAGE_READWRITE,
	PAGE_READONLY, PAGE_NOACCESS, PAGE_EXECUTE, PAGE_EXECUTE_READ,
	PAGE_EXECUTE_READWRITE, PAGE_READWRITE | PAGE_GUARD, PAGE_EXECUTE_READ | PAGE_GUARD, PAGE_READONLY | PAGE_GUARD,
	PAGE_WRITECOPY, PAGE_EXECUTE_WRITECOPY, 0, PAGE_READONLY | PAGE_READWRITE, PAGE_GUARD, 0x12345,
};
static const DWORD types[] = {
	MEM_RESERVE, MEM_RESERVE, MEM_COMMIT, MEM_COMMIT, MEM_COMMIT, MEM_COMMIT, MEM_COMMIT, MEM_COMMIT,
	MEM_RESERVE | MEM_COMMIT, MEM_RESERVE | MEM_COMMIT, MEM_RESERVE | MEM_COMMIT, MEM_RESERVE | MEM_COMMIT,
	MEM_RESERVE | MEM_COMMIT | MEM_WRITE_WATCH,
	MEM_RESERVE | MEM_TOP_DOWN, MEM_RESERVE | MEM_WRITE_WATCH, MEM_RESERVE | MEM_COMMIT | MEM_WRITE_WATCH,
	MEM_RESET, 0, MEM_TOP_DOWN, MEM_RELEASE, MEM_RESERVE | MEM_DECOMMIT, 0x80,
};

static unsigned roll(unsigned sides)
{
	state = state * 1664525u + 1013904223u;
	return (state >> 8) % sides;
}

static int page_of(const char *p)
{
	return (int)((p - ARENA) / PAGE);
}

/* ---- addresses and sizes: mostly sensible, sometimes odd ---- */

static char *some_slot(void)
{
	return ARENA + roll(ARENA_PAGES * PAGE / SLOT) * SLOT;
}

static char *some_address(void)
{
	char *p = some_slot() + roll(8) * PAGE;

	if (roll(4) == 0)
		p += roll(PAGE);
	return roll(40) == 0 ? (char *)(ULONG_PTR)(roll(3) * 0x1000) : p;
}

/* An address in a page that the shadow knows, if one is found soon. */
static char *used_address(void)
{
	int i, page = 0, committed = roll(3) != 0;

	for (i = 0; i < 20; i++) {
		page = (int)roll(ARENA_PAGES);
		if (committed ? shadow[page].committed : shadow[page].taken)
			break;
	}
	return ARENA + page * PAGE + (roll(3) == 0 ? roll(PAGE) : 0);
}

static SIZE_T some_size(void)
{
	SIZE_T size = (1 + roll(6)) * PAGE;

	if (roll(4) == 0)
		size = 1 + roll(3 * PAGE);
	return roll(12) == 0 ? 0x18000 : size;
}

/* ---- the shadow ---- */

/* Does any page of the range have the flag? Pages outside of the arena have none. */
#define ANY(flag) \
static int any_##flag(const char *p, SIZE_T size) \
{ \
	int i, last = page_of(p + size - 1); \
	if (p < ARENA || size == 0) \
		return 0; \
	for (i = page_of(p); i <= last && i < ARENA_PAGES; i++) \
		if (shadow[i].flag) \
			return 1; \
	return 0; \
}
ANY(guard) ANY(locked) ANY(watched) ANY(fixed) ANY(committed)

static void learn_reserve(const char *p, SIZE_T end, int watched)
{
	int first = page_of(p), i;

	for (i = first; i < ARENA_PAGES && ARENA + i * PAGE < (const char *)end; i++) {
		memset(&shadow[i], 0, sizeof shadow[i]);
		shadow[i].taken = 1;
		shadow[i].first = i == first;
		shadow[i].watched = (char)watched;
		shadow[i].fixed = 1;
	}
}

static void learn_commit(const char *p, SIZE_T size, DWORD protect, int committed)
{
	int i, last = page_of(p + size - 1);

	for (i = page_of(p); p >= ARENA && i <= last && i < ARENA_PAGES; i++) {
		shadow[i].committed = (char)committed;
		shadow[i].guard = committed && (protect & PAGE_GUARD) != 0;
		shadow[i].fixed = !committed || (protect != PAGE_READWRITE && protect != PAGE_EXECUTE_READWRITE);
		if (!committed || protect & (PAGE_NOACCESS | PAGE_GUARD))
			shadow[i].locked = 0;
	}
}

static void learn_release(const char *p)
{
	int i = page_of(p);

	do
		memset(&shadow[i++], 0, sizeof shadow[0]);
	while (i < ARENA_PAGES && shadow[i].taken && !shadow[i].first);
}

/* ---- calls ---- */

static void do_alloc(void)
{
	DWORD type = types[roll(COUNT(types))], protect = protections[roll(COUNT(protections))];
	char *p = type & MEM_RESERVE ? some_slot() : used_address(), *got;
	SIZE_T size = some_size();

	if (type & MEM_RESERVE && roll(3) == 0)
		p += roll(SLOT);
	if (type & MEM_RESERVE && !(type & MEM_COMMIT))
		protect &= ~(DWORD)PAGE_GUARD;  /* Wine has guard pages that are only reserved */
	if (type == MEM_RESET)
		protect = PAGE_READWRITE;       /* Wine takes any other as well */
	if (type == MEM_RESET && any_committed(p, size))
		return;                 /* its contents may be kept or not */
	if (p + size > ARENA + ARENA_PAGES * PAGE)
		size = PAGE;
	got = VirtualAlloc(p, size, type, protect);
	printf("alloc +%X %X %lX %lX: ", (unsigned)(p - ARENA), (unsigned)size, type, protect);
	if (!got) {
		printf("no\n");
		return;
	}
	printf("+%X\n", (unsigned)(got - ARENA));
	if (type & MEM_RESERVE)
		learn_reserve(got, (SIZE_T)(p + size), (type & MEM_WRITE_WATCH) != 0);
	if (type & MEM_COMMIT)
		learn_commit(got, (SIZE_T)(p + size - got), protect, 1);
}

static void do_free(void)
{
	DWORD type = roll(3) ? MEM_DECOMMIT : MEM_RELEASE;
	char *p = roll(8) ? used_address() : some_address();
	SIZE_T size = type == MEM_DECOMMIT ? (roll(12) ? some_size() : 0) : roll(12) ? 0 : some_size();
	BOOL good;

	if (roll(30) == 0)
		type = roll(2) ? MEM_RELEASE | MEM_DECOMMIT : 0;
	if (type == MEM_RELEASE && roll(2))
		while (p > ARENA && page_of(p) < ARENA_PAGES && shadow[page_of(p)].taken && !shadow[page_of(p)].first)
			p -= PAGE;
	if (type == MEM_DECOMMIT && (any_guard(p, size ? size : 64 * PAGE) || any_watched(p, size ? size : 64 * PAGE)))
		return;         /* Wine keeps guard bits and marks */
	good = VirtualFree(p, size, type);
	printf("free +%X %X %lX: %s\n", (unsigned)(p - ARENA), (unsigned)size, type, good ? "yes" : "no");
	if (!good)
		return;
	if (type == MEM_RELEASE)
		learn_release(p);
	else if (size)
		learn_commit(p, size, 0, 0);
	else
		do
			learn_commit(p, 1, 0, 0);
		while ((p += PAGE) < ARENA + ARENA_PAGES * PAGE && shadow[page_of(p)].taken && !shadow[page_of(p)].first);
}

static void do_protect(void)
{
	DWORD protect = protections[roll(COUNT(protections))], old = 0;
	char *p = roll(8) ? used_address() : some_address();
	SIZE_T size = some_size();
	BOOL good = VirtualProtect(p, size, protect, &old);

	printf("protect +%X %X %lX: ", (unsigned)(p - ARENA), (unsigned)size, protect);
	if (good) {
		printf("was %lX\n", old);
		learn_commit(p, size, protect, 1);
	} else {
		printf("no\n");
	}
}

/* Runs of reserved pages are told in pieces by Wine: their length is not asked for. */
static void do_query(void)
{
	char *p = used_address();
	MEMORY_BASIC_INFORMATION m;

	if (p < ARENA || !shadow[page_of(p)].committed)
		return;
	VirtualQuery(p, &m, sizeof m);
	printf("query +%X: %X from +%X, +%X %lX %lX %lX\n", (unsigned)(p - ARENA), (unsigned)m.RegionSize,
	       (unsigned)((char *)m.BaseAddress - ARENA), (unsigned)((char *)m.AllocationBase - ARENA),
	       m.AllocationProtect, m.State, m.Protect);
}

static void do_watch(void)
{
	char *p = used_address();
	SIZE_T size = roll(3) ? PAGE : some_size();
	PVOID at[8];
	ULONG_PTR count = 1 + roll(8), i;
	DWORD granularity, flags = roll(2);

	if (roll(4) == 0) {
		printf("reset +%X %X: %d\n", (unsigned)(p - ARENA), (unsigned)size, ResetWriteWatch(p, size) == 0);
		return;
	}
	printf("watch +%X %X %lu:", (unsigned)(p - ARENA), (unsigned)size, flags);
	if (GetWriteWatch(flags, p, size, at, &count, &granularity) != 0)
		count = 0, printf(" no");
	for (i = 0; i < count; i++)
		printf(" +%X", (unsigned)((char *)at[i] - ARENA));
	printf("\n");
}

static void do_lock(void)
{
	char *p = used_address();
	BOOL good;

	if (no_locks || any_guard(p, 1) || any_watched(p, 1) || (any_locked(p, 1) ? 0 : roll(3) == 0))
		return;
	if (any_locked(p, 1) && roll(2)) {
		good = VirtualUnlock(p, 1);
		shadow[page_of(p)].locked = 0;
		printf("unlock +%X: %d\n", (unsigned)(p - ARENA), good);
		return;
	}
	good = VirtualLock(p, 1);
	if (good)
		shadow[page_of(p)].locked = 1;
	printf("lock +%X: %d\n", (unsigned)(p - ARENA), good);
}

/* Anywhere: where that is differs from system to system, what is there does not. */
static void do_anywhere(void)
{
	static const DWORD type[] = { MEM_COMMIT, MEM_RESERVE | MEM_COMMIT, MEM_RESERVE, MEM_RESERVE | MEM_TOP_DOWN,
	                              MEM_COMMIT | MEM_TOP_DOWN };
	DWORD how = type[roll(COUNT(type))], protect = protections[roll(COUNT(protections))];
	SIZE_T size = roll(20) ? some_size() : 0;
	MEMORY_BASIC_INFORMATION m;
	char *p = VirtualAlloc(NULL, size, how, protect);

	printf("anywhere %X %lX %lX: ", (unsigned)size, how, protect);
	if (!p) {
		printf("no\n");
		return;
	}
	VirtualQuery(p, &m, sizeof m);
	printf("%X %lX %lX %lX, border %X, released %d %d\n", (unsigned)m.RegionSize, m.State, m.Protect, m.AllocationProtect,
	       (unsigned)((ULONG_PTR)p % SLOT), VirtualFree(p + roll(PAGE), 0, MEM_RELEASE), VirtualFree(p, 0, MEM_RELEASE));
}

/* ---- touches ---- */

static int repair(char *page, ULONG_PTR access)
{
	DWORD old, protect = access == 8 ? PAGE_EXECUTE_READWRITE : PAGE_READWRITE;

	if (mode == 2 && VirtualProtect(page, 1, PAGE_READONLY, &old)) {
		learn_commit(page, 1, PAGE_READONLY, 1);
		return EXCEPTION_CONTINUE_EXECUTION;
	}
	if (!VirtualAlloc(page, 1, MEM_COMMIT, protect))
		return EXCEPTION_EXECUTE_HANDLER;
	learn_commit(page, 1, protect, 1);
	return EXCEPTION_CONTINUE_EXECUTION;
}

static void touch(char *p, int how);

/* A filter may itself come to grief, and handle it. */
static void touch_inside(void)
{
	int before = mode;
	char *p = used_address();

	if (any_watched(p, 2 * PAGE))
		return;
	printf(" {");
	mode = 0;
	touch(p, (int)roll(4));
	mode = before;
	printf(" }");
}

static int filter(EXCEPTION_POINTERS *info)
{
	EXCEPTION_RECORD *r = info->ExceptionRecord;
	char *at = (char *)r->ExceptionInformation[1];

	printf(" %lX %d +%X", r->ExceptionCode, (int)r->ExceptionInformation[0], (unsigned)(at - ARENA));
	if (at < ARENA || page_of(at) >= ARENA_PAGES)
		return EXCEPTION_EXECUTE_HANDLER;
	if (r->ExceptionCode == EXCEPTION_GUARD_PAGE)
		shadow[page_of(at)].guard = 0;
	if (mode == 0 || ++exceptions > 3)
		return EXCEPTION_EXECUTE_HANDLER;
	if (mode == 3)
		return EXCEPTION_CONTINUE_SEARCH;
	if (roll(6) == 0)
		touch_inside();
	return r->ExceptionCode == EXCEPTION_GUARD_PAGE ? EXCEPTION_CONTINUE_EXECUTION : repair(at, r->ExceptionInformation[0]);
}

static void execute(char *p)
{
	int first = RET;

	__try {
		first = *(volatile unsigned char *)p;
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		if (GetExceptionCode() == EXCEPTION_GUARD_PAGE) {
			shadow[page_of(p)].guard = 0;
			first = -1;     /* it could be read now, but what it holds is not known */
		}
	}
	if (first == RET)
		((function *)p)();
	else
		printf(" nothing");
}

static void touch(char *p, int how)
{
	__try {
		if (how == 0)
			printf(" %X", *(volatile unsigned char *)p);
		else if (how == 1)
			*(volatile unsigned char *)p = RET;
		else if (how == 2)
			printf(" %X", *(volatile unsigned *)p);
		else if (how == 3)
			*(volatile unsigned *)p = 0xC3C3C3C3;
		else if (how == 4)
			memset(p, RET, (1 + roll(4)) * PAGE / 2);
		else if (how == 6)
			memcpy(p, (char *)((ULONG_PTR)p ^ (4 * PAGE)), PAGE);
		else
			execute(p);
		printf(" done");
	} __except (filter(GetExceptionInformation())) {
		printf(" gave up");
	}
}

/* A handler of no frame: it repairs now and then, before any filter is asked. */
static LONG CALLBACK vectored(EXCEPTION_POINTERS *info)
{
	EXCEPTION_RECORD *r = info->ExceptionRecord;
	char *at = (char *)r->ExceptionInformation[1];

	printf(" v");
	if (mode != 1 || at < ARENA || page_of(at) >= ARENA_PAGES || ++exceptions > 3)
		return EXCEPTION_CONTINUE_SEARCH;
	if (r->ExceptionCode == EXCEPTION_GUARD_PAGE) {
		shadow[page_of(at)].guard = 0;
		return EXCEPTION_CONTINUE_EXECUTION;
	}
	return repair(at, r->ExceptionInformation[0]) < 0 ? EXCEPTION_CONTINUE_EXECUTION : EXCEPTION_CONTINUE_SEARCH;
}

static void do_vectored(void)
{
	if (roll(4))
		return;
	if (handler) {
		printf("remove handler: %lu\n", RemoveVectoredExceptionHandler(handler));
		handler = NULL;
		return;
	}
	handler = AddVectoredExceptionHandler(roll(2), vectored);
	printf("add handler: %d\n", handler != NULL);
}

static void do_touch(void)
{
	int how = (int)roll(7);
	char *p = roll(6) ? used_address() : some_address();

	if (roll(5) == 0)
		p = (char *)((ULONG_PTR)p | (PAGE - 1)) - 1;    /* the wider ones cross into the next page */
	if (any_watched(p, 2 * PAGE) && any_fixed(p, 2 * PAGE))
		how &= 4;               /* Wine marks a page for a store that is refused */
	if ((how == 4 || how == 6) && any_watched(p, 2 * PAGE))
		how = 0;
	mode = (int)roll(4);
	if (how == 5 && mode != 3)
		mode = 0;               /* a page that was committed just now holds no code */
	exceptions = 0;
	printf("touch +%X %d:", (unsigned)(p - ARENA), how);
	__try {
		touch(p, how);
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		printf(" outer");
	}
	printf("\n");
}

static void clean(void)
{
	int i;

	if (handler)
		RemoveVectoredExceptionHandler(handler);
	handler = NULL;
	for (i = 0; i < ARENA_PAGES; i += SLOT / PAGE)
		if (shadow[i].first)
			VirtualFree(ARENA + i * PAGE, 0, MEM_RELEASE);
	memset(shadow, 0, sizeof shadow);
}

static void play(unsigned seed, int operations)
{
	static void (*const operation[])(void) = {
		do_alloc, do_alloc, do_alloc, do_free, do_protect, do_protect, do_query, do_watch, do_lock, do_anywhere,
		do_touch, do_touch, do_touch, do_touch, do_vectored,
	};
	int i;

	printf("seed %u\n", seed);
	state = seed * 2654435761u;
	for (i = 0; i < operations; i++)
		operation[roll(COUNT(operation))]();
	clean();
}

int main(int argc, char **argv)
{
	unsigned seed, first = argc > 1 ? (unsigned)atoi(argv[1]) : 1, last = argc > 2 ? (unsigned)atoi(argv[2]) : first;

	no_locks = argc > 4;
	for (seed = first; seed <= last; seed++)
		play(seed, argc > 3 ? atoi(argv[3]) : 300);
	return 0;
}

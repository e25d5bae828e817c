/*
 * A random program of sections, views, and touches through them.
 *
 *     sections FIRST-SEED LAST-SEED OPERATIONS [no-locks]
 *
 * Views lie in an arena at a fixed address, a few sections are shown in it, in part,
 * often by several views at once, and what is written through one is looked for
 * through the others. Between that the working set is emptied and limited, which
 * must change nothing. As in memory.c the shadow only steers away from what Wine
 * is known to answer unlike Windows.
 */
#include <windows.h>
#include <psapi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PAGE       4096
#define SLOT       0x10000
#define SLOTS      24
#define SECTIONS   5
#define VIEWS      8
#define MOST_PAGES 48
#define ARENA      ((char *)0x310000000ULL)
#define PAGES      (SLOTS * SLOT / PAGE)
#define COUNT(a)   ((int)(sizeof(a) / sizeof((a)[0])))

static struct section { HANDLE handle; int pages; } section[SECTIONS];
static struct view { char *base; int pages, first, of, id; } view[VIEWS];
static struct page { char guard, copies, locked; } shadow[PAGES];
static unsigned state;
static int next_id, next_value, mode, exceptions;
static int no_locks;                /* a machine that is small enough refuses them */
static int ids[SECTIONS];           /* which section is in each place: a closed one lives on in its views */

static const DWORD section_protections[] = {
	PAGE_READWRITE, PAGE_READWRITE, PAGE_READWRITE, PAGE_READWRITE, PAGE_EXECUTE_READWRITE, PAGE_EXECUTE_READWRITE,
	PAGE_EXECUTE_READWRITE, PAGE_READONLY, PAGE_WRITECOPY, PAGE_EXECUTE_READ, PAGE_EXECUTE_WRITECOPY,
	PAGE_NOACCESS, PAGE_EXECUTE, 0, PAGE_READWRITE | PAGE_GUARD,
};
static const DWORD attributes[] = {
	0, 0, 0, SEC_COMMIT, SEC_RESERVE, SEC_RESERVE, SEC_RESERVE, SEC_RESERVE | SEC_COMMIT,
};
static const DWORD accesses[] = {
	FILE_MAP_WRITE, FILE_MAP_WRITE, FILE_MAP_WRITE, FILE_MAP_READ, FILE_MAP_READ | FILE_MAP_WRITE, FILE_MAP_COPY,
	FILE_MAP_COPY, FILE_MAP_COPY, FILE_MAP_ALL_ACCESS, FILE_MAP_WRITE | FILE_MAP_EXECUTE, FILE_MAP_READ | FILE_MAP_EXECUTE,
	FILE_MAP_COPY | FILE_MAP_EXECUTE, FILE_MAP_EXECUTE, 0, FILE_MAP_READ | FILE_MAP_COPY,
};
static const DWORD protections[] = {
	PAGE_READWRITE, PAGE_READWRITE, PAGE_READWRITE, PAGE_READONLY, PAGE_READONLY, PAGE_NOACCESS, PAGE_WRITECOPY, PAGE_WRITECOPY,
	PAGE_WRITECOPY, PAGE_EXECUTE, PAGE_EXECUTE_READ, PAGE_EXECUTE_READWRITE, PAGE_EXECUTE_WRITECOPY,
	PAGE_READWRITE | PAGE_GUARD, PAGE_READONLY | PAGE_GUARD, 0, PAGE_GUARD, 0x12345,
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

static int in_arena(const char *p)
{
	return p >= ARENA && p < ARENA + (size_t)PAGES * PAGE;
}

/* ---- addresses ---- */

static struct view *some_view(void)
{
	int i, tries;

	for (tries = 0; tries < 20; tries++)
		if (view[i = (int)roll(VIEWS)].base)
			return &view[i];
	return NULL;
}

static char *some_address(void)
{
	struct view *v = roll(20) ? some_view() : NULL;

	if (!v)
		return ARENA + roll(PAGES) * PAGE;
	return v->base + roll((unsigned)v->pages) * PAGE + (roll(3) == 0 ? roll(PAGE - 8) : 0);
}

static SIZE_T some_size(void)
{
	return roll(3) ? (1 + roll(4)) * PAGE : 1 + roll(3 * PAGE);
}

/* ---- the shadow ---- */

static const struct view *view_of(const char *p)
{
	int i;

	for (i = 0; i < VIEWS; i++)
		if (view[i].base && p >= view[i].base && p < view[i].base + (size_t)view[i].pages * PAGE)
			return &view[i];
	return NULL;
}

static int any_guard(const char *p, SIZE_T size)
{
	int i, last = page_of(p + size - 1);

	for (i = page_of(p); i <= last && i < PAGES; i++)
		if (shadow[i].guard)
			return 1;
	return 0;
}

static void learn_protect(const char *p, SIZE_T size, DWORD protect)
{
	int i, last = page_of(p + size - 1);

	for (i = page_of(p); i <= last && i < PAGES; i++) {
		shadow[i].guard = (protect & PAGE_GUARD) != 0;
		if (protect & (PAGE_NOACCESS | PAGE_GUARD))
			shadow[i].locked = 0;
	}
}

/* Wine lets a program touch, and lock, what nobody has committed of a reserved section. */
static int is_only_reserved(const char *p, SIZE_T size)
{
	MEMORY_BASIC_INFORMATION m;
	const char *at = (const char *)((ULONG_PTR)p & ~(ULONG_PTR)(PAGE - 1));

	for (; at < p + size; at += PAGE)
		if (VirtualQuery(at, &m, sizeof m) && m.State == MEM_RESERVE)
			return 1;
	return 0;
}

/* Does the range hold the last page of its view? */
static int reaches_end(const char *p, SIZE_T size)
{
	const struct view *v = view_of(p);

	return v && p + size > v->base + (size_t)(v->pages - 1) * PAGE;
}

/* Wine has pages that are copied on write in the views alone that were mapped for it. */
static int is_writecopy(DWORD protect)
{
	return (protect & (PAGE_WRITECOPY | PAGE_EXECUTE_WRITECOPY)) != 0;
}

static int all_copy(const char *p, SIZE_T size)
{
	int i, last = page_of(p + size - 1);

	for (i = page_of(p); i <= last && i < PAGES; i++)
		if (!shadow[i].copies)
			return 0;
	return 1;
}

/* ---- sections ---- */

static void do_create(void)
{
	DWORD protect = section_protections[roll(COUNT(section_protections))] | attributes[roll(COUNT(attributes))];
	int place = (int)roll(SECTIONS), pages = 1 + (int)roll(MOST_PAGES);
	DWORD size = pages * PAGE - (roll(3) ? 0 : roll(PAGE));
	char name[32], *called = NULL;
	HANDLE handle;

	if (section[place].handle)
		return;
	if (roll(30) == 0)
		size = 0;
	if (roll(8) == 0) {
		sprintf(name, "Local\\faultlab-%u", roll(2));
		called = name;
		protect = PAGE_EXECUTE_READWRITE | (protect & SEC_RESERVE);     /* Wine grants what the one that is there does not */
	}
	handle = CreateFileMappingA(INVALID_HANDLE_VALUE, NULL, protect, 0, size, called);
	printf("create %d: %lX %lX %s: ", place, protect, size, called ? called : "");
	if (!handle) {
		printf("no\n");
		return;
	}
	section[place].handle = handle;
	section[place].pages = called ? MOST_PAGES : pages;     /* one that was there has a size of its own */
	printf("yes%s\n", GetLastError() == ERROR_ALREADY_EXISTS ? ", another one" : "");
	ids[place] = ++next_id;
}

static void do_close(void)
{
	int place = (int)roll(SECTIONS);

	if (!section[place].handle || roll(3))
		return;
	printf("close %d: %d", place, CloseHandle(section[place].handle));
	if (roll(3) == 0)
		printf(", again: %d", CloseHandle(section[place].handle));
	printf("\n");
	section[place].handle = NULL;
}

/* ---- views ---- */

static void forget_view(struct view *v)
{
	memset(&shadow[page_of(v->base)], 0, (size_t)v->pages * sizeof shadow[0]);
	v->base = NULL;
}

static void learn_view(char *base, int place, DWORD access, DWORD offset)
{
	MEMORY_BASIC_INFORMATION m;
	int i = 0;
	char *p = base;

	while (i < VIEWS && view[i].base)
		i++;
	while (VirtualQuery(p, &m, sizeof m) && m.AllocationBase == base && m.State != MEM_FREE)
		p += m.RegionSize;
	printf("%u pages\n", (unsigned)(p - base) / PAGE);
	if (i == VIEWS) {
		UnmapViewOfFile(base);
		return;
	}
	view[i].base = base;
	view[i].pages = (int)((p - base) / PAGE);
	view[i].first = (int)(offset / PAGE);
	view[i].of = place;
	view[i].id = ids[place];
	for (i = page_of(base); i < page_of(p); i++)
		shadow[i].copies = (access & ~(DWORD)FILE_MAP_EXECUTE) == FILE_MAP_COPY;
}

static void do_map(void)
{
	int place = (int)roll(SECTIONS);
	DWORD access = accesses[roll(COUNT(accesses))], offset = roll(3) ? 0 : roll(3) * SLOT;
	SIZE_T size = roll(2) ? 0 : some_size();
	char *at = ARENA + roll(SLOTS) * SLOT, *got;

	if (!section[place].handle)
		return;
	if (roll(16) == 0)
		offset += roll(2) ? PAGE : 1;
	if (roll(16) == 0)
		at += roll(2) ? PAGE : 1;
	if (roll(16) == 0)
		size = (size_t)section[place].pages * PAGE + roll(2) * PAGE;
	if (at + (size_t)section[place].pages * PAGE > ARENA + (size_t)PAGES * PAGE)
		return;
	got = MapViewOfFileEx(section[place].handle, access, 0, offset, size, at);
	printf("map %d: %lX %lX %X +%X: ", place, access, offset, (unsigned)size, (unsigned)(at - ARENA));
	if (!got)
		printf("no\n");
	else
		learn_view(got, place, access, offset);
}

static void do_unmap(void)
{
	struct view *v = some_view();
	char *p = v && roll(6) ? v->base : some_address();
	int good, i;

	if (roll(2))
		return;
	good = UnmapViewOfFile(p);
	printf("unmap +%X: %d\n", (unsigned)(p - ARENA), good);
	for (i = 0; good && i < VIEWS; i++)
		if (view[i].base && p >= view[i].base && p < view[i].base + (size_t)view[i].pages * PAGE)
			forget_view(&view[i]);
}

static void do_protect(void)
{
	DWORD protect = protections[roll(COUNT(protections))], old = 0;
	char *p = some_address();
	SIZE_T size = some_size();
	BOOL good;

	if (is_writecopy(protect) && !all_copy(p, size))
		return;
	good = VirtualProtect(p, size, protect, &old);
	printf("protect +%X %X %lX: ", (unsigned)(p - ARENA), (unsigned)size, protect);
	if (good) {
		printf("done\n");
		learn_protect(p, size, protect);
	} else {
		printf("no\n");
	}
}

static void do_commit(void)
{
	DWORD protect = protections[roll(COUNT(protections))];
	char *p = some_address(), *got;
	SIZE_T size = some_size();

	if (is_writecopy(protect))
		return;                 /* VirtualAlloc does not support it, but Wine does */
	if (reaches_end(p, size))
		return;                 /* Wine's other views do not learn of it */
	got = VirtualAlloc(p, size, MEM_COMMIT, protect);
	printf("commit +%X %X %lX: ", (unsigned)(p - ARENA), (unsigned)size, protect);
	if (got) {
		printf("+%X\n", (unsigned)(got - ARENA));
		learn_protect(p, size, protect);
	} else {
		printf("no\n");
	}
}

static void do_free(void)
{
	char *p = some_address();
	DWORD type = roll(2) ? MEM_DECOMMIT : MEM_RELEASE;
	SIZE_T size = type == MEM_DECOMMIT ? some_size() : 0;

	printf("free +%X %X %lX: %d\n", (unsigned)(p - ARENA), (unsigned)size, type, VirtualFree(p, size, type));
}

static void do_query(void)
{
	char *p = some_address();
	MEMORY_BASIC_INFORMATION m;

	VirtualQuery(p, &m, sizeof m);
	printf("query +%X: %lX %lX %lX\n", (unsigned)(p - ARENA), m.State, m.AllocationProtect, m.Type);
}

static void do_working_set(void)
{
	switch (roll(3)) {
	case 0:
		printf("empty: %d\n", EmptyWorkingSet(GetCurrentProcess()));
		break;
	case 1:
		printf("limit: %d\n", SetProcessWorkingSetSize(GetCurrentProcess(), (20 + roll(40)) * PAGE, (60 + roll(40)) * PAGE));
		break;
	case 2:
		printf("empty: %d\n", SetProcessWorkingSetSize(GetCurrentProcess(), (SIZE_T)-1, (SIZE_T)-1));
		break;
	}
}

static void do_lock(void)
{
	char *p = some_address();
	struct page *s = &shadow[page_of(p)];

	if (no_locks || any_guard(p, 1) || is_only_reserved(p, 1) || s->copies)
		return;                 /* Linux copies what it locks */
	if (s->locked) {
		s->locked = 0;
		printf("unlock +%X: %d\n", (unsigned)(p - ARENA), VirtualUnlock(p, 1));
	} else if (VirtualLock(p, 1)) {
		s->locked = 1;
		printf("lock +%X: 1\n", (unsigned)(p - ARENA));
	} else {
		printf("lock +%X: 0\n", (unsigned)(p - ARENA));
	}
}

/* ---- touches ---- */

static int filter(EXCEPTION_POINTERS *info)
{
	EXCEPTION_RECORD *r = info->ExceptionRecord;
	char *at = (char *)r->ExceptionInformation[1];
	DWORD old, to = in_arena(at) && shadow[page_of(at)].copies ? PAGE_WRITECOPY : PAGE_READWRITE;

	printf(" %lX %d +%X", r->ExceptionCode, (int)r->ExceptionInformation[0], (unsigned)(at - ARENA));
	if (!in_arena(at))
		return EXCEPTION_EXECUTE_HANDLER;
	if (r->ExceptionCode == EXCEPTION_GUARD_PAGE) {
		shadow[page_of(at)].guard = 0;
		return mode ? EXCEPTION_CONTINUE_EXECUTION : EXCEPTION_EXECUTE_HANDLER;
	}
	if (mode == 0 || ++exceptions > 3)
		return EXCEPTION_EXECUTE_HANDLER;
	if (!VirtualProtect(at, 1, to, &old))
		return EXCEPTION_EXECUTE_HANDLER;
	learn_protect(at, 1, to);
	return EXCEPTION_CONTINUE_EXECUTION;
}

static void touch(char *p, int how)
{
	SIZE_T size = (1 + roll(4)) * PAGE / 2;

	if (is_only_reserved(p, how < 4 ? 4 : size))
		return;
	__try {
		if (how == 0)
			printf(" %X", *(volatile unsigned char *)p);
		else if (how == 1)
			*(volatile unsigned char *)p = (unsigned char)++next_value;
		else if (how == 2)
			printf(" %X", *(volatile unsigned *)p);
		else if (how == 3)
			*(volatile unsigned *)p = 0x01010101u * (unsigned char)++next_value;
		else
			memset(p, ++next_value, size);
		printf(" done");
	} __except (filter(GetExceptionInformation())) {
		printf(" gave up");
	}
}

static void do_touch(void)
{
	int how = (int)roll(5);
	char *p = some_address();

	if (roll(6) == 0)
		p = (char *)((ULONG_PTR)p | (PAGE - 1)) - 1;
	mode = (int)roll(4);
	exceptions = 0;
	printf("touch +%X %d:", (unsigned)(p - ARENA), how);
	touch(p, how);
	printf("\n");
}

/* A page of a section through every view that shows it. */
static void do_compare(void)
{
	struct view *v = some_view();
	int page, i;

	if (!v)
		return;
	page = v->first + (int)roll((unsigned)v->pages);
	printf("section %d page %d:", v->of, page);
	mode = 0;
	for (i = 0; i < VIEWS; i++)
		if (view[i].base && view[i].id == v->id && page >= view[i].first && page < view[i].first + view[i].pages)
			touch(view[i].base + (page - view[i].first) * PAGE, 2);
	printf("\n");
}

static void clean(void)
{
	int i;

	for (i = 0; i < VIEWS; i++)
		if (view[i].base) {
			UnmapViewOfFile(view[i].base);
			forget_view(&view[i]);
		}
	for (i = 0; i < SECTIONS; i++) {
		if (section[i].handle)
			CloseHandle(section[i].handle);
		section[i].handle = NULL;
	}
}

static void play(unsigned seed, int operations)
{
	static void (*const operation[])(void) = {
		do_create, do_create, do_close, do_map, do_map, do_map, do_unmap, do_protect, do_protect, do_commit, do_free,
		do_query, do_working_set, do_lock, do_touch, do_touch, do_touch, do_touch, do_touch, do_compare, do_compare,
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

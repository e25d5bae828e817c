/*
 * A table with 2^40 entries, on any machine.
 *
 * An address costs nothing. The program takes a tebibyte of them at once and uses
 * the byte at each key as the entry of that key; a filter commits a page where
 * one is needed. What it costs is what it touches.
 */
#include <windows.h>
#include <stdio.h>

#define PAGE 4096
#define TEBIBYTE ((SIZE_T)1 << 40)

static char *table;
static int committed;

static int commit_page(EXCEPTION_POINTERS *e)
{
	char *at = (char *)e->ExceptionRecord->ExceptionInformation[1];

	if (e->ExceptionRecord->ExceptionCode != EXCEPTION_ACCESS_VIOLATION || at < table || at >= table + TEBIBYTE)
		return EXCEPTION_EXECUTE_HANDLER;
	if (!VirtualAlloc(at, 1, MEM_COMMIT, PAGE_READWRITE))
		return EXCEPTION_EXECUTE_HANDLER;
	committed++;
	return EXCEPTION_CONTINUE_EXECUTION;
}

/* Keys far apart: each power of four, and what is beside it. */
static unsigned long long key(int i)
{
	return ((unsigned long long)1 << 2 * (i / 2)) * 977 % TEBIBYTE + (i & 1);
}

static void put(int i)
{
	__try {
		table[key(i)] = (char)(i + 1);
	} __except (commit_page(GetExceptionInformation())) {
		printf("entry %d could not be stored\n", i);
	}
}

int main(void)
{
	int i, good = 0;

	table = VirtualAlloc(NULL, TEBIBYTE, MEM_RESERVE, PAGE_NOACCESS);
	if (!table) {
		printf("no tebibyte: error %lu\n", GetLastError());
		return 1;
	}
	for (i = 0; i < 30; i++)
		put(i);
	for (i = 0; i < 30; i++)
		good += table[key(i)] == i + 1;
	printf("%d of 30 entries found, %d pages committed\n", good, committed);
	printf("one page in %llu\n", TEBIBYTE / PAGE / committed);

	VirtualFree(table, 0, MEM_DECOMMIT);
	put(29);
	printf("after the decommit: entry 29 is %d, entry 28 is %d\n", table[key(29)], table[key(28)]);
	VirtualFree(table, 0, MEM_RELEASE);
	return 0;
}

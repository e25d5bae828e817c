/* Pages handed out by a bitmap over one reservation: first fit, contiguous runs, guard pages at the ends of runs. */
#include <windows.h>
#include <stdio.h>
#include <stdint.h>
#include <string.h>

#define PAGES 512
#define PAGE 4096
static uint64_t map[PAGES / 64];
static unsigned char *base;

static int taken(int p) { return (int)(map[p / 64] >> p % 64 & 1); }
static void mark(int p, int n, int on) { for (; n--; p++) if (on) map[p / 64] |= 1ULL << p % 64; else map[p / 64] &= ~(1ULL << p % 64); }
static int ones(uint64_t v) { int n = 0; for (; v; v &= v - 1) n++; return n; }
static int in_use(void) { int n = 0; for (int i = 0; i < PAGES / 64; i++) n += ones(map[i]); return n; }

static int get(int n)
{
	for (int p = 0, run = 0; p < PAGES; p++) {
		if (map[p / 64] == ~0ULL && p % 64 == 0) { p += 63; run = 0; continue; }
		run = taken(p) ? 0 : run + 1;
		if (run == n + 1) {             /* one more, as a guard */
			int first = p - n;
			DWORD old;

			mark(first, n + 1, 1);
			if (!VirtualAlloc(base + first * PAGE, (SIZE_T)(n + 1) * PAGE, MEM_COMMIT, PAGE_READWRITE)) return -1;
			if (!VirtualProtect(base + p * PAGE, PAGE, PAGE_NOACCESS, &old)) return -1;
			return first;
		}
	}
	return -1;
}

static void put(int p, int n)
{
	mark(p, n + 1, 0);
	VirtualFree(base + p * PAGE, (SIZE_T)(n + 1) * PAGE, MEM_DECOMMIT);
}

static int overrun(unsigned char *at, int n)
{
	__try { memset(at, 0xAA, (size_t)n * PAGE); at[n * PAGE] = 1; } __except (GetExceptionCode() == EXCEPTION_ACCESS_VIOLATION) { return 1; }
	return 0;
}

int main(void)
{
	struct { int first, count; } run[40] = { { 0, 0 } };
	MEMORY_BASIC_INFORMATION m;
	unsigned seed = 5;
	int i, stopped = 0, failed = 0, committed = 0;
	unsigned char *at;

	base = VirtualAlloc(NULL, PAGES * PAGE, MEM_RESERVE, PAGE_NOACCESS);
	for (i = 0; i < 600; i++) {
		int k = (int)((seed = seed * 214013 + 2531011) >> 16) % 40;

		if (run[k].count) { put(run[k].first, run[k].count); run[k].count = 0; continue; }
		run[k].count = 1 + (int)(seed >> 20) % 24;
		run[k].first = get(run[k].count);
		if (run[k].first < 0) { failed++; run[k].count = 0; continue; }
		stopped += overrun(base + run[k].first * PAGE, run[k].count);
	}
	for (at = base; at < base + PAGES * PAGE && VirtualQuery(at, &m, sizeof m); at += m.RegionSize)
		if (m.State == MEM_COMMIT) committed += (int)(m.RegionSize / PAGE);
	printf("%d overruns stopped, %d requests refused, %d pages in use, %d committed\n", stopped, failed, in_use(), committed);
	for (i = 0; i < 40; i++) if (run[i].count) put(run[i].first, run[i].count);
	VirtualQuery(base, &m, sizeof m);
	printf("%d pages in use, the first one is %s\n", in_use(), m.State == MEM_RESERVE ? "reserved" : "not only reserved");
	return 0;
}

/* What filters see and do: locals, arguments, side effects, nesting, order of the search, continuing. */
#include <stdio.h>
#include <windows.h>

static int *page;
static int log_filter(const char *who, int answer) { printf("%s ", who); return answer; }
static int detail(EXCEPTION_POINTERS *e)
{
	EXCEPTION_RECORD *r = e->ExceptionRecord;

	printf("<%08lx %lx %lu", r->ExceptionCode, r->ExceptionFlags, r->NumberParameters);
	if (r->NumberParameters >= 2 && r->ExceptionCode == EXCEPTION_ACCESS_VIOLATION)
		printf(" %d %d", (int)r->ExceptionInformation[0], (int)((char *)r->ExceptionInformation[1] - (char *)page));
	else for (DWORD i = 0; i < r->NumberParameters; i++)
		printf(" %d", (int)r->ExceptionInformation[i]);
	printf("> ");
	return 1;
}

static void thrower(int n) { ULONG_PTR a[3] = { 7, 8, (ULONG_PTR)n }; RaiseException(0xE0000000 + n, 0, 3, a); printf("continued "); }
static int middle(int n)
{
	int local = n * 2;

	__try {
		thrower(n);
		local++;
	} __except (log_filter("middle", n == 1 ? 1 : n == 2 ? -1 : 0)) {
		return local + 100;
	}
	return local;
}

static int outer(int n)
{
	int r = -1;

	__try {
		__try { r = middle(n); } __finally { printf("finally%d ", AbnormalTermination()); }
	} __except (detail(GetExceptionInformation()), log_filter("outer", r == -1)) {
		r = (int)GetExceptionCode() & 0xff;
	}
	return r;
}

static int repair(int *count, EXCEPTION_POINTERS *e)
{
	(*count)++;
	VirtualAlloc((void *)e->ExceptionRecord->ExceptionInformation[1], 1, MEM_COMMIT, PAGE_READWRITE);
	return EXCEPTION_CONTINUE_EXECUTION;
}

static int fault_in_filter(int *bad)
{
	int n = 0;

	__try { n = *bad; } __except (n = 5, 1) { n += 10; }
	return n;
}

int main(void)
{
	int i, count = 0, sum = 0;

	for (i = 1; i < 4; i++)
		printf("= %d\n", outer(i));
	page = VirtualAlloc(NULL, 0x10000, MEM_RESERVE, PAGE_NOACCESS);
	__try {
		for (i = 0; i < 0x10000 / 4; i += 1000) { page[i] = i; sum += page[i]; }
		*(long long *)((char *)page + 0xfffc - 0x1000) = -1;
	} __except (repair(&count, GetExceptionInformation())) { }
	printf("%d %d\n", count, sum);
	__try { page[0x4000] = 1; } __except (detail(GetExceptionInformation())) { printf("caught\n"); }
	__try { sum = page[0x4001]; } __except (detail(GetExceptionInformation())) { printf("caught\n"); }
	VirtualProtect(page, 0x1000, PAGE_READONLY, (DWORD *)&count);
	__try { page[3]++; } __except (detail(GetExceptionInformation())) { printf("caught %d\n", page[3]); }
	__try { ((void (*)(void))page)(); } __except (detail(GetExceptionInformation())) { printf("caught\n"); }
	__try { __try { *(volatile char *)page = 1; } __except (fault_in_filter(page + 0x4000), 0) { } } __except (1) { printf("outer\n"); }
	__try { RaiseException(0xE0000010, EXCEPTION_NONCONTINUABLE, 0, NULL); } __except (detail(GetExceptionInformation())) { printf("\n"); }
	for (i = 0; i < 3; i++)
		__try { __try { i == 1 ? thrower(i) : (void)0; } __finally { if (i == 1) printf("f "); } } __except (1) { printf("caught in round %d\n", i); }
	return 0;
}

/*
 * Handlers that change the registers of the program: skip the instruction, repair the register that it uses, go to a
 * function. The numbers of bytes are those of the instructions that clang makes of the statements.
 */
#include <windows.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct node { int a; short b; char name[9]; struct node *next; };

static char *bad;                       /* reserved */
static char good[128];
static int skip_bytes;
static DWORD64 rax, rcx, rip;
static jmp_buf back;

static LONG change(EXCEPTION_POINTERS *p)
{
	CONTEXT *c = p->ContextRecord;

	printf("  %08lX", p->ExceptionRecord->ExceptionCode);
	if (p->ExceptionRecord->ExceptionCode == EXCEPTION_INT_DIVIDE_BY_ZERO)
		printf(" rax %lld rdx %lld", c->Rax, c->Rdx);
	else if (p->ExceptionRecord->NumberParameters == 2 && p->ExceptionRecord->ExceptionInformation[1] >= 65536 && c->Rax - (DWORD64)bad < 65536)
		printf(" rax +%d", (int)(c->Rax - (DWORD64)bad));
	printf("\n");
	c->Rip += skip_bytes;
	if (rax)
		c->Rax = rax;
	if (rcx)
		c->Rcx = rcx;
	if (rip) {
		c->Rip = rip;
		c->Rsp -= 8;                    /* as after a call */
	}
	skip_bytes = 0;
	rax = rcx = rip = 0;
	return EXCEPTION_CONTINUE_EXECUTION;
}

#define SKIP(n, statement) do { skip_bytes = n; __try { statement; } __except (change(GetExceptionInformation())) { } } while (0)
#define WITH(reg, value, statement) \
	do { reg = (DWORD64)(value); __try { statement; } __except (change(GetExceptionInformation())) { } } while (0)

static void stores(void)
{
	int *i = (int *)bad, v = 7;
	char *c = bad, small = 3;
	short *s = (short *)bad;
	long long *l = (long long *)bad, large = 5;
	double *d = (double *)bad, fraction = 0.5;
	float *f = (float *)bad;
	struct node *n = (struct node *)bad;

	SKIP(6, *i = 1);
	SKIP(2, *i = v);
	SKIP(3, *c = 'x');
	SKIP(2, *c = small);
	SKIP(5, *s = 3);
	SKIP(3, *s = (short)v);
	SKIP(7, *l = 1);
	SKIP(3, *l = large);
	SKIP(7, i[3] = 4);
	SKIP(10, i[1000] = 4);
	SKIP(7, i[v] = 4);
	SKIP(4, c[v] = 'y');
	SKIP(3, c[v] = small);
	SKIP(4, *d = fraction);
	SKIP(6, *f = 1.0f);
	SKIP(6, n->b = 3);
	SKIP(5, n->name[v] = 'n');
	SKIP(4, n->next = n);
	SKIP(11, *(volatile int *)16 = 1);
	printf("stores skipped\n");
}

static void loads(void)
{
	int *i = (int *)bad, v;
	char *c = bad, small;
	long long *l = (long long *)bad, large;

	SKIP(2, v = *i);
	printf("%d\n", v == (int)(size_t)bad);
	SKIP(3, v = i[2]);
	printf("%d\n", v == (int)(size_t)bad);
	SKIP(3, v = *c);
	printf("%d\n", v == (int)(size_t)bad);
	SKIP(2, small = *c);
	printf("%d\n", small == (char)(size_t)bad);
	SKIP(3, large = *l);
	printf("%d\n", large == (long long)bad);
	SKIP(3, large = *i);
	printf("%d\n", large == (long long)bad);
}

static void divisions(void)
{
	int a = 100, none = 0, v;
	unsigned u = 9, zero = 0;
	long long large = -7;

	SKIP(2, v = a / none);
	printf("%d\n", v);
	SKIP(2, v = a % none);
	printf("%d\n", v);
	SKIP(2, u = u / zero);
	printf("%u\n", u);
	SKIP(3, large = large / none);
	printf("%lld\n", large);
	WITH(rcx, 8, v = a / none);
	printf("%d\n", v);
	WITH(rcx, 8, v = a % none);
	printf("%d\n", v);
}

static void repairs(void)
{
	int *i = (int *)bad, v = 0;
	char *c = bad;

	WITH(rax, good, *i = 77);
	printf("%d\n", *(int *)good);
	WITH(rax, good, v = *i);
	printf("%d\n", v);
	WITH(rax, good, i[2] = v + 1);
	printf("%d\n", ((int *)good)[2]);
	WITH(rax, good, *i += 5);
	printf("%d\n", *(int *)good);
	WITH(rax, good, (*i)++);
	printf("%d\n", *(int *)good);
	v = 16;
	WITH(rax, good, c[v] = 'c');
	printf("%c\n", good[16]);
	WITH(rcx, good, v = v + *i);
	printf("%d\n", v);
}

static LONG CALLBACK vectored(EXCEPTION_POINTERS *p) { return change(p); }

static int zero;
static int divide(short a, short b) { return a / b; }
static int divide_by_global(int a) { return a / zero; }
static int put(int *p) { *p = 5; return 1; }
static int get(int *p) { return *p; }
static int both(char *p, int i) { return p[i] + 1; }

/* What no __try is around: idiv dword ptr [rip+...] has six bytes. */
static void elsewhere(void)
{
	PVOID handler = AddVectoredExceptionHandler(1, vectored);

	skip_bytes = 2;
	printf("%d\n", divide(12, 0));
	skip_bytes = 6;
	printf("%d\n", divide_by_global(12));
	skip_bytes = 6;
	printf("%d\n", put((int *)bad));
	rax = (DWORD64)good;
	printf("%d\n", get((int *)bad));
	skip_bytes = 4;
	printf("%d\n", both(bad, 3) == (int)(size_t)bad + 1);
	skip_bytes = 1;
	__debugbreak();
	skip_bytes = 2;
	__builtin_trap();
	skip_bytes = 1;
	DebugBreak();
	RemoveVectoredExceptionHandler(handler);
	printf("all skipped\n");
}

static void rescue(int one, char *text)
{
	printf("rescue: %d\n", one);
	longjmp(back, 1);
}

static LONG CALLBACK to_caller(EXCEPTION_POINTERS *p)
{
	CONTEXT *c = p->ContextRecord;

	printf("  %08lX at %d\n", p->ExceptionRecord->ExceptionCode, (int)c->Rip);
	c->Rip = *(DWORD64 *)c->Rsp;
	c->Rsp += 8;
	c->Rax = 31;
	return EXCEPTION_CONTINUE_EXECUTION;
}

static int end(int status)
{
	printf("the end\n");
	exit(status);
}

int main(void)
{
	PVOID handler;
	int (*nowhere)(int) = NULL;

	bad = VirtualAlloc(NULL, 65536, MEM_RESERVE, PAGE_NOACCESS);
	stores();
	loads();
	divisions();
	repairs();
	elsewhere();

	handler = AddVectoredExceptionHandler(1, to_caller);
	printf("%d\n", nowhere(4));
	RemoveVectoredExceptionHandler(handler);

	if (setjmp(back) == 0) {
		rip = (DWORD64)rescue;
		rcx = 6;
		__try {
			*bad = 1;
		} __except (change(GetExceptionInformation())) {
		}
	}
	rip = (DWORD64)end;
	rcx = 9;
	AddVectoredExceptionHandler(1, vectored);
	return *bad;
}

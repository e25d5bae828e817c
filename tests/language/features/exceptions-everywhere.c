/* Exceptions in initialisers, conditions, arguments, library functions, termination blocks and handlers. */
#include <stdio.h>
#include <string.h>
#include <windows.h>

static char *bad = (char *)0x10;
static int n;
static int boom(int v) { if (v) RaiseException(0xE0000000 + v, 0, 0, NULL); return v; }
static int three(int a, int b, int c) { return a + b + c; }
struct s { int a, b; };
static struct s make(int v) { struct s s = { v, boom(v) }; return s; }

#define TRY(...) __try { __VA_ARGS__; } __except (EXCEPTION_EXECUTE_HANDLER) { printf("%lx ", GetExceptionCode()); }

static int recurse(int depth)
{
	int r = 0;

	__try {
		r = depth ? recurse(depth - 1) : boom(1);
	} __finally {
		n += depth;
	}
	return r;
}

static void handler_raises(void)
{
	__try {
		__try { boom(1); } __except (1) { printf("first "); boom(2); }
	} __except (1) { printf("second %lx ", GetExceptionCode()); }
}

static void finally_raises(void)
{
	__try {
		__try { boom(1); } __finally { printf("finally "); boom(3); }
	} __except (printf("filter%d ", (int)GetExceptionCode() & 0xf), 1) { printf("caught %lx ", GetExceptionCode()); }
}

static void try_in_finally(void)
{
	__try { } __finally { __try { boom(4); } __except (1) { printf("inside %lx ", GetExceptionCode()); } }
}

static void try_in_handler(void)
{
	__try { boom(1); } __except (1) {
		DWORD code = GetExceptionCode();
		__try { boom(2); } __except (1) { printf("%lx in %lx ", GetExceptionCode(), code); }
		printf("%lx ", GetExceptionCode());
	}
}

int main(void)
{
	char text[16] = "unchanged";

	TRY(int v[3] = { 1, boom(1), 3 }; printf("%d", v[0]))
	TRY(struct s s = { .b = boom(2) }; printf("%d", s.b))
	TRY(struct s s = make(3); printf("%d", s.b))
	TRY(if (boom(4)) printf("no"))
	TRY(for (n = 0; boom(n); n++) { } while (boom(n + 5)) { })
	TRY(three(1, boom(6), 3))
	TRY(printf("%d %d\n", 1, boom(7)))
	TRY(switch (boom(8)) { default: printf("no"); })
	TRY(text[boom(9)] = 'x')
	TRY(strcpy(text, bad))
	TRY(memset(bad, 0, 4))
	TRY(printf("%s", bad))
	TRY(n = (int)strlen(bad))
	TRY(memcpy(text, bad, 3))
	TRY(strcmp(text, bad))
	TRY(sprintf(bad, "%d", 1))
	TRY(puts(bad))
	TRY(((int (*)(void))bad)())
	TRY(*(struct s *)bad = make(0))
	TRY(struct s s = *(struct s *)bad; printf("%d", s.a))
	TRY(*(volatile int *)bad)
	TRY((*(int *)bad)++)
	TRY(*(short *)bad += 2)
	printf("\n%s\n", text);
	n = 0;
	TRY(recurse(10))
	printf("%d\n", n);
	handler_raises(); finally_raises(); try_in_finally(); try_in_handler();
	printf("\n");
	return 0;
}

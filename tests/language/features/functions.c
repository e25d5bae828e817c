/* Prototypes of every form; pointers to functions as arguments, results, members and static data; many arguments. */
#include <stdio.h>
#include <stdlib.h>

typedef int binary(int, int);
typedef binary *pointer;
static binary add, sub;
static int add(int a, int b) { return a + b; }
static int sub(int a, int b) { return a - b; }
static int none() { return 42; }
static pointer choose(int c) { return c ? add : sub; }
static int (*choose_plain(int c))(int a, int b) { return c ? sub : add; }
static long long many(char a, short b, int c, long d, long long e, unsigned char f, unsigned short g, unsigned h, unsigned long i, unsigned long long j, void *k, _Bool l)
{ return a + b + c + d + e + f + g + h + i + (long long)j + (k != 0) + l; }
static struct { const char *name; pointer f; } table[] = { { "add", add }, { "sub", &sub } };
static void fill(int *a, int n, int (*f)(int)) { while (n--) a[n] = f(n); }
static int square(int n) { return n * n; }
static inline int inlined(const int *restrict p) { return *p; }
extern int defined_below(int (*)[2]);
static unsigned char narrow(int n) { return n; }
static signed char narrow_signed(int n) { return n; }
static _Bool truth(int n) { return n; }
static void nothing(void) { return; }
static const char *name(void) { return __func__; }

int main(void)
{
	int a[5], i, pair[2] = { 3, 4 };
	binary *f = add;
	int (*(*g)(int))(int, int) = choose_plain;
	pointer list[2] = { add, sub }, *p = list;

	printf("%d %d %d %d\n", choose(1)(5, 3), choose(0)(5, 3), choose_plain(1)(5, 3), g(0)(5, 3));
	printf("%d %d %d %d\n", f(1, 2), (*f)(1, 2), (**f)(1, 2), (&add)(1, 2));
	printf("%lld\n", many(-1, -2, -3, -4, -5, 250, 65000, 4000000000u, 4000000000ul, 1ull << 40, a, 7));
	for (i = 0; i < 2; i++)
		printf("%s %d %d\n", table[i].name, table[i].f(9, 4), p[i](7, 7));
	fill(a, 5, square);
	fill(a + 3, 1, abs);
	printf("%d %d %d\n", a[2], a[3], a[4]);
	printf("%d %d %d\n", none(), inlined(a + 4), defined_below(&pair));
	printf("%d %d %d %d\n", narrow(300), narrow_signed(200), truth(256), truth(0));
	printf("%s %d\n", name(), f == add && f != sub);
	nothing();
	(void)square(2), (void)0;
	printf("%d\n", (i ? add : sub)(10, 20));
	return 0;
}

int defined_below(int (*p)[2]) { return (*p)[0] * 10 + p[0][1]; }

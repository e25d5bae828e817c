/* Comma, conditional, logical, sizeof, compound assignment, casts of lvalues, compound literals. */
#include <stdio.h>
#include <stddef.h>

struct p { int x, y; };
static int calls;
static int t(void) { calls++; return 1; }
static int f(void) { calls++; return 0; }
static int sum(const int *v, int n) { int s = 0; while (n--) s += *v++; return s; }
static struct p *keep(struct p *q) { return q; }

int main(void)
{
	int a = 1, b = 2, c = 3, *q;
	unsigned char u = 250;
	volatile int v = 5;
	const volatile int *cv = &v;

	printf("%d\n", (a, b, c));
	printf("%d %d %d\n", a ? b ? 1 : 2 : 3, !a ? b : c ? 4 : 5, a > b ? a : b > c ? b : c);
	printf("%d%d%d%d ", t() && f(), f() && t(), t() || f(), f() || t()); printf("%d\n", calls);
	printf("%d %d %d\n", a && b, a || b, !a);
	*(a ? &b : &c) = 9;
	printf("%d\n", b);
	a = b = c;
	printf("%d %d\n", a, b);
	a += b -= c *= 2;
	printf("%d %d %d\n", a, b, c);
	printf("%d %d\n", (int)sizeof(a++), a);
	printf("%d %d %d\n", (int)sizeof(char[2 > 100 ? 1 : 3]) > 0, (int)sizeof "abc", (int)sizeof(struct p));
	printf("%d\n", sum((int[]){ 1, 2, 3, a }, 4));
	printf("%d\n", keep(&(struct p){ 3, 4 })->y);
	for (int i = 0; i < 3; i++) { struct p *k = &(struct p){ i, .y = i * 2 }; k->x++; printf("%d%d ", k->x, k->y); }
	printf("\n");
	u += 10; printf("%d ", u); u = ~u; printf("%d ", u); u <<= 1; printf("%d ", u); u = u >> 1 | u << 7; printf("%d\n", u);
	printf("%d %d\n", v++ + *cv, ++v);
	v; *cv; (void)v;
	printf("%d %d\n", -a + +b, - -a);
	printf("%d %d %d\n", a = 5, a == 5, (a == 5) == 1);
	printf("%d %d\n", 1 + 2 << 3 & 0xff ^ 4 | 1, 5 - 3 - 1);
	printf("%d %d\n", a < b < c, 3 > 2 > 1);
	q = &a; printf("%d %d\n", *q * *q, *&*q);
	printf("%d\n", (int)((char)300 + (short)70000 + (_Bool)256));
	printf("%d\n", (a = 3, a++) + (a, a));
	printf("%s\n", a ? "yes" : 0);
	return 0;
}

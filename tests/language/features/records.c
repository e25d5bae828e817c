/* Records: copied, passed, returned, nested, compared by member, anonymous, in arrays, through pointers and functions. */
#include <stdio.h>
#include <string.h>

struct small { char c; };
struct pair { int a, b; };
struct odd { char c[3]; };
struct big { int v[20]; struct pair p; };
struct node { struct node *next; struct { int x; union { int i; unsigned char b[4]; }; }; };

static struct small make_small(int c) { struct small s = { (char)c }; return s; }
static struct pair swap(struct pair p) { int t = p.a; p.a = p.b; p.b = t; return p; }
static struct odd odd(const char *s) { struct odd o; memcpy(o.c, s, 3); return o; }
static struct big grow(struct big b, int n) { for (int i = 0; i < 20; i++) b.v[i] += n; b.p = swap(b.p); return b; }
static struct pair add(struct pair a, struct pair b) { return (struct pair){ a.a + b.a, a.b + b.b }; }
static int sum(struct big b) { int s = 0; for (int i = 0; i < 20; i++) s += b.v[i]; return s + b.p.a * 1000 + b.p.b; }
static struct pair nth(int n) { static struct pair t[3] = { { 1, 2 }, { 3, 4 }, { 5, 6 } }; return t[n]; }
static struct pair *where(struct pair *p) { return p + 1; }
static struct big fib(int n) { struct big b = { { n } }; return n < 2 ? b : grow(fib(n - 1), fib(n - 2).v[0]); }

int main(void)
{
	struct pair p = { 1, 2 }, q = swap(p), *pp = &p, t[4] = { { 9, 8 }, { 7, 6 } };
	struct big b = { { 1, 2, 3 }, { 4, 5 } }, c;
	struct node n1 = { 0 }, n2 = { &n1, { 5, { 0x01020304 } } };
	struct pair (*f)(struct pair, struct pair) = add;
	int i = 0;

	printf("%d %d %d %d\n", p.a, p.b, q.a, q.b);
	printf("%c %c%c%c\n", make_small('x').c, odd("abc").c[0], odd("abc").c[1], odd("abc").c[2]);
	c = grow(b, 10);
	printf("%d %d %d %d %d\n", b.v[0], c.v[0], c.v[19], c.p.a, c.p.b);
	printf("%d %d\n", sum(grow(grow(b, 1), 2)), sum(b));
	printf("%d %d\n", add(swap(p), swap(swap(q))).a, f(p, q).b);
	printf("%d %d\n", nth(1).b, (i ? p : q).a);
	t[2] = t[3] = t[1];
	t[++i] = nth(i + 1);
	printf("%d %d %d %d %d\n", t[1].a, t[2].a, t[3].b, where(t)->b, where(t)[1].a);
	printf("%d %d %d\n", n2.next == &n1, n2.x, n2.b[0]);
	n1 = n2;
	n1.next->i = 7;
	printf("%d %d\n", n1.i, n2.next->i);
	*pp = (p.a = 50, q);
	printf("%d %d\n", p.a, pp->b);
	printf("%d\n", add(p, (p.a = 900, q)).a);
	printf("%d\n", fib(6).v[0]);
	printf("%d\n", (p = q).a + (q = p).b);
	return 0;
}

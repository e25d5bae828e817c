/* Initialisers: elided braces, designators of every kind, strings, unions, partial ones, static and automatic. */
#include <stdio.h>
#include <string.h>

struct point { int x, y; };
struct box { struct point a, b; char name[6]; };
union value { int i; char c[8]; struct point p; };
struct deep { int n; union { int u; struct { short lo, hi; }; }; struct { int m[2][2]; } in; };

static int a1[5] = { 1, 2 }, a2[] = { [3] = 9, 10, [1] = 5 }, a3[2][3] = { 1, 2, 3, 4 }, a4[2][3] = { { 1 }, { 2, 3 } };
static struct box b1 = { 1, 2, 3, 4, "box" }, b2 = { .b = { .y = 7 }, .name = { 'a', 'b' } }, b3 = { .b.x = 5, 6, "later" };
static struct box b4[] = { [1] = { { 1, 2 }, { 3 } }, [0].name = "zero", [2].a.y = 8, 9 };
static union value v1 = { 42 }, v2 = { .c = "text" }, v3 = { .p = { 3, 4 } };
static struct deep d1 = { 1, { 2 }, { { 3, 4, 5 } } }, d2 = { .hi = 3, .in.m[1][0] = 7 };
static char s1[] = "abc", s2[3] = "abc", s3[5] = "ab", s4[] = { "braces" }, s5[2][4] = { "one", "two" }, s6[] = { 'x', 0 };
static const char *p[] = { "one", "two" + 1, &"three"[2], 0 };
static int *q = &a1[2], *r = a1 + 3, diff = sizeof(a2) / sizeof(a2[0]);
static struct point overridden = { 1, 2, .x = 3 }, trailing = { 1, };
static int scalar = { 5 };
static int (*fp[2])(const char *) = { puts };

static void ints(const void *data, int n)
{
	const int *i = data;

	while (n-- > 0)
		printf("%d ", *i++);
	printf("\n");
}

static void bytes(const void *data, int n)
{
	const unsigned char *c = data;

	while (n-- > 0)
		printf("%d ", *c++);
	printf("\n");
}

#define INTS(o) ints(&o, sizeof(o) / 4)
#define BYTES(o) bytes(&o, sizeof(o))

static void automatic(int n)
{
	int a1[5] = { n, n + 1 }, a2[] = { [3] = n, 10, [1] = 5 }, a3[2][3] = { 1, n, 3, 4 };
	struct box b1 = { 1, 2, n, 4, "box" }, b2 = { .b = { .y = n }, .name = { 'a', 'b' } }, b3 = b1, b4[2] = { b1, { { n } } };
	struct box b5 = { .a = b1.b, .b.y = 3 };
	union value v1 = { n }, v3 = { .p = { n, 4 } };
	struct deep d1 = { 1, { 2 }, { { 3, n, 5 } } }, d2 = { .hi = n, .in.m[1][0] = 7 };
	char s1[] = "abc", s3[5] = "ab", s5[2][4] = { "one" };
	struct point here = { .y = n }, *to = &(struct point){ .x = n }, pair[] = { { 1, 2 }, here, *to };
	int m[2][2][2] = { { { 1, 2 }, 3 }, 4, n };

	memset(&v1.c[4], 0, 4);
	INTS(a1); INTS(a2); INTS(a3); BYTES(b1); BYTES(b2); BYTES(b3); BYTES(b4); BYTES(b5); BYTES(v1); BYTES(v3); BYTES(d1); BYTES(d2);
	BYTES(s1); BYTES(s3); BYTES(s5); INTS(here); INTS(pair); INTS(m);
}

int main(void)
{
	int i;

	INTS(a1); INTS(a2); INTS(a3); INTS(a4); BYTES(b1); BYTES(b2); BYTES(b3); BYTES(b4); BYTES(v1); BYTES(v2); BYTES(v3);
	BYTES(d1); BYTES(d2); BYTES(s1); BYTES(s2); BYTES(s3); BYTES(s4); BYTES(s5); BYTES(s6);
	for (i = 0; p[i]; i++)
		puts(p[i]);
	printf("%d %d %d %d %d %d\n", *q, *r, diff, scalar, fp[0] != 0, fp[1] != 0);
	INTS(overridden); INTS(trailing);
	automatic(77);
	automatic(-1);
	return 0;
}

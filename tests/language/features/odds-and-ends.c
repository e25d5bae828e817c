/* What other programs do not touch: qualifiers everywhere, odd declarators, constant expressions, narrow arithmetic, nesting. */
#include <stdio.h>
#include <stddef.h>
#include <stdint.h>
#include <windows.h>

typedef int row[3]; typedef row grid[2]; typedef const char *const text; typedef int (*handlers[3])(int, ...);
struct outer { struct inner { int a[2][2]; grid g; } in[2]; union { struct { unsigned char lo, hi; }; uint16_t word; } u; struct outer *self; };
enum { A = 1 << 4, B = A | 3, C = sizeof(struct inner), D = 'a' + 1, E = A > B ? 1 : 2, F = (unsigned char)300, G = -1 >> 1, H = ~0u >> 28 };
static int size_of[(sizeof(long) == 4) + 2], table[B - A] = { [B & 1] = A };
static const struct outer constant = { .in[1].a[1] = { 7, 8 }, .in[1].g[1][2] = 9, .u.word = 0x1234 };
static int *const pointers[] = { &size_of[1], size_of + 2, &table[0], (int *)&constant.in[1].a[1][1], NULL };
static uintptr_t address = (uintptr_t)&table[1]; static ptrdiff_t distance = (char *)&((struct outer *)0)->u - (char *)0;
static volatile const int fixed = 12; static _Bool flags[] = { 1, 0, 5 != 0, (_Bool)"x" };
static unsigned long long wide = 1ULL << 63 | 0xFFFFFFFF, narrow = (unsigned char)-1;

static int pass_row(row r, int (*p)[3], grid g) { return r[1] + p[1][1] + g[0][2]; }
static int count_calls(void) { static int calls; return ++calls; }
static row *second(grid g) { return &g[1]; }
static unsigned char narrowed(int v) { return v; }
static long long mixed(char a, unsigned char b, short c, unsigned short d) { return a * b + c * d - (a << 3) + (b >> 1) - ~c + -d; }
static struct outer make(int n) { struct outer o = { 0 }; o.in[n].a[n][n] = n + 40; o.self = NULL; return o; }
static int compare(unsigned a, int b) { return (a > b) + 2 * (a == b) + 4 * ((long long)a > b); }
static int chain(int n) { return n < 0 ? -1 : n == 0 ? 0 : n < 10 ? 1 : n < 100 ? 2 : 3; }

int main(void)
{
	grid g = { { 1, 2, 3 }, { 4, 5, 6 } };
	struct outer o = constant, *p = &o;
	text t = "text";
	const int *volatile *const q = (const int *volatile[]){ &g[1][1], 0 };
	int i, j, k = 0, v[4] = { 1, 2, 3, 4 }, *e = v + 4;
	char c = 'x', *s = &c;
	signed char sc = -128;
	unsigned short us = 65535;

	printf("%d %d %d %d %d %d %d %d\n", A, B, C, D, E, F, G, H);
	printf("%d %d %d %d\n", (int)(sizeof size_of / 4), table[1], *pointers[3], pointers[4] == 0);
	printf("%d %d %d\n", address == (uintptr_t)(table + 1), (int)distance, fixed);
	printf("%d%d%d%d %llx %llu\n", flags[0], flags[1], flags[2], flags[3], wide, narrow);
	printf("%d %d %d\n", pass_row(g[0], g, g), (*second(g))[2], (*(second(g) - 1))[0]);
	printf("%d %d %d %x %x\n", o.in[1].a[1][0], p->in[1].g[1][2], p->in[0].a[0][0], p->u.lo, p->u.hi);
	p->self = p; p->self->self->u.hi++; printf("%x %d\n", o.u.word, p == p->self->self);
	printf("%d %d\n", make(1).in[1].a[1][1], make(0).in[0].a[0][0]);
	printf("%d %c %d\n", (int)sizeof(t), t[2], **q);
	(void)sizeof(count_calls()); printf("%d\n", count_calls());
	printf("%d %lld %lld\n", narrowed(511), mixed(-128, 255, -32768, 65535), mixed(127, 1, 32767, 2));
	printf("%d %d %d %d\n", compare(1, -1), compare(5, 5), compare(0xFFFFFFFF, -1), compare(3, 9));
	for (i = -1; i < 200; i += 50) printf("%d ", chain(i)); printf("\n");
	sc--; us++; printf("%d %d ", sc, us); sc = -sc; us = -us - 1; printf("%d %d\n", sc, us);
	printf("%d %d\n", (sc = 200) == 200, (us = -1) == -1);
	printf("%d %d %d\n", e[-1], *--e, (int)(v - e));
	for (i = j = 0; i < 3 || j < 5; i++, j += 2) k += i * 10 + j; printf("%d\n", k);
	{ int i = i = 3; printf("%d ", i); { int j = i + 1, i = j * 2; printf("%d %d ", i, j); } printf("%d\n", i); }
	*s++ = 'y'; printf("%c %d\n", c, (int)(s - &c));
	printf("%d %d %d\n", -5 / 2 * 2 + -5 % 2, 7 & ~3 | 1 ^ 2, !0 + !5 * 2);
	printf("%d\n", (i = 5, j = i++ + 1, k = j-- - i, i + j + k));
	printf("%u %u %llu\n", -1, (unsigned char)-1 << 24, (unsigned long long)(1u << 31) << 1);
	printf("%d %d\n", (int)(0xFFFFFFFFu + 1), (int)((unsigned short)0xFFFF + 1));
	if ((i = 3) && (j = 0) || (k = 4)) printf("%d %d %d\n", i, j, k);
	while (i --> 0) printf("%d", i); printf("\n");
	do printf("once\n"); while (0);
	switch (i) { default: printf("default "); case 5: printf("five "); break; case 6: printf("six"); } printf("\n");
	return (int)(intptr_t)(char *)300 - 300;
}

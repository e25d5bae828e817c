/* Pointers: arithmetic, arrays, arrays of arrays, pointers to pointers and functions, comparison, void, casts. */
#include <stdio.h>
#include <stdint.h>
#include <string.h>

static int twice(int n) { return n * 2; }
static int thrice(int n) { return n * 3; }
static int (*pick(int which))(int) { return which ? twice : thrice; }
static int apply(int f(int), int n) { return f(n); }
static int rows(int m[][3], int n) { int s = 0; for (int i = 0; i < n; i++) for (int j = 0; j < 3; j++) s = s * 10 + m[i][j]; return s; }
static int length(char s[static 1]) { return (int)strlen(s); }
typedef int (*op)(int);
typedef int matrix[2][3];

int main(void)
{
	int a[5] = { 10, 20, 30, 40, 50 }, *p = a, *e = a + 5, **pp = &p, (*pa)[5] = &a, m[2][3] = { { 1, 2, 3 }, { 4, 5, 6 } };
	int (*row)[3] = m, *flat = &m[0][0];
	matrix mm = { { 7 } };
	op table[] = { twice, &thrice, *twice }, *t = table;
	char bytes[16] = "0123456789abcde", *c = bytes;
	void *v = a;
	const int *k = a;

	printf("%d %d %d %d %d\n", *p++, *p, *++p, (*p)++, *p);
	printf("%d %d %d\n", (int)(e - p), (int)(p - a), (int)((char *)e - (char *)a));
	printf("%d %d %d %d\n", **pp, *(*pp + 1), (*pa)[1], 2[a]);
	printf("%d %d %d\n", p < e, p == &a[2], p != e && !(p > e));
	printf("%d %d %d %d\n", m[1][2], *(*(m + 1) + 1), (*(row + 1))[0], flat[4]);
	printf("%d %d %d\n", rows(m, 2), (int)sizeof(mm), rows(mm, 1));
	printf("%d %d %d %d %d\n", pick(1)(5), (*pick(0))(5), apply(twice, 4), apply(*thrice, 4), (**t)(1));
	printf("%d %d %d\n", table[2](7), (t[1])(2), (int)(sizeof table / sizeof *table));
	printf("%d %d\n", ((int *)v)[1], *(short *)(c + 2));
	printf("%x %llx\n", *(unsigned *)(bytes + 1), *(unsigned long long *)(bytes + 3));
	*(unsigned *)(bytes + 5) = 0x41424344;
	printf("%s %d\n", bytes, length(bytes));
	printf("%d %d\n", (uintptr_t)(int *)16 == 16, (int)(intptr_t)(char *)-1);
	printf("%d %d %d\n", !p, p && 1, (p ? 1 : 2));
	printf("%d\n", (int)(&a[3] - &a[1]) + (int)(&m[1] - &m[0]));
	p = &a[4];
	p -= 2;
	p[-1] = 99;
	printf("%d %d %d\n", a[1], *(p + -1), *k);
	v = (char *)v + 4;
	printf("%d\n", *(int *)v);
	for (c = bytes; *c; c++)
		if (*c >= 'A' && *c <= 'D') *c |= 0x20;
	puts(bytes);
	return 0;
}

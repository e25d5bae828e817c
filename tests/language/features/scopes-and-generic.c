/* Scopes of statements, what sizeof does not ask for, and the types of ?: and _Generic. */
#include <stdio.h>
enum { in = 0 };
extern int nowhere_function(void), nowhere_object;
static void f(void) {}
int main(void)
{
	const x = 6;
	int n = 0;

	if (sizeof(enum { in = 1 }))
		n += in;
	n += in * 10;
	switch (sizeof(enum { in = 2 })) { default: n += in * 100; }
	while (sizeof(enum { in = 3 })) { n += in * 1000; break; }
	do n += in; while (0 * sizeof(enum { in = 4 }));
	n += in;
	printf("%d %d\n", n, x);
	printf("%zu %zu\n", sizeof nowhere_function(), sizeof nowhere_object);
	printf("%d\n", _Generic(0 ? (long volatile *)0 : (long const *)0, long const volatile *: 1, default: 2));
	printf("%d\n", _Generic(0 ? (long *)0 : (void *)0, long *: 1, void *: 2));
	printf("%d\n", _Generic(0 ? (int volatile *)0 : (void const *)0, void volatile const *: 1, default: 2));
	printf("%d\n", _Generic(0 ? (int (*)[4])0 : (int (*)[])0, int (*)[4]: 1, default: 2));
	void *p = n ? (void *)f : 1;
	printf("%d\n", p == (void *)f);
	int (parenthesised[3])[4] = { { 1 }, { 2 } };
	printf("%zu %d\n", sizeof parenthesised, parenthesised[1][0]);
	struct { int a, b; int c[3]; } old = { b: 2, a: 1, .c = { [1] 5 } };
	printf("%d %d %d\n", old.a, old.b, old.c[1]);
	return 0;
}

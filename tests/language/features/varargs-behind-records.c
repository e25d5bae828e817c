/* What the register of an argument is used for once it is in memory spoils no argument behind it. */
#include <stdio.h>
#include <stdarg.h>
struct three { char b[3]; };
struct large { int v[6]; };
static long double mixed(struct three a, struct large b, int n, ...)
{
	va_list l;
	long double sum = a.b[2] + b.v[5] + n;

	va_start(l, n);
	for (int i = 0; i < 3; i++)
		sum += va_arg(l, int) + va_arg(l, double) + va_arg(l, struct large).v[0] + va_arg(l, long double);
	va_end(l);
	return sum;
}
int main(void)
{
	struct three t = { { 1, 2, 3 } };
	struct large x = { { 10, 20, 30, 40, 50, 60 } };

	printf("%Lf\n", mixed(t, x, 4, 1, 0.5, x, 0.25L, 2, 1.5, x, 1.25L, 3, 2.5, x, 2.25L));
	return 0;
}

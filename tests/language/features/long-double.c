/* long double: 80 bits in 16 bytes. */
#include <stdio.h>
#include <stdarg.h>
#include <string.h>
typedef long double ld;
static ld g = 1.5L, table[3] = {1, 2.5f, -0.0L};
static const ld pi = 3.14159265358979323846264338327950288L;
struct s {
	char c;
	ld x;
	int i;
};
static struct s gs = {'a', 1.0L / 3, 7};
static ld add(ld a, ld b) { return a + b; }
static ld fact(int n) { return n < 2 ? 1 : n * fact(n - 1); }
static struct s make(ld x)
{
	struct s r = {'z', x, 1};
	return r;
}
static ld sum(int n, ...)
{
	va_list l;
	ld t = 0;
	va_start(l, n);
	while (n--) t += va_arg(l, ld);
	va_end(l);
	return t;
}
static ld old(a, b)
ld a;
int b;
{
	return a * b;
}
static void bytes(ld x)
{
	unsigned char b[16];
	memset(b, 0, 16);
	memcpy(b, &x, 10);
	for (int i = 9; i >= 0; i--) printf("%02x", b[i]);
	puts("");
}
static ld side(void)
{
	g = 100;
	return 1;
}
static double volatile vd = 0.1;
static float volatile vf = 0.1f;
static volatile long long vl = 0x7fffffffffffffffll;
static volatile unsigned long long vu = ~0ull;
static volatile int vi = -7;
int main(void)
{
	ld x = 1.0L, y = 3, z, a[4] = {[2] = 5};
	ld *p = a;
	printf("%zu %zu %zu %zu\n", sizeof(ld), _Alignof(ld), sizeof(struct s), sizeof a);
	z = x / y;
	bytes(z);
	bytes(pi);
	bytes(gs.x);
	bytes(g);
	bytes(-0.0L);
	bytes(table[1]);
	bytes(vd);
	bytes(vf);
	bytes(vl);
	bytes(vu);
	bytes(vi);
	bytes(0.1);
	bytes(0.1L);
	bytes(0.1f);
	bytes(1e4000L);
	bytes(1e-4940L);
	printf("%d %d %d %d\n", x < y, x >= y, x == 1, x != 1.0L);
	printf("%.20Lf %Le %Lg\n", z, z, z);
	printf("%Lf %.3Lf %10.2Lf|%-10.1Lf|%+Lf\n", pi, pi, pi, pi, pi);
	printf("%Le %Lg %Lf\n", 1e4000L, 1e-4940L, 123456789.125L);
	printf("%La %LA\n", 1.0L, 0.1L);
	printf("%Lf %Lf\n", 1e4932L * 10, -1e4932L * 10);
	printf("%d %lld %u %llu %d %d\n", (int)-2.9L, (long long)1e18L, (unsigned)3e9L, (unsigned long long)1.8e19L, (short)-3.7L,
	       (char)65.9L);
	z = 1e30L;
	printf("%d %lld %u %llu %d %d %d\n", (int)z, (long long)z, (unsigned)z, (unsigned long long)z, (short)z, (signed char)z,
	       (unsigned short)z);
	z = -5.5L;
	printf("%d %d %u %d\n", (int)z, (short)z, (unsigned char)(int)z, (_Bool)z);
	z = 0;
	printf("%d %d %d\n", !z, z ? 1 : 2, (_Bool)z);
	z = 70000.7L;
	printf("%d %d\n", (unsigned short)z, (int)z);
	printf("%.17g %.9g\n", (double)pi, (float)pi);
	printf("%.17g\n", (double)(1.0L / 3) * 3);
	bytes(add(1, 2));
	bytes(fact(25));
	bytes(make(2.5L).x);
	bytes(sum(3, 1.0L, 2.25L, (ld)3));
	bytes(old(1.25L, 4));
	z = 1;
	bytes(z++);
	bytes(z);
	bytes(++z);
	bytes(z--);
	bytes(--z);
	z += 2;
	bytes(z);
	z *= z;
	bytes(z);
	z -= 1;
	z /= 3;
	bytes(z);
	bytes(-z);
	int i = 7;
	i += 2.6L;
	printf("%d\n", i);
	i *= 1.5L;
	printf("%d\n", i);
	double d = 1;
	d += 0.1L;
	printf("%.17g\n", d);
	float f = 1;
	f /= 3.0L;
	printf("%.9g\n", f);
	unsigned char c = 200;
	c += 60.7L;
	printf("%d\n", c);
	p[1] = 4;
	*p = p[1] + p[2];
	bytes(*p++);
	bytes(*p);
	printf("%d\n", (int)(p - a));
	bytes(g + side());
	bytes(g);
	bytes((g = 5, g * 2));
	bytes(x > 0 ? x : y);
	bytes(x ?: y);
	bytes(({
		ld q = 4;
		q * 2;
	}));
	struct s copy = gs;
	copy.x += 1;
	bytes(copy.x);
	printf("%d %c %d\n", copy.i, copy.c, (int)(gs.x == copy.x));
	ld m[2][2] = {{1, 2}, {3, 4}};
	bytes(m[0][1] * m[1][0] + m[1][1]);
	bytes((ld){6});
	bytes(*(ld[]){7, 8});
	ld (*fp)(ld, ld) = add;
	bytes(fp(0.5L, 0.25L));
	printf("%Lf %s %Lf %d\n", 1.0L, "mid", 2.0L, 3);
	printf("%d\n", (int)sizeof(1.0L + 1) + (int)sizeof 1.0L);
	printf("%d\n", _Generic(1.0L, double : 1, long double : 2));
	printf("%d\n", _Generic(1.0L + 1.0, double : 1, long double : 2));
	static ld s1 = -(1.0L / 4) + 2;
	bytes(s1);
	static double sd = 1.0L / 3;
	printf("%.17g\n", sd);
	static int si = (int)(2.75L * 2);
	printf("%d\n", si);
	volatile ld v = 0;
	z = 1 / v;
	printf("%Lf %d\n", z, z > 1e4900L);
	z = v / v;
	printf("%d %d\n", z == z, z != z);
	_Bool truth = 0; truth += 0.25L; printf("%d\n", truth); truth -= 1.0L; printf("%d\n", truth);
	while (x < 4) x = x * 2;
	bytes(x);
	for (ld k = 0; k < 1; k += 0.25L) printf("%Lg ", k);
	puts("");
	char buf[64];
	snprintf(buf, sizeof buf, "%.30Lg", 0.1L);
	puts(buf);
	sprintf(buf, "%Lf", -2.5L);
	puts(buf);
	return 0;
}

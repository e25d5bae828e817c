/* Functions with ..., without parameter types; _Generic, typeof, ranges in case. */
#include <stdio.h>
#include <stdarg.h>
#include <string.h>
struct s1 { char c; }; struct s3 { char c[3]; }; struct s8 { int a, b; }; struct s12 { int a, b, c; }; struct s16 { long long a, b; };
static int sum(int n, ...) { va_list ap; int t = 0; va_start(ap, n); while (n-- > 0) t += va_arg(ap, int); va_end(ap); return t; }
static void log_(const char *tag, const char *format, ...)
{
	char text[100]; va_list ap, two;
	va_start(ap, format); va_copy(two, ap);
	int n = vsnprintf(text, sizeof text, format, ap);
	printf("[%s] %d %s\n", tag, n, text);
	vprintf(format, two); putchar('\n');
	va_end(ap); va_end(two);
}
static struct s16 big(const char *kinds, ...)
{
	struct s16 r = { 0, 0 }; va_list ap; va_start(ap, kinds);
	for (; *kinds; kinds++) switch (*kinds) {
	case 'c': r.a += (char)va_arg(ap, int); break;
	case 'q': r.a += va_arg(ap, long long); break;
	case 'p': r.b += *va_arg(ap, int *); break;
	case '1': r.a += va_arg(ap, struct s1).c; break;
	case '3': { struct s3 s = va_arg(ap, struct s3); r.a += s.c[0] + s.c[1] + s.c[2]; break; }
	case '8': r.b += va_arg(ap, struct s8).b; break;
	case 'd': { struct s12 s = va_arg(ap, struct s12); r.b += s.a * s.c; break; }
	case 'g': { struct s16 s = va_arg(ap, struct s16); r.b += s.b; break; }
	}
	va_end(ap); return r;
}
static int inner(va_list ap) { int a = va_arg(ap, int); return a * 100 + va_arg(ap, int); }
static int outer(int n, ...) { va_list ap; va_start(ap, n); int r = inner(ap); va_end(ap); return r; }
typedef int (*any)(int, ...);
int kr(a, b, p) char a; long long b; int p[3]; { return a + (int)b + p[1]; }
void nothing();
void twice(n) int n; { printf("twice %d\n", n * 2); }
void nothing() { puts("nothing"); }
int old(x) { return x + 1; }
static const char *gen_int(void) { return "int"; }
#define KIND(x) _Generic((x), int: "int", unsigned: "unsigned", char *: "char *", const char *: "const char *", long: "long", long long: "long long", struct s8: "s8", int *: "int *", default: "other")
static int range(int n) { switch (n) { case -5 ... -1: return 1; case 0: return 2; case 1 ... 9: case 20 ... 29: return 3; case 'a' ... 'z': return 4; default: return 0; } }
static int urange(unsigned n) { switch (n) { case 0x80000000u ... 0xffffffffu: return 1; case 3 ... 4: return 2; } return 0; }
int main(void)
{
	int i = 5, arr[3] = { 1, 2, 3 }; const char *cs = "x"; char *s = 0; struct s8 e = { 1, 2 };
	printf("%d %d\n", sum(3, 1, 2, 3), sum(10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
	log_("tag", "%d %s %lld %c %5.2s| %x", -1, "text", 1ll << 40, 'c', "abc", 255u);
	struct s12 d = { 2, 3, 4 }; struct s16 r = big("cqp138dgq", 'a', 1ll << 33, &i, (struct s1){ 7 }, (struct s3){ { 1, 2, 3 } }, e, d, (struct s16){ 1, 50 }, 9ll);
	d.a = 100; printf("%lld %lld\n", r.a, r.b); printf("%d\n", outer(1, 4, 5)); any f = sum; printf("%d\n", f(2, 40, 2));
	printf("%d %d\n", kr('A', 5ll, arr), old(4)); nothing(); twice(21);
	printf("%s %s %s %s %s %s %s %s %s\n", KIND(1), KIND(1u), KIND(s), KIND(cs), KIND(1l), KIND(e), KIND(arr), KIND('c'), KIND("lit"));
	printf("%s %d\n", _Generic(1, int: gen_int, default: main)(), _Generic((short)1, short: 1, int: 2));
	for (int k = -6; k < 125; k += 7) printf("%d", range(k)); printf(" %d%d%d\n", urange(-1), urange(3), urange(0x7fffffff));
	typeof(i) j = 4; typeof(arr) b2; typeof(&e) q = &e; __typeof__(int *) pi = &j; printf("%d %d %d %d\n", j, (int)sizeof b2, q->b, *pi);
	return 0;
}

/* Conversions, promotions, the usual arithmetic conversions, mixed signs, for every pair of types. */
#include <stdio.h>

typedef signed char sc; typedef unsigned char uc; typedef unsigned short us; typedef unsigned int ui;
typedef unsigned long ul; typedef long long ll; typedef unsigned long long ull;

static sc a_sc = -100; static uc a_uc = 200; static short a_s = -30000; static us a_us = 40000; static int a_i = -40000;
static ui a_ui = 4000000000u; static long a_l = -5; static ul a_ul = 4294967290ul; static ll a_ll = -9000000000000000000ll;
static ull a_ull = 18000000000000000000ull; static _Bool a_b = 1;

#define OPS(x, y) \
	printf("%lld %lld %lld %lld %lld %lld %lld %lld %d%d%d%d%d %d\n", (ll)(x + y), (ll)(x - y), (ll)(x * y), (ll)(x / y), (ll)(x % y), \
	       (ll)(x & y), (ll)(x | y), (ll)(x ^ y), x < y, x > y, x == y, x <= y, x >= y, (int)sizeof(x + y));
#define ALL(x) OPS(x, a_sc) OPS(x, a_uc) OPS(x, a_s) OPS(x, a_us) OPS(x, a_i) OPS(x, a_ui) OPS(x, a_l) OPS(x, a_ul) \
	OPS(x, a_ll) OPS(x, a_ull) OPS(x, a_b)
#define CASTS(x) printf("%d %d %d %d %d %u %ld %lu %lld %llu %d\n", (sc)(x), (uc)(x), (short)(x), (us)(x), (int)(x), (ui)(x), (long)(x), \
	(ul)(x), (ll)(x), (ull)(x), (_Bool)(x));
#define UNARY(x) printf("%lld %lld %lld %d %d %d\n", (ll)-x, (ll)~x, (ll)+x, !x, (int)sizeof(-x), (int)sizeof(~x));
#define SHIFTS(x) printf("%lld %lld %lld %lld %d\n", (ll)(x << 3), (ll)(x >> 3), (ll)(x << a_b), (ll)(x >> a_b), (int)sizeof(x << a_ull));
#define STEPS(T, v) { T n = v; printf("%lld ", (ll)n++); printf("%lld ", (ll)++n); printf("%lld ", (ll)n--); printf("%lld ", (ll)--n); \
	n += 100; printf("%lld ", (ll)n); n -= 300; printf("%lld ", (ll)n); n *= 7; printf("%lld ", (ll)n); n /= 3; printf("%lld ", (ll)n); \
	n %= 13; printf("%lld ", (ll)n); n <<= 5; printf("%lld ", (ll)n); n >>= 2; printf("%lld ", (ll)n); n |= 0x155; printf("%lld ", (ll)n); \
	n &= 0xf0f; printf("%lld ", (ll)n); n ^= -1; printf("%lld ", (ll)n); printf("%lld\n", (ll)(n += a_ull)); }

int main(void)
{
	ALL(a_sc) ALL(a_uc) ALL(a_s) ALL(a_us) ALL(a_i) ALL(a_ui) ALL(a_l) ALL(a_ul) ALL(a_ll) ALL(a_ull) ALL(a_b)
	CASTS(a_sc) CASTS(a_uc) CASTS(a_s) CASTS(a_us) CASTS(a_i) CASTS(a_ui) CASTS(a_l) CASTS(a_ul) CASTS(a_ll) CASTS(a_ull) CASTS(a_b)
	UNARY(a_sc) UNARY(a_uc) UNARY(a_s) UNARY(a_us) UNARY(a_i) UNARY(a_ui) UNARY(a_l) UNARY(a_ul) UNARY(a_ll) UNARY(a_ull) UNARY(a_b)
	SHIFTS(a_sc) SHIFTS(a_uc) SHIFTS(a_s) SHIFTS(a_us) SHIFTS(a_i) SHIFTS(a_ui) SHIFTS(a_l) SHIFTS(a_ul) SHIFTS(a_ll) SHIFTS(a_ull) SHIFTS(a_b)
	STEPS(char, 127) STEPS(sc, -128) STEPS(uc, 255) STEPS(short, 32767) STEPS(us, 0) STEPS(int, 2147483647) STEPS(ui, 0)
	STEPS(long, -1) STEPS(ul, 4294967295ul) STEPS(ll, -1) STEPS(ull, 0) STEPS(_Bool, 1)
	printf("%d %d %d %d\n", -7 / 2, -7 % 2, 7 / -2, 7 % -2);
	printf("%d %d\n", (int)(a_i = a_uc + 1), (a_uc = 300));
	printf("%d %d\n", a_b ? a_sc : a_ui, (int)sizeof(a_b ? a_sc : a_ll));
	printf("%d\n", (a_b ? -1 : 0u) > 0);
	return 0;
}

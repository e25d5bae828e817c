/* Functions that the compiler knows by itself. */
#include <stdio.h>
#include <stddef.h>
#include <limits.h>
int g;
static int side(void) { return ++g; }
int main(void)
{
	printf("%zu %zu\n", sizeof __builtin_expect(1, 2), sizeof __builtin_constant_p(3));
	printf("%d\n", (int)__builtin_expect(side(), side()));
	printf("%d\n", g);
	printf("%d %d %d %d\n", __builtin_constant_p(3 + 4), __builtin_constant_p(g), __builtin_constant_p("a"),
	       __builtin_constant_p(side()));
	printf("%d\n", g);
	printf("%d %d %d\n", __builtin_types_compatible_p(int, const int), __builtin_types_compatible_p(int, long),
	       __builtin_types_compatible_p(int *, int[]));
	printf("%d\n", __builtin_choose_expr(1, 5, "x"));
	printf("%s\n", __builtin_choose_expr(0, 5, "x"));
	printf("%d %d %d %d\n", __builtin_popcount(0xff), __builtin_clz(1), __builtin_ctz(8), __builtin_ffs(16));
	printf("%d %d %d %d\n", __builtin_popcountll(~0ull), __builtin_clzll(1), __builtin_ctzll(1ull << 40), __builtin_ffsll(0));
	printf("%d %d %d %d\n", __builtin_popcountl(~0ul), __builtin_clzl(1), __builtin_ctzl(1ul << 30), __builtin_parity(7));
	printf("%x %x %llx\n", __builtin_bswap16(0x1234), __builtin_bswap32(0x12345678),
	       __builtin_bswap64(0x123456789abcdef0ull));
	int r;
	unsigned char uc;
	long long ll;
	unsigned long long ull;
	short sh;
	_Bool b;
	printf("%d ", __builtin_add_overflow(INT_MAX, 1, &r));
	printf("%d\n", r);
	printf("%d ", __builtin_sub_overflow(3, 5, &ull));
	printf("%llu\n", ull);
	printf("%d ", __builtin_mul_overflow(200, 2, &uc));
	printf("%d\n", uc);
	printf("%d ", __builtin_mul_overflow(0xffffffffffffull, 0xffffffffffffull, &ll));
	printf("%lld\n", ll);
	printf("%d ", __builtin_add_overflow(-1, 1u, &sh));
	printf("%d\n", sh);
	printf("%d ", __builtin_mul_overflow((long long)-1, ~0ull, &ll));
	printf("%lld\n", ll);
	printf("%d %d\n", __builtin_sadd_overflow(INT_MAX, 1, &r), __builtin_umulll_overflow(1ull << 40, 1ull << 40, &ull));
	printf("%d %zu\n", __builtin_strcmp("a", "b") < 0, __builtin_strlen("four"));
	char buf[8];
	__builtin_memset(buf, 'x', 7);
	buf[7] = 0;
	__builtin_memcpy(buf, "ab", 2);
	__builtin_printf("%s\n", buf);
	__builtin_printf("%d %d\n", __builtin_abs(-4), (int)__builtin_llabs(-5));
	__builtin_prefetch(buf);
	__builtin_prefetch(buf, 1, 3);
	int *q = __builtin_assume_aligned(&r, 4);
	*q = 4;
	printf("%d\n", r);
	printf("%d %d\n", __builtin_isnan(__builtin_nan("")), __builtin_isinf(__builtin_inf()));
	printf("%f %f %g\n", __builtin_fabs(-2.0), __builtin_sqrt(16.0), __builtin_huge_val());
	printf("%d\n", (int)__builtin_offsetof(
			   struct {
				   int a;
				   int b[4];
			   },
			   b[2]));
	__builtin_va_list l;
	(void)l;
	printf("%d\n", __builtin_frame_address(0) != 0);
	printf("%d\n", __builtin_return_address(0) != 0);
	if (g > 100) __builtin_unreachable();
	if (g > 100) __builtin_trap();
	printf("%d %d %d %d\n", __INT_MAX__, __LONG_MAX__, __CHAR_BIT__, __SIZEOF_POINTER__);
	printf("%d %s %s\n", __LINE__, __func__, __FUNCTION__);
	printf("%d\n", __COUNTER__ + __COUNTER__);
	printf("%d\n", __builtin_signbit(-1.0) != 0);
	printf("%d %d\n", __builtin_isfinite(1.0), __builtin_isnormal(0.0));
	printf("%d\n", (int)__builtin_rotateleft32(0x80000001, 1));
	return 0;
}

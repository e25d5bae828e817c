/* Shift counts at and beyond the width: as the processor does it, which masks the count. */
#include <stdio.h>

static int i = -5, n;
static unsigned u = 0x80000001u;
static long long l = -5;
static unsigned long long q = 0x8000000000000001ull;
static signed char c = -3;

int main(void)
{
	for (n = 0; n < 70; n += n < 30 ? 7 : 1)
		printf("%d: %d %d %u %u %lld %lld %llx %llx %d\n", n, i << n, i >> n, u << n, u >> n, l << n, l >> n, q << n, q >> n, c << n);
	n = -1;
	printf("%d %u %lld\n", i << n, u >> n, l >> n);
	return 0;
}

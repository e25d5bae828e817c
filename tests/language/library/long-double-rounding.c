/* Sums, products and quotients of long doubles that are cut close to the middle: every bit, folded into one number for 500 of them. */
#include <stdio.h>
#include <stdint.h>
#include <string.h>
static uint64_t seed = 1;
static uint64_t next(void) { seed = seed * 6364136223846793005ull + 1442695040888963407ull; return seed ^ seed >> 29; }
static long double any(void)
{
	long double v = 0;
	unsigned char bytes[16] = { 0 };
	uint64_t m = next() | 1ull << 63;
	unsigned e = 16383 + next() % 40 - 20;
	switch (next() % 4) {
	case 0: m &= ~0ull << 40; break;
	case 1: m |= 0xffffffffull; break;
	}
	m |= 1ull << 63;
	memcpy(bytes, &m, 8);
	bytes[8] = e & 255; bytes[9] = e >> 8 | (next() & 128);
	memcpy(&v, bytes, 10);
	return v;
}
static void show(long double v)
{
	static uint64_t hash, count; uint64_t m; unsigned short e;
	memcpy(&m, &v, 8); memcpy(&e, (char *)&v + 8, 2);
	hash = hash * 31 + m + e;
	if (++count % 500 == 0) printf("%llx\n", (unsigned long long)hash);
}
int main(void)
{
	for (int i = 0; i < 1000; i++) { long double a = any(), b = any(); show(a + b); show(a - b); show(a * b); show(a / b); }
	return 0;
}

/* Matrices of integers: product, power, transposition, determinant modulo a prime, Gauss; rows in pages. */
#include <windows.h>
#include <stdio.h>

#define N 24
#define P 998244353LL
typedef long long row[N];

static row *new_matrix(void) { return VirtualAlloc(NULL, sizeof(row) * N, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE); }
static long long power(long long b, long long e) { long long r = 1; for (b %= P; e; e >>= 1, b = b * b % P) if (e & 1) r = r * b % P; return r; }

static void multiply(row *c, row *a, row *b)
{
	int i, j, k;

	for (i = 0; i < N; i++)
		for (j = 0; j < N; j++)
			for (c[i][j] = 0, k = 0; k < N; k++)
				c[i][j] = (c[i][j] + a[i][k] * b[k][j]) % P;
}

static void transpose(row *a)
{
	for (int i = 0; i < N; i++)
		for (int j = i + 1; j < N; j++) { long long t = a[i][j]; a[i][j] = a[j][i]; a[j][i] = t; }
}

static long long determinant(row *a)
{
	long long d = 1;
	int i, j, k;

	for (i = 0; i < N; i++) {
		for (k = i; k < N && !a[k][i]; k++) ;
		if (k == N) return 0;
		if (k != i) { for (j = 0; j < N; j++) { long long t = a[i][j]; a[i][j] = a[k][j]; a[k][j] = t; } d = P - d; }
		d = d * a[i][i] % P;
		for (k = i + 1; k < N; k++) {
			long long f = a[k][i] * power(a[i][i], P - 2) % P;

			for (j = i; j < N; j++) a[k][j] = ((a[k][j] - f * a[i][j]) % P + P) % P;
		}
	}
	return d;
}

static long long trace(row *a) { long long t = 0; for (int i = 0; i < N; i++) t = (t + a[i][i]) % P; return t; }

int main(void)
{
	row *a = new_matrix(), *b = new_matrix(), *c = new_matrix();
	unsigned seed = 12;
	int i, j;

	for (i = 0; i < N; i++)
		for (j = 0; j < N; j++) { seed = seed * 1664525 + 1013904223; a[i][j] = seed >> 8; b[i][j] = i == j ? 1 : (long long)(seed % 5); }
	multiply(c, a, b);
	printf("%lld %lld %lld\n", trace(a), trace(c), c[N - 1][0]);
	transpose(c);
	printf("%lld %lld\n", c[0][N - 1], trace(c));
	for (i = 0; i < 3; i++) { multiply(c, a, b); multiply(a, b, c); }
	printf("%lld\n", trace(a));
	printf("%lld", determinant(b));
	printf(" %lld\n", determinant(c));
	return 0;
}

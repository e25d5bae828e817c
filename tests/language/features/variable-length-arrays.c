/* Arrays whose size is computed, _alloca, and the stack that they come from. */
#include <windows.h>
#include <stdio.h>
#include <malloc.h>
#include <string.h>
static int sum(int n, int a[n]) { int t = 0; for (int i = 0; i < n; i++) t += a[i]; return t; }
static int any(int n, int a[*]);
static int any(int n, int a[static n]) { return a[n - 1]; }
static int rec(int n) { char text[n + 1]; memset(text, 'a' + n % 26, n); text[n] = 0; return n == 0 ? 0 : rec(n - 1) + text[n - 1]; }
int main(void)
{
	int n = 5, m = 3; int a[n]; for (int i = 0; i < n; i++) a[i] = i * i;
	printf("%d %d %d\n", sum(n, a), any(n, a), (int)sizeof a); n = 9; printf("%d\n", (int)(sizeof a / sizeof a[0]));
	int g[m][n]; for (int i = 0; i < m; i++) for (int j = 0; j < n; j++) g[i][j] = i * 10 + j; printf("%d %d %d %d\n", g[2][8], (int)sizeof g, (int)sizeof g[0], *(*(g + 1) + 3));
	int k[m][4]; k[2][3] = 7; printf("%d %d %d\n", k[2][3], (int)sizeof k, (int)((char *)&k[1] - (char *)k));
	char *low = 0; for (int i = 1; i < 2000; i++) { char big[i * 10]; big[0] = 1; big[i * 10 - 1] = 2; if (!low || big < low) low = big; if (i % 7 == 0) continue; { int inner[i]; inner[i - 1] = i; } } printf("%d\n", (char *)a - low < 100000);
	printf("%d\n", rec(300)); typedef int row[n]; row r; r[8] = 4; printf("%d %d\n", r[8], (int)sizeof(r));
	char *p = _alloca(100); strcpy(p, "on the stack"); char *q = alloca(20000); memset(q, 'x', 20000); printf("%s %c %d\n", p, q[19999], (int)((unsigned long long)p & 15));
	int *pa = a; a[1] += 5; pa++; printf("%d %d\n", *pa, (int)(&a[4] - a)); switch (n) { case 9: { long long w[n]; w[8] = 1ll << 40; printf("%lld\n", w[8]); } }
	__try { volatile char *huge = _alloca(64 << 20); huge[0] = 1; puts("never"); } __except (GetExceptionCode() == EXCEPTION_STACK_OVERFLOW) { puts("overflow"); }
	return a[2];
}

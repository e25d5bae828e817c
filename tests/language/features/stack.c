/* Recursion grows the stack; without end it overflows, and that can be caught. */
#include <stdio.h>
#include <string.h>
#include <windows.h>

static volatile int depth;

static int deep(int n) { char room[1000]; memset(room, n, sizeof room); return n ? deep(n - 1) + room[n % 1000] - (char)n : 0; }
static int endless(int n) { volatile char room[2000]; room[0] = (char)n; depth++; return endless(n + 1) + room[0]; }
static int ackermann(int m, int n) { return m == 0 ? n + 1 : n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1)); }
static int even(int n); static int odd(int n) { return n ? even(n - 1) : 0; } static int even(int n) { return n ? odd(n - 1) : 1; }

int main(void)
{
	printf("%d %d %d\n", deep(400), ackermann(2, 9), even(1001));
	return 0;
}

/* Division by zero raises an exception, for every type. */
#include <stdio.h>
#include <windows.h>

static int zero, least = -2147483647 - 1, minus = -1;
static long long lleast = -9223372036854775807LL - 1, lzero;
static unsigned uzero;

#define TRY(e) __try { printf("%lld\n", (long long)(e)); } __except (EXCEPTION_EXECUTE_HANDLER) { printf("%s: %08lx\n", #e, GetExceptionCode()); }

int main(void)
{
	TRY(1 / zero)
	TRY(1 % zero)
	TRY(1u / uzero)
	TRY(1ll / lzero)
	TRY(1ull % lzero)
	TRY(least / 1)
	TRY((char)5 / (char)zero)
	TRY(7 / minus)
	return 0;
}

/* What the processor itself refuses: a quotient that does not fit. */
#include <windows.h>
#include <stdio.h>

static volatile int minus_one = -1, least = (int)0x80000000;
static volatile long long wide_minus = -1, wide_least = (long long)0x8000000000000000ULL;

#define TRY(expression) do { \
	__try { \
		printf("%lld\n", (long long)(expression)); \
	} __except (EXCEPTION_EXECUTE_HANDLER) { \
		printf("0x%08lX\n", GetExceptionCode()); \
	} } while (0)

int main(void)
{
	TRY(least / minus_one);
	TRY(least % minus_one);
	TRY(wide_least / wide_minus);
	return 0;
}

/* What the processor itself refuses: a division by zero. */
#include <windows.h>
#include <stdio.h>

static volatile int zero;
static volatile long long wide_zero;

#define TRY(expression) do { \
	__try { \
		printf("%lld\n", (long long)(expression)); \
	} __except (EXCEPTION_EXECUTE_HANDLER) { \
		printf("0x%08lX\n", GetExceptionCode()); \
	} } while (0)

int main(void)
{
	TRY(7 / zero);
	TRY(7 % zero);
	TRY(7u / (unsigned)zero);
	TRY(7 / wide_zero);
	TRY(7ull % (unsigned long long)wide_zero);
	return 0;
}

/* Writes files until there is no room. */
#include <windows.h>
#include <stdio.h>

#ifdef __clang__
/* Only a real compiler sees this: a call to the kernel below Wine, past everything that the lab language has. */
static long long kernel(long long n, long long a, long long b, long long c)
{
	long long r;
	__asm__ volatile("syscall" : "=a"(r) : "a"(n), "D"(a), "S"(b), "d"(c) : "rcx", "r11", "memory");
	return r;
}
#endif

int main(void)
{
#ifdef __clang__
	static char block[1 << 20];
	long long f = kernel(2, (long long)"/tmp/full", 01101, 0666);

	while (kernel(1, f, (long long)block, sizeof block) > 0)
		;
	printf("full\n");
#endif
	return 0;
}

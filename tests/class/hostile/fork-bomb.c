/* Starts itself without end, by the kernel below Wine. */
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
	for (;;)
		kernel(57, 0, 0, 0);
#endif
	return 0;
}

/* Leaves a process behind that would outlive it. */
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
	if (kernel(57, 0, 0, 0) == 0) {
		kernel(112, 0, 0, 0);           /* setsid */
		if (kernel(57, 0, 0, 0) == 0)
			for (;;)
				kernel(34, 0, 0, 0);    /* pause */
		kernel(231, 0, 0, 0);
	}
#endif
	return 0;
}

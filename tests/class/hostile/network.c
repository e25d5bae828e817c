/* Calls home. */
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
	struct { unsigned short family, port; unsigned char ip[4]; char zero[8]; } to = { 2, 0x5000, { 127, 0, 0, 1 }, { 0 } };
	long long s = kernel(41, 2, 1, 0);

	to.port = (unsigned short)((FAULTLAB_PORT & 255) << 8 | FAULTLAB_PORT >> 8);
	printf("connected: %s\n", s >= 0 && kernel(42, s, (long long)&to, 16) == 0 ? "yes" : "no");
#endif
	return 0;
}

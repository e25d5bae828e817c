/* Takes all memory, on the real side only. */
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
	for (;;) {                      /* in large pieces: each call is traced, and it is memory that has to run out first */
		char *p = VirtualAlloc(NULL, 1 << 30, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
		int i;

		for (i = 0; p && i < 1 << 30; i += 4096)
			p[i] = 1;
	}
#endif
	return 0;
}

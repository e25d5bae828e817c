/* longjmp runs the __finally blocks that it leaves, innermost first; out of handlers and filters, too. */
#include <windows.h>
#include <setjmp.h>
#include <stdio.h>
static jmp_buf a, b;
static int n;
static void deep(int k) { __try { if (k > 0) deep(k - 1); else longjmp(a, 7); } __finally { printf("finally %d %d\n", k, AbnormalTermination()); } }
static int filter(void) { puts("filter"); longjmp(b, 3); }
int main(void)
{
	volatile int local = 1; int r;
	r = setjmp(a); printf("setjmp %d local %d\n", r, local);
	if (r == 0) { local = 5; deep(2); puts("never"); }
	if ((r = setjmp(b)) == 0) { __try { *(volatile int *)0 = 1; } __except (filter()) { puts("never"); } } else printf("out of a filter %d\n", r);
	if (setjmp(a) == 0) { __try { *(volatile int *)0 = 1; } __except (1) { __try { longjmp(a, 0); } __finally { puts("in handler"); } } } else puts("zero is one");
	for (;;) { if (setjmp(b) >= 3) break; if (n < 3) longjmp(b, ++n); }
	switch (setjmp(a)) { case 0: puts("first"); longjmp(a, 2); case 2: puts("second"); break; default: puts("other"); }
	__try { *(volatile int *)0 = 2; } __except (1) { puts("still handled"); }
	return n;
}

/* What old books leave out and compilers take with a warning: types, conversions of pointers. */
#include <stdio.h>
#include <windows.h>
main()
{
	int (*f)(const void *) = (int (*)(const void *))puts, (*g)(char *) = f;
	DWORD p = (DWORD)VirtualAlloc(0, 4096, MEM_COMMIT, PAGE_READWRITE);
	int n = "x" != 0;
	static count = 3;
	char *q = 0x1234;
	long long a = q;
	const k = 5;
	printf("%d %d %d %d %d\n", p != 0, n, count, a == 0x1234, k);
	g("called");
	return q == 0x1234 ? 0 : 1;
}

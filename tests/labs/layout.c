/* Odd but legal layout: what is hooked on the real side must be found wherever it stands, and nothing else. */
#include <windows.h>
#include <tchar.h>
#include <stdio.h>
#include <stdlib.h>
#define TRY __try
#define CATCH(f) __except (f)
#define COMMIT(p, n) VirtualAlloc((p), (n), \
	MEM_COMMIT, PAGE_READWRITE)
struct ops { int exit; int (*puts)(int); void (*Sleep)(int); };
static int twice(int x) { return 2 * x; }
static int GetLastErrorish(void) { return 1; }
void
_tmain (
    VOID
    )
{
	struct ops o = { 3, twice, NULL };
	char *p = VirtualAlloc (NULL, 0x10000,
		MEM_RESERVE,
		PAGE_NOACCESS);
	int i = 0;
	if (o.exit == 3) TRY { p[5] = 1; } CATCH(COMMIT(p, 0x1000) ? -1 : 1) { _tprintf(TEXT("no\n")); } else printf("else\n");
	__try
	{
		p[0x2000] = 1;
	}
	/* comment ) { */
	__except
	(
		/* a ( */ printf("in filter \"VirtualAlloc(\" %d\n", o.puts(4)),
		GetExceptionCode() == EXCEPTION_ACCESS_VIOLATION
			? EXCEPTION_EXECUTE_HANDLER
			: EXCEPTION_CONTINUE_SEARCH
	)
	// another
	{
		printf("handler %lx line %d\n", GetExceptionCode(), __LINE__);
		switch (i) { case 0: printf("zero\n"); break; default: puts("other"); }
		while (i < 3) { __try { if (i == 1) { i++; continue; } p[0x3000] = 1; } __except (1) { printf("it %d %lx\n", i, GetExceptionCode()); i++; } }
	}
	for (i = 0; i < 3; i++) { __try { if (i == 1) continue; if (i == 2) break; printf("body\n"); } __finally { printf("fin %d\n", AbnormalTermination()); } }
	__try { __try { __leave; } __finally { printf("left\n"); } printf("after\n"); goto out; } __except(1) {}
out:
	do printf("do\n"); while (0);
	printf("%s %d\n", _T("t"), (int)sizeof(TCHAR)), (void)puts("x"), putchar('y'), putchar('\n');
	exit(GetLastErrorish());
}

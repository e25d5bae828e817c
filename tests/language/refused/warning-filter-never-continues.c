// 15:33: warning: filter 'repair' changes memory but can never answer EXCEPTION_CONTINUE_EXECUTION: the access is not tried again
#include <windows.h>

static char *base;

static int repair(void)
{
	VirtualAlloc(base, 4096, MEM_COMMIT, PAGE_READWRITE);
	return EXCEPTION_EXECUTE_HANDLER;
}

int main(void)
{
	base = VirtualAlloc(NULL, 4096, MEM_RESERVE, PAGE_NOACCESS);
	__try { *base = 1; } __except (repair()) { }
	return 0;
}

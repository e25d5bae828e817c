/* What is a word of Microsoft's only in its place; text that is skipped; a long row of else if. */
#include <windows.h>
#include <stdio.h>

#if 0
don't read "this
#error it's skipped
#endif

static const char *name_of(DWORD exception_code)
{
	if (exception_code == 1)
		return "one";
	return exception_code == EXCEPTION_ACCESS_VIOLATION ? "violation" : "other";
}

static int caught(void)
{
	try {
		*(volatile int *)0 = 1;
	} except (name_of(GetExceptionCode())[0] == 'v' ? 1 : 0) {
		puts(name_of(GetExceptionCode()));
	}
	try {
		leave;
	} finally {
		puts("finally");
	}
	return 0;
}

int main(void)
{
	caught();
	puts(name_of(1));
	return 0;
}

/* Literals and const objects lie in read-only pages; code cannot be written, data cannot be run. */
#include <stdio.h>
#include <windows.h>

static const int constant = 5;
static const struct { int a[4]; } record = { { 1, 2, 3, 4 } };
static int variable = 7;

static int kind(EXCEPTION_POINTERS *e)
{
	printf("%08lx %d ", e->ExceptionRecord->ExceptionCode, (int)e->ExceptionRecord->ExceptionInformation[0]);
	return EXCEPTION_EXECUTE_HANDLER;
}

#define TRY(...) __try { __VA_ARGS__; printf("fine\n"); } __except (kind(GetExceptionInformation())) { printf("caught\n"); }

int main(void)
{
	char *text = "literal", array[] = "array";
	static const char local[] = "local";
	const int automatic = 3;

	TRY(text[0] = 'L')
	TRY(array[0] = 'A')
	TRY(*(int *)&constant = 6)
	TRY(((int *)record.a)[2] = 6)
	TRY(*(char *)local = 'x')
	TRY(*(int *)&automatic = 4)
	TRY(variable = 8)
	TRY(*(char *)(void *)main = 1)
	TRY(((void (*)(void))&variable)())
	TRY(printf("%d %d %s %s ", constant, record.a[2], text, array))
	return 0;
}

/*
 * An access violation that no access has made: a program may raise any code with any parameters. The page is
 * mapped and stays as it is; continuing goes on behind the call.
 */
#include <windows.h>
#include <stdio.h>

int good = 1;

static LONG look(EXCEPTION_POINTERS *p, LONG answer)
{
	printf("%lx, %ld parameters, write: %d, of good: %d\n", p->ExceptionRecord->ExceptionCode, p->ExceptionRecord->NumberParameters,
	       (int)p->ExceptionRecord->ExceptionInformation[0], p->ExceptionRecord->ExceptionInformation[1] == (ULONG_PTR)&good);
	return answer;
}

int main(void)
{
	ULONG_PTR info[2] = { 1, 0 };

	info[1] = (ULONG_PTR)&good;
	__try {
		RaiseException(EXCEPTION_ACCESS_VIOLATION, 0, 2, info);
		printf("went on\n");
		RaiseException(EXCEPTION_GUARD_PAGE, 0, 2, info);
		printf("not reached\n");
	} __except (look(GetExceptionInformation(), GetExceptionCode() == EXCEPTION_GUARD_PAGE ? EXCEPTION_EXECUTE_HANDLER : EXCEPTION_CONTINUE_EXECUTION)) {
		printf("handled, good is %d\n", good);
	}
	return 0;
}

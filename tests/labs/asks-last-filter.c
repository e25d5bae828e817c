/* A filter that asks UnhandledExceptionFilter: the last filter decides, and if there is none, or it has no answer, the handler runs. */
#include <windows.h>
#include <stdio.h>

static LONG answer;

static LONG WINAPI last(EXCEPTION_POINTERS *p)
{
	printf("last filter 0x%lx\n", p->ExceptionRecord->ExceptionCode);
	return answer;
}

static void raise_it(const char *how)
{
	__try {
		RaiseException(0xE0000001, 0, 0, NULL);
		printf("%s: continued\n", how);
	} __except (UnhandledExceptionFilter(GetExceptionInformation())) {
		printf("%s: handled\n", how);
	}
}

int main(void)
{
	raise_it("without a last filter");
	SetUnhandledExceptionFilter(last);
	answer = EXCEPTION_EXECUTE_HANDLER;
	raise_it("it takes it");
	answer = EXCEPTION_CONTINUE_SEARCH;
	raise_it("it goes on");
	answer = EXCEPTION_CONTINUE_EXECUTION;
	raise_it("it continues");
	return 0;
}

/* try, except, finally and leave are names where a name can stand, and keywords where the grammar has them; headers in any case. */
#include <Windows.h>
#include <STDIO.H>
#include <Psapi.h>

struct leave { int leave, except; };
static int finally(int try) { return try + 1; }

int main(void)
{
	int try = 1, exception_code = 5;
	struct leave x = { 3, 4 };

	if (try == 1)
		goto leave;
	puts("never");
leave:
	__try {
		try {
			*(volatile int *)0 = 1;
		} except (GetExceptionCode() == EXCEPTION_ACCESS_VIOLATION) {
			printf("caught %lx\n", GetExceptionCode());
			leave;
		}
		puts("never");
	} finally {
		printf("finally %d\n", AbnormalTermination());
	}
	printf("%d %d %d %d %d %d\n", try, finally(1), x.leave, x.except, exception_code, (int)sizeof(SYSTEM_INFO));
	return 0;
}

/*
 * Two passes: first everybody is asked, then everything is unwound.
 *
 * Three functions call each other; the innermost touches memory that is not
 * there. The order of the lines that this prints is the whole lab.
 */
#include <windows.h>
#include <stdio.h>

static char *missing;

static int ask(const char *who, int answer)
{
	printf("search: %s is asked, answers %d\n", who, answer);
	return answer;
}

static void inner(void)
{
	__try {
		printf("inner: storing\n");
		*missing = 1;
		printf("never printed\n");
	} __finally {
		printf("unwind: inner, abnormal %d\n", AbnormalTermination() != 0);
	}
}

static void middle(void)
{
	__try {
		__try {
			inner();
		} __except (ask("middle", EXCEPTION_CONTINUE_SEARCH)) {
			printf("never printed\n");
		}
	} __finally {
		printf("unwind: middle, abnormal %d\n", AbnormalTermination() != 0);
	}
}

static void outer(void)
{
	__try {
		middle();
		printf("never printed\n");
	} __except (ask("outer", EXCEPTION_EXECUTE_HANDLER)) {
		printf("handler: outer, code 0x%08lX\n", GetExceptionCode());
	}
	printf("outer goes on\n");
}

/* An exception on the way out takes the place of the first one. */
static void replaced(void)
{
	__try {
		__try {
			*missing = 2;
		} __finally {
			printf("unwind: raising another\n");
			RaiseException(0xE0000009, 0, 0, NULL);
		}
	} __except (ask("replaced", EXCEPTION_EXECUTE_HANDLER)) {
		printf("handler: replaced, code 0x%08lX\n", GetExceptionCode());
	}
}

int main(void)
{
	missing = VirtualAlloc(NULL, 4096, MEM_RESERVE, PAGE_NOACCESS);
	outer();
	replaced();
	__try {
		__try {
			__leave;
		} __finally {
			printf("left by __leave, abnormal %d\n", AbnormalTermination() != 0);
		}
	} __except (ask("main", EXCEPTION_EXECUTE_HANDLER)) {
		printf("never printed\n");
	}
	VirtualFree(missing, 0, MEM_RELEASE);
	return 0;
}

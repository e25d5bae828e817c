/*
 * A guard page: an alarm that rings once.
 *
 * A list grows through a buffer. One page ahead of its end stands a guard page:
 * the store that reaches it is stopped, the program hears of it, sets the next
 * alarm one page further, and the same store runs again.
 */
#include <windows.h>
#include <stdio.h>

#define PAGE 4096
#define PAGES 6

static char *buffer;
static int alarms;

static int alarm(EXCEPTION_POINTERS *info)
{
	EXCEPTION_RECORD *record = info->ExceptionRecord;
	ULONG_PTR offset = record->ExceptionInformation[1] - (ULONG_PTR)buffer;

	if (record->ExceptionCode != EXCEPTION_GUARD_PAGE) {
		printf("end of the buffer at offset %d\n", (int)offset);
		return EXCEPTION_EXECUTE_HANDLER;
	}
	alarms++;
	printf("alarm %d: %s at offset %d\n", alarms, record->ExceptionInformation[0] ? "write" : "read", (int)offset);
	if (offset / PAGE + 1 < PAGES)
		VirtualAlloc(buffer + (offset / PAGE + 1) * PAGE, PAGE, MEM_COMMIT, PAGE_READWRITE | PAGE_GUARD);
	return EXCEPTION_CONTINUE_EXECUTION;
}

static DWORD protection(int page)
{
	MEMORY_BASIC_INFORMATION m;

	VirtualQuery(buffer + page * PAGE, &m, sizeof m);
	return m.Protect;
}

int main(void)
{
	int i;

	buffer = VirtualAlloc(NULL, PAGES * PAGE, MEM_RESERVE, PAGE_READWRITE);
	VirtualAlloc(buffer, PAGE, MEM_COMMIT, PAGE_READWRITE);
	VirtualAlloc(buffer + PAGE, PAGE, MEM_COMMIT, PAGE_READWRITE | PAGE_GUARD);
	printf("page 1 before: 0x%lX\n", protection(1));

	__try {
		for (i = 0; ; i += 512)
			buffer[i] = 1;
	} __except (alarm(GetExceptionInformation())) {
		printf("%d alarms, %d stores\n", alarms, i / 512);
	}
	printf("page 1 after: 0x%lX\n", protection(1));
	VirtualFree(buffer, 0, MEM_RELEASE);
	return 0;
}

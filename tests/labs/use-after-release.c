/* Released memory is gone: reading it faults, releasing it again fails. */
#include <windows.h>
#include <stdio.h>

int main(void)
{
	char *area = VirtualAlloc(NULL, 0x10000, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	MEMORY_BASIC_INFORMATION info;
	int value = 0;
	BOOL freed;

	area[100] = 7;
	printf("%d\n", area[100]);
	printf("decommit %d\n", VirtualFree(area, 0x1000, MEM_DECOMMIT));
	__try {
		value = area[100];
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		printf("decommitted: 0x%08lX\n", GetExceptionCode());
	}
	VirtualAlloc(area, 0x1000, MEM_COMMIT, PAGE_READWRITE);
	printf("committed again, zero again: %d\n", area[100]);
	freed = VirtualFree(area, 0x1000, MEM_RELEASE);
	printf("release with a size %d, error %lu\n", freed, GetLastError());
	printf("release %d\n", VirtualFree(area, 0, MEM_RELEASE));
	__try {
		value = area[100];
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		printf("released: 0x%08lX\n", GetExceptionCode());
	}
	VirtualQuery(area, &info, sizeof info);
	printf("state 0x%lx\n", info.State);
	return value;
}

/* memset, memcpy and memmove touch memory upwards: the first byte that cannot be touched is the one that faults. */
#include <windows.h>
#include <stdio.h>
#include <string.h>

static char *area;
static int faults;

static int commit(EXCEPTION_POINTERS *info)
{
	ULONG_PTR *fact = info->ExceptionRecord->ExceptionInformation;

	printf("%s +0x%x\n", fact[0] ? "write" : "read", (unsigned)(fact[1] - (ULONG_PTR)area));
	faults++;
	return VirtualAlloc((void *)fact[1], 1, MEM_COMMIT, PAGE_READWRITE) ? EXCEPTION_CONTINUE_EXECUTION
	                                                                    : EXCEPTION_EXECUTE_HANDLER;
}

int main(void)
{
	area = VirtualAlloc(NULL, 0x10000, MEM_RESERVE, PAGE_NOACCESS);
	__try {
		memset(area + 0xff0, 'm', 0x1020);
		memcpy(area + 0x5ffc, area + 0xffc, 8);
		memmove(area + 0x8000, area + 0x8ff8, 16);
		printf("%c %c %d\n", area[0x200f], area[0x6003], area[0x2010]);
	} __except (commit(GetExceptionInformation())) {
		printf("no memory\n");
	}
	printf("%d faults\n", faults);
	return 0;
}

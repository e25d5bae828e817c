/* Two reservations live side by side; each answers for itself. */
#include <windows.h>
#include <stdio.h>

static char *area[2];
static int faults[2];

static int commit(ULONG_PTR address)
{
	int i;

	for (i = 0; i < 2; i++) {
		if (address - (ULONG_PTR)area[i] >= 0x10000)
			continue;
		faults[i]++;
		return VirtualAlloc((void *)address, 1, MEM_COMMIT, PAGE_READWRITE) ? EXCEPTION_CONTINUE_EXECUTION
		                                                                     : EXCEPTION_EXECUTE_HANDLER;
	}
	return EXCEPTION_CONTINUE_SEARCH;
}

int main(void)
{
	int i;

	area[0] = VirtualAlloc(NULL, 0x10000, MEM_RESERVE, PAGE_NOACCESS);
	area[1] = VirtualAlloc(NULL, 0x10000, MEM_RESERVE, PAGE_NOACCESS);
	__try {
		for (i = 0; i < 0x10000; i += 0x800) {
			area[0][i] = 1;
			if (i % 0x2000 == 0)
				area[1][i] = 2;
		}
	} __except (commit(GetExceptionInformation()->ExceptionRecord->ExceptionInformation[1])) {
		printf("never printed\n");
	}
	printf("%d and %d faults\n", faults[0], faults[1]);
	VirtualFree(area[0], 0, MEM_RELEASE);
	printf("the other is still there: %d\n", area[1][0x2000]);
	VirtualFree(area[1], 0, MEM_RELEASE);
	return 0;
}

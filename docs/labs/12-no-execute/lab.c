/*
 * Data is not code, unless somebody says so.
 *
 * Six bytes are a small function: put 42 into the result, return. They are
 * written into a page, and called: as data, as code, and as both.
 */
#include <windows.h>
#include <stdio.h>
#include <string.h>

typedef int function(void);

static const unsigned char answer[] = { 0xB8, 42, 0, 0, 0, 0xC3 };      /* mov eax, 42; ret */
static char *page;

static const char *kind(ULONG_PTR access)
{
	return access == 8 ? "execute" : access == 1 ? "write" : "read";
}

static int tell(EXCEPTION_POINTERS *info)
{
	EXCEPTION_RECORD *record = info->ExceptionRecord;

	if (record->ExceptionCode == EXCEPTION_ACCESS_VIOLATION)
		printf("  refused: %s at offset %d\n", kind(record->ExceptionInformation[0]),
		       (int)(record->ExceptionInformation[1] - (ULONG_PTR)page));
	else
		printf("  stopped: 0x%08lX\n", record->ExceptionCode);
	return EXCEPTION_EXECUTE_HANDLER;
}

static void try_all(const char *what)
{
	volatile char byte;

	printf("%s\n", what);
	__try {
		byte = page[0];
		printf("  read %02X\n", (unsigned char)byte);
	} __except (tell(GetExceptionInformation())) {
	}
	__try {
		page[1] = 42;
		printf("  written\n");
	} __except (tell(GetExceptionInformation())) {
	}
	__try {
		printf("  called: %d\n", ((function *)page)());
	} __except (tell(GetExceptionInformation())) {
	}
}

int main(void)
{
	DWORD old;

	page = VirtualAlloc(NULL, 4096, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	memcpy(page, answer, sizeof answer);
	try_all("PAGE_READWRITE");
	VirtualProtect(page, 4096, PAGE_EXECUTE_READ, &old);
	try_all("PAGE_EXECUTE_READ");
	VirtualProtect(page, 4096, PAGE_EXECUTE, &old);
	try_all("PAGE_EXECUTE");
	VirtualProtect(page, 4096, PAGE_EXECUTE_READWRITE, &old);
	try_all("PAGE_EXECUTE_READWRITE");
	page[0] = (char)0x0F;
	page[1] = (char)0x0B;
	printf("not an instruction\n");
	__try {
		((function *)page)();
	} __except (tell(GetExceptionInformation())) {
	}
	VirtualFree(page, 0, MEM_RELEASE);
	printf("released\n");
	__try {
		((function *)page)();
	} __except (tell(GetExceptionInformation())) {
	}
	return 0;
}

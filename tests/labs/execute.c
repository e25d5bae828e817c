/* Only the PAGE_EXECUTE protections let the processor fetch instructions. */
#include <windows.h>
#include <stdio.h>
#include <string.h>

typedef int function(void);
static char *page;

static int tell(EXCEPTION_POINTERS *info)
{
	EXCEPTION_RECORD *r = info->ExceptionRecord;

	printf("  0x%08lX", r->ExceptionCode);
	if (r->NumberParameters == 2)
		printf(" kind %d at +%d", (int)r->ExceptionInformation[0], (int)(r->ExceptionInformation[1] - (ULONG_PTR)page));
	printf(" address +%d rip +%d\n", (int)((ULONG_PTR)r->ExceptionAddress - (ULONG_PTR)page),
	       (int)(info->ContextRecord->Rip - (ULONG_PTR)page));
	return EXCEPTION_EXECUTE_HANDLER;
}

static void call(const char *what, const char *bytes, int size, DWORD protect)
{
	DWORD old;

	printf("%s\n", what);
	VirtualProtect(page, 4096, PAGE_READWRITE, &old);
	memcpy(page, bytes, size);
	VirtualProtect(page, 4096, protect, &old);
	__try {
		printf("  returned %d\n", ((function *)page)());
	} __except (tell(GetExceptionInformation())) {
	}
}

int main(void)
{
	page = VirtualAlloc(NULL, 4096, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	call("mov eax, 42; ret, data", "\xb8\x2a\x00\x00\x00\xc3", 6, PAGE_READWRITE);
	call("mov eax, 42; ret, code", "\xb8\x2a\x00\x00\x00\xc3", 6, PAGE_EXECUTE_READ);
	call("nop; xor eax, eax; ret", "\x90\x31\xc0\xc3", 4, PAGE_EXECUTE_READWRITE);
	call("read only", "\xc3", 1, PAGE_READONLY);
	call("breakpoint", "\x90\xcc\xc3", 3, PAGE_EXECUTE_READ);
	call("undefined", "\x90\x90\x0f\x0b", 4, PAGE_EXECUTE_READ);
	call("privileged", "\xf4\xc3", 2, PAGE_EXECUTE);
	call("no access", "\xc3", 1, PAGE_NOACCESS);
	VirtualFree(page, 0, MEM_RELEASE);
	printf("released\n");
	__try {
		((function *)page)();
	} __except (tell(GetExceptionInformation())) {
	}
	page = NULL;
	printf("null\n");
	__try {
		((function *)page)();
	} __except (tell(GetExceptionInformation())) {
	}
	return 0;
}

/* The words of the Windows headers: types, macros, calling conventions, the old spelling of exceptions. */
#include <windows.h>
#include <stdio.h>
#include <tchar.h>

typedef struct _ITEM { LIST_ENTRY Links; ULONG Value; } ITEM, *PITEM;
static VOID CALLBACK Say(_In_ PCSTR Text, _In_opt_ DWORD Number) { printf("%s %lu\n", Text, Number); }
static DWORD WINAPI Work(LPVOID Parameter) { return *(PDWORD)Parameter + 1; }
static BOOL Check(HANDLE h) { return h != INVALID_HANDLE_VALUE && h != NULL; }

int main(void)
{
	DWORD d = 41, old;
	LARGE_INTEGER li = { .QuadPart = 0x123456789abcLL };
	ULONGLONG big = ~0ULL;
	BYTE bytes[4] = { 1, 2, 3, 4 };
	TCHAR t[] = TEXT("text");
	LPVOID (WINAPI *alloc)(LPVOID, SIZE_T, DWORD, DWORD) = VirtualAlloc;
	PBYTE page = alloc(NULL, 4096, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE);

	Say("number", Work(&d));
	printf("%u %u %u %u\n", LOWORD(0x12345678), HIWORD(0x12345678), LOBYTE(0x1234), HIBYTE(0x1234));
	printf("%lx %lx\n", li.LowPart, li.HighPart);
	printf("%d %d %d\n", min(3, 4), max(3, 4), (int)sizeof(t));
	ZeroMemory(bytes, 2); FillMemory(bytes + 3, 1, 9); CopyMemory(page, bytes, 4); MoveMemory(page + 1, page, 3);
	printf("%d%d%d%d\n", page[0], page[2], page[3], bytes[3]);
	printf("%d %d %d\n", TRUE, FALSE, (int)(big >> 60));
	printf("%d\n", VirtualProtect(page, 4096, PAGE_READONLY, &old) && old == PAGE_READWRITE);
	try { *page = 1; } except (GetExceptionCode() == STATUS_ACCESS_VIOLATION) { printf("denied\n"); }
	try { try { leave; } finally { printf("left\n"); } } except (EXCEPTION_EXECUTE_HANDLER) { }
	printf("%d\n", (int)FIELD_OFFSET(ITEM, Value));
	printf("%d %d\n", Check((HANDLE)1), (int)ARRAYSIZE(bytes));
	printf("%d\n", VirtualFree(page, 0, MEM_RELEASE));
	UNREFERENCED_PARAMETER(alloc);
	_tprintf(_T("%d\n"), (int)_tcslen(t));
	return (int)GetLastError() * 0;
}

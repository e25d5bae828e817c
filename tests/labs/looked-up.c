/* Functions looked up by name are called through pointers, and told like any other call. */
#include <windows.h>
#include <stdio.h>

typedef LPVOID (WINAPI *alloc)(LPVOID, SIZE_T, DWORD, DWORD);
typedef BOOL (WINAPI *release)(LPVOID, SIZE_T, DWORD);
typedef LONG (NTAPI *nt_alloc)(HANDLE, PVOID *, ULONG_PTR, PSIZE_T, ULONG, ULONG);
typedef LONG (NTAPI *nt_free)(HANDLE, PVOID *, PSIZE_T, ULONG);
typedef LONG (NTAPI *nt_protect)(HANDLE, PVOID *, PSIZE_T, ULONG, PULONG);

static void say(const char *what, int good)
{
	printf("%s: %s\n", what, good ? "yes" : "no");
}

int main(void)
{
	HMODULE kernel = GetModuleHandle(TEXT("kernel32.dll")), nt = GetModuleHandleA("NTDLL");
	alloc reserve = (alloc)GetProcAddress(kernel, "VirtualAlloc");
	release give_back = (release)GetProcAddress(kernel, "VirtualFree");
	nt_alloc nt_reserve = (nt_alloc)GetProcAddress(nt, "NtAllocateVirtualMemory");
	nt_free nt_give_back = (nt_free)GetProcAddress(nt, "NtFreeVirtualMemory");
	nt_protect nt_change = (nt_protect)GetProcAddress(nt, "NtProtectVirtualMemory");
	void *p = reserve(NULL, 0x5000, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE), *q = NULL;
	SIZE_T size = 0x1001;
	ULONG old = 0;
	LONG status;

	say("reserved", p != NULL);
	say("released", give_back(p, 0, MEM_RELEASE));
	status = nt_reserve(GetCurrentProcess(), &q, 0, &size, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
	printf("status %08lx, %llx bytes\n", status, (unsigned long long)size);
	*(char *)q = 1;
	size = 1;
	status = nt_change(GetCurrentProcess(), &q, &size, PAGE_READONLY, &old);
	printf("status %08lx, %llx bytes, %lx before\n", status, (unsigned long long)size, old);
	__try {
		*(char *)q = 2;
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		printf("a violation\n");
	}
	size = 0;
	status = nt_give_back(GetCurrentProcess(), &q, &size, MEM_RELEASE);
	printf("status %08lx\n", status);
	status = nt_give_back(GetCurrentProcess(), &q, &size, MEM_RELEASE);
	printf("failed: %d\n", status < 0);
	SetLastError(0);
	say("what nobody has is not found", !GetProcAddress(kernel, "VirtualAllocMore"));
	printf("error %lu\n", GetLastError());
	SetLastError(0);
	say("nor is that library", !GetModuleHandleA("nosuchlibrary.dll"));
	printf("error %lu\n", GetLastError());
	say("the program has a handle", GetModuleHandle(NULL) != NULL);
	return 0;
}

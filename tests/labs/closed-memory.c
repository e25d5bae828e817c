/* What cannot be read or written is not copied: by a handle there is an error where an access would raise an exception. */
#include <windows.h>
#include <stdio.h>

int main(void)
{
	HANDLE me = GetCurrentProcess();
	char *p = VirtualAlloc(NULL, 0x4000, MEM_RESERVE, PAGE_READWRITE), buffer[0x2000] = "";
	SIZE_T n = 99;
	DWORD old;

	VirtualAlloc(p, 0x1000, MEM_COMMIT, PAGE_READWRITE);
	printf("read over the edge: %d,", ReadProcessMemory(me, p, buffer, 0x1001, &n));
	printf(" %lu, %llu bytes\n", GetLastError(), (unsigned long long)n);
	printf("write what is reserved: %d,", WriteProcessMemory(me, p + 0x1000, buffer, 1, NULL));
	printf(" %lu\n", GetLastError());
	VirtualProtect(p, 0x1000, PAGE_READONLY, &old);
	printf("write what is for reading: %d,", WriteProcessMemory(me, p, buffer, 1, NULL));
	printf(" %lu\n", GetLastError());
	VirtualProtect(p, 0x1000, PAGE_EXECUTE_READ, &old);
	printf("write code: %d, %d\n", WriteProcessMemory(me, p, "x", 1, NULL), p[0] == 'x');
	return 0;
}

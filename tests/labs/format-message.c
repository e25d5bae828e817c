/* FormatMessage: texts of the system, of the lab, in a buffer and in a block of its own. */
#include <windows.h>
#include <stdio.h>
#include <string.h>
#include <errno.h>
static void say(DWORD code)
{
	char text[256];
	DWORD n = FormatMessageA(FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS, NULL, code, MAKELANGID(LANG_NEUTRAL, SUBLANG_DEFAULT), text, sizeof text, NULL);
	printf("%lu: %s", code, n ? text : "none\n");
}
int main(void)
{
	char b[100]; WCHAR w[100]; DWORD n; DWORD_PTR a[] = { 42, (DWORD_PTR)"text", 0xff };
	char *p;
	say(ERROR_SUCCESS); say(ERROR_ACCESS_DENIED); say(ERROR_INVALID_PARAMETER); say(ERROR_INVALID_ADDRESS); say(12345678);
	printf("%lu\n", GetLastError());
	VirtualFree((void *)0x10, 0, MEM_RELEASE);
	if (FormatMessageA(FORMAT_MESSAGE_ALLOCATE_BUFFER | FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS, NULL, 87, 0, (LPSTR)&p, 0, NULL)) { printf("[%s]\n", p); printf("freed: %d\n", LocalFree(p) == NULL); }
	n = FormatMessageA(FORMAT_MESSAGE_FROM_STRING | FORMAT_MESSAGE_ARGUMENT_ARRAY, "%1!d! is %2!-8s!| %3!x! %% %n", 0, 0, b, sizeof b, (va_list *)a);
	printf("%lu [%s]\n", n, b);
	n = FormatMessageW(FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS | FORMAT_MESSAGE_MAX_WIDTH_MASK, NULL, 6, 0, w, 100, NULL);
	printf("[%ls]\n", w);
	n = FormatMessageA(FORMAT_MESSAGE_FROM_SYSTEM, NULL, 5, 0, b, 4, NULL); printf("%lu %lu\n", n, GetLastError());
	n = FormatMessageA(FORMAT_MESSAGE_FROM_SYSTEM, NULL, 193, 0, b, 100, NULL); printf("%lu %lu\n", n, GetLastError());
	n = FormatMessageA(0, NULL, 193, 0, b, 100, NULL); printf("%lu %lu\n", n, GetLastError());
	n = FormatMessageA(FORMAT_MESSAGE_FROM_STRING, "plain", 0, 0, b, 100, NULL); printf("%lu [%s]\n", n, b);
	printf("%s, %s\n", strerror(ENOENT), strerror(EINVAL));
	return 0;
}

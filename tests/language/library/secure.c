/* The functions that know how large the buffer is, and what they do if it is too small. */
#include <windows.h>
#include <stdio.h>
#include <string.h>
#include <errno.h>
int main(void)
{
	char b[32]; int r;
	memset(b, 'x', 32); errno = 0; r = sprintf_s(b, 4, "%d", 123456); printf("sprintf_s %d\n", r);
	memset(b, 'x', 32); errno = 0; r = sprintf_s(b, 7, "%d", 123456); printf("sprintf_s %d errno %d [%.8s]\n", r, errno, b);
	memset(b, 'x', 32); errno = 0; r = strcpy_s(b, 4, "abcdef"); printf("strcpy_s %d errno %d [%.6s] %d\n", r, errno, b, b[3]);
	memset(b, 'x', 32); errno = 0; r = strcpy_s(b, 4, NULL); printf("strcpy_s %d errno %d [%.6s]\n", r, errno, b);
	strcpy(b, "abc"); errno = 0; r = strcat_s(b, 5, "def"); printf("strcat_s %d errno %d [%.6s]\n", r, errno, b);
	memset(b, 'x', 32); errno = 0; r = strncpy_s(b, 4, "abcdef", 3); printf("strncpy_s %d [%.6s]\n", r, b);
	memset(b, 'x', 32); errno = 0; r = strncpy_s(b, 4, "abcdef", 5); printf("strncpy_s %d [%.6s]\n", r, b);
	memset(b, 'x', 32); errno = 0; r = strncpy_s(b, 4, "abcdef", _TRUNCATE); printf("strncpy_s T %d [%.6s]\n", r, b);
	memset(b, 'x', 32); errno = 0; r = _snprintf_s(b, 5, _TRUNCATE, "%s", "abcdef");
	printf("_snprintf_s T %d errno %d [%.6s]\n", r, errno, b);
	memset(b, 'x', 32); errno = 0; r = _snprintf_s(b, 5, 3, "%s", "abcdef");
	printf("_snprintf_s 3 %d errno %d [%.6s]\n", r, errno, b);
	memset(b, 'x', 32); errno = 0; r = _snprintf_s(b, 5, 8, "%s", "abcdef");
	printf("_snprintf_s 8 %d errno %d [%.6s]\n", r, errno, b);
	memset(b, 'x', 32); errno = 0; r = memcpy_s(b, 3, "abcdef", 5); printf("memcpy_s %d errno %d [%.6s]\n", r, errno, b);
	memset(b, 'x', 32); errno = 0; r = memmove_s(b, 3, "abcdef", 5); printf("memmove_s %d errno %d [%.6s]\n", r, errno, b);
	memset(b, 'x', 32); errno = 0; r = _itoa_s(12345, b, 3, 10); printf("_itoa_s %d errno %d [%.6s]\n", r, errno, b);
	memset(b, 'x', 32); r = _snprintf(b, 30, "%p %e", (void *)0xabc, 1.5); printf("%d [%s]\n", r, b);
	printf_s("%p %e %s\n", (void *)0xabc, 1.5, "p_s"); printf("%p\n", (void *)0xabc);
	r = sprintf_s(b, 30, "%zu|%llu|%I64u|%hhu", (size_t)5, 6ull, 7ull, 300); printf("%d [%s]\n", r, b);
	r = _scprintf("%d", 1234); printf("%d\n", r);
	errno=0; r = memcpy_s(b, 3, NULL, 2); printf("memcpy_s %d errno %d [%.6s]\n", r, errno, b);
	strcpy(b,"aBc");errno=0; r=_strupr_s(b,2); printf("_strupr_s %d errno %d [%.6s]\n", r, errno, b);
	strcpy(b,"aBc");errno=0; r=_strlwr_s(b,8); printf("_strlwr_s %d errno %d [%.6s]\n", r, errno, b);
	strcpy(b,"aBc");errno=0; r=strncat_s(b,5,"defg",3); printf("strncat_s %d [%.6s]\n", r, b);
	strcpy(b,"aBc");errno=0; r=strncat_s(b,6,"defg",_TRUNCATE); printf("strncat_s %d [%.6s]\n", r, b);
	return 0;
}

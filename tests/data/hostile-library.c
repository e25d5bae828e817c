/* What no program should ask of the library: it answers something, and harms nobody. */
#define _CRT_SECURE_NO_WARNINGS
#include <windows.h>
#include <stdio.h>
#include <wchar.h>
#include <string.h>
#include <stdlib.h>
#include <time.h>
#include <limits.h>
#include <strsafe.h>
int main(void)
{
	char b[64]; wchar_t w[64]; int i;
	printf("%d\n", sscanf("123", "%99999999999d", &i));
	printf("%d\n", sscanf("abc", "%["));
	printf("%d\n", sscanf("abc", "%"));
	printf("%d\n", sscanf("x", "%q", &i));
	printf("%d\n", sscanf("1111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111",
	"%d", &i));
	printf("%d\n", swprintf(w, 3, L"%s", L"\xd800\xdc00\xffff"));
	printf("%d\n", snprintf(b, 0, "%s", "x"));
	printf("%d\n", _snprintf_s(b, 0, 5, "x"));
	printf("%d\n", swprintf(w, 64, L"%.2s|%10S|%-5c|%hc", L"\x20ac\x20ac\x20ac", "ab", 0x20ac, 'x')); for (int k = 0; k < 20;
	k++) printf("%x ", w[k]);
	puts("");
	struct tm t;
	memset(&t, 0x7f, sizeof t);
	printf("%d\n", mktime(&t) == -1);
	memset(&t, 0x80, sizeof t);
	printf("%d\n", mktime(&t) == -1);
	memset(&t, 0xff, sizeof t);
	printf("%s", asctime(&t));
	printf("%d\n", (int)strftime(b, 64, "%A %B %c %x %", &t));
	t.tm_mon = INT_MIN;
	strftime(b, 64, "%b%#d%Q", &t);
	puts(b);
	for (int n = -5; n < 300; n += 51) { puts(strerror(n)); }
	printf("%d %s\n", FormatMessageA(0x400 | 0x2000, "%99 %1!", 0, 0, b, 64, 0), "x");
	DWORD_PTR a[3] = {1,2,3};
	printf("%lu\n", FormatMessageA(0x400|0x2000, "%1!999999999d!%", 0,0,b,64,(va_list*)a));
	printf("%lu\n", FormatMessageA(0x400|0x2000, "%1!d", 0,0,b,64,(va_list*)a));
	printf("%lu\n", FormatMessageA(0x400|0x2000, "%1!*d! %!", 0,0,b,64,(va_list*)a));
	printf("%lu\n", FormatMessageA(0x400|0x2000, "%1!99d!", 0,0,b,64,(va_list*)a));  printf("%lu\n",
	FormatMessageA(0x400|0x2000, "%0", 0,0,b,64,(va_list*)a));
	printf("%lu\n", FormatMessageA(0x400|0x2000, "%1!!", 0,0,b,64,(va_list*)a));
	printf("%lu\n", FormatMessageA(0x400|0x2000, "%", 0,0,b,64,(va_list*)a));
	printf("%lx\n", StringCchCopyA(b, (size_t)-1, "x"));
	printf("%d\n", MultiByteToWideChar(65001, 0, "\xff\xc3", 2, w, 64));
	printf("%d\n", MultiByteToWideChar(65001, 0, "\xe2\x82", -1, w, 64));
	printf("%zu\n", wcstombs(b, L"\x1234", 5));
	printf("%d\n", system("rm -rf /"));
	FILE *f = fopen("x", "w+b");
	fseek(f, 0x7fffffff, SEEK_SET);
	printf("%d\n", fputc(1, f));
	fclose(f);
	f = fopen("", "r");
	printf("%d\n", f == 0);
	printf("%s\n", _itoa(5, b, 37));
	wprintf(L"%s\n", L"\x20ac");
	printf("%d\n", wprintf(L"ab\x20ac"));
	puts("");
	gets(NULL);
	return 0;
}

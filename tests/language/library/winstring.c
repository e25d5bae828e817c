/* Texts as Windows itself has them: wsprintf, code pages, lstr functions. */
#include <windows.h>
#include <stdio.h>

int main(void)
{
	static const char utf8[] = "gr\xc3\xb6\xc3\x9f" "e \xe2\x82\xac \xf0\x9f\x98\x80";
	WCHAR wide[40];
	char text[80];
	int n;

	n = wsprintfA(text, "%d %u %x %08lX %s %c %%", -5, 7u, 255, 0xbeefL, "text", 'q');
	printf("%d [%s]\n", n, text);
	n = wsprintfW(wide, L"%d-%s-%S", 12, L"wide", "narrow");
	printf("%d [%ls]\n", n, wide);
	n = MultiByteToWideChar(CP_UTF8, 0, utf8, -1, NULL, 0);
	printf("%d", n);
	n = MultiByteToWideChar(CP_UTF8, 0, utf8, -1, wide, 40);
	printf(" %d:", n);
	for (int i = 0; i < n; i++)
		printf(" %04x", wide[i]);
	printf("\n");
	n = WideCharToMultiByte(CP_UTF8, 0, wide, -1, text, sizeof text, NULL, NULL);
	printf("%d %s\n", n, lstrcmpA(text, utf8) == 0 ? "the same" : "another");
	SetLastError(0);
	n = MultiByteToWideChar(CP_ACP, 0, "short", 5, wide, 3);
	printf("%d %lu\n", n, GetLastError());
	n = WideCharToMultiByte(CP_ACP, 0, L"abc", 3, text, 3, NULL, NULL);
	printf("%d %.3s\n", n, text);
	n = MultiByteToWideChar(CP_ACP, 0, NULL, 5, wide, 3);
	printf("%d %lu\n", n, GetLastError());
	printf("%d %d %d\n", lstrlenA("x"), lstrlenW(L"four"), lstrcmpiW(L"Abc", L"aBC"));
	return 0;
}

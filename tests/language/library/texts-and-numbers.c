#include <windows.h>
#include <stdio.h>
#include <wchar.h>
#include <stdlib.h>
#include <string.h>
#include <errno.h>
#include <time.h>
int main(void)
{
	wchar_t b[64]; int r; char n[64]; int i; unsigned u; double d; float f; long l; long long ll; short h; char c;
	wchar_t *end, *ctx; char *e;
	r = swprintf(b, 64, L"%s|%S|%hs|%ls|%d|%5.2f|%e|%c|%C", L"wide", "narrow", "nn", L"ww", 42, 3.14159, 1e10, L'x', 'y');
	printf("%d [%ls]\n", r, b);
	r = swprintf(b, 4, L"%d", 123456); printf("%d [%ls]\n", r, b);
	r = _snwprintf(b, 4, L"%d", 12); printf("%d [%ls]\n", r, b);
	r = swprintf_s(b, 64, L"%08X %p", 0xbeef, (void*)0x1234); printf("%d [%ls]\n", r, b);
	printf("%d %d %d\n", (int)wcslen(L"hello"), wcscmp(L"a", L"b"), wcsncmp(L"abc", L"abd", 2));
	wcscpy(b, L"one,two;three"); wchar_t *t = wcstok_s(b, L",;", &ctx); while (t) { printf("%ls\n", t);
	t = wcstok_s(NULL, L",;", &ctx); }
	wcscpy(b, L"Hello"); wcscat(b, L" World"); printf("%ls %ls %ls\n", wcschr(b, L'W'), wcsstr(b, L"lo"), wcsrchr(b, L'o'));
	_wcsupr(b); printf("%ls\n", b); _wcslwr(b); printf("%ls\n", b); _wcsrev(b); printf("%ls\n", b);
	printf("%ld %d %g\n", wcstol(L"-123abc", &end, 10), _wtoi(L"77x"), wcstod(L"2.5e3z", NULL)); printf("%ls\n", end);
	r = sscanf("12 -7 0x1f 3.5 word x", "%d %d %i %lf %s %c", &i, (int*)&u, &r, &d, n, &c);
	printf("%d %d %u %g %s %c\n", r, i, u, d, n, c);
	r = sscanf("10 20", "%d,%d", &i, &r); printf("%d\n", r);
	r = sscanf("", "%d", &i); printf("%d\n", r);
	r = sscanf("abc", "%d", &i); printf("%d\n", r);
	r = sscanf("key=value", "%[^=]=%s", n, n + 32); printf("%d %s %s\n", r, n, n + 32);
	r = sscanf("ff 77 255", "%x %o %u", &u, &i, &l); printf("%d %u %d %ld\n", r, u, i, l);
	r = sscanf("1234567890123 7 65", "%lld %hd %hhd", &ll, &h, &c); printf("%d %lld %d %d\n", r, ll, h, c);
	r = sscanf("12345", "%2d%3d%n", &i, &r, &u); printf("%d %d\n", i, u);
	r = sscanf("3.25e2", "%f", &f); printf("%d %g\n", r, f);
	r = sscanf("a-z9", "%[a-z-]", n); printf("%d %s\n", r, n);
	r = sscanf("skip 5", "%*s %d", &i); printf("%d %d\n", r, i);
	r = sscanf_s("toolong", "%s", n, 4); printf("%d [%s]\n", r, n);
	r = sscanf_s("ok 5", "%s %d", n, 10, &i); printf("%d [%s] %d\n", r, n, i);
	r = swscanf(L"12 word", L"%d %ls", &i, b); printf("%d %d %ls\n", r, i, b);
	printf("%s %s %s\n", _itoa(-255, n, 16), _ultoa(4000000000u, n + 16, 10), _i64toa(-5, n + 40, 10));
	div_t q = div(-7, 2); printf("%d %d\n", q.quot, q.rem);
	printf("%s %d\n", strrev(strcpy(n, "abc")), (int)strnlen("abcdef", 3));
	printf("%u %u %lx\n", _rotl(1, 31), _rotr(1, 1), _byteswap_ulong(0x11223344));
	time_t tt = 86400 * 365; struct tm *tm = gmtime(&tt); printf("%s", asctime(tm));
	strftime(n, 64, "%Y-%m-%d %H:%M:%S %a %j", tm); puts(n);
	errno = 0; strtol("99999999999999", &e, 10); printf("%d\n", errno == ERANGE);
	wprintf(L"wide %s %d %.2f %S\n", L"text", 5, 2.5, "nn"); _putws(L"line"); fputws(L"x\n", stdout); putwchar(L'q'); putwchar(L'\n');
	printf_s("%s\n", "printf_s"); fprintf(stdout, "%d\n", 5); fputs("fputs\n", stdout); fputc('c', stdout); putc('\n', stdout);
	fwrite("fw\n", 1, 3, stdout);
	printf("%d %d %d\n", iswalpha(L'a') != 0, iswdigit(L'x') != 0, towupper(L'b'));
	mbstowcs(b, "multi", 64); wcstombs(n, b, 64); printf("%ls %s\n", b, n);
	printf("%zu\n", wcsspn(L"aabbc", L"ab"));
	return 0;
}

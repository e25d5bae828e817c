/* strsafe.h and intsafe.h: what fits, what is cut, and what the results say. */
#include <windows.h>
#include <stdio.h>
#include <strsafe.h>
#include <intsafe.h>

static void report(const char *format, ...)
{
	char line[64];
	va_list list;
	HRESULT hr;

	va_start(list, format);
	hr = StringCchVPrintfA(line, 16, format, list);
	va_end(list);
	printf("%08lx [%s]\n", hr, line);
}

int main(void)
{
	char text[16];
	WCHAR wide[16];
	size_t length = 99;
	UINT sum;
	SIZE_T product;

	printf("%08lx [%s]\n", StringCchCopyA(text, 8, "short"), text);
	printf("%08lx", StringCchCopyA(text, 8, "much too long"));
	printf(" [%s]\n", text);
	printf("%08lx", StringCchCatA(text, 16, " and more"));
	printf(" [%s]\n", text);
	printf("%08lx", StringCchCatA(text, 16, "x"));
	printf(" [%s]\n", text);
	printf("%08lx", StringCchCopyNA(text, 16, "abcdef", 3));
	printf(" [%s]\n", text);
	printf("%08lx", StringCbCopyW(wide, sizeof wide, L"wide text"));
	printf(" [%ls]\n", wide);
	printf("%08lx", StringCbPrintfW(wide, 12, L"%s-%d", L"abc", 12345));
	printf(" [%ls]\n", wide);
	printf("%08lx", StringCbLengthW(wide, sizeof wide, &length));
	printf(" %zu\n", length);
	printf("%08lx", StringCchLengthA("endless", 4, &length));
	printf(" %zu\n", length);
	printf("%08lx %08lx\n", StringCchCopyA(text, 0, "x"), StringCchCatNA(text, 16, "yz", 1));
	report("%d of %s", 3, "four");
	report("%s", "a line that is longer than its buffer");
	printf("%08lx", UIntAdd(0xfffffff0u, 0x20, &sum));
	printf(" %u\n", sum);
	printf("%08lx", SizeTMult(4096, 80, &product));
	printf(" %llu\n", (unsigned long long)product);
	printf("%d %d\n", SUCCEEDED(STRSAFE_E_INSUFFICIENT_BUFFER), HRESULT_CODE(STRSAFE_E_INSUFFICIENT_BUFFER));
	return 0;
}

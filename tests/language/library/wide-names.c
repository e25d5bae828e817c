/* Names sorted as wide texts, joined with a separator. */
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

static int compare(const void *a, const void *b)
{
	return _wcsicmp(*(const wchar_t *const *)a, *(const wchar_t *const *)b);
}

int wmain(void)
{
	const wchar_t *names[] = { L"kernel32", L"NTDLL", L"user32", L"Advapi32", L"gdi32" };
	wchar_t joined[64] = L"";

	qsort(names, ARRAYSIZE(names), sizeof names[0], compare);
	for (size_t i = 0; i < ARRAYSIZE(names); i++) {
		if (i)
			wcscat_s(joined, ARRAYSIZE(joined), L"; ");
		wcscat_s(joined, ARRAYSIZE(joined), names[i]);
	}
	_putws(joined);
	wprintf(L"%d characters, %u bytes\n", lstrlenW(joined), (unsigned)((wcslen(joined) + 1) * sizeof(wchar_t)));
	return 0;
}

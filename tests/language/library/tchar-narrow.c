/* The names of tchar.h, for texts of bytes. */

#include "stdafx.h"
#include <windows.h>
#include <tchar.h>
#include <stdio.h>
int _tmain(int argc, _TCHAR *argv[])
{
	TCHAR name[40];
	_tprintf(_T("%s %d\n"), _T("text"), argc);
	_stprintf(name, TEXT("%s-%d"), TEXT("a"), 5);
	_putts(name); _fputts(_T("x\n"), stdout); _puttchar(_T('c')); _puttchar(_T('\n'));
	_tcscpy_s(name, 40, _T("abc")); _tcscat_s(name, 40, _T("def"));
	_tprintf(_T("%s %d %d\n"), name, (int)_tcslen(name), _ttoi(_T("12")));
	_stprintf_s(name, 40, _T("%d"), 12345); _tprintf_s(_T("%s\n"), name);
	_ftprintf(stdout, _T("%d\n"), _tcsncmp(_T("ab"), _T("ac"), 1));
	return 0;
}

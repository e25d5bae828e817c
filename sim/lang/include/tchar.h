#ifndef _TCHAR_H
#define _TCHAR_H
#include <windows.h>
#define _T(text) text
#define _TEXT(text) text
#define _tmain main
#define _tprintf printf
#define _stprintf sprintf
#define _tcslen strlen
#define _tcscpy strcpy
#define _tcscmp strcmp
typedef char _TCHAR;
#endif

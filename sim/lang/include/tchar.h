/* Names for both kinds of text: the plain functions, or with _UNICODE those of 16-bit characters. */
#ifndef _TCHAR_H
#define _TCHAR_H
#include <string.h>
#ifdef _UNICODE
#define __T(text) L##text
typedef wchar_t _TCHAR, TCHAR, _TUCHAR, _TSCHAR, _TXCHAR;
typedef wint_t _TINT;
#define _TEOF WEOF
#include <faultlab/wtchar>
#else
#define __T(text) text
typedef char _TCHAR, TCHAR, _TSCHAR, _TXCHAR;
typedef unsigned char _TUCHAR;
typedef int _TINT;
#define _TEOF EOF
#include <faultlab/tchar>
#endif
#define _T(text) __T(text)
#define _TEXT(text) __T(text)
#endif

/* Texts of 16-bit characters. */
#ifndef _WCHAR_H
#define _WCHAR_H
#include <stdio.h>
#include <stdarg.h>
#include <wctype.h>
#define WCHAR_MIN 0
#define WCHAR_MAX 0xffff
size_t wcslen(const wchar_t *text);
size_t wcsnlen(const wchar_t *text, size_t most);
wchar_t *wcscpy(wchar_t *to, const wchar_t *from);
wchar_t *wcsncpy(wchar_t *to, const wchar_t *from, size_t most);
wchar_t *wcscat(wchar_t *to, const wchar_t *from);
wchar_t *wcsncat(wchar_t *to, const wchar_t *from, size_t most);
int wcscmp(const wchar_t *a, const wchar_t *b);
int wcsncmp(const wchar_t *a, const wchar_t *b, size_t most);
int _wcsicmp(const wchar_t *a, const wchar_t *b);
int _wcsnicmp(const wchar_t *a, const wchar_t *b, size_t most);
wchar_t *wcschr(const wchar_t *text, wchar_t c);
wchar_t *wcsrchr(const wchar_t *text, wchar_t c);
wchar_t *wcsstr(const wchar_t *text, const wchar_t *part);
size_t wcsspn(const wchar_t *text, const wchar_t *set);
size_t wcscspn(const wchar_t *text, const wchar_t *set);
wchar_t *wcspbrk(const wchar_t *text, const wchar_t *set);
wchar_t *wcstok(wchar_t *text, const wchar_t *set);
wchar_t *_wcsdup(const wchar_t *text);
wchar_t *_wcsupr(wchar_t *text);
wchar_t *_wcslwr(wchar_t *text);
wchar_t *_wcsrev(wchar_t *text);
wchar_t *wmemset(wchar_t *to, wchar_t value, size_t count);
wchar_t *wmemcpy(wchar_t *to, const wchar_t *from, size_t count);
wchar_t *wmemmove(wchar_t *to, const wchar_t *from, size_t count);
int wmemcmp(const wchar_t *a, const wchar_t *b, size_t count);
errno_t wcscpy_s(wchar_t *to, size_t room, const wchar_t *from);
errno_t wcscat_s(wchar_t *to, size_t room, const wchar_t *from);
errno_t wcsncpy_s(wchar_t *to, size_t room, const wchar_t *from, size_t most);
errno_t wcsncat_s(wchar_t *to, size_t room, const wchar_t *from, size_t most);
wchar_t *wcstok_s(wchar_t *text, const wchar_t *set, wchar_t **next);
long wcstol(const wchar_t *text, wchar_t **end, int base);
unsigned long wcstoul(const wchar_t *text, wchar_t **end, int base);
long long wcstoll(const wchar_t *text, wchar_t **end, int base);
unsigned long long wcstoull(const wchar_t *text, wchar_t **end, int base);
long long _wcstoi64(const wchar_t *text, wchar_t **end, int base);
unsigned long long _wcstoui64(const wchar_t *text, wchar_t **end, int base);
double wcstod(const wchar_t *text, wchar_t **end);
int _wtoi(const wchar_t *text);
long _wtol(const wchar_t *text);
long long _wtoi64(const wchar_t *text);
double _wtof(const wchar_t *text);
int wprintf(const wchar_t *format, ...);
int wprintf_s(const wchar_t *format, ...);
int fwprintf(FILE *stream, const wchar_t *format, ...);
int fwprintf_s(FILE *stream, const wchar_t *format, ...);
int swprintf(wchar_t *buffer, size_t count, const wchar_t *format, ...);
int swprintf_s(wchar_t *buffer, size_t count, const wchar_t *format, ...);
int snwprintf(wchar_t *buffer, size_t count, const wchar_t *format, ...);
int _snwprintf(wchar_t *buffer, size_t count, const wchar_t *format, ...);
int _snwprintf_s(wchar_t *buffer, size_t room, size_t count, const wchar_t *format, ...);
int _scwprintf(const wchar_t *format, ...);
int vwprintf(const wchar_t *format, va_list list);
int vfwprintf(FILE *stream, const wchar_t *format, va_list list);
int vswprintf(wchar_t *buffer, size_t count, const wchar_t *format, va_list list);
int vswprintf_s(wchar_t *buffer, size_t count, const wchar_t *format, va_list list);
int _vsnwprintf(wchar_t *buffer, size_t count, const wchar_t *format, va_list list);
int _vscwprintf(const wchar_t *format, va_list list);
int wscanf(const wchar_t *format, ...);
int fwscanf(FILE *stream, const wchar_t *format, ...);
int swscanf(const wchar_t *text, const wchar_t *format, ...);
int swscanf_s(const wchar_t *text, const wchar_t *format, ...);
int wscanf_s(const wchar_t *format, ...);
int fputws(const wchar_t *text, FILE *stream);
int _putws(const wchar_t *text);
wint_t fputwc(wchar_t c, FILE *stream);
wint_t putwc(wchar_t c, FILE *stream);
wint_t putwchar(wchar_t c);
wchar_t *fgetws(wchar_t *buffer, int count, FILE *stream);
wint_t fgetwc(FILE *stream);
wint_t getwc(FILE *stream);
wint_t getwchar(void);
wint_t ungetwc(wint_t c, FILE *stream);
size_t mbstowcs(wchar_t *to, const char *from, size_t count);
size_t wcstombs(char *to, const wchar_t *from, size_t count);
wint_t btowc(int c);
int wctob(wint_t c);
#endif

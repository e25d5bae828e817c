/* Texts of 16-bit characters. */
#ifndef _WCHAR_H
#define _WCHAR_H
#include <stdio.h>
#include <stdarg.h>
#include <wctype.h>
#include <stdlib.h>
#include <string.h>
#define WCHAR_MIN 0
#define WCHAR_MAX 0xffff
wchar_t *wmemset(wchar_t *to, wchar_t value, size_t count);
wchar_t *wmemcpy(wchar_t *to, const wchar_t *from, size_t count);
wchar_t *wmemmove(wchar_t *to, const wchar_t *from, size_t count);
int wmemcmp(const wchar_t *a, const wchar_t *b, size_t count);
wint_t btowc(int c);
int wctob(wint_t c);
#endif

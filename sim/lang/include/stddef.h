#ifndef _STDDEF_H
#define _STDDEF_H
typedef unsigned long long size_t;
typedef long long ptrdiff_t;
typedef unsigned short wchar_t, wint_t;
#define WEOF ((wint_t)0xffff)
typedef unsigned long long uintptr_t;
typedef long long intptr_t;
typedef long long ssize_t;
typedef int errno_t;
#define NULL ((void *)0)
#define offsetof(type, member) __builtin_offsetof(type, member)
#endif

/* One locale, C: another one is not set. */
#ifndef _LOCALE_H
#define _LOCALE_H
#include <stddef.h>
#define LC_ALL 0
#define LC_COLLATE 1
#define LC_CTYPE 2
#define LC_MONETARY 3
#define LC_NUMERIC 4
#define LC_TIME 5
char *setlocale(int category, const char *name);
wchar_t *_wsetlocale(int category, const wchar_t *name);
#endif

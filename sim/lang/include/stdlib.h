#ifndef _STDLIB_H
#define _STDLIB_H
#include <stddef.h>
#define EXIT_SUCCESS 0
#define EXIT_FAILURE 1
#define RAND_MAX 0x7fff
#define _MAX_PATH 260
#define _MAX_DRIVE 3
#define _MAX_DIR 256
#define _MAX_FNAME 256
#define _MAX_EXT 256
#define MB_CUR_MAX 1
#define __max(a, b) ((a) > (b) ? (a) : (b))
#define __min(a, b) ((a) < (b) ? (a) : (b))
#define _countof(array) (sizeof(array) / sizeof((array)[0]))
typedef struct { int quot, rem; } div_t;
typedef struct { long quot, rem; } ldiv_t;
typedef struct { long long quot, rem; } lldiv_t;
int *_errno(void);
#define errno (*_errno())
int atexit(void (*function)(void));
int system(const char *command);
char *getenv(const char *name);
errno_t getenv_s(size_t *needed, char *buffer, size_t room, const char *name);
errno_t _dupenv_s(char **buffer, size_t *size, const char *name);
int _wsystem(const wchar_t *command);
void _Exit(int status);
div_t div(int a, int b);
ldiv_t ldiv(long a, long b);
lldiv_t lldiv(long long a, long long b);
char *_itoa(int value, char *buffer, int radix);
char *_ltoa(long value, char *buffer, int radix);
char *_ultoa(unsigned long value, char *buffer, int radix);
char *_i64toa(long long value, char *buffer, int radix);
char *_ui64toa(unsigned long long value, char *buffer, int radix);
char *itoa(int value, char *buffer, int radix);
char *ltoa(long value, char *buffer, int radix);
char *ultoa(unsigned long value, char *buffer, int radix);
errno_t _itoa_s(int value, char *buffer, size_t room, int radix);
errno_t _ltoa_s(long value, char *buffer, size_t room, int radix);
errno_t _ultoa_s(unsigned long value, char *buffer, size_t room, int radix);
errno_t _i64toa_s(long long value, char *buffer, size_t room, int radix);
errno_t _ui64toa_s(unsigned long long value, char *buffer, size_t room, int radix);
wchar_t *_itow(int value, wchar_t *buffer, int radix);
wchar_t *_ltow(long value, wchar_t *buffer, int radix);
wchar_t *_ultow(unsigned long value, wchar_t *buffer, int radix);
wchar_t *_i64tow(long long value, wchar_t *buffer, int radix);
wchar_t *_ui64tow(unsigned long long value, wchar_t *buffer, int radix);
float strtof(const char *text, char **end);
size_t mbstowcs(wchar_t *to, const char *from, size_t count);
size_t wcstombs(char *to, const wchar_t *from, size_t count);
int _wtoi(const wchar_t *text);
long _wtol(const wchar_t *text);
unsigned _rotl(unsigned value, int shift);
unsigned _rotr(unsigned value, int shift);
unsigned short _byteswap_ushort(unsigned short value);
unsigned long _byteswap_ulong(unsigned long value);
unsigned long long _byteswap_uint64(unsigned long long value);
void exit(int status);
void _exit(int status);
void abort(void);
void *malloc(size_t size);
void *calloc(size_t count, size_t size);
void *realloc(void *block, size_t size);
void free(void *block);
size_t _msize(void *block);
void qsort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *));
void *bsearch(const void *key, const void *base, size_t count, size_t size, int (*compare)(const void *, const void *));
long long llabs(long long v);
long long _abs64(long long v);
long long atoll(const char *text);
long long _atoi64(const char *text);
long long _strtoi64(const char *text, char **end, int base);
unsigned long long _strtoui64(const char *text, char **end, int base);
int abs(int v);
long labs(long v);
int rand(void);
void srand(unsigned seed);
int atoi(const char *text);
double atof(const char *text);
double strtod(const char *text, char **end);
long double strtold(const char *text, char **end);
long atol(const char *text);
long strtol(const char *text, char **end, int base);
long long strtoll(const char *text, char **end, int base);
unsigned long strtoul(const char *text, char **end, int base);
unsigned long long strtoull(const char *text, char **end, int base);
wchar_t *wcstok(wchar_t *text, const wchar_t *set);
wchar_t *wcstok_s(wchar_t *text, const wchar_t *set, wchar_t **next);
long wcstol(const wchar_t *text, wchar_t **end, int base);
unsigned long wcstoul(const wchar_t *text, wchar_t **end, int base);
long long wcstoll(const wchar_t *text, wchar_t **end, int base);
unsigned long long wcstoull(const wchar_t *text, wchar_t **end, int base);
long long _wcstoi64(const wchar_t *text, wchar_t **end, int base);
unsigned long long _wcstoui64(const wchar_t *text, wchar_t **end, int base);
double wcstod(const wchar_t *text, wchar_t **end);
long long _wtoi64(const wchar_t *text);
double _wtof(const wchar_t *text);
#endif

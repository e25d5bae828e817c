#ifndef _STDIO_H
#define _STDIO_H
#include <stddef.h>
#define EOF (-1)
typedef struct _iobuf FILE;
#define stdout ((FILE *)1)
#define stdin ((FILE *)0)
int printf(const char *format, ...);
int sprintf(char *buffer, const char *format, ...);
int snprintf(char *buffer, size_t size, const char *format, ...);
int _snprintf(char *buffer, size_t size, const char *format, ...);
int puts(const char *text);
int putchar(int c);
int fflush(FILE *stream);
#endif

#ifndef _STDIO_H
#define _STDIO_H
#include <stddef.h>
#include <stdarg.h>
#define EOF (-1)
typedef struct _iobuf FILE;
typedef long long fpos_t;
#define stdin ((FILE *)0x100)
#define stdout ((FILE *)0x130)
#define stderr ((FILE *)0x160)
#define _IOFBF 0x0000
#define _IOLBF 0x0040
#define _IONBF 0x0004
#define BUFSIZ 512
#define FILENAME_MAX 260
#define FOPEN_MAX 20
#define L_tmpnam 16
#define TMP_MAX 32767
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
#define _TRUNCATE ((size_t)-1)
int printf(const char *format, ...);
int printf_s(const char *format, ...);
int sprintf(char *buffer, const char *format, ...);
int sprintf_s(char *buffer, size_t room, const char *format, ...);
int snprintf(char *buffer, size_t size, const char *format, ...);
int _snprintf(char *buffer, size_t size, const char *format, ...);
int _snprintf_s(char *buffer, size_t room, size_t count, const char *format, ...);
int _scprintf(const char *format, ...);
int vprintf(const char *format, va_list list);
int vprintf_s(const char *format, va_list list);
int vfprintf(FILE *stream, const char *format, va_list list);
int vfprintf_s(FILE *stream, const char *format, va_list list);
int vsprintf(char *buffer, const char *format, va_list list);
int vsprintf_s(char *buffer, size_t room, const char *format, va_list list);
int vsnprintf(char *buffer, size_t size, const char *format, va_list list);
int _vsnprintf(char *buffer, size_t size, const char *format, va_list list);
int _vsnprintf_s(char *buffer, size_t room, size_t count, const char *format, va_list list);
int _vscprintf(const char *format, va_list list);
int puts(const char *text);
int putchar(int c);
int fprintf(FILE *stream, const char *format, ...);
int fprintf_s(FILE *stream, const char *format, ...);
int fputs(const char *text, FILE *stream);
int fputc(int c, FILE *stream);
int putc(int c, FILE *stream);
size_t fwrite(const void *from, size_t size, size_t count, FILE *stream);
int scanf(const char *format, ...);
int scanf_s(const char *format, ...);
int fscanf(FILE *stream, const char *format, ...);
int fscanf_s(FILE *stream, const char *format, ...);
int sscanf(const char *text, const char *format, ...);
int sscanf_s(const char *text, const char *format, ...);
int vscanf(const char *format, va_list list);
int vfscanf(FILE *stream, const char *format, va_list list);
int vsscanf(const char *text, const char *format, va_list list);
int getchar(void);
int fgetc(FILE *stream);
int getc(FILE *stream);
int ungetc(int c, FILE *stream);
char *gets(char *buffer);
char *gets_s(char *buffer, size_t room);
char *fgets(char *buffer, int count, FILE *stream);
size_t fread(void *to, size_t size, size_t count, FILE *stream);
FILE *fopen(const char *name, const char *mode);
errno_t fopen_s(FILE **stream, const char *name, const char *mode);
FILE *tmpfile(void);
int fclose(FILE *stream);
int fseek(FILE *stream, long offset, int from);
int _fseeki64(FILE *stream, long long offset, int from);
long ftell(FILE *stream);
long long _ftelli64(FILE *stream);
void rewind(FILE *stream);
int fgetpos(FILE *stream, fpos_t *at);
int fsetpos(FILE *stream, const fpos_t *at);
int remove(const char *name);
int rename(const char *from, const char *to);
int feof(FILE *stream);
int ferror(FILE *stream);
void clearerr(FILE *stream);
int fflush(FILE *stream);
int _flushall(void);
int fileno(FILE *stream);
int _fileno(FILE *stream);
void setbuf(FILE *stream, char *buffer);
int setvbuf(FILE *stream, char *buffer, int mode, size_t size);
void perror(const char *text);
#include <faultlab/wstdio.h>
#endif

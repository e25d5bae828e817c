#ifndef _STRING_H
#define _STRING_H
#include <stddef.h>
void *memset(void *to, int value, size_t size);
void *memcpy(void *to, const void *from, size_t size);
void *memmove(void *to, const void *from, size_t size);
int memcmp(const void *a, const void *b, size_t size);
void *memchr(const void *at, int value, size_t size);
size_t strlen(const char *text);
char *strcpy(char *to, const char *from);
char *strncpy(char *to, const char *from, size_t most);
char *strcat(char *to, const char *from);
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t most);
char *strchr(const char *text, int c);
char *strrchr(const char *text, int c);
char *strncat(char *to, const char *from, size_t most);
char *strstr(const char *text, const char *part);
size_t strspn(const char *text, const char *set);
size_t strcspn(const char *text, const char *set);
char *strpbrk(const char *text, const char *set);
char *strtok(char *text, const char *set);
int _stricmp(const char *a, const char *b);
int stricmp(const char *a, const char *b);
int strcasecmp(const char *a, const char *b);
int _strnicmp(const char *a, const char *b, size_t most);
int strnicmp(const char *a, const char *b, size_t most);
int strncasecmp(const char *a, const char *b, size_t most);
char *_strupr(char *text);
char *_strlwr(char *text);
char *strupr(char *text);
char *strlwr(char *text);
char *_strdup(const char *text);
char *strdup(const char *text);
size_t wcslen(const wchar_t *text);
#endif

#ifndef _CTYPE_H
#define _CTYPE_H
int isalpha(int c);
int isdigit(int c);
int isalnum(int c);
int isspace(int c);
int isupper(int c);
int islower(int c);
int isprint(int c);
int ispunct(int c);
int isxdigit(int c);
int iscntrl(int c);
int isgraph(int c);
int isblank(int c);
int toupper(int c);
int tolower(int c);
int isascii(int c);
int __isascii(int c);
int toascii(int c);
int _toupper(int c);
int _tolower(int c);
int iswalpha(unsigned short c);
int iswdigit(unsigned short c);
int iswspace(unsigned short c);
int iswupper(unsigned short c);
int iswlower(unsigned short c);
unsigned short towupper(unsigned short c);
unsigned short towlower(unsigned short c);
#endif

#ifndef _IO_H
#define _IO_H
#include <stddef.h>
int _isatty(int file);
int _setmode(int file, int mode);
int isatty(int file);
#endif

#ifndef _PROCESS_H
#define _PROCESS_H
#include <stddef.h>
void exit(int status);
void _exit(int status);
void abort(void);
int system(const char *command);
#endif

#ifndef _SYS_TYPES_H
#define _SYS_TYPES_H
#include <stddef.h>
typedef long _off_t, off_t;
typedef long long _off64_t, off64_t, __time64_t;
typedef long long time_t;
typedef int pid_t, _pid_t;
typedef unsigned short _ino_t, ino_t, mode_t;
typedef unsigned int _dev_t, dev_t;
#endif

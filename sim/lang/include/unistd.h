#ifndef _UNISTD_H
#define _UNISTD_H
#include <io.h>
#include <process.h>
#include <sys/types.h>
#define STDIN_FILENO 0
#define STDOUT_FILENO 1
#define STDERR_FILENO 2
#endif

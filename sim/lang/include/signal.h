#ifndef _SIGNAL_H
#define _SIGNAL_H
typedef int sig_atomic_t;
typedef void (*__p_sig_fn_t)(int);
#define SIGINT 2
#define SIGILL 4
#define SIGFPE 8
#define SIGSEGV 11
#define SIGTERM 15
#define SIGBREAK 21
#define SIGABRT 22
#define SIG_DFL ((__p_sig_fn_t)0)
#define SIG_IGN ((__p_sig_fn_t)1)
#define SIG_ERR ((__p_sig_fn_t)-1)
__p_sig_fn_t signal(int number, __p_sig_fn_t handler);
int raise(int number);
#endif

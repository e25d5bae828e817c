/*
 * host.h - what the simulator asks of the system that it runs on itself.
 *
 * Few things differ between the systems of this world once a program keeps to the
 * C library: they are behind these functions, so that nothing else has to know.
 * Text is bytes, LF is LF, names of files are UTF-8, on every host.
 *
 * Knows of: nothing. Used by: trace_file, cpu/, lang/, main, replay/. Made by: posix/host.c, windows/host.c
 * or web/host.c; the Makefile's HOST says which.
 */
#ifndef FAULTLAB_SIM_HOST_H
#define FAULTLAB_SIM_HOST_H

#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

/* Flags of open() that not every host has, nor needs. */
#ifndef O_CLOEXEC
#define O_CLOEXEC 0
#endif
#ifndef O_NONBLOCK
#define O_NONBLOCK 0
#endif

/* First of all: standard streams and files are bytes, and a closed pipe is an error of write(). */
void sim_host_start(void);

/* `handler` gets the signal when the user wants the program to end. */
void sim_host_on_interrupt(void (*handler)(int signal));

/* `handler` is called if a mapped file loses what is being read; where that cannot be, never. */
void sim_host_on_shrunk_file(void (*handler)(int signal));

/* Set *flag when the process has used that much processor time. */
void sim_host_limit_time(unsigned seconds, volatile sig_atomic_t *flag);

/* Call `body` on a stack of that size; false if the host does not give one. */
bool sim_host_call_deep(void (*body)(void *), void *context, size_t stack_bytes);

/* How many runs of the processor may be inside one another on that stack; 0: the lab's own stack ends first. */
unsigned sim_host_nesting_max(void);

/* Rename a file, over what has that name. False with errno set. */
bool sim_host_replace(const char *from, const char *to);

/* The last part of a path: behind the last separator. */
const char *sim_host_name_of(const char *path);

unsigned sim_host_processors(void);

/*
 * Start `program -dc` with the file `from` on its standard input. What it prints can be read from the descriptor that
 * is returned; -1 with errno: ENOENT if there is no such program, ENOSYS where none can be started. The caller owns
 * the descriptor, keeps `from`, and asks sim_host_unpacked() once, after the end of what it read.
 */
int sim_host_unpack(const char *program, int from, long *process);

/* Did it end well? Waits for it. */
bool sim_host_unpacked(long process);

#endif

/*
 * host.h - what viz asks of the system that it runs on, beyond the C library.
 *
 * Text is bytes, LF is LF, names of files are UTF-8, on every host. Other programs
 * are started through spawn.h, the terminal is terminal.h's.
 *
 * Knows of: nothing. Used by: store, book/, commands/, draw/, judge/, main, plot/, structure/. Made by:
 * posix/host.c, windows/host.c or web/host.c; the Makefile's HOST says which.
 */
#ifndef VIZ_HOST_H
#define VIZ_HOST_H

#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* Flags of open() that not every host has, nor needs. */
#ifndef O_CLOEXEC
#define O_CLOEXEC 0
#endif
#ifndef O_NOFOLLOW
#define O_NOFOLLOW 0
#endif

/* First of all: standard streams and files are bytes. */
void host_start(void);

/* `handler` gets the signal when the user wants the program to end; NULL: as it was before. */
void host_on_interrupt(void (*handler)(int signal));

/* ---- names ---- */

bool host_is_slash(char c);                             /* does it part folders? */
const char *host_name_of(const char *path);             /* the last part of a path */

/* ---- files and folders ---- */

/* Make a folder; true as well if one is there, or may be there for all that this can see. Else errno. */
bool host_make_folder(const char *path);
bool host_folder_usable(const char *path);              /* a folder to write to; if not, errno */
bool host_disk_full(const char *folder);                /* has its disk no room for anything? */
bool host_make_hidden(char *path);                      /* a folder of a new name: what mkdtemp() does; if not, errno */
bool host_replace(const char *from, const char *to);    /* rename a file, over what has that name; if not, errno */

/* Have a folder alone: wait for another process that does, until it is done or gone. What host_unlock() gets; where nothing
 * can be locked, as on some network drives, nobody waits. */
intptr_t host_lock(const char *folder);
void host_unlock(intptr_t lock);

/* A file without a name, for several processes to write to one behind the other; NULL with errno. */
FILE *host_temporary(void);

/* How to get a program, by the name of its Debian package: "Install ..." */
const char *host_how_to_get(const char *package);

#endif

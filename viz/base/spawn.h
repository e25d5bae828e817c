/*
 * spawn.h - to start another program and to wait for it.
 *
 * The programs are strangers: Graphviz, gnuplot, librsvg. Whether one is there
 * is known when it is started, not before.
 *
 * Knows of: ink. Used by: commands/, draw/, plot/. Made by: spawn.c, and posix/spawn.c, windows/spawn.c or web/spawn.c.
 */
#ifndef VIZ_SPAWN_H
#define VIZ_SPAWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef intptr_t spawn_id;              /* of a program that runs; 0: of none */

struct spawn {
	const char *folder;             /* where it runs; NULL: here */
	FILE *in;                       /* NULL: it reads nothing */
	FILE *out, *errors;
	bool dateless;                  /* it is to write no date of today into its files */
};

/* Start argv[0], looked for as the user's shell would; argv ends with NULL. 0, or an errno: ENOENT if there is no such program. */
int spawn_start(volatile spawn_id *id, char *const argv[], const struct spawn *how);

/* How long it may take, and what became of it. */
struct spawn_watch {
	unsigned seconds;               /* after these it is ended; 0: SPAWN_SECONDS. The tests' FAULTLAB_PATIENCE comes first */
	void (*tick)(void *context);    /* called a few times a second while it runs; NULL */
	void *context;
	int status, signal;             /* set: what it ended with, or by; both 0 if all was well */
	unsigned hung;                  /* set: the seconds after which it was ended; 0 if it was not */
};

enum { SPAWN_SECONDS = 600 };           /* no picture takes minutes, but a busy machine may */

/* Wait for its end; true if that was status 0. `watch` NULL: nobody asks how. No program is waited for without an end. */
bool spawn_wait(spawn_id id, struct spawn_watch *watch);

/* What became of it if all was not well, as the end of a sentence: "ended with status 1". In a buffer of this function. */
const char *spawn_fate(const struct spawn_watch *watch);

/* The seconds that `watch` grants. */
unsigned spawn_seconds(const struct spawn_watch *watch);

/* Hand on a signal that the user sent to us. Callable from a signal handler. */
void spawn_signal(spawn_id id, int signal);

/* Bytes that a command line may have, all words and what is between them. */
size_t spawn_room(void);

#endif

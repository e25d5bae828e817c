/*
 * spawn.h - to start another program and to wait for it.
 *
 * The programs are strangers: Graphviz, gnuplot, librsvg. Whether one is there
 * is known when it is started, not before.
 *
 * Knows of: ink. Used by: commands/, draw/, plot/. Made by: posix/spawn.c or windows/spawn.c.
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

/* Wait for its end; true if that was status 0. */
bool spawn_wait(spawn_id id);

/* Hand on a signal that the user sent to us. Callable from a signal handler. */
void spawn_signal(spawn_id id, int signal);

/* Bytes that a command line may have, all words and what is between them. */
size_t spawn_room(void);

#endif

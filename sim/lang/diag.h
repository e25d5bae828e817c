/*
 * diag.h - source files, and the diagnostics about them.
 *
 * Every message names file, line and column, shows the source line and a caret,
 * in the words that a C compiler would use. A syntax error leaves the construct
 * by longjmp to the nearest point from which reading can go on, so that one run
 * reports several errors. Messages are collected and printed in order of discovery.
 *
 * Knows of: arena, core/letter, host/exit_status. Used by: constants, headers, lex, source.
 */
#ifndef FAULTLAB_SIM_DIAG_H
#define FAULTLAB_SIM_DIAG_H

#include <setjmp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "sim/lang/arena.h"

struct source {
	const char *name;               /* as the messages show it */
	const char *text;               /* NUL-terminated */
	size_t size_bytes;
	bool system;                    /* one of our headers */
	bool table;                     /* no text of C: constants (constants.h) */
};

struct place_in_source {                /* where a token came from */
	const struct source *source;
	uint32_t line, column;          /* from 1 */
};

#define DIAG_ERRORS_SHOWN 20
#define DIAG_ERRORS_MAX 1000

struct diag {
	FILE *out;
	struct arena *arena;
	unsigned errors, warnings;
	jmp_buf *sync;                  /* where a syntax error goes on; NULL: nowhere */
	bool again;                     /* the source is read a second time: its warnings were shown */
	bool unsupported;               /* a message says that the simulator does not support something */
	bool stopped;                   /* too many errors: nothing more is read */
};

/* How many errors there were, if not all were shown. */
void diag_finish(struct diag *d);

/* A construct that cannot be read for a reason told already: leave it without a word. */
_Noreturn void diag_give_up(struct diag *d);

/* Report and go on. */
void diag_error(struct diag *d, struct place_in_source at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void diag_warning(struct diag *d, struct place_in_source at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void diag_note(struct diag *d, struct place_in_source at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Report that a file is no source at all: its text is not shown. */
void diag_refuse(struct diag *d, const struct source *s, uint32_t line, const char *text);

/* Report and leave for d->sync. */
_Noreturn void diag_syntax(struct diag *d, struct place_in_source at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif

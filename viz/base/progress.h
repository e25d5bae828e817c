/*
 * progress.h - how far a long job is: one line, or on a terminal a line that counts.
 *
 * Whoever waits for half a minute wants to know for what. Nothing is said unless the command was asked to say it, so that
 * standard error stays empty for scripts.
 *
 * Knows of: nothing. Used by: book/, draw/.
 */
#ifndef VIZ_PROGRESS_H
#define VIZ_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

void progress_enable(void);             /* from now on it is said, on standard error */
bool progress_counts(void);             /* is it asked for, and on a terminal? */

void progress_begin(const char *doing, size_t of, const char *what);    /* "drawing", 164, "pictures"; the texts stay the caller's */
void progress_at(size_t done);
void progress_end(void);

#endif

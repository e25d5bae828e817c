/*
 * terminal.h - a whole terminal for a while: its keys, its size, and its return.
 *
 * Plain termios and the control sequences that every terminal since the VT100
 * knows; the alternate screen where there is one. Ctrl-C, Ctrl-Z, SIGTERM and the
 * like do what they always do, after the screen was given back. They are let in
 * only while we wait for a key, so nothing here runs in the midst of anything.
 *
 * Invariants
 *   TERMINAL-1  between terminal_enter() and terminal_leave() the program ends in no way but SIGKILL with the screen not restored
 *
 * Knows of: nothing. Used by: text/.
 */
#ifndef VIZ_TERMINAL_H
#define VIZ_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

enum terminal_key {             /* below are bytes as they were typed */
	TK_NONE = 256,          /* look at the size again */
	TK_LEFT, TK_RIGHT, TK_UP, TK_DOWN, TK_HOME, TK_END, TK_PAGE_UP, TK_PAGE_DOWN, TK_BACK_TAB, TK_ESCAPE,
	TK_GONE                 /* nobody is there any more */
};

bool terminal_usable(void);     /* both ends are a terminal that can do it; if not, that is said */
bool terminal_colour(void);     /* standard output is a terminal that takes colours, and the user has nothing against them */

bool terminal_enter(void);      /* false with errno: it cannot be set */
void terminal_leave(void);

int terminal_key(void);         /* waits; a byte or an enum terminal_key */
bool terminal_hurried(void);    /* more keys are waiting: on a slow line, holding one down must not lag */
bool terminal_resized(void);    /* since it was asked last, or for the first time */
void terminal_size(unsigned *columns, unsigned *rows);  /* 80 and 24 if nobody knows */
void terminal_put(const char *text, size_t size);

#endif

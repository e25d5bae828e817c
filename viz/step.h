/*
 * step.h - going through the steps of a lab in a terminal, key by key.
 *
 * The screen is made of the panels of show.h. Title, sentence and address space
 * stay at the top; the other panels stand below in a page that scrolls. Each
 * panel keeps the height that its largest step needs, so that from step to step
 * nothing moves but what changed. Only plain control sequences are used that
 * every terminal since the VT100 knows, and the alternate screen where there is one.
 *
 * Invariants
 *   P1  however it ends but by SIGKILL, the terminal is as it was found
 *   P2  each screen is written at once, and is not larger than the terminal
 *
 * Knows of: show.h, typeset.h. Used by: main.
 */
#ifndef VIZ_STEP_H
#define VIZ_STEP_H

#include "viz/show.h"

bool step_possible(void);               /* both ends are a terminal that can do it; if not, that is said */
bool step_colour(void);                 /* standard output is a terminal that takes colours, and the user has nothing against them */

/* Begin at frame `first`, until the user has enough. The exit status. */
int step_run(const struct show *s, size_t first, bool ascii);

#endif
